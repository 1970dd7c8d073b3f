import { appendFile, mkdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { isRunning } from '../../judge/index.ts';
import type { EvalTask } from '../task.ts';
import { EvalSample } from './events.ts';
import { differences, RunSettings } from './settings.ts';

const files = { about: 'eval.json', tasks: 'tasks.jsonl', samples: 'samples.jsonl', lock: 'running.pid' };

/** What a report needs to know of a task. */
const TaskLine = z.object({
  id: z.string(),
  kind: z.enum(['programming', 'maths']),
  title: z.string().optional(),
  answer: z.string().optional(),
  date: z.string().optional(),
  difficulty: z.string().optional(),
  topics: z.array(z.string()),
});
type TaskLine = z.infer<typeof TaskLine>;

/** Where and with what a run was begun: for whoever wants to run it again. Not compared. */
export const RunAbout = z.object({
  command: z.string(),
  version: z.string(),
  begun: z.string(),
  machine: z.string(),
  model: z.string(),
});
export type RunAbout = z.infer<typeof RunAbout>;

const About = z.object({ settings: RunSettings, about: RunAbout });

/** A run as it lies in its folder. */
export interface EvalRun {
  settings: RunSettings;
  about: RunAbout;
  tasks: TaskLine[];
  samples: EvalSample[];
}

/** Why a folder holds no run, or another one; the message says what to do. */
export class RunError extends Error {
  override name = 'RunError';
}

/**
 * A run that is written as it goes: one line for each sample, whole before the next begins. Opened again after a
 * kill at any moment, it holds every sample that was finished; a line that was cut off is dropped. Dispose it so that
 * another process may go on.
 */
export class EvalRecord implements AsyncDisposable {
  readonly folder: string;
  readonly #known: Map<string, EvalSample>;

  private constructor(folder: string, known: Map<string, EvalSample>) {
    this.folder = folder;
    this.#known = known;
  }

  /** Throws a RunError when the folder holds a run with other settings, or another process writes to it. */
  static async open(
    folder: string,
    settings: RunSettings,
    about: RunAbout,
    tasks: EvalTask[],
  ): Promise<EvalRecord> {
    await mkdir(folder, { recursive: true });
    await takeLock(folder);
    try {
      await sameOrNew(folder, settings, about, tasks);
      const path = join(folder, files.samples);
      const text = await readFile(path).catch(() => Buffer.alloc(0));
      const whole = text.lastIndexOf(10) + 1;
      if (whole < text.length) await truncate(path, whole);
      const known = new Map<string, EvalSample>();
      for (const sample of samplesIn(text.subarray(0, whole).toString('utf8')))
        known.set(keyOf(sample.task, sample.sample), sample);
      return new EvalRecord(folder, known);
    } catch (error) {
      await rm(join(folder, files.lock), { force: true });
      throw error;
    }
  }

  /** The finished sample, if there is one. One that the judge could not judge is known by its code. */
  known(task: string, sample: number): EvalSample | undefined {
    return this.#known.get(keyOf(task, sample));
  }

  all(): EvalSample[] {
    return [...this.#known.values()];
  }

  async keep(sample: EvalSample): Promise<void> {
    await appendFile(join(this.folder, files.samples), `${JSON.stringify(sample)}\n`);
    this.#known.set(keyOf(sample.task, sample.sample), sample);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(join(this.folder, files.lock), { force: true });
  }
}

/** Reads a run for a report; it may still be going on. Throws a RunError where there is none. */
export async function readRun(folder: string): Promise<EvalRun> {
  try {
    const about = About.parse(JSON.parse(await readFile(join(folder, files.about), 'utf8')));
    const tasks = await readFile(join(folder, files.tasks), 'utf8');
    const samples = await readFile(join(folder, files.samples), 'utf8').catch(() => '');
    const known = new Map(samplesIn(samples).map((it) => [keyOf(it.task, it.sample), it]));
    return {
      ...about,
      tasks: tasks
        .trim()
        .split('\n')
        .map((line) => TaskLine.parse(JSON.parse(line))),
      samples: [...known.values()],
    };
  } catch (error) {
    throw new RunError(
      `${folder} holds no run that this version can read. Choose the folder that was given as --out.`,
      { cause: error },
    );
  }
}

/** The shards of one run as one. Throws a RunError when a folder holds a part of another run. */
export async function readShards(folders: [string, ...string[]]): Promise<EvalRun> {
  const [folder, ...others] = folders;
  const first = await readRun(folder);
  if (others.length === 0) return first;
  const { shard: _, ...choice } = first.settings.choice;
  const whole = { ...first, settings: { ...first.settings, choice } };
  const runs = [first];
  for (const other of others) {
    const run = await readRun(other);
    const { shard: __, ...own } = run.settings.choice;
    // A shard's prompts are those of its own tasks.
    const settings = { ...run.settings, choice: own, prompts: whole.settings.prompts };
    const different = differences(whole.settings, settings);
    if (different.length > 0)
      throw new RunError(
        `${other} holds no part of the run in ${folder} (${different.slice(0, 4).join('; ')}). Compare them with --against instead.`,
      );
    runs.push(run);
  }
  const tasks = new Map(runs.flatMap((run) => run.tasks.map((task) => [task.id, task])));
  const samples = new Map(runs.flatMap((run) => run.samples.map((it) => [keyOf(it.task, it.sample), it])));
  return { ...whole, tasks: [...tasks.values()], samples: [...samples.values()] };
}

async function sameOrNew(
  folder: string,
  settings: RunSettings,
  about: RunAbout,
  tasks: EvalTask[],
): Promise<void> {
  const path = join(folder, files.about);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) {
    const lines = tasks.map((task) => `${JSON.stringify(taskLine(task))}\n`).join('');
    await writeFile(join(folder, files.tasks), lines);
    // Last, and whole: a folder with it has everything else.
    await writeFile(`${path}.part`, `${JSON.stringify({ settings, about }, null, 2)}\n`);
    return rename(`${path}.part`, path);
  }
  let before: RunSettings;
  try {
    before = About.parse(JSON.parse(text)).settings;
  } catch (error) {
    throw new RunError(`${path} cannot be read by this version. Choose another folder.`, { cause: error });
  }
  const different = differences(before, settings);
  if (different.length > 0)
    throw new RunError(
      `${folder} holds a run with other settings (${different.slice(0, 4).join('; ')}). Give the same settings to go on with it, or another folder.`,
    );
}

function taskLine({ id, kind, problem, answer, date, difficulty, topics }: EvalTask): TaskLine {
  return TaskLine.parse({ id, kind, title: problem.title, answer, date, difficulty, topics });
}

function samplesIn(text: string): EvalSample[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [EvalSample.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

function keyOf(task: string, sample: number): string {
  return `${sample} ${task}`;
}

/** One process at a time: two would write every sample twice. */
async function takeLock(folder: string): Promise<void> {
  const path = join(folder, files.lock);
  for (let attempt = 0; ; attempt++) {
    try {
      return await writeFile(path, String(process.pid), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 0) throw error;
    }
    const other = Number(await readFile(path, 'utf8').catch(() => ''));
    if (other > 0 && other !== process.pid && isRunning(other))
      throw new RunError(
        `Process ${other} is writing to ${folder}. Wait for it, choose another folder, or remove ${path} if that process is another program.`,
      );
    await rm(path, { force: true });
  }
}
