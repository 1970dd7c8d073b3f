import * as z from 'zod';
import { Verdict } from '../../judge/protocol.ts';

/** One submission in the results. Every file that was handed in has a row, also one that cannot be judged. */
export const GradeRow = z.object({
  /** The file relative to the graded folder; unique. */
  file: z.string(),
  student: z.string(),
  language: z.string().optional(),
  /** Absent: it could not be judged, `reason` says why. */
  verdict: Verdict.optional(),
  /** Points of the package, or passed tests in per cent. */
  score: z.number().optional(),
  passed: z.number().int(),
  total: z.number().int(),
  slowestMs: z.number().optional(),
  memoryBytes: z.number().optional(),
  reason: z.string().optional(),
  /** The smallest input it fails at; texts are cut. */
  failing: z
    .object({ test: z.string(), input: z.string(), expected: z.string().optional(), got: z.string() })
    .optional(),
  /** Something the teacher should know: another encoding, several files of one student. */
  note: z.string().optional(),
  /** Rows with the same number hold much the same code. A hint, not an accusation. */
  alike: z.number().int().optional(),
  /** The model's words on what is wrong. They are not checked. */
  explanation: z.string().optional(),
});
export type GradeRow = z.infer<typeof GradeRow>;

/** What happens while a folder is graded; the last event is always `grade-ended`. */
export const GradeEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('grade-started'), submissions: z.number(), known: z.number() }),
  z.object({ type: z.literal('grade-judged'), row: GradeRow, done: z.number(), total: z.number() }),
  z.object({ type: z.literal('grade-explained'), file: z.string(), done: z.number(), total: z.number() }),
  z.object({
    type: z.literal('grade-ended'),
    outcome: z.enum(['done', 'stopped', 'broken']),
    rows: z.array(GradeRow),
    reason: z.string().optional(),
  }),
]);
export type GradeEvent = z.infer<typeof GradeEvent>;
