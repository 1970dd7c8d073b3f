import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { GenerateRequest } from '../../src/model/index.ts';
import { serverOfSource, startServer } from '../../test/model/llama-server.ts';
import { openTiny, tinyModelPath, tinyPreset } from '../../test/model/tiny-model.ts';
import { startXllamacpp } from '../../test/model/xllamacpp.ts';
import { buildServer } from '../decode/build-server.ts';

export const lanes = 8;
/** One core is left to the clients, who are elsewhere where a server is in use. */
const threads = Number(process.env.BENCH_THREADS ?? Math.max(1, cpus().length - 1));
const contextTokens = 512;
const prompt = 'Once upon a time, in a small village between the mountains and the sea, there lived';
const preset = tinyPreset();
const sampling = { ...preset.sampling.chat, temperature: 0.7, topP: 0.95, topK: 0, minP: 0 };

/** An answer as the client saw it. */
export interface Answer {
  tokens: number;
  /** Milliseconds from the request to its first token. */
  firstMs: number;
}

/** Something that continues the prompt for whoever asks. */
export interface Contestant extends AsyncDisposable {
  name: string;
  ask(seed: number, maxTokens: number): Promise<Answer>;
  /** The process that clients talk to. */
  processId?: number | undefined;
}

/** `verdict serve`, as anyone starts it. */
export async function ours(): Promise<Contestant> {
  const cli = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
  const flags = ['--model', preset.id, '--lanes', String(lanes), '--gpu', 'cpu', '--port', '0', '--json'];
  const child = spawn(
    process.execPath,
    [cli, 'serve', ...flags, '--no-judge', '--threads', String(threads)],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const url = await listening(child);
  return {
    name: 'verdict serve',
    processId: child.pid,
    ask: (seed, maxTokens) => streamed(`${url}/v1/completions`, seed, maxTokens, {}),
    async [Symbol.asyncDispose]() {
      const exited = once(child, 'exit');
      child.kill('SIGINT');
      await exited;
    },
  };
}

/** Resolves with its address once the model is loaded. */
async function listening(child: ChildProcess): Promise<string> {
  let url = '';
  if (!child.stdout) throw new Error('verdict serve says nothing');
  for await (const line of createInterface(child.stdout)) {
    const event = JSON.parse(line);
    if (event.type === 'listening') url = event.url;
    if (event.type === 'loaded') return url;
  }
  throw new Error('verdict serve did not start');
}

/** The engine alone, asked without HTTP. */
export async function engineAlone(): Promise<Contestant> {
  const engine = await openTiny({ lanes, contextTokens, threads });
  await engine.load();
  return {
    name: 'the engine alone',
    async ask(seed, maxTokens) {
      const begun = performance.now();
      let firstMs = Number.NaN;
      let tokens = 0;
      const request: GenerateRequest = {
        ...{ prompt: { kind: 'completion', text: prompt }, sampling, seed, maxTokens, stop: [] },
      };
      for await (const event of engine.generate(request)) {
        if (event.type === 'text' && Number.isNaN(firstMs)) firstMs = performance.now() - begun;
        if (event.type === 'ended') tokens = event.tokens;
      }
      return { tokens, firstMs };
    },
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

/** llama.cpp's own server: built from the same source where `bench -- decode` has built it, else that of a wheel. */
export async function llamaServer(): Promise<Contestant | undefined> {
  const modelPath = await tinyModelPath();
  const options = { modelPath, lanes, contextTokens, threads };
  const binary = serverOfSource() && buildServer('cpu');
  const server = binary ? await startServer(binary, options) : await startXllamacpp(options);
  return (
    server && {
      name: `llama-server ${binary ? 'of the same source' : 'of a wheel'}`,
      ask: (seed, maxTokens) =>
        streamed(`${server.url}/v1/completions`, seed, maxTokens, {
          repeat_penalty: sampling.repeatPenalty,
          samplers: ['penalties', 'top_p', 'temperature'],
        }),
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    }
  );
}

async function streamed(url: string, seed: number, maxTokens: number, more: object): Promise<Answer> {
  const begun = performance.now();
  const { temperature, topP, topK, minP } = sampling;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ prompt, seed, temperature, top_p: topP, top_k: topK, min_p: minP, max_tokens: maxTokens },
      ...{ stream: true, stream_options: { include_usage: true }, ...more },
    }),
  });
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
  const decoder = new TextDecoder();
  let text = '';
  let firstMs = Number.NaN;
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    if (Number.isNaN(firstMs) && /"text":"[^"]/.test(text)) firstMs = performance.now() - begun;
  }
  return { tokens: Number(/"completion_tokens":\s*(\d+)/.exec(text)?.[1]), firstMs };
}
