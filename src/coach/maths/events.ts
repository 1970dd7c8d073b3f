import * as z from 'zod';
import { EngineInfo, FinishReason } from '../../model/protocol.ts';

/** A line `a = b` of a solution. `held` and `failed` are computed; what algebra cannot decide is `not-checked`. */
export const MathsStep = z.object({
  left: z.string(),
  right: z.string(),
  verdict: z.enum(['held', 'failed', 'not-checked']),
});
export type MathsStep = z.infer<typeof MathsStep>;

/** Attempts that came to the same answer. */
export const AnswerGroup = z.object({
  answer: z.string(),
  lanes: z.array(z.number()),
  /** The sum of the reliabilities of these attempts, where the claims they rest on were judged. */
  weight: z.number().optional(),
});
export type AnswerGroup = z.infer<typeof AnswerGroup>;

/** How many of the attempts came to the answer; the words are made from it by `describeAgreement` alone. */
export const Agreement = z.object({
  agree: z.number().int(),
  /** Attempts that ended, with an answer or without. */
  of: z.number().int(),
  /** Attempts that ended without an answer. */
  silent: z.number().int(),
  /** Attempts whose answer could not be compared with the others. */
  unclear: z.number().int(),
});
export type Agreement = z.infer<typeof Agreement>;

/** What happens while a mathematics problem is answered; the last event is always `maths-ended`. */
export const MathsEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('maths-started'),
    kind: z.enum(['answer', 'proof']),
    lanes: z.number(),
    engine: EngineInfo,
  }),
  z.object({
    type: z.literal('maths-text'),
    lane: z.number(),
    channel: z.enum(['thought', 'answer']),
    text: z.string(),
    tokens: z.number(),
  }),
  z.object({
    type: z.literal('maths-answered'),
    lane: z.number(),
    answer: z.string().optional(),
    finish: FinishReason,
    tokens: z.number(),
    ms: z.number(),
  }),
  /** A lane was lost with the model. */
  z.object({ type: z.literal('maths-lost'), lane: z.number(), reason: z.string() }),
  /** The claims an attempt rests on, as the model judged them when it was asked again. */
  z.object({
    type: z.literal('maths-claims'),
    lane: z.number(),
    claims: z.array(z.object({ claim: z.string(), right: z.boolean() })),
  }),
  /** Which attempts agree so far, the largest group first. */
  z.object({ type: z.literal('maths-grouped'), groups: z.array(AnswerGroup) }),
  z.object({
    type: z.literal('maths-ended'),
    outcome: z.enum(['answered', 'unanswered', 'stopped', 'broken']),
    answer: z.string().optional(),
    /** The solution that is shown for the answer, and its steps. */
    solution: z.string().optional(),
    steps: z.array(MathsStep).optional(),
    agreement: Agreement.optional(),
    /** One sentence for a person. */
    reason: z.string(),
    tokens: z.number(),
  }),
]);
export type MathsEvent = z.infer<typeof MathsEvent>;

/** "3 of 4 attempts agree": what an answer rests on, the same in every front end. */
export function describeAgreement({ agree, of, silent, unclear }: Agreement): string {
  const notes = [
    silent > 0 && `${silent} gave no answer`,
    unclear > 0 && `${unclear} could not be compared`,
  ].filter(Boolean);
  const head = of === 1 ? 'one attempt, nothing to agree with' : `${agree} of ${of} attempts agree`;
  const rests = of > 1 && agree > 1 ? '; by the same model, so it is no proof' : '; not checked';
  return `${head}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}${rests}`;
}

/** "7 of 9 steps were checked and hold; 1 does not", or that there was nothing to check. */
export function describeSteps(steps: MathsStep[]): string {
  const count = (verdict: MathsStep['verdict']) => steps.filter((it) => it.verdict === verdict).length;
  const [held, failed] = [count('held'), count('failed')];
  if (held + failed === 0) return 'no step could be checked';
  const wrong = failed === 0 ? '' : failed === 1 ? '; 1 does not hold' : `; ${failed} do not hold`;
  return `${held} of ${steps.length} steps were computed and hold${wrong}`;
}

/**
 * A point of the rubric, as the model found it in the proof. `unclear`: the model did not say, or says it is made
 * by a sentence that does not stand in the proof.
 */
export const ProofPoint = z.object({
  point: z.string(),
  outcome: z.enum(['found', 'missing', 'unclear']),
  /** Stands in the proof, word for word. */
  sentence: z.string().optional(),
  confidence: z.enum(['high', 'medium', 'low']).optional(),
  why: z.string().optional(),
});
export type ProofPoint = z.infer<typeof ProofPoint>;

/** What happens while a proof is graded; the last event is always `proof-ended`. */
export const ProofEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('proof-rubric'),
    points: z.array(z.string()),
    by: z.enum(['teacher', 'model']),
  }),
  z.object({
    type: z.literal('proof-text'),
    channel: z.enum(['thought', 'answer']),
    text: z.string(),
    tokens: z.number(),
  }),
  z.object({
    type: z.literal('proof-ended'),
    outcome: z.enum(['graded', 'stopped', 'broken']),
    points: z.array(ProofPoint),
    /** Equalities the proof shows, as far as algebra decides them. */
    steps: z.array(MathsStep),
    /** One sentence for a person. */
    reason: z.string(),
  }),
]);
export type ProofEvent = z.infer<typeof ProofEvent>;

/** A proof that was handed in. Every file has its row, also one that holds no proof. */
export const ProofRow = z.object({
  file: z.string(),
  student: z.string(),
  /** Empty: it could not be graded, `reason` says why. */
  points: z.array(ProofPoint),
  reason: z.string(),
  note: z.string().optional(),
});
export type ProofRow = z.infer<typeof ProofRow>;

/** What happens while a folder of proofs is graded; the last event is always `proofs-ended`. */
export const ProofsEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('proofs-graded'), row: ProofRow, done: z.number(), total: z.number() }),
  z.object({
    type: z.literal('proofs-ended'),
    outcome: z.enum(['done', 'stopped']),
    rows: z.array(ProofRow),
  }),
]);
export type ProofsEvent = z.infer<typeof ProofsEvent>;
