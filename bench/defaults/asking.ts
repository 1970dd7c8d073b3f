import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  chosenTasks,
  EvalRecord,
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
import { ContestGuard } from '../../src/problem/index.ts';
import { solveDefaults } from '../../src/solver/index.ts';
import { easyLines } from './easy.ts';
import type { Row } from './table.ts';

const wanted = process.env.VERDICT_DEFAULTS_MODEL ?? 'smollm2-135m';
const endpoint = process.env.VERDICT_DEFAULTS_ENDPOINT;
const given = process.env.VERDICT_DEFAULTS_SET;
const limit = Number(process.env.VERDICT_DEFAULTS_LIMIT ?? 40);
const samples = Number(process.env.VERDICT_DEFAULTS_SAMPLES ?? 8);
/** Only the settings whose names hold this. */
const rows = new RegExp(process.env.VERDICT_DEFAULTS_ROWS ?? '');
const gpu = (process.env.BENCH_GPU ?? 'cpu') as Gpu;

interface Way {
  name: string;
  preset: Preset;
  set: EvalSet;
  engine?: Engine;
}

/**
 * What a model's answers come to by how it is asked: temperature, system or user turn, worked examples, the English
 * sentence before a statement in another language. By default the tiny model on tasks it solves some of.
 */
export async function askingRows(tell: (row: Row) => void): Promise<void> {
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
      const began = performance.now();
      const how = { ...options, engine: way.engine ?? engine, judge, tasks, record, guard, signal };
      for await (const event of evaluate(how))
        if (event.type === 'eval-ended' && event.outcome !== 'done') throw new Error(event.reason);
      const { samples: all } = await readRun(folder);
      const right = all.filter(({ correct }) => correct).length;
      const passing = all.filter(({ correct, level }) => !correct && level === 'samples').length;
      tell({
        setting: way.name,
        right: `${right} of ${all.length}`,
        wrong: String(passing),
        tokens: String(Math.round(all.reduce((sum, it) => sum + it.tokens, 0) / all.length)),
        seconds: ((performance.now() - began) / 1000).toFixed(0),
      });
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function waysOf(preset: Preset, set: EvalSet): Way[] {
  const { programming } = preset.sampling;
  const at = (temperature: number): Way => ({
    name: `temperature ${temperature}${temperature === programming.temperature ? ' (as it is)' : ''}`,
    preset: { ...preset, sampling: { ...preset.sampling, programming: { ...programming, temperature } } },
    set,
  });
  const asked = (instructionsIn: Preset['instructionsIn']): Way => ({
    name: `asked, instructions in the ${instructionsIn} turn`,
    preset: { ...preset, programs: 'asked', instructionsIn },
    set,
  });
  const temperatures = [...new Set([0.2, 0.6, 1, programming.temperature])].sort((a, b) => a - b);
  return [...temperatures.map(at), asked('user'), asked('system')];
}

function framesOf(preset: Preset, set: EvalSet, engine: Engine): Way[] {
  const own: Preset = { ...preset, programs: 'asked' };
  return [
    { name: 'Chinese statement, English sentence before it (as it is)', preset: own, set },
    { name: 'Chinese statement alone', preset: own, set, engine: unframed(engine) },
  ];
}

/** The same engine, asked without the sentence that names the statement's language. */
function unframed(engine: Engine): Engine {
  const without = (text: string) => text.replace(/The problem statement below is in [^\n]*\n\n/, '');
  const bare = (prompt: Prompt): Prompt =>
    prompt.kind === 'completion'
      ? { ...prompt, text: without(prompt.text) }
      : {
          ...prompt,
          messages: prompt.messages.map((it) => ({ ...it, content: without(it.content) })),
        };
  return {
    get info() {
      return engine.info;
    },
    load: (signal) => engine.load(signal),
    generate: (request, signal) => engine.generate({ ...request, prompt: bare(request.prompt) }, signal),
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
