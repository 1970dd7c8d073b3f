import * as z from 'zod';
import { TestResult, Verdict } from '../verdict.ts';

/** One submission of a package, judged and compared with what its folder demands. */
export const VerifyRow = z.object({
  /** Relative to `submissions/`. */
  submission: z.string(),
  /** Its folder. */
  expected: z.string(),
  verdict: Verdict,
  agrees: z.boolean(),
  /** False where this machine lacks what it takes to judge it (a compiler): neither right nor wrong. */
  judged: z.boolean(),
  reason: z.string().optional(),
  /** Slowest test, CPU ms. */
  slowestMs: z.number().optional(),
  score: z.number().optional(),
});
export type VerifyRow = z.infer<typeof VerifyRow>;

/**
 * One check of the package itself: its files, a validator on the data. `note` says something without judging;
 * `not-run`: this machine lacks the tool, so nothing is known.
 */
export const VerifyCheck = z.object({
  /** What was checked, by its path in the package. */
  part: z.string(),
  outcome: z.enum(['agrees', 'differs', 'not-run', 'note']),
  reason: z.string(),
});
export type VerifyCheck = z.infer<typeof VerifyCheck>;

/** What happens while a package is verified; the last event is `verified`. */
export const VerifyEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('package-read'),
    name: z.string(),
    format: z.string(),
    tests: z.number(),
    submissions: z.number(),
  }),
  z.object({ type: z.literal('check-done'), check: VerifyCheck }),
  z.object({ type: z.literal('input-refused'), test: z.string(), validator: z.string(), reason: z.string() }),
  z.object({ type: z.literal('submission-started'), submission: z.string() }),
  z.object({ type: z.literal('submission-test'), submission: z.string(), result: TestResult }),
  z.object({ type: z.literal('submission-judged'), row: VerifyRow }),
  /** `derived`: from the slowest submissions that must be in time; else the package says it. */
  z.object({ type: z.literal('time-limit'), timeLimitMs: z.number(), derived: z.boolean() }),
  z.object({
    type: z.literal('verified'),
    /** Everything was checked and is as the package says. */
    agrees: z.boolean(),
    /** False where something could not be checked on this machine. */
    complete: z.boolean(),
    reason: z.string().optional(),
    timeLimitMs: z.number().optional(),
    checks: z.array(VerifyCheck),
    rows: z.array(VerifyRow),
  }),
]);
export type VerifyEvent = z.infer<typeof VerifyEvent>;

const words = { agrees: 'ok', differs: 'DIFFERS', 'not-run': 'NOT RUN', note: 'note' };

/** The checks and the submissions as two tables of plain text, one line each under a heading. */
export function verifyTable({ checks, rows }: { checks: VerifyCheck[]; rows: VerifyRow[] }): string {
  const first = checks.map(({ part, outcome, reason }) => [part, words[outcome], lineOf(reason)]);
  const second = rows.map((row) => [
    row.submission,
    row.expected,
    row.judged ? row.verdict : '-',
    row.slowestMs === undefined ? '' : `${(row.slowestMs / 1000).toFixed(2)} s`,
    row.score === undefined ? '' : String(row.score),
    row.agrees ? 'ok' : row.judged ? 'DIFFERS' : 'NOT RUN',
    lineOf(row.reason ?? ''),
  ]);
  const tables = [
    ...(first.length > 0 ? [inColumns([['part', '', ''], ...first])] : []),
    ...(second.length > 0
      ? [inColumns([['submission', 'expected', 'verdict', 'slowest', 'score', '', ''], ...second])]
      : []),
  ];
  return tables.join('\n\n');
}

function lineOf(reason: string): string {
  const [line = ''] = reason.split('\n');
  return line.length > 200 ? `${line.slice(0, 197)}...` : line;
}

/** Columns as wide as their widest cell; one that is empty throughout is left out. */
function inColumns(lines: string[][]): string {
  const [heading = [], ...body] = lines;
  const used = heading.map((_, column) => body.some((line) => (line[column] ?? '') !== ''));
  const kept = lines.map((line) => line.filter((_, column) => used[column]));
  const widths = (kept[0] ?? []).map((_, column) =>
    Math.max(...kept.map((line) => line[column]?.length ?? 0)),
  );
  return kept
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
