import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { textOfBytes } from './decode.ts';
import { isMissing, wordsOf } from './folder/files.ts';
import { savedProblemOf } from './folder/import.ts';
import { PackageError, readPackage } from './folder/package.ts';
import { problemReceived, sampleOf } from './folder/received.ts';
import { ownTests, readSidecar, type Sidecar, sidecarOf, withEdits } from './folder/sidecar.ts';
import { readPdf } from './pdf.ts';
import type { Problem } from './problem.ts';
import { readProblem } from './read.ts';
import type { Reading, ReadOptions } from './reading.ts';

/** A larger statement is none; it is not read into memory. */
const mostBytes = 16 * 1024 * 1024;

/** Where a problem is read, and what of it is known better than the disk knows it. */
export interface ReadAtOptions extends ReadOptions {
  /** The file's text where it is newer than on disk: an editor's. */
  text?: string;
}

/** A reading with all that belongs to the file. */
export type ReadingAt = Reading & {
  sidecar?: Sidecar;
  /** The problem as it is without the user's corrections and own tests. */
  uncorrected?: Problem;
  /** What lies beside or in it and could not be read, a sentence each; it cost only itself. */
  troubles?: string[];
};

/**
 * Reads the problem at a path, from all that belongs to it: a package folder, a PDF, or a text with its sidecar
 * (the user's corrections win, own samples are added) and, where the text itself has none, the tests that cph
 * or cph-ng keep beside it. Never throws; a reason says what to do.
 */
export async function readProblemAt(path: string, options: ReadAtOptions = {}): Promise<ReadingAt> {
  try {
    const { text, ...how } = options;
    if (text !== undefined) return await withCompany(path, readProblem(text, { ...how, path }));
    const found = await stat(path);
    if (found.isDirectory()) return await fromPackage(path);
    if (found.size > mostBytes)
      return {
        reason: `${path} is larger than 16 MiB, as no statement is. Choose the statement's own file.`,
      };
    const bytes = await readFile(path);
    const isPdf = bytes.subarray(0, 1024).includes('%PDF-');
    const reading = isPdf ? await readPdf(bytes, path) : readProblem(textOfBytes(bytes), { ...how, path });
    return await withCompany(path, reading);
  } catch (error) {
    if (error instanceof PackageError) return { reason: error.message };
    if (isMissing(error)) return { reason: `${path} does not exist. Check the path.` };
    return { reason: `${path} could not be read: ${wordsOf(error)}` };
  }
}

async function fromPackage(folder: string): Promise<ReadingAt> {
  const { problem, troubles } = await readPackage(folder);
  const last = Math.max(0, problem.statement.split('\n').length - 1);
  return {
    problem: { ...problem, source: { ...problem.source, path: join(folder) } },
    range: { startLine: 0, endLine: last },
    troubles,
  };
}

async function withCompany(path: string, reading: Reading): Promise<ReadingAt> {
  const sidecar = await readSidecar(sidecarOf(path));
  const here = 'problem' in reading ? reading.problem : undefined;
  const received = sidecar.received && problemReceived(sidecar.received, sidecar.samples);
  const saved = here && here.samples.length > 0 ? undefined : await savedProblemOf(path);
  const own = ownTests(sidecar).map(sampleOf);
  const isKnown = received || saved || own.length > 0 || (sidecar.edits?.samples?.length ?? 0) > 0;
  const { troubles } = sidecar;
  if (!here && !isKnown) return { ...reading, troubles };

  const inHeader = received && received.samples.length > 0 ? (sidecar.received?.inHeader ?? []) : [];
  const uncorrected: Problem = {
    ...saved?.problem,
    ...received,
    ...here,
    statement: received?.statement || (here?.statement ?? ''),
    samples: together(
      received?.samples ?? [],
      (here?.samples ?? []).filter(({ input }) => !inHeader.includes(input)),
      saved?.problem.samples ?? [],
    ),
    source: { ...received?.source, ...here?.source, path },
  };
  const { samples: corrected, ...edits } = sidecar.edits ?? {};
  const problem = withEdits({ ...uncorrected, samples: corrected ?? uncorrected.samples }, edits);
  problem.samples = together(problem.samples, own);
  problem.source = { ...problem.source, path };
  const range = 'problem' in reading ? reading.range : { startLine: 0, endLine: 0 };
  return { problem, range, sidecar, uncorrected, troubles };
}

/** All lists in order, without a sample whose input is there already. */
function together(...lists: Problem['samples'][]): Problem['samples'] {
  const inputs = new Set<string>();
  return lists.flat().filter(({ input }) => !inputs.has(input.trim()) && inputs.add(input.trim()));
}
