import * as z from 'zod';
import { StressEvent, TestResult, Verdict } from '../judge/protocol.ts';
import { EngineInfo, FinishReason } from '../model/protocol.ts';
import { Evidence, EvidenceLevel } from './evidence.ts';

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

/** What the model is asked for beside candidates. */
export const HelperRole = z.enum(['oracle', 'generator', 'validator']);
export type HelperRole = z.infer<typeof HelperRole>;

const candidate = z.number().int().positive();
const helper = z.number().int().positive();

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
    /** The evidence that ends the search. */
    wanted: EvidenceLevel.optional(),
    seed: z.number().optional(),
  }),
  z.object({ type: z.literal('oracle-checked'), usable: z.boolean(), reason: z.string() }),
  /** Where generated inputs come from, and how many there are; or why there are none. */
  z.object({
    type: z.literal('inputs-chosen'),
    origin: z.string().optional(),
    cases: z.number(),
    largest: z.number(),
    reason: z.string().optional(),
  }),
  /** The user asked for more candidates than were begun with. */
  z.object({ type: z.literal('candidates-raised'), maxCandidates: z.number() }),
  z.object({ type: z.literal('helper-started'), helper, role: HelperRole, seed: z.number() }),
  /** How much of it is written, told every now and then. */
  z.object({ type: z.literal('helper-writing'), helper, tokens: z.number() }),
  z.object({
    type: z.literal('helper-answered'),
    helper,
    role: HelperRole,
    finish: FinishReason,
    tokens: z.number(),
    ms: z.number(),
    code: z.string().optional(),
  }),
  z.object({ type: z.literal('helper-ended'), helper, usable: z.boolean(), reason: z.string() }),
  /** Told again when an answer was lost midway and is begun anew: what came before is void. */
  z.object({
    type: z.literal('candidate-started'),
    candidate,
    seed: z.number(),
    temperature: z.number().optional(),
    /** The approach it was asked to try. */
    hint: z.string().optional(),
    /** The failed candidate it is another try at. */
    repairs: candidate.optional(),
  }),
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
  /** A run on an input as large as the statement allows. The input itself is left out: it is large. */
  z.object({ type: z.literal('candidate-measured'), candidate, result: TestResult }),
  /** Which programs give the same answers on the generated inputs, the largest group first. */
  z.object({
    type: z.literal('programs-grouped'),
    groups: z.array(z.object({ members: z.array(z.string()), splitBy: z.string().optional() })),
    /** True when an oracle in the first group is believed. */
    believed: z.boolean(),
  }),
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
    /** All tokens of the solve, those of helpers among them. */
    tokens: z.number(),
    ms: z.number(),
  }),
]);
export type SolveEvent = z.infer<typeof SolveEvent>;
