import { readdirSync, readFileSync } from 'node:fs';
import { isProblem, type Problem, readProblem } from '../../src/problem/index.ts';

/**
 * `corpus` grew with the reader; the held-out ones were written in the manner of the judges' present pages and
 * measured once before anything was changed for them.
 */
export const statementSets = [
  { title: 'the corpus of statements', folder: new URL('corpus/', import.meta.url), least: 80 },
  { title: 'the held-out statements', folder: new URL('held-out/corpus/', import.meta.url), least: 40 },
  {
    title: 'the third set of statements',
    folder: new URL('held-out/third/corpus/', import.meta.url),
    least: 15,
  },
].map((set) => ({ ...set, names: readdirSync(set.folder).filter((name) => !name.endsWith('.json')) }));

/**
 * What a person reads in each statement of the corpus. A field that is missing here must not be found;
 * `inputFormat` and `outputFormat` are given by how they begin.
 */
interface Expected extends Partial<Omit<Problem, 'source' | 'statement'>> {
  none?: true;
  url?: string;
  contest?: string;
}

/** How well one field was read over a folder of statements. */
export interface FieldScore {
  field: string;
  wanted: number;
  precision: number;
  recall: number;
  /** What both aim at: samples must be perfect. */
  aim: number;
  misses: string[];
}

interface Score {
  right: number;
  found: number;
  wanted: number;
  misses: string[];
}

/** The values of a field as comparable strings, so that one way of counting serves lists and single values. */
function values(
  problem: Problem | undefined,
  expected: Expected,
): Record<string, [found: string[], wanted: string[]]> {
  const single = (value: unknown): string[] => (value === undefined ? [] : [JSON.stringify(value)]);
  const list = (items: unknown[] | undefined): string[] => (items ?? []).map((item) => JSON.stringify(item));
  const begins = (text: string | undefined, start: string | undefined): string[] =>
    text === undefined ? [] : [start !== undefined && text.startsWith(start) ? start : text];
  const bare = (samples: Problem['samples'] | undefined) =>
    samples?.map(({ input, output }) => ({ input, output }));
  return {
    isProblem: [single(problem ? true : undefined), single(expected.none ? undefined : true)],
    title: [single(problem?.title), single(expected.title)],
    timeLimitMs: [single(problem?.timeLimitMs), single(expected.timeLimitMs)],
    memoryLimitMiB: [single(problem?.memoryLimitMiB), single(expected.memoryLimitMiB)],
    samples: [list(bare(problem?.samples)), list(bare(expected.samples))],
    notes: [notesOf(problem), notesOf(expected)],
    inputFormat: [
      begins(problem?.inputFormat, expected.inputFormat),
      expected.inputFormat === undefined ? [] : [expected.inputFormat],
    ],
    outputFormat: [
      begins(problem?.outputFormat, expected.outputFormat),
      expected.outputFormat === undefined ? [] : [expected.outputFormat],
    ],
    constraints: [list(problem?.constraints), list(expected.constraints)],
    checker: [single(problem?.checker), single(expected.checker)],
    anyAnswer: [single(problem?.anyAnswer), single(expected.anyAnswer)],
    multiTest: [single(problem?.multiTest), single(expected.multiTest)],
    interactive: [single(problem?.interactive), single(expected.interactive)],
    files: [
      list([problem?.inputFile, problem?.outputFile].filter(Boolean)),
      list([expected.inputFile, expected.outputFile].filter(Boolean)),
    ],
    source: [
      list([problem?.source?.url, problem?.source?.contest].filter(Boolean)),
      list([expected.url, expected.contest].filter(Boolean)),
    ],
    function: [single(problem?.function), single(expected.function)],
  };
}

/** The samples' notes with the numbers of their samples. */
function notesOf(read: Partial<Problem> | undefined): string[] {
  return (read?.samples ?? []).flatMap(({ note }, index) =>
    note === undefined ? [] : [`${index + 1} ${note}`],
  );
}

/** Reads every statement of a folder and counts, field by field, what was found, wanted and right. */
export function fieldScores(folder: URL, names: string[]): FieldScore[] {
  const scores = new Map<string, Score>();
  for (const name of names) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const expected = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Expected;
    const reading = readProblem(text, { path: name });
    const problem = isProblem(reading) ? reading.problem : undefined;
    for (const [field, [found, wanted]] of Object.entries(values(problem, expected))) {
      const score = scores.get(field) ?? { right: 0, found: 0, wanted: 0, misses: [] };
      const open = [...wanted];
      const right = found.filter(
        (value) => open.includes(value) && open.splice(open.indexOf(value), 1),
      ).length;
      score.right += right;
      score.found += found.length;
      score.wanted += wanted.length;
      if (right < Math.max(found.length, wanted.length))
        score.misses.push(`${name}: found ${found.join(' ')}; wanted ${wanted.join(' ')}`);
      scores.set(field, score);
    }
  }
  return [...scores].map(([field, { right, found, wanted, misses }]) => ({
    field,
    wanted,
    precision: found === 0 ? 1 : right / found,
    recall: wanted === 0 ? 1 : right / wanted,
    aim: field === 'samples' ? 1 : 0.97,
    misses,
  }));
}
