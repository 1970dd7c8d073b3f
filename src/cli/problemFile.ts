import { readFile } from 'node:fs/promises';
import { text as readStream } from 'node:stream/consumers';
import { type Problem, readProblem } from '../problem/index.ts';
import { findOracle, type OracleSource } from '../solver/index.ts';
import { NoProblemError, UsageError } from './exit.ts';

/** A problem as the command line was given it, with what lies beside its file. */
export interface GivenProblem {
  problem: Problem;
  oracle?: OracleSource;
}

/**
 * Reads a problem from a file, or from standard input when `path` is "-".
 * @throws UsageError when there is no such file, NoProblemError when it holds no problem: the message says why.
 */
export async function givenProblem(path: string): Promise<GivenProblem> {
  if (path === '-') return { problem: read(await readStream(process.stdin)) };
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new UsageError(`There is no file ${path}.`);
    if (code === 'EISDIR') throw new UsageError(`${path} is a folder. Name the statement file inside it.`);
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`);
  }
  return { problem: read(text, path), oracle: await findOracle(path) };
}

function read(text: string, path?: string): Problem {
  const reading = readProblem(text, { path });
  if ('reason' in reading) throw new NoProblemError(`${path ?? 'Standard input'}: ${reading.reason}`);
  return reading.problem;
}
