import * as z from 'zod';
import { Verdict } from '../../judge/protocol.ts';
import { FinishReason } from '../../model/protocol.ts';
import { EvidenceLevel } from '../../solver/protocol.ts';

/** One line of a run: an answer to a task and what it came to. With the policy `full`, a whole solve. */
export const EvalSample = z.object({
  task: z.string(),
  /** From 0. */
  sample: z.number().int().min(0),
  seed: z.number().int(),
  /** The beginning of the SHA-256 of the prompt. */
  prompt: z.string(),
  tokens: z.number(),
  ms: z.number(),
  finish: FinishReason,
  /** The program, or the final answer, as it was written. */
  code: z.string().optional(),
  answer: z.string().optional(),
  /** Maths: whether each claim the answer rests on was judged right by the model. */
  claims: z.array(z.boolean()).optional(),
  /** Tokens of that judging, beside those of the answer. */
  claimTokens: z.number().optional(),
  /** On all tests of the set. */
  verdict: Verdict.optional(),
  reason: z.string().optional(),
  correct: z.boolean(),
  /** What the solver could know without the set's tests. */
  level: EvidenceLevel.optional(),
  /** Policy `full`: the solver offered it as solved. */
  offered: z.boolean().optional(),
});
export type EvalSample = z.infer<typeof EvalSample>;

/** What happens during a run; the last event is always `eval-ended`. */
export const EvalEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('eval-started'),
    tasks: z.number(),
    /** Samples in all, and those known from before. */
    total: z.number(),
    known: z.number(),
    model: z.string(),
    lanes: z.number(),
  }),
  z.object({
    type: z.literal('eval-sample'),
    sample: EvalSample,
    done: z.number(),
    total: z.number(),
    /** Mean share of right samples of the tasks so far. */
    score: z.number(),
    tokens: z.number(),
    /** Until all is done, if it goes on like this, ms. */
    remainingMs: z.number(),
  }),
  z.object({
    type: z.literal('eval-ended'),
    /** `budget`: tokens or time are spent, the rest is left to do. */
    outcome: z.enum(['done', 'budget', 'stopped', 'broken']),
    done: z.number(),
    total: z.number(),
    score: z.number(),
    tokens: z.number(),
    reason: z.string().optional(),
  }),
]);
export type EvalEvent = z.infer<typeof EvalEvent>;
