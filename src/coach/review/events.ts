import * as z from 'zod';
import { JudgeEvent, StressEvent, TestResult } from '../../judge/protocol.ts';
import { Evidence } from '../../solver/protocol.ts';

/**
 * Something that a run or the compiler found, never the model. `line` counts from 1 in the submission.
 * `counterexample`: a test whose verdict is not AC; `does-not-compile`; `undefined`: a sanitizer's report;
 * `large-input`: a big generated input breaks a limit; `overflow`: on one, wider integers print something else;
 * `warning`: the compiler's.
 */
export const Finding = z.object({
  kind: z.enum(['counterexample', 'does-not-compile', 'undefined', 'large-input', 'overflow', 'warning']),
  line: z.number().int().positive().optional(),
  /** One sentence for a person. */
  message: z.string(),
  /** The run that shows it; absent for what the compiler says. */
  result: TestResult.optional(),
});
export type Finding = z.infer<typeof Finding>;

/** `faulty`: a run or the compiler says that the program is wrong; `nothing-found`: `checked` says what was tried. */
export const ReviewOutcome = z.enum(['faulty', 'nothing-found', 'stopped', 'broken']);
export type ReviewOutcome = z.infer<typeof ReviewOutcome>;

/** What a review does, one after the other; what there is nothing for is left out. */
export const ReviewPart = z.enum(['tests', 'stress', 'large', 'wider', 'sanitizers', 'model', 'fix']);
export type ReviewPart = z.infer<typeof ReviewPart>;

/** The same for a person who waits. */
export const reviewParts: Record<ReviewPart, string> = {
  tests: 'Running the tests …',
  stress: 'Comparing it with the oracle …',
  large: 'Running it on large inputs …',
  wider: 'Running it with wider integers …',
  sanitizers: 'Running it under sanitizers …',
  model: 'Waiting for the model …',
  fix: 'Judging a fix …',
};

/** What happens while a submission is reviewed; the last event is always `review-ended`. */
export const ReviewEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('review-begun'), part: ReviewPart }),
  z.object({ type: z.literal('review-judging'), event: JudgeEvent }),
  z.object({ type: z.literal('review-stressing'), event: StressEvent }),
  z.object({ type: z.literal('review-note'), text: z.string() }),
  z.object({ type: z.literal('review-found'), finding: Finding }),
  /** The model's words on what was found. They are not checked. */
  z.object({
    type: z.literal('review-text'),
    channel: z.enum(['thought', 'answer']),
    text: z.string(),
    tokens: z.number(),
  }),
  /** A fix the model wrote was judged and does not hold; it is not shown. `again`: the reason is that of the one before. */
  z.object({
    type: z.literal('fix-failed'),
    attempt: z.number(),
    reason: z.string(),
    again: z.literal(true).optional(),
  }),
  /** A fix that holds, with as few changed lines as still hold. */
  z.object({ type: z.literal('fix-held'), source: z.string(), evidence: Evidence, line: z.number() }),
  z.object({
    type: z.literal('review-ended'),
    outcome: ReviewOutcome,
    /** What the program was checked against, in words. */
    checked: z.string(),
    reason: z.string(),
  }),
]);
export type ReviewEvent = z.infer<typeof ReviewEvent>;
