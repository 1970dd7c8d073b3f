import type { Judge, Submission } from '../../judge/index.ts';
import type { SizedInputs } from '../../solver/index.ts';
import { type ComplexityEvent, describeEstimate, type Timing } from './events.ts';
import { estimateGrowth } from './fit.ts';

export interface ComplexityOptions {
  judge: Judge;
  /** The whole program, as it is judged. */
  submission: Submission;
  /** Inputs by size: from the statement, or of a program called with SEED and SIZE. */
  inputs: SizedInputs | { generator: Submission };
  /** Where they are from, in words: "built from the statement". */
  origin: string;
  inputFile?: string;
  outputFile?: string;
  /** The largest size takes about so long, CPU time in ms. */
  wantedMs?: number;
  seed: number;
  signal?: AbortSignal;
}

const usualMs = 600;
const runsOfEach = 3;
const sizes = 10;
const mostBytes = 32 * 1024 * 1024;
const largestSize = 2 ** 40;

/**
 * Measures how a program's time grows with its input: sizes are doubled until a run takes long enough, then several
 * sizes up to it are timed. Throws nothing; why there is no estimate is the `reason` of the last event.
 */
export async function* complexityOf(options: ComplexityOptions): AsyncGenerator<ComplexityEvent> {
  const { signal, origin } = options;
  const timings: Timing[] = [];
  try {
    yield { type: 'complexity-started', inputs: origin };
    const measure = new Measure(options);
    const largest = await measure.largest();
    for (const size of sizesUpTo(largest)) {
      const ms = await measure.best(size);
      if (ms === undefined) continue;
      const timing = { size, ms, runs: runsOfEach };
      timings.push(timing);
      yield { type: 'complexity-measured', timing };
    }
    const estimate = estimateGrowth(timings);
    if ('unknown' in estimate) {
      const reason = [estimate.unknown, measure.ending].filter(Boolean).join(' ');
      yield { type: 'complexity-ended', outcome: 'unknown', timings, reason };
    } else {
      const reason = `${describeEstimate(estimate)}, on inputs ${origin}.`;
      yield { type: 'complexity-ended', outcome: 'estimated', timings, estimate, reason };
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (signal?.aborted) yield { type: 'complexity-ended', outcome: 'stopped', timings, reason: 'Stopped.' };
    else yield { type: 'complexity-ended', outcome: 'broken', timings, reason };
  }
}

/** Up to `largest`: by factors, which shows powers; and the last ones by steps, which shows what doubles at each. */
function sizesUpTo(largest: number): number[] {
  const found = new Set<number>();
  // What grows by steps of a logarithm needs all sizes to show it.
  const smallest = largest > 1e9 ? 1 : Math.max(1, largest / 64);
  for (let index = 0; index < sizes; index++)
    found.add(Math.round(smallest * (largest / smallest) ** (index / (sizes - 1))));
  if (largest <= 64) for (let back = 1; back <= 5; back++) found.add(Math.max(1, largest - back));
  found.add(1);
  return [...found].sort((a, b) => a - b);
}

class Measure {
  readonly #options: ComplexityOptions;
  readonly #wantedMs: number;
  /** Why no larger size was tried. */
  ending = '';

  constructor(options: ComplexityOptions) {
    this.#options = options;
    this.#wantedMs = options.wantedMs ?? usualMs;
  }

  /** The size whose run takes about as long as wanted, or the largest there is. */
  async largest(): Promise<number> {
    let [good, bad, goodMs] = [0, 0, 0];
    const { inputs } = this.#options;
    const most = Math.min(largestSize, ('largest' in inputs && inputs.largest) || largestSize);
    for (let size = 1; size <= most; size = size < most ? Math.min(most, 2 * size) : most + 1) {
      const ms = await this.#once(size);
      if (ms === 'none') {
        if (good > 0) this.ending ||= `There are no inputs larger than size ${good}.`;
        if (good > 0 || size > 1024) break;
        continue;
      }
      if (ms === 'slow') bad = size;
      else [good, goodMs] = [size, ms];
      if (ms === 'slow' || ms >= this.#wantedMs) break;
    }
    if (good === most && goodMs < this.#wantedMs)
      this.ending ||= `The statement allows nothing larger than size ${good}.`;
    if (good === 0)
      throw new Error(
        bad > 0 ? 'Even the smallest input takes too long.' : this.ending || 'There is no input of any size.',
      );
    // What grows slowly was reached by doubling; what jumps is searched between.
    while (bad - good > Math.max(1, good / 8) && goodMs < this.#wantedMs / 2) {
      const middle = Math.floor((good + bad) / 2);
      const ms = await this.#once(middle);
      if (typeof ms === 'number') [good, goodMs] = [middle, ms];
      else bad = middle;
    }
    return good;
  }

  /** CPU time, the least of several runs, ms: what disturbs a run only makes it longer. */
  async best(size: number): Promise<number | undefined> {
    const times: number[] = [];
    for (let run = 0; run < runsOfEach; run++) {
      const ms = await this.#once(size);
      if (typeof ms !== 'number') return undefined;
      times.push(ms);
    }
    return Math.max(0.1, Math.min(...times));
  }

  async #once(size: number): Promise<number | 'slow' | 'none'> {
    const { judge, submission, inputFile, outputFile, signal } = this.#options;
    const input = await this.#input(size);
    signal?.throwIfAborted();
    if (input === undefined) return 'none';
    const limits = { timeLimitMs: 4 * this.#wantedMs, memoryLimitMiB: 2048, outputLimitMiB: 256 };
    const result = await judge.run(submission, input, { limits, inputFile, outputFile, signal });
    signal?.throwIfAborted();
    if (result.verdict === 'TLE') return 'slow';
    if (result.verdict !== 'AC') {
      throw new Error(
        `It gets ${result.verdict} on an input of size ${size}${result.reason ? `: ${result.reason}` : ''}. Only runs that end well can be timed.`,
      );
    }
    return result.cpuMs ?? result.wallMs;
  }

  #last: { size: number; input: string | undefined } | undefined;

  async #input(size: number): Promise<string | undefined> {
    if (this.#last?.size === size) return this.#last.input;
    const { inputs, judge, seed, signal } = this.#options;
    let input: string | undefined;
    if ('ofSize' in inputs) input = inputs.ofSize(size);
    else {
      const limits = { timeLimitMs: 20_000, memoryLimitMiB: 2048 };
      const args = [`${seed}`, `${size}`];
      const made = await judge.run(inputs.generator, '', { limits, args, signal });
      signal?.throwIfAborted();
      if (made.verdict !== 'AC' && size === 1)
        throw new Error(
          `The generator gets ${made.verdict} for size 1${made.reason ? `: ${made.reason}` : ''}.`,
        );
      input = made.verdict === 'AC' && !made.truncated ? made.stdout : undefined;
    }
    if (input !== undefined && input.length > mostBytes) input = undefined;
    this.#last = { size, input };
    return input;
  }
}
