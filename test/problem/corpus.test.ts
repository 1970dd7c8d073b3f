import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { isProblem, type Problem, readProblem } from '../../src/problem/index.ts';

/**
 * What a person reads in each statement of the corpus. A field that is missing here must not be found;
 * `inputFormat` and `outputFormat` are given by how they begin.
 */
interface Expected extends Partial<Omit<Problem, 'source' | 'statement'>> {
  none?: true;
  url?: string;
  contest?: string;
}

/** What each field aims at: samples must be perfect. */
const aims: Record<string, number> = { samples: 1 };
const otherwise = 0.97;

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
    samples: [list(bare(problem?.samples)), list(expected.samples)],
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

/** Reads every statement of a folder and counts, field by field, what was found, wanted and right. */
function scoresOf(folder: URL, names: string[]): Map<string, Score> {
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
  return scores;
}

/**
 * `corpus` grew with the reader; `held-out` was written in the manner of the judges' present pages and measured
 * once before anything was changed for it.
 */
for (const [title, place, least] of [
  ['the corpus of statements', 'corpus/', 80],
  ['the held-out statements', 'held-out/corpus/', 40],
] as const) {
  describe(title, () => {
    const folder = new URL(place, import.meta.url);
    const names = readdirSync(folder).filter((name) => !name.endsWith('.json'));

    it(`are at least ${least}`, () => {
      assert.ok(names.length >= least, String(names.length));
    });

    it('are read with the precision and recall aimed at, field by field', () => {
      const scores = scoresOf(folder, names);
      const rows = [...scores].map(([field, { right, found, wanted }]) => ({
        field,
        wanted,
        precision: (found === 0 ? 1 : right / found).toFixed(3),
        recall: (wanted === 0 ? 1 : right / wanted).toFixed(3),
      }));
      console.table(rows);
      const short = rows.filter(({ field, precision, recall }) => {
        const aim = aims[field] ?? otherwise;
        return Number(precision) < aim || Number(recall) < aim;
      });
      const misses = short.flatMap(
        ({ field }) => scores.get(field)?.misses.map((miss) => `${field} ${miss}`) ?? [],
      );
      for (const [field, score] of scores) for (const miss of score.misses) console.log(field, miss);
      assert.deepEqual(misses, []);
    });
  });
}
