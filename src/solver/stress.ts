import { type StressEvent, shrink, type TestResult } from '../judge/index.ts';
import type { Entrant } from './entrant.ts';
import type { Pool } from './inputs/pool.ts';
import type { Trials } from './trials.ts';

/** Runs of a pair of programs spent on making a failing input smaller. */
const shrinkRuns = 120;
/** A larger input, in characters, is left as it is. */
const largestShrunk = 20_000;
/** Time for it, ms. */
const shrinkMs = 15_000;

/** The difference, on the smallest input found that is still valid and fails with the same verdict. */
export async function shrunk(
  found: TestResult,
  candidate: Entrant,
  reference: Entrant,
  pool: Pool,
  trials: Trials,
  signal: AbortSignal,
  emit: (event: StressEvent) => void,
): Promise<TestResult> {
  if (found.test.input.length > largestShrunk) return found;
  let smallest = found;
  const until = performance.now() + shrinkMs;
  const still = async (input: string) => {
    signal.throwIfAborted();
    if (performance.now() > until || !(await pool.isValid(input))) return false;
    const result = await trials.differOn(candidate, reference, input, signal);
    if (result?.verdict !== found.verdict) return false;
    smallest = result;
    return true;
  };
  const progress = (input: string) =>
    emit({ type: 'stress-shrinking', inputBytes: Buffer.byteLength(input) });
  await shrink(found.test.input, still, { runs: shrinkRuns, progress });
  return smallest;
}
