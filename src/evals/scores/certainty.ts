import { seeded } from './random.ts';

/** A mean with the bounds between which 95 % of resamplings lie. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

const draws = 2000;

/** The mean of one value for each task, with a bootstrap interval over the tasks (percentiles 2.5 and 97.5). */
export function estimate(values: number[], seed = 1): Estimate {
  const value = mean(values);
  if (values.length < 2) return { value, low: value, high: value };
  const random = seeded(seed);
  const means = Float64Array.from({ length: draws }, () => {
    let sum = 0;
    for (let at = 0; at < values.length; at++) sum += values[Math.floor(random() * values.length)] ?? 0;
    return sum / values.length;
  }).sort();
  const at = (share: number) => means[Math.min(draws - 1, Math.floor(share * draws))] ?? value;
  return { value, low: at(0.025), high: at(0.975) };
}

/**
 * As `estimate`, for shares of 1. Where every task is wrong, or every one right, no resampling differs: then the
 * bound is the exact one (Clopper-Pearson) of so many tasks.
 */
export function estimateShare(values: number[]): Estimate {
  const own = estimate(values);
  const most = 0.025 ** (1 / Math.max(1, values.length));
  if (values.every((it) => it === 0)) return { ...own, high: 1 - most };
  return values.every((it) => it === 1) ? { ...own, low: most } : own;
}

export function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, it) => sum + it, 0) / values.length;
}

/**
 * McNemar's exact test: the chance of so uneven a split of the tasks that only one of two runs solves, if neither
 * were better (two-sided, binomial with 1/2).
 */
export function mcnemar(onlyFirst: number, onlySecond: number): number {
  const n = onlyFirst + onlySecond;
  if (n === 0) return 1;
  const fewer = Math.min(onlyFirst, onlySecond);
  // Logarithms: 2^-n is nothing for large n.
  let term = -n * Math.LN2;
  let tail = 0;
  for (let k = 0; k <= fewer; k++) {
    tail += Math.exp(term);
    term += Math.log(n - k) - Math.log(k + 1);
  }
  return Math.min(1, 2 * tail);
}
