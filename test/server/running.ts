import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Judge, openJudge } from '../../src/judge/index.ts';
import type { EmbeddedEngine, Engine } from '../../src/model/index.ts';
import { ApiKeys, type RunningServer, type ServerOptions, startServer } from '../../src/server/index.ts';
import { openTiny, tinyPreset } from '../model/tiny-model.ts';

/** A server with the real tiny model and the real judge on a free port of loopback, and all that goes with it. */
export interface Running extends AsyncDisposable {
  server: RunningServer;
  url: string;
  engine: Engine;
  folder: string;
  /** Sends JSON to a path. */
  post(path: string, body: unknown, options?: RequestInit): Promise<Response>;
}

export async function running(
  options: Partial<ServerOptions> & { lanes?: number; withJudge?: boolean } = {},
): Promise<Running> {
  const { lanes = 2, withJudge = true, ...rest } = options;
  const folder = await mkdtemp(join(tmpdir(), 'verdict-server-'));
  const own: EmbeddedEngine | undefined = rest.engine ? undefined : await openTiny({ lanes });
  const engine = rest.engine ?? (own as Engine);
  const judge: Judge | undefined = withJudge ? await openJudge({ cacheFolder: folder }) : undefined;
  const server = await startServer({
    preset: tinyPreset(),
    judge,
    keys: new ApiKeys([]),
    port: 0,
    queue: 16,
    guard: { mode: 'ask', folder },
    pageFolder: fileURLToPath(new URL('../../dist/page', import.meta.url)),
    pastSolvesFolder: join(folder, 'solves'),
    version: 'test',
    ...rest,
    engine,
  });
  return {
    server,
    url: server.url,
    engine,
    folder,
    post: (path, body, more) =>
      fetch(server.url + path, {
        method: 'POST',
        body: JSON.stringify(body),
        ...more,
        headers: { 'content-type': 'application/json', ...(more?.headers as Record<string, string>) },
      }),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await judge?.[Symbol.asyncDispose]();
      await own?.[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The events of a stream that has ended; comments are left out. */
export async function eventsOf(response: Response): Promise<{ type: string; [field: string]: unknown }[]> {
  const text = await response.text();
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? ''));
}

/** The value of one figure of `/metrics`, 0 when it is not there. */
export async function figure(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const escaped = name.replace(/[{}"]/g, '\\$&');
  return Number(new RegExp(`^${escaped} (.*)$`, 'm').exec(text)?.[1] ?? 0);
}

/** An answer's JSON, of whatever shape the test expects. */
// biome-ignore lint/suspicious/noExplicitAny: what it is, the assertions say
export async function json(response: Response): Promise<any> {
  return response.json();
}
