import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  chosenTasks,
  EvalRecord,
  type EvalSample,
  type EvalSet,
  evaluate,
  findSet,
  knownSet,
  readFiles,
  readRun,
  readSet,
  setsFolder,
  settingsOf,
} from '../../src/evals/index.ts';
import { openJudge } from '../../src/judge/index.ts';
import {
  cacheFolder,
  type Engine,
  fetchModel,
  type Gpu,
  modelsFolder,
  openEmbeddedEngine,
  openEndpointEngine,
  type Preset,
  type Prompt,
  presetNamed,
} from '../../src/model/index.ts';
import { englishFrame } from '../../src/model/prompt/frame.ts';
import { ContestGuard } from '../../src/problem/index.ts';
import { solveDefaults } from '../../src/solver/index.ts';
import { easyLines } from './easy.ts';
import { type Answered, gridOf, schedules, solvedWithin } from './schedules.ts';

const wanted = process.env.VERDICT_DEFAULTS_MODEL ?? 'smollm2-135m';
const endpoint = process.env.VERDICT_DEFAULTS_ENDPOINT;
const given = process.env.VERDICT_DEFAULTS_SET;
const limit = Number(process.env.VERDICT_DEFAULTS_LIMIT ?? 40);
const samples = Number(process.env.VERDICT_DEFAULTS_SAMPLES ?? 32);
/** Only the settings whose names hold this. */
const rows = new RegExp(process.env.VERDICT_DEFAULTS_ROWS ?? '');
const gpu = (process.env.BENCH_GPU ?? 'cpu') as Gpu;

/** Answers to choose from, as many as were asked for at most. */
const sizes = [1, 8, 32].filter((size) => size <= samples);
export const askingHead = [
  'setting',
  ...sizes.map((size) => `pass@${size}`),
  'wrong, pass the samples',
  'tokens',
];

interface Way {
  name: string;
  /** Of the rows that differ in nothing else. */
  temperature?: number;
  preset: Preset;
  set: EvalSet;
  engine?: Engine;
}

/**
 * What a model's answers come to by how it is asked: its temperature, and how that changes from answer to answer,
 * system or user turn, worked examples, the English sentence before a statement in another language. By default the
 * tiny model on tasks it solves some of.
 */
