import { type Fit, Growth, type GrowthEstimate, type Timing } from './events.ts';

const growthOf: Record<Growth, (n: number) => number> = {
  '1': () => 1,
  'log n': (n) => Math.log2(n + 1),
  n: (n) => n,
  'n log n': (n) => n * Math.log2(n + 1),
  'n^2': (n) => n * n,
  'n^3': (n) => n ** 3,
  '2^n': (n) => 2 ** n,
};

/** Fewer different sizes tell nothing. */
const fewestSizes = 5;
/** Time must grow to so many times that of the smallest size, and by so many ms, before its growth is believed. */
const leastGrowth = 2;
const leastMs = 20;
/** A logarithm bends a line over these sizes by hardly more: with a larger error it is not seen. */
const logarithmSeen = 0.04;
/** Time that grows by less than this factor does not grow. */
const flat = 1.2;
/** Above this mean error no class fits. */
const worstError = 0.25;
/** A class whose error is within this of the best, or below what measuring itself strays by, is not excluded. */
const nearly = 1.6;
const noise = 0.02;

/** What a fit says of size `n`, ms. */
export function growthAt({ growth, startMs, factorMs }: Fit, n: number): number {
  return startMs + factorMs * growthOf[growth](n);
}

/**
 * Which class of growth timings fit: least squares of relative errors with the time to start as intercept, chosen by
 * how well each timing is foretold by the others (leave-one-out cross-validation). Or why they do not tell.
 */
export function estimateGrowth(timings: Timing[]): GrowthEstimate | { unknown: string } {
  const sorted = [...timings].sort((a, b) => a.size - b.size);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || sorted.length < fewestSizes)
    return { unknown: `${sorted.length} sizes are too few to tell; ${fewestSizes} are needed.` };
  // Up to such a size even one step for each would have been seen.
  if (last.size >= 1e9 && last.ms < flat * first.ms + 5) {
    const best = fitOf('1', sorted);
    return { best, notExcluded: ['1', 'log n'], exponent: 0 };
  }
  if (last.ms < leastGrowth * first.ms || last.ms - first.ms < leastMs) {
    return {
      unknown: `Too quick to measure: size ${last.size} takes ${last.ms.toFixed(0)} ms, of which starting takes about ${first.ms.toFixed(0)} ms.`,
    };
  }
  const fits = Growth.options.map((growth) => fitOf(growth, sorted)).sort((a, b) => a.error - b.error);
  const best = fits[0] as Fit;
  if (best.error > worstError) {
    return {
      unknown: `None of the classes fits: even ${best.growth} is off by ${Math.round(100 * best.error)} % in the mean. The time may depend on more than the size.`,
    };
  }
  const allowed = Math.max(nearly * best.error, best.error + noise);
  const notExcluded = Growth.options.filter(
    (growth) =>
      fits.some((fit) => fit.growth === growth && fit.error <= allowed) ||
      (best.error > logarithmSeen && areApartByLogarithm(growth, best.growth)),
  );
  return { best, notExcluded, exponent: exponentOf(sorted, best.startMs) };
}

function fitOf(growth: Growth, timings: Timing[]): Fit {
  const { startMs, factorMs } = leastSquares(growth, timings);
  const errors = timings.map((left, index) => {
    const others = timings.filter((_, other) => other !== index);
    const told = growthAt({ growth, error: 0, ...leastSquares(growth, others) }, left.size);
    return Math.abs(told - left.ms) / left.ms;
  });
  const error = errors.reduce((sum, it) => sum + it, 0) / errors.length;
  return { growth, startMs, factorMs, error: Number.isFinite(error) ? error : Number.MAX_VALUE };
}

/** Weighted by 1/ms, so that a second may stray as far as a millisecond, in parts of itself. None is negative. */
function leastSquares(growth: Growth, timings: Timing[]): { startMs: number; factorMs: number } {
  let [sw, swx, swy, swxx, swxy] = [0, 0, 0, 0, 0];
  for (const { size, ms } of timings) {
    const weight = 1 / (ms * ms);
    const x = growthOf[growth](size);
    sw += weight;
    swx += weight * x;
    swy += weight * ms;
    swxx += weight * x * x;
    swxy += weight * x * ms;
  }
  const constant = { startMs: swy / sw, factorMs: 0 };
  const under = sw * swxx - swx * swx;
  if (growth === '1' || !(under > 1e-12 * sw * swxx)) return constant;
  const factorMs = (sw * swxy - swx * swy) / under;
  const startMs = (swy - factorMs * swx) / sw;
  if (factorMs <= 0) return constant;
  return startMs >= 0 ? { startMs, factorMs } : { startMs: 0, factorMs: swxy / swxx };
}

/** The slope of the larger half, without the time to start, where both are drawn by their logarithms. */
function exponentOf(timings: Timing[], startMs: number): number {
  const half = timings.slice(Math.floor(timings.length / 2)).filter(({ ms }) => ms > 1.1 * startMs);
  const [low, high] = [half[0], half.at(-1)];
  if (!low || !high || low === high) return 0;
  return Math.log((high.ms - startMs) / (low.ms - startMs)) / Math.log(high.size / low.size);
}

function areApartByLogarithm(one: Growth, other: Growth): boolean {
  return one !== other && [one, other].every((it) => it === 'n' || it === 'n log n');
}
