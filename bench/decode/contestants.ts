import {
  EmbeddedEngine,
  type GenerateRequest,
  Gpu,
  presetOfFile,
  type Sampling,
} from '../../src/model/index.ts';
import { type RunningServer, startServer } from '../../test/model/llama-server.ts';
import { modelProcess } from '../../test/model/model-process.ts';
import { median } from '../figure.ts';

/** What all contestants run on, with every layer: `BENCH_GPU=vulkan npm run bench -- decode`. */
export const gpu = Gpu.parse(process.env.BENCH_GPU ?? 'cpu');
/** All contestants get these; fewer on a machine that is busy with other things. */
const threads = Number(process.env.BENCH_THREADS ?? 2);
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const newTokens = Number(process.env.BENCH_TOKENS ?? 64);
const contextTokens = 512 * Math.ceil((newTokens + 64) / 512);
const sampling: Sampling = { temperature: 0.7, topP: 0.95, topK: 0, minP: 0, repeatPenalty: 1 };
/** A beginning that is not soon at an end. */
const prompt =
  'Once upon a time, in a small village between the mountains and the sea, there lived an old clockmaker. Every morning he';

/** One generation, as the contestant that made it reports it. */
interface Generated {
  tokens: number;
  /** When the first and the last token came, in milliseconds of one clock. */
  firstMs: number;
  lastMs: number;
}

/** Something that continues the prompt on one lane. */
export interface Contestant extends AsyncDisposable {
  generate(seed: number): Promise<Generated>;
  /** The process that evaluates the model. */
  processId: number | undefined;
}

export function request(seed: number): GenerateRequest {
  return { prompt: { kind: 'completion', text: prompt }, sampling, seed, maxTokens: newTokens, stop: [] };
}

export async function engineOn(
  modelPath: string,
  options: { lanes: number; contextTokens?: number; cpuLibrary?: string },
): Promise<EmbeddedEngine> {
  const preset = { ...presetOfFile(modelPath), thoughts: 'none' as const };
  const processPath = await modelProcess();
  return new EmbeddedEngine({
    modelPath,
    preset,
    processPath,
    gpu,
    threads,
    contextTokens,
    cpuLibrary: false,
    ...options,
  });
}

/** This extension's engine, on the shipped code or on a build made here. */
export async function ours(modelPath: string, lanes: number, cpuLibrary?: string): Promise<Contestant> {
  const engine = await engineOn(modelPath, { lanes, ...(cpuLibrary !== undefined && { cpuLibrary }) });
  await engine.load();
  return {
    processId: engine.processId,
    generate: async (seed) => {
      let tokens = 0;
      let firstMs = Number.NaN;
      for await (const event of engine.generate(request(seed))) {
        if (event.type === 'text' && Number.isNaN(firstMs)) firstMs = performance.now();
        if (event.type === 'ended') tokens = event.tokens;
      }
      return { tokens, firstMs, lastMs: performance.now() };
    },
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

/** A llama-server with the same threads, context, batch, samplers and seeds, which streams as ours does. */
export async function theirs(binary: string, modelPath: string, lanes: number): Promise<Contestant> {
  const server: RunningServer = await startServer(binary, {
    modelPath,
    lanes,
    contextTokens,
    threads,
    gpu,
  });
  return {
    processId: server.processId,
    generate: async (seed) => {
      const response = await fetch(`${server.url}/completion`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          prompt,
          seed,
          n_predict: newTokens,
          stream: true,
          cache_prompt: true,
          temperature: sampling.temperature,
          top_p: sampling.topP,
          top_k: 0,
          min_p: 0,
          repeat_penalty: 1,
          samplers: ['top_p', 'temperature'],
        }),
      });
      if (!response.body) throw new Error('llama-server sent nothing');
      const decoder = new TextDecoder();
      let text = '';
      let firstMs = Number.NaN;
      for await (const chunk of response.body) {
        if (Number.isNaN(firstMs)) firstMs = performance.now();
        text += decoder.decode(chunk, { stream: true });
      }
      const last =
        text
          .trim()
          .split('\n')
          .at(-1)
          ?.replace(/^data: /, '') ?? '{}';
      return { tokens: Number(JSON.parse(last).tokens_predicted), firstMs, lastMs: performance.now() };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/**
 * Tokens a second of each contestant over all lanes, from the first token of any lane to the last: the median of
 * several rounds. They take turns, the first turn moving on too, so that what else the machine does hits all
 * alike; each has the prompt in its memory before. Throws when one of them ends early.
 */
export async function sideBySide(contestants: Contestant[], lanes: number): Promise<number[]> {
  const speeds: number[][] = contestants.map(() => []);
  for (const one of contestants) await everyLane(one, lanes, 0);
  for (let round = 0; round < rounds; round++) {
    const order = contestants.map((_, index) => (index + round) % contestants.length);
    for (const index of order) {
      const one = contestants[index];
      if (one) speeds[index]?.push(await everyLane(one, lanes, round));
    }
  }
  return speeds.map(median);
}

async function everyLane(one: Contestant, lanes: number, round: number): Promise<number> {
  const made = await Promise.all(
    Array.from({ length: lanes }, (_, lane) => one.generate(1 + lane + lanes * round)),
  );
  const tokens = made.reduce((sum, { tokens: count }) => sum + count, 0);
  if (tokens < 0.9 * lanes * newTokens) throw new Error(`only ${tokens} tokens on ${lanes} lanes`);
  const begun = Math.min(...made.map(({ firstMs }) => firstMs));
  const ended = Math.max(...made.map(({ lastMs }) => lastMs));
  return (1000 * (tokens - lanes)) / (ended - begun);
}
