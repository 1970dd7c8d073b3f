import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type EvalTask, SetError } from '../task.ts';
import { codeContestsTask, isCodeContests } from './codecontests.ts';
import { isLiveCodeBench, liveCodeBenchTask } from './livecodebench.ts';
import { mappedTask, type SetMapping } from './mapped.ts';
import { isMaths, mathsTask } from './maths.ts';
import { packageTasks } from './packages.ts';
import { humanEvalTask, isHumanEval, isMbpp, mbppTask } from './python-tests.ts';
import { type Row, rowsOf } from './rows.ts';

type SetShape = 'livecodebench' | 'humaneval' | 'mbpp' | 'codecontests' | 'maths' | 'mapped' | 'packages';

/** A set of problems as it was read. */
export interface EvalSet {
  name: string;
  shape: SetShape;
  /** Of the file's bytes (of several, of their hashes), or of what a folder's packages hold. */
  sha256: string;
  tasks: EvalTask[];
}

/** The surest first: maths fits whatever has a problem and an answer. */
const shapes: [
  SetShape,
  (fields: Row['fields']) => boolean,
  (row: Row, index: number, folder: string) => EvalTask,
][] = [
  ['livecodebench', isLiveCodeBench, liveCodeBenchTask],
  ['humaneval', isHumanEval, humanEvalTask],
  ['mbpp', isMbpp, mbppTask],
  ['codecontests', isCodeContests, (row, _, folder) => codeContestsTask(row, folder)],
  ['maths', isMaths, mathsTask],
];

export interface ReadOptions {
  map?: SetMapping;
  /** Where programs of the set (checkers) are written. */
  folder: string;
  signal?: AbortSignal;
}

/**
 * Reads a set from a file (JSON lines, `.gz` too, a JSON array, Parquet), a folder of such files, or a folder of
 * problem packages. The shape is that of the first row. Throws a SetError with the place and what to do.
 */
export async function readSet(path: string, options: ReadOptions): Promise<EvalSet> {
  const found = await stat(path).catch(() => undefined);
  if (!found)
    throw new SetError(
      `There is no set ${path}. Give a file (JSON lines or Parquet, as LiveCodeBench, HumanEval, MBPP, CodeContests or AIME are published) or a folder of problem packages.`,
    );
  const name = basename(path);
  if (!found.isDirectory()) return readFiles(name, [path], options);
  const files = await filesIn(path);
  if (files.length > 0) return readFiles(name, files, options);
  return { name, shape: 'packages', ...(await packageTasks(path)) };
}

/** The set's files in a folder, in the order of their names; none in a folder of packages. */
async function filesIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => !/^\.|\.(?:part|stamp)\.json$/.test(name)).sort();
  const rows = names.filter((name) => /\.(?:jsonl|jsonl\.gz|parquet)$/.test(name));
  const files = rows.length > 0 ? rows : names.filter((name) => name.endsWith('.json'));
  return files.map((name) => join(folder, name));
}

/** Reads one set from several files of the same shape, one after the other. */
export async function readFiles(name: string, paths: string[], options: ReadOptions): Promise<EvalSet> {
  const tasks: EvalTask[] = [];
  const ids = new Map<string, string>();
  let shape: SetShape | undefined = options.map && 'mapped';
  const hashes: string[] = [];
  for await (const row of allRows(paths, hashes)) {
    options.signal?.throwIfAborted();
    shape ??= shapes.find(([, fits]) => fits(row.fields))?.[0];
    if (!shape)
      throw new SetError(
        `${row.where}: its shape is not known; its fields are ${Object.keys(row.fields).slice(0, 12).join(', ')}. Say which is what, for example --map statement=question,answer=final.`,
      );
    const read = shapes.find(([known]) => known === shape)?.[2];
    const task = read
      ? read(row, tasks.length, options.folder)
      : mappedTask(row, tasks.length, options.map ?? {});
    const before = ids.get(task.id);
    if (before !== undefined)
      throw new SetError(`${row.where} has the id "${task.id}" of ${before} once more.`);
    ids.set(task.id, row.where);
    tasks.push(task);
  }
  if (!shape) throw new SetError(`${paths.join(', ')} is empty.`);
  const [only = '', ...others] = hashes;
  const sha256 = others.length === 0 ? only : createHash('sha256').update(hashes.join()).digest('hex');
  return { name, shape, sha256, tasks };
}

/** The rows of all files; `hashes` is filled with the SHA-256 of each that has been read. */
async function* allRows(paths: string[], hashes: string[]): AsyncGenerator<Row> {
  for (const path of paths) {
    const rows = rowsOf(path);
    yield* rows;
    hashes.push(rows.sha256());
  }
}
