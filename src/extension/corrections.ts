import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  addTest,
  canFetch,
  changeEdits,
  type Edits,
  isProblem,
  ownTests,
  type Problem,
  type ReadingAt,
  retireTest,
  sidecarOf,
  writeTest,
} from '../problem/index.ts';
import {
  type CorrectedField,
  Corrections,
  type FromProblem,
  type ShownProblem,
} from '../webview/protocol.ts';

/** What the user changed on a problem's page. */
export type Change = Extract<
  FromProblem,
  { type: 'correct' | 'reset' | 'addTest' | 'setTest' | 'deleteTest' }
>;

/** Keeps a change beside the file at `path`. A field that is set to what was read anyway is no correction. */
export async function keepChange(path: string, change: Change, reading: ReadingAt): Promise<void> {
  const sidecar = sidecarOf(path);
  const tests = join(sidecar, 'data', 'sample');
  switch (change.type) {
    case 'correct':
      return changeEdits(sidecar, (edits) => corrected(edits, change.corrections, reading.uncorrected));
    case 'reset':
      return changeEdits(sidecar, ({ [change.field]: _, ...edits }) => edits);
    case 'addTest':
      return void (await addTest(tests, wholeLines(change)));
    case 'setTest':
      return writeTest(tests, { ...wholeLines(change), name: change.name });
    case 'deleteTest':
      return retireTest(tests, change.name);
  }
}

/** The problem of a reading as its page shows it; undefined when there is none. */
export function shownProblem(path: string, reading: ReadingAt, canKeep: boolean): ShownProblem | undefined {
  if (!isProblem(reading)) return undefined;
  const { problem, sidecar, uncorrected, troubles = [] } = reading;
  const corrections = Object.keys(sidecar?.edits ?? {}).filter(
    (field): field is CorrectedField => field in Corrections.shape,
  );
  const { url } = problem.source ?? {};
  return {
    file: basename(path),
    canKeep: canKeep && sidecar !== undefined,
    canFetch: url !== undefined && canFetch(url),
    problem,
    samples: sidecar?.edits?.samples ?? uncorrected?.samples ?? problem.samples,
    own: sidecar ? ownTests(sidecar) : [],
    corrected: corrections,
    troubles,
  };
}

function corrected(edits: Edits, corrections: Corrections, read: Problem | undefined): Edits {
  const result: Record<string, unknown> = { ...edits };
  for (const [field, value] of Object.entries(corrections)) {
    const set = field === 'samples' ? (value as Problem['samples']).map(wholeLines) : value;
    if (isDeepStrictEqual(set, readValue(field as CorrectedField, read))) delete result[field];
    else result[field] = set;
  }
  return result;
}

function readValue(field: CorrectedField, read: Problem | undefined): unknown {
  if (field !== 'source') return read?.[field] ?? null;
  const { path: _, ...source } = read?.source ?? {};
  return source;
}

/** Inputs and outputs of tests end with a line end, as programs read and print them. */
function wholeLines<T extends { input: string; output: string }>(test: T): T {
  return { ...test, input: wholeLine(test.input), output: wholeLine(test.output) };
}

function wholeLine(text: string): string {
  const unix = text.replaceAll('\r\n', '\n');
  return unix === '' || unix.endsWith('\n') ? unix : `${unix}\n`;
}
