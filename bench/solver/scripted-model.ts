import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { asks } from '../../src/solver/index.ts';

/** What a request is for, told by its words as a person reading the log would tell it. */
type Kind = 'candidate' | keyof typeof asks;

/** A request as it came over the wire. */
export interface Asked {
  kind: Kind;
  /** The name of the model, by which a bench says which problem's answers are wanted. */
  model: string;
  seed: number;
  temperature: number;
  maxTokens: number;
  prompt: string;
}

/** An answer that was written down beforehand. */
export interface Scripted {
  answer: string;
  /** Tokens of the thought before it. */
  thoughtTokens?: number;
  /** Breaks the connection after this part (0 to 1) of the tokens. */
  diesAt?: number;
  /** Never ends: goes on thinking until the client leaves. */
  isEndless?: boolean;
}

export interface ScriptedModelOptions {
  respond(asked: Asked): Scripted;
  /** Tokens a second of one request. */
  tokensPerSecond: number;
  /** Resolves when so many ms have passed; a real pause when absent. */
  wait?(ms: number): Promise<void>;
}

export interface ScriptedModel extends AsyncDisposable {
  url: string;
  requests: Asked[];
  /** Requests being answered now. */
  readonly open: number;
}

const chunks = 24;
const tokenLength = 4;

/**
 * A server on the loopback interface that speaks OpenAI's chat completions and answers from a script, with
 * thoughts of given lengths at a given speed. Everything between the solver and its socket is the real thing.
 */
export async function openScriptedModel(options: ScriptedModelOptions): Promise<ScriptedModel> {
  const requests: Asked[] = [];
  let open = 0;
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/models')) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'scripted', object: 'model' }] }));
      return;
    }
    open++;
    answer(request, response, options, requests)
      .catch(() => response.destroy())
      .finally(() => open--);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    get open() {
      return open;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

interface Body {
  model: string;
  seed: number;
  temperature: number;
  max_tokens: number;
  messages: { content: string }[];
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: ScriptedModelOptions,
  requests: Asked[],
): Promise<void> {
  const body = (await json(request)) as Body;
  const prompt = body.messages.map(({ content }) => content).join('\n\n');
  const { model, seed, temperature, max_tokens: maxTokens } = body;
  const asked: Asked = { kind: kindOf(prompt), model, seed, temperature, maxTokens, prompt };
  requests.push(asked);
  const scripted = options.respond(asked);
  const wait = options.wait ?? ((ms: number) => new Promise<void>((done) => setTimeout(done, ms)));

  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (delta: object, tokens: number, finish: string | null = null) =>
    response.write(
      `data: ${JSON.stringify({ choices: [{ delta, finish_reason: finish }], usage: { completion_tokens: tokens } })}\n\n`,
    );
  const thought = scripted.thoughtTokens ?? 0;
  const written = Math.ceil(scripted.answer.length / tokenLength);
  const total = thought + written;
  let tokens = 0;
  for (let chunk = 1; chunk <= chunks || scripted.isEndless; chunk++) {
    const now = scripted.isEndless ? chunk * 50 : Math.round((thought * chunk) / chunks);
    await wait(((now - tokens) / options.tokensPerSecond) * 1000);
    if (response.destroyed) return;
    tokens = now;
    if (scripted.diesAt !== undefined && tokens >= scripted.diesAt * total) return void response.destroy();
    if (tokens > maxTokens && !scripted.isEndless) {
      send({}, maxTokens, 'length');
      response.end('data: [DONE]\n\n');
      return;
    }
    send({ reasoning_content: `thought ${chunk} of seed ${seed}\n` }, tokens);
  }
  await wait((written / options.tokensPerSecond) * 1000);
  if (response.destroyed) return;
  if (scripted.diesAt !== undefined) return void response.destroy();
  send({ content: scripted.answer }, total);
  send({}, total, 'stop');
  response.end('data: [DONE]\n\n');
}

function kindOf(prompt: string): Kind {
  const found = Object.entries(asks).find(([, words]) => prompt.includes(words));
  return found ? (found[0] as Kind) : 'candidate';
}
