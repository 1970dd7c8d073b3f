import { rename } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { Problem } from '../problem.ts';
import { isMissing, namesIn, textIn, wordsOf, writeWhole } from './files.ts';
import { type Received, readReceived } from './received.ts';
import { readTests, type TestCase } from './tests.ts';

/** A program kept beside a problem: a brute force, a generator, a validator, a checker. */
export interface Program {
  path: string;
  /** The file's extension without the dot: `py`, `cpp`. */
  extension: string;
  source: string;
}

/** What the user corrected of what was understood; a field set to null is held to be absent. */
export const Edits = Problem.omit({ statement: true }).partial();
export type Edits = { [field in keyof Omit<Problem, 'statement'>]?: Problem[field] | null };

/** What lies in a sidecar. What is not there, or cannot be read, is absent and named in `troubles`. */
export interface Sidecar {
  folder: string;
  samples: TestCase[];
  secret: TestCase[];
  edits?: Edits;
  received?: Received;
  oracle?: Program;
  generator?: Program;
  validator?: Program;
  checker?: Program;
  /** What could not be read, in words. The files themselves are never touched by reading. */
  troubles: string[];
}

/** The folder where the tests and helpers of a single file lie: `.verdict/<file name>/` beside it. */
export function sidecarOf(path: string): string {
  return join(dirname(path), '.verdict', basename(path));
}

/** Reads a sidecar folder. A missing folder is an empty sidecar; a broken file costs only itself. */
export async function readSidecar(folder: string): Promise<Sidecar> {
  const troubles: string[] = [];
  const sidecar: Sidecar = {
    folder,
    samples: await readTests(join(folder, 'data', 'sample'), troubles),
    secret: await readTests(join(folder, 'data', 'secret'), troubles),
    troubles,
  };
  const names = await namesIn(folder, troubles);
  if (names.includes('problem.json')) {
    const edits = await readEdits(join(folder, 'problem.json'), troubles);
    if (edits) sidecar.edits = edits;
  }
  const received = await readReceived(folder, names, troubles);
  if (received) sidecar.received = received;
  for (const role of ['oracle', 'generator', 'validator', 'checker'] as const) {
    const name = names.find(
      (candidate) => basename(candidate, extname(candidate)) === role && extname(candidate) !== '',
    );
    const source = name === undefined ? undefined : await textIn(join(folder, name), troubles);
    if (name !== undefined && source !== undefined) {
      sidecar[role] = { path: join(folder, name), extension: extname(name).slice(1), source };
    }
  }
  return sidecar;
}

/**
 * Keeps the user's corrections in the sidecar; they win over what reading finds from then on. A file there that
 * could not be read is put aside as `problem.json.old`, for it may hold corrections that a person can still save.
 */
export async function writeEdits(folder: string, edits: Edits): Promise<void> {
  const path = join(folder, 'problem.json');
  const isBroken =
    (await namesIn(folder, [])).includes('problem.json') && (await readEdits(path, [])) === undefined;
  if (isBroken) await rename(path, `${path}.old`);
  await writeWhole(path, `${JSON.stringify(edits, null, 2)}\n`);
}

/**
 * Changes the user's corrections as `change` says. A file of corrections that cannot be read is set aside as
 * `problem.json.broken` first, so that nothing the user wrote by hand is lost.
 */
export async function changeEdits(folder: string, change: (edits: Edits) => Edits): Promise<void> {
  const path = join(folder, 'problem.json');
  const { edits } = await readSidecar(folder);
  if (!edits) {
    await rename(path, `${path}.broken`).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }
  await writeEdits(folder, change(edits ?? {}));
}

/** The problem with the user's corrections: each edited field replaces what was read, null removes it. */
export function withEdits(problem: Problem, edits: Edits | undefined): Problem {
  if (!edits) return problem;
  const result: Record<string, unknown> = { ...problem };
  for (const [field, value] of Object.entries(edits)) {
    if (value === null && field !== 'samples') delete result[field];
    else if (value !== undefined && value !== null) result[field] = value;
  }
  return Problem.parse(result);
}

async function readEdits(path: string, troubles: string[]): Promise<Edits | undefined> {
  const text = await textIn(path, troubles);
  if (text === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null) throw new Error('it holds no object');
    const removed = Object.entries(json).filter(([field, value]) => value === null && field in Edits.shape);
    const set = Edits.parse(Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null)));
    return { ...set, ...Object.fromEntries(removed) };
  } catch (error) {
    troubles.push(
      `${path} is broken (${wordsOf(error).slice(0, 300)}). Correct or delete it; tests and programs beside it are used as before.`,
    );
    return undefined;
  }
}

/** The tests of the sidecar that are the user's own: they came with nothing. */
export function ownTests({ samples, received }: Sidecar): TestCase[] {
  return samples.filter(({ name }) => !received?.tests?.includes(name));
}
