import * as z from 'zod';
import { StressEvent, TestResult, Verdict } from '../judge/protocol.ts';
import { EngineInfo, FinishReason } from '../model/protocol.ts';
import { Evidence } from './evidence.ts';

/**
 * How a candidate ended: it `held` against everything it was checked with; it `failed` a check; there was
 * nothing to check it with (`unchecked`); it is the same program as an earlier one (`duplicate`); it ended
 * without a program (`no-code`); the model or the judge broke under it (`lost`); others finished first or the user
 * stopped it (`stopped`).
 */
export const CandidateOutcome = z.enum([
  'held',
  'failed',
  'unchecked',
  'duplicate',
  'no-code',
  'lost',
  'stopped',
]);
export type CandidateOutcome = z.infer<typeof CandidateOutcome>;

/**
 * How a solve ended: a candidate held (`solved`); the budget is spent and none did (`unsolved`); programs
 * came, but nothing to check them with (`unchecked`); the user stopped it (`stopped`); the model or the judge
 * broke (`broken`); the problem is of a contest that runs or may run, and nothing was begun (`refused`).
 */
export const SolveOutcome = z.enum(['solved', 'unsolved', 'unchecked', 'stopped', 'broken', 'refused']);
export type SolveOutcome = z.infer<typeof SolveOutcome>;

const candidate = z.number().int().positive();

/** What happens while a problem is solved; the last event is always `solve-ended`. */
export const SolveEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('solve-started'),
    title: z.string().optional(),
    language: z.string(),
    samples: z.number(),
    engine: EngineInfo,
    maxCandidates: z.number(),
    maxTokens: z.number(),
  }),
  z.object({ type: z.literal('oracle-checked'), usable: z.boolean(), reason: z.string() }),
  z.object({ type: z.literal('candidate-started'), candidate, seed: z.number() }),
  z.object({
    type: z.literal('candidate-text'),
    candidate,
    channel: z.enum(['thought', 'answer']),
    text: z.string(),
    tokens: z.number(),
  }),
  z.object({
    type: z.literal('candidate-answered'),
    candidate,
    finish: FinishReason,
    tokens: z.number(),
    ms: z.number(),
    code: z.string().optional(),
  }),
  z.object({ type: z.literal('candidate-compiled'), candidate, warnings: z.string() }),
  z.object({ type: z.literal('candidate-tested'), candidate, result: TestResult }),
  z.object({ type: z.literal('candidate-stressed'), candidate, event: StressEvent }),
  z.object({
    type: z.literal('candidate-ended'),
    candidate,
    outcome: CandidateOutcome,
    verdict: Verdict.optional(),
    /** One sentence for a person. */
    reason: z.string(),
    evidence: Evidence.optional(),
  }),
  z.object({
    type: z.literal('solve-ended'),
    outcome: SolveOutcome,
    /** The candidate to show: the one that held, or else the one that came furthest. */
    best: candidate.optional(),
    evidence: Evidence.optional(),
    reason: z.string(),
    tokens: z.number(),
    ms: z.number(),
  }),
]);
export type SolveEvent = z.infer<typeof SolveEvent>;
