/** Bytes. */
export const MiB = 1024 * 1024;

/** What one run of a submission may use. Anything left out has the default below. */
export interface Limits {
  /** CPU time, ms. Default 10,000. */
  timeLimitMs?: number;
  /** Peak resident memory, MiB. Default 1,024. */
  memoryLimitMiB?: number;
  /** stdout, MiB. Default 64. */
  outputLimitMiB?: number;
}

const defaultLimits = { timeLimitMs: 10_000, memoryLimitMiB: 1024, outputLimitMiB: 64 };

/** All limits, the given ones and the defaults of the others. */
export function withDefaults(given: Limits): Required<Limits> {
  return {
    timeLimitMs: given.timeLimitMs ?? defaultLimits.timeLimitMs,
    memoryLimitMiB: given.memoryLimitMiB ?? defaultLimits.memoryLimitMiB,
    outputLimitMiB: given.outputLimitMiB ?? defaultLimits.outputLimitMiB,
  };
}

/** A reading this close to the time limit (as a part of it) is no verdict yet: the run is repeated. */
export const NEAR = 0.1;
