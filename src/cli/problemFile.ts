import { access } from 'node:fs/promises';
import { buffer as readStream } from 'node:stream/consumers';
import {
  isProblem,
  type Problem,
  type Reading,
  readProblem,
  readProblemAt,
  textOfBytes,
} from '../problem/index.ts';
import { findOracle, type OracleSource } from '../solver/index.ts';
import { NoProblemError, UsageError } from './exit.ts';
import { plainText } from './terminal/plainText.ts';

/** A problem as the command line was given it, with what lies beside its file. */
export interface GivenProblem {
  problem: Problem;
  oracle?: OracleSource;
}

/**
 * Reads a problem from a file or a problem package, or from standard input when `path` is "-".
 * @throws UsageError when there is no such file, NoProblemError when it holds no problem: the message says why.
 */
export async function givenProblem(path: string): Promise<GivenProblem> {
  if (path === '-')
    return { problem: found(readProblem(textOfBytes(await readStream(process.stdin))), 'Standard input') };
  try {
    await access(path);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UsageError(
      missing
        ? `There is no file ${path}. Name a statement, a source file that begins with one, or a problem package.`
        : `${path} cannot be read: ${String(error)}`,
    );
  }
  const reading = await readProblemAt(path);
  for (const trouble of reading.troubles ?? []) process.stderr.write(`${plainText(trouble)}\n`);
  return { problem: found(reading, path), oracle: await findOracle(path) };
}

function found(reading: Reading, where: string): Problem {
  if (isProblem(reading)) return reading.problem;
  throw new NoProblemError(reading.reason.startsWith(where) ? reading.reason : `${where}: ${reading.reason}`);
}