export async function askingRows(tell: (row: string[]) => void): Promise<void> {
  const preset = presetNamed(wanted, modelsFolder());
  if (!preset) throw new Error(`There is no model ${wanted}.`);
  const root = await mkdtemp(join(tmpdir(), 'verdict-defaults-'));
  try {
    await using judge = await openJudge({ cacheFolder: cacheFolder() });
    await using engine = await engineOf(preset);
    const easy = async (language: 'english' | 'chinese') => {
      const path = join(root, `${language}.jsonl`);
      await writeFile(path, easyLines(language));
      const map = { id: 'id', statement: 'statement', samples: 'samples', tests: 'tests' };
      return readSet(path, { folder: root, map });
    };
    const set = given === undefined ? await easy('english') : await setOf(given, root);
    const ways = waysOf(preset, set);
    const chinese = given === undefined ? framesOf(preset, await easy('chinese'), engine) : [];
    const chosen = [...ways, ...chinese].filter(({ name }) => rows.test(name));
    const answered: Answered = new Map();
    for (const [index, way] of chosen.entries()) {
      const folder = join(root, String(index));
      const { language } = solveDefaults(way.preset);
      const options = {
        ...{ preset: way.preset, choice: { limit }, samples, seed: 1, stressCases: 0 },
        ...{ policy: 'samples' as const, comparison: 'set' as const },
        language: way.preset.programs === 'few-shot' || preset.programs !== 'few-shot' ? language : 'python',
        ...(preset.programs === 'few-shot' ? { maxTokens: 120 } : {}),
      };
      const tasks = chosenTasks(way.set.tasks, { limit });
      const about = { command: 'bench', version: '', begun: '', machine: '', model: wanted };
      await using record = await EvalRecord.open(folder, settingsOf(way.set, tasks, options), about, tasks);
      const guard = new ContestGuard({ mode: 'off', folder: cacheFolder() });
      const { signal } = new AbortController();
      const how = { ...options, engine: way.engine ?? engine, judge, tasks, record, guard, signal };
      for await (const event of evaluate(how))
        if (event.type === 'eval-ended' && event.outcome !== 'done') throw new Error(event.reason);
      const { samples: all } = await readRun(folder);
      const known = byTask(all);
      if (way.temperature !== undefined) answered.set(way.temperature, known);
      const passing = sizes.map((size) => shareOf(solvedWithin(new Map([[0, known]]), () => 0, size) ?? 0));
      tell([way.name, ...passing, ...restOf(all)]);
    }
    for (const [name, schedule] of schedules(preset)) {
      if (!rows.test(name)) continue;
      const shares = sizes.map((size) => solvedWithin(answered, schedule, size));
      if (shares.every((share) => share !== undefined)) tell([name, ...shares.map(shareOf), '', '']);
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function byTask(all: EvalSample[]): Map<string, boolean[]> {
  const known = new Map<string, boolean[]>();
  for (const { task, correct } of all) known.set(task, [...(known.get(task) ?? []), correct]);
  return known;
}

function shareOf(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

/** Wrong answers that pass the samples, and mean tokens. */
function restOf(all: EvalSample[]): string[] {
  const wrong = all.filter(({ correct, level }) => !correct && level === 'samples').length;
  return [
    `${wrong} of ${all.length}`,
    `${Math.round(all.reduce((sum, { tokens }) => sum + tokens, 0) / all.length)}`,
  ];
}

function waysOf(preset: Preset, set: EvalSet): Way[] {
  const { programming } = preset.sampling;
  const at = (temperature: number): Way => ({
    name: `temperature ${temperature}${temperature === programming.temperature ? ' (as it is)' : ''}`,
    temperature,
    preset: { ...preset, sampling: { ...preset.sampling, programming: { ...programming, temperature } } },
    set,
  });
  const asked = (instructionsIn: Preset['instructionsIn']): Way => ({
    name: `asked, instructions in the ${instructionsIn} turn`,
    preset: { ...preset, programs: 'asked', instructionsIn },
    set,
  });
  return [...gridOf(preset).map(at), asked('user'), asked('system')];
}

/** A statement in another language, in a chat and, for a model that is shown them, after worked examples. */
function framesOf(preset: Preset, set: EvalSet, engine: Engine): Way[] {
  const asked: Preset = { ...preset, programs: 'asked' };
  const chat: Way[] = [
    { name: 'Chinese statement, asked, English sentence before it (as it is)', preset: asked, set },
    { name: 'Chinese statement, asked, alone', preset: asked, set, engine: rewritten(engine, without) },
  ];
  if (preset.programs !== 'few-shot') return chat;
  return [
    { name: 'Chinese statement, worked examples, alone (as it is)', preset, set },
    {
      name: 'Chinese statement, worked examples, English sentence before it',
      preset,
      set,
      engine: rewritten(engine, withIt),
    },
    ...chat,
  ];
}

const sentence = englishFrame('中文题面').trim();
const without = (text: string) => text.replace(`${sentence}\n\n`, '');
const withIt = (text: string) => text.replace(/(Task: )(?!.*Task: )/s, `$1${sentence} `);

/** The same engine, asked with other words. */
function rewritten(engine: Engine, change: (text: string) => string): Engine {
  const changed = (prompt: Prompt): Prompt =>
    prompt.kind === 'completion'
      ? { ...prompt, text: change(prompt.text) }
      : { ...prompt, messages: prompt.messages.map((it) => ({ ...it, content: change(it.content) })) };
  return {
    get info() {
      return engine.info;
    },
    load: (signal) => engine.load(signal),
    generate: (request, signal) => engine.generate({ ...request, prompt: changed(request.prompt) }, signal),
    onInfoChange: (listener) => engine.onInfoChange(listener),
    [Symbol.asyncDispose]: async () => {},
  };
}

async function engineOf(preset: Preset): Promise<Engine> {
  if (endpoint !== undefined) return openEndpointEngine({ url: endpoint, model: wanted });
  let modelPath = '';
  for await (const event of fetchModel(preset, { folder: modelsFolder() }))
    if (event.type === 'download-done') modelPath = event.path;
  const processPath = fileURLToPath(new URL('../../dist/model-process.mjs', import.meta.url));
  return openEmbeddedEngine({ modelPath, preset, gpu, processPath });
}

async function setOf(name: string, folder: string): Promise<EvalSet> {
  const known = knownSet(name);
  if (!known) return readSet(name, { folder });
  const files = await findSet(known, setsFolder());
  if (!files) throw new Error(`Fetch it first: verdict eval fetch ${name}`);
  const set = await readFiles(name, files, { folder });
  return { ...set, tasks: chosenTasks(set.tasks, known.window ?? {}) };
}
