import * as z from 'zod';
import { TestResult, Verdict } from '../verdict.ts';

/** One submission of a package, judged and compared with what its folder demands. */
export const VerifyRow = z.object({
  /** Relative to `submissions/`. */
  submission: z.string(),
  expected: z.string(),
  verdict: Verdict,
  agrees: z.boolean(),
  reason: z.string().optional(),
  /** Slowest test, CPU ms. */
  slowestMs: z.number().optional(),
  score: z.number().optional(),
});
export type VerifyRow = z.infer<typeof VerifyRow>;

/** What happens while a package is verified; the last event is `verified`. */
export const VerifyEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('package-read'),
    name: z.string(),
    format: z.string(),
    tests: z.number(),
    submissions: z.number(),
  }),
  z.object({ type: z.literal('input-refused'), test: z.string(), validator: z.string(), reason: z.string() }),
  z.object({ type: z.literal('submission-started'), submission: z.string() }),
  z.object({ type: z.literal('submission-test'), submission: z.string(), result: TestResult }),
  z.object({ type: z.literal('submission-judged'), row: VerifyRow }),
  /** `derived`: from the slowest accepted submission; else the package says it. */
  z.object({ type: z.literal('time-limit'), timeLimitMs: z.number(), derived: z.boolean() }),
  z.object({
    type: z.literal('verified'),
    agrees: z.boolean(),
    reason: z.string().optional(),
    timeLimitMs: z.number().optional(),
    rows: z.array(VerifyRow),
  }),
]);
export type VerifyEvent = z.infer<typeof VerifyEvent>;

/** The rows as a table of plain text, one line each under a heading. */
export function verifyTable(rows: VerifyRow[]): string {
  const cells = [
    ['submission', 'expected', 'verdict', 'slowest', 'score', '', 'reason'],
    ...rows.map((row) => [
      row.submission,
      row.expected,
      row.verdict,
      row.slowestMs === undefined ? '' : `${(row.slowestMs / 1000).toFixed(2)} s`,
      row.score === undefined ? '' : String(row.score),
      row.agrees ? 'agrees' : 'DIFFERS',
      row.reason?.split('\n')[0] ?? '',
    ]),
  ];
  const widths =
    cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? [];
  return cells
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
