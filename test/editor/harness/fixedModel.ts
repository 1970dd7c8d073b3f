import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openScene, type Scene, type SceneOptions } from './scene.ts';

const project = fileURLToPath(new URL('../../../', import.meta.url));

/** The smallest problem there is: a statement as the head of a Python file, and a program that is right. */
export const twoNumbers = {
  statement: `"""
Two Numbers

Read two integers a and b (1 <= a, b <= 100) and print their sum.

Sample Input 1
2 3

Sample Output 1
5
"""
`,
  right: 'a, b = map(int, input().split())\nprint(a + b)\n',
};

/** What the stand-in for a model is asked. */
export interface Asked {
  messages: { role: string; content: string }[];
  seed?: number;
}

/** An answer, whole or piece by piece; a piece under `thought` is one the model thinks. */
export type FixedAnswer = string | AsyncIterable<string | { thought: string }>;

/** Thrown by an answer: the server goes away in the midst of it. */
export class BrokenOff extends Error {
  override name = 'BrokenOff';
}

/** What is answered; `gone` resolves when whoever asked has hung up or been told all. */
export type AnswerBy = (asked: Asked, gone: Promise<void>) => FixedAnswer;

/**
 * A server that answers like a model, always by `answer`: what becomes of an answer is under test, not a model. An
 * answer that throws `BrokenOff` ends with its connection.
 */
export async function serveAnswers(answer: AnswerBy): Promise<AsyncDisposable & { url: string }> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    if (request.url === '/v1/models') return response.end('{"data":[{"id":"fixed"}]}');
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const gone = new Promise<void>((resolve) => response.on('close', resolve));
    const said = answer(JSON.parse(body), gone);
    try {
      for await (const piece of typeof said === 'string' ? inPieces(said) : said) {
        if (response.destroyed) return;
        const delta = typeof piece === 'string' ? { content: piece } : { reasoning_content: piece.thought };
        response.write(`data: ${JSON.stringify({ choices: [{ delta }] })}\n\n`);
      }
    } catch (error) {
      response.destroy();
      if (error instanceof BrokenOff) return;
      throw error;
    }
    response.end(`data: ${JSON.stringify({ choices: [{ delta: {}, finish_reason: 'stop' }] })}\n\n`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function* inPieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 4000) yield text.slice(at, at + 4000);
}

/** A window with the packed extension and such a server; its folder holds the examples and `files` (path -> text). */
export async function openFixedScene(
  answer: AnswerBy,
  files: Record<string, string>,
  { settings, ...options }: SceneOptions = {},
): Promise<Scene> {
  const root = await mkdtemp(join(tmpdir(), 'verdict-fixed-'));
  const folder = join(root, 'problems');
  await cp(join(project, 'examples'), folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const server = await serveAnswers(answer);
  const end = async () => {
    await server[Symbol.asyncDispose]();
    await rm(root, { recursive: true, force: true });
  };
  try {
    const scene = await openScene({
      vsix: [join(project, 'dist', 'verdict.vsix')],
      folder,
      settings: { 'verdict.endpoint': server.url, 'verdict.companion.enabled': false, ...settings },
      ...options,
    });
    return {
      ...scene,
      async [Symbol.asyncDispose]() {
        await scene[Symbol.asyncDispose]();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}
