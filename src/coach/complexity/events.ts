import * as z from 'zod';

/** The classes of growth that are told apart, the slowest first. */
export const Growth = z.enum(['1', 'log n', 'n', 'n log n', 'n^2', 'n^3', '2^n']);
export type Growth = z.infer<typeof Growth>;

/** CPU time at one size, the least of several runs, ms. */
export const Timing = z.object({ size: z.number(), ms: z.number(), runs: z.number() });
export type Timing = z.infer<typeof Timing>;

/** A class of growth as it fits the timings. */
export const Fit = z.object({
  growth: Growth,
  /** ms = startMs + factorMs * growth(size) */
  startMs: z.number(),
  factorMs: z.number(),
  /** How far a timing lies from what the others foretell, as a part of it; the mean of all. */
  error: z.number(),
});
export type Fit = z.infer<typeof Fit>;

/** `best` fits closest; those in `notExcluded` fit nearly as well. */
export const GrowthEstimate = z.object({
  best: Fit,
  notExcluded: z.array(Growth),
  /** The power of n that the largest half of the sizes grows with. */
  exponent: z.number(),
});
export type GrowthEstimate = z.infer<typeof GrowthEstimate>;

/** What happens while a program's growth is measured; the last event is always `complexity-ended`. */
export const ComplexityEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('complexity-started'), inputs: z.string() }),
  z.object({ type: z.literal('complexity-measured'), timing: Timing }),
  z.object({
    type: z.literal('complexity-ended'),
    /** `unknown`: it was measured, and the timings do not tell; `reason` says why. */
    outcome: z.enum(['estimated', 'unknown', 'stopped', 'broken']),
    timings: z.array(Timing),
    estimate: GrowthEstimate.optional(),
    reason: z.string(),
  }),
]);
export type ComplexityEvent = z.infer<typeof ComplexityEvent>;

/** The estimate in words, with its uncertainty: "n log n; n is not excluded". */
export function describeEstimate({ best, notExcluded, exponent }: GrowthEstimate): string {
  const others = notExcluded.filter((it) => it !== best.growth);
  const doubt =
    others.length === 0
      ? 'the other classes fit worse'
      : `${others.join(' and ')} ${others.length === 1 ? 'is' : 'are'} not excluded`;
  const percent = Math.max(1, Math.round(100 * best.error));
  return `${best.growth}; ${doubt} (error ${percent} %, time grows like n^${exponent.toFixed(2)})`;
}
