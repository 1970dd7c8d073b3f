import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Sample } from './problem.ts';

/** A test case kept beside a problem; `name` is its file's name without the extension ("1", "own-2"). */
export interface TestCase extends Sample {
  name: string;
}

/** A program kept beside a problem: a brute force, a generator, a validator, a checker. */
export interface Program {
  path: string;
  /** The file's extension without the dot: `py`, `cpp`. */
  extension: string;
  source: string;
}

/** What lies in a sidecar. What is not there, or cannot be read, is absent and named in `troubles`. */
export interface Sidecar {
  folder: string;
  samples: TestCase[];
  secret: TestCase[];
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
  const names = await list(folder, troubles);
  for (const role of ['oracle', 'generator', 'validator', 'checker'] as const) {
    const name = names.find(
      (candidate) => basename(candidate, extname(candidate)) === role && extname(candidate) !== '',
    );
    const source = name === undefined ? undefined : await read(join(folder, name), troubles);
    if (name !== undefined && source !== undefined) {
      sidecar[role] = { path: join(folder, name), extension: extname(name).slice(1), source };
    }
  }
  return sidecar;
}

async function readTests(folder: string, troubles: string[]): Promise<TestCase[]> {
  const names = await list(folder, troubles);
  const tests: TestCase[] = [];
  for (const name of names.filter((candidate) => candidate.endsWith('.in')).sort(byNumber)) {
    const stem = name.slice(0, -'.in'.length);
    const answer = [`${stem}.ans`, `${stem}.out`].find((candidate) => names.includes(candidate));
    const input = await read(join(folder, name), troubles);
    if (answer === undefined) {
      troubles.push(`${join(folder, name)} has no answer file ${stem}.ans beside it`);
      continue;
    }
    const output = await read(join(folder, answer), troubles);
    if (input !== undefined && output !== undefined) tests.push({ name: stem, input, output });
  }
  return tests;
}

/** "2" before "10". */
function byNumber(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}

async function list(folder: string, troubles: string[]): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (!isMissing(error)) troubles.push(`${folder} could not be read: ${String(error)}`);
    return [];
  }
}

async function read(path: string, troubles: string[]): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
  } catch (error) {
    troubles.push(`${path} could not be read: ${String(error)}`);
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
