import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing, wordsOf } from './folder/files.ts';
import { type SavedProblem, savedProblemOf } from './folder/import.ts';
import { PackageError, readPackage } from './folder/package.ts';
import { readSidecar, type Sidecar, sidecarOf, withEdits } from './folder/sidecar.ts';
import { readPdf } from './pdf.ts';
import type { Problem } from './problem.ts';
import { readProblem } from './read.ts';
import type { Reading, ReadOptions } from './reading.ts';

/** A larger statement is none; it is not read into memory. */
const mostBytes = 16 * 1024 * 1024;

/**
 * Reads the problem at a path, from all that belongs to it: a package folder, a PDF, or a text with its sidecar
 * (the user's corrections win, own samples are added) and, where the text itself has none, the tests that cph
 * or cph-ng keep beside it. Never throws; a reason says what to do.
 */
export async function readProblemAt(
  path: string,
  options: ReadOptions = {},
): Promise<Reading & { sidecar?: Sidecar }> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return await fromPackage(path);
    if (found.size > mostBytes)
      return {
        reason: `${path} is larger than 16 MiB and is no statement. Choose the statement's own file.`,
      };
    const bytes = await readFile(path);
    const isPdf = bytes.subarray(0, 1024).includes('%PDF-');
    const reading = isPdf
      ? await readPdf(bytes, path)
      : readProblem(bytes.toString('utf8'), { ...options, path });
    return await withCompany(path, reading);
  } catch (error) {
    if (error instanceof PackageError) return { reason: error.message };
    if (isMissing(error)) return { reason: `${path} does not exist. Check the path.` };
    return { reason: `${path} could not be read: ${wordsOf(error)}` };
  }
}

async function fromPackage(folder: string): Promise<Reading> {
  const { problem } = await readPackage(folder);
  const last = Math.max(0, problem.statement.split('\n').length - 1);
  return {
    problem: { ...problem, source: { ...problem.source, path: join(folder) } },
    range: { startLine: 0, endLine: last },
  };
}

async function withCompany(path: string, reading: Reading): Promise<Reading & { sidecar?: Sidecar }> {
  const sidecar = await readSidecar(sidecarOf(path));
  const saved =
    'problem' in reading && reading.problem.samples.length > 0 ? undefined : await savedProblemOf(path);
  const base = 'problem' in reading ? reading.problem : baseOf(path, sidecar, saved);
  if (!base) return reading;
  const kept = sidecar.samples.map(({ input, output, note }) => ({
    input,
    output,
    ...(note === undefined ? {} : { note }),
  }));
  const samples = together(base.samples, [...kept, ...(saved?.problem.samples ?? [])]);
  const problem = withEdits({ ...saved?.problem, ...base, samples }, sidecar.edits);
  return { problem, range: 'problem' in reading ? reading.range : { startLine: 0, endLine: 0 }, sidecar };
}

/** A file without a statement is a problem still when its sidecar or another tool knows samples. */
function baseOf(path: string, sidecar: Sidecar, saved: SavedProblem | undefined): Problem | undefined {
  const isKnown =
    sidecar.samples.length > 0 || (sidecar.edits?.samples?.length ?? 0) > 0 || saved !== undefined;
  return isKnown ? { statement: '', samples: [], source: { path } } : undefined;
}

/** Both lists in order, without a sample whose input is there already. */
function together(samples: Problem['samples'], more: Problem['samples']): Problem['samples'] {
  const inputs = new Set(samples.map((sample) => sample.input.trim()));
  return [
    ...samples,
    ...more.filter((sample) => !inputs.has(sample.input.trim()) && inputs.add(sample.input.trim())),
  ];
}
