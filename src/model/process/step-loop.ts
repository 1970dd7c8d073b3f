import type { AddonContext, AddonSampler, Binding } from './addon.ts';
import type { Lane, LaneWork } from './lane.ts';
import type { StepTimes } from './protocol.ts';

interface Seat {
  lane: Lane;
  work: LaneWork;
  sampler: AddonSampler;
  finish: () => void;
  fail: (error: unknown) => void;
}

/**
 * Evaluates all lanes together, step by step. In each step every lane that is generating gets its one token,
 * and lanes that still read their prompt share what is left of the batch. Lanes go into a batch in the order of
 * their numbers: only then does llama.cpp evaluate them as one.
 */
export class StepLoop {
  readonly #context: AddonContext;
  readonly #newSampler: () => AddonSampler;
  readonly #batchTokens: number;
  readonly #beforeStep: (() => void) | undefined;
  readonly #seats = new Map<number, Seat>();
  readonly #between: (() => Promise<void>)[] = [];
  #looping: Promise<void> | undefined;
  #stopped = false;
  times: StepTimes = { steps: 0, tokens: 0, decodeMs: 0, sampleMs: 0, otherMs: 0 };

  /** @param beforeStep called before each step, for instance to adapt the number of threads. */
  constructor({ context, newSampler }: Binding, batchTokens: number, beforeStep?: () => void) {
    this.#context = context;
    this.#newSampler = newSampler;
    this.#batchTokens = batchTokens;
    this.#beforeStep = beforeStep;
  }

  /** Resolves when `work.onToken` gives nothing back or the signal is aborted. */
  run(lane: Lane, work: LaneWork): Promise<void> {
    return new Promise((resolve, reject) => {
      const sampler = this.#newSampler();
      sampler.applyConfig(samplerConfig(work));
      const leave = () => {
        this.#seats.delete(lane.index);
        sampler.dispose();
      };
      this.#seats.set(lane.index, {
        lane,
        work,
        sampler,
        finish: () => {
          leave();
          resolve();
        },
        fail: (error) => {
          leave();
          reject(error);
        },
      });
      this.#start();
    });
  }

  /** Forgets all but the first `length` tokens of a lane; a model that cannot do so forgets them all. */
  keep(lane: Lane, length: number): Promise<void> {
    return this.#betweenSteps(async () => {
      if (length >= lane.held.length) return;
      if (length > 0 && this.#context.removeTokenCellsFromSequence(lane.index, length, -1))
        lane.held.length = length;
      else {
        this.#context.disposeSequence(lane.index);
        lane.held = [];
      }
    });
  }

  /** Writes a lane's memory to a file of this process's own, for `restore`. */
  save(lane: Lane, path: string): Promise<void> {
    return this.#betweenSteps(async () => {
      await this.#context.saveSequenceStateToFile(path, lane.index, Uint32Array.from(lane.held));
    });
  }

  restore(lane: Lane, path: string): Promise<void> {
    return this.#betweenSteps(async () => {
      lane.held = [];
      lane.held = Array.from(
        await this.#context.loadSequenceStateFromFile(path, lane.index, lane.contextTokens),
      );
    });
  }

  /** Ends the loop after the running step; work that was not finished fails with `error`. */
  async stop(error: unknown): Promise<void> {
    this.#stopped = true;
    await this.#looping;
    for (const seat of [...this.#seats.values()]) seat.fail(error);
  }

  #betweenSteps(task: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#between.push(() => task().then(resolve, reject));
      this.#start();
    });
  }

  #start(): void {
    this.#looping ??= this.#loop().finally(() => {
      this.#looping = undefined;
      if (!this.#stopped && (this.#seats.size > 0 || this.#between.length > 0)) this.#start();
    });
  }

  async #loop(): Promise<void> {
    // What asks at the same time is taken into the first step together.
    await new Promise(setImmediate);
    while (!this.#stopped) {
      while (this.#between.length > 0) await this.#between.shift()?.();
      for (const seat of [...this.#seats.values()]) if (seat.work.signal.aborted) seat.finish();
      if (this.#seats.size === 0) {
        if (this.#between.length === 0) return;
        continue;
      }
      await this.#step();
    }
  }

  async #step(): Promise<void> {
    const begun = performance.now();
    this.#beforeStep?.();
    const seats = [...this.#seats.values()].sort((a, b) => a.lane.index - b.lane.index);
    const shares = shareBatch(
      seats.map(({ work }) => work.tokens.length),
      this.#batchTokens,
    );
    const total = shares.reduce((sum, share) => sum + share, 0);
    const sampled: { seat: Seat; at: number }[] = [];
    let decoded = begun;
    let ended = begun;
    let decodeBegun = begun;
    try {
      this.#context.initBatch(total);
      for (const [index, seat] of seats.entries()) {
        const share = shares[index] ?? 0;
        if (share === 0) continue;
        const whole = share === seat.work.tokens.length;
        const tokens = Uint32Array.from(whole ? seat.work.tokens : seat.work.tokens.slice(0, share));
        const at = this.#context.addToBatch(
          seat.lane.index,
          seat.lane.held.length,
          tokens,
          Uint32Array.from(whole ? [share - 1] : []),
        )[0];
        if (at !== undefined) sampled.push({ seat, at });
      }
      decodeBegun = performance.now();
      await this.#context.decodeBatch();
      decoded = performance.now();
      const tokens = await this.#sample(sampled, total > seats.length);
      ended = performance.now();
      for (const [index, { lane, work }] of seats.entries()) {
        const share = shares[index] ?? 0;
        for (let at = 0; at < share; at++) lane.held.push(work.tokens[at] as number);
        work.tokens = share === work.tokens.length ? [] : work.tokens.slice(share);
      }
      for (const [index, { seat }] of sampled.entries()) {
        const next = tokens[index] === undefined ? undefined : seat.work.onToken(tokens[index]);
        if (next && next.length > 0) seat.work.tokens = next;
        else seat.finish();
      }
    } catch (error) {
      // llama.cpp may have taken part of the batch: what the lanes hold is no longer known.
      for (const seat of seats) {
        this.#context.disposeSequence(seat.lane.index);
        seat.lane.held = [];
        seat.fail(error);
      }
    }
    const { times } = this;
    times.steps++;
    times.tokens += sampled.length;
    times.decodeMs += decoded - decodeBegun;
    times.sampleMs += ended - decoded;
    times.otherMs += performance.now() - ended + (decodeBegun - begun);
  }

  /**
   * Samplers run on worker threads. llama.cpp puts the rows of logits in order when the first is read, so after
   * a step that may have mixed them one lane samples alone before the others.
   */
  async #sample(rows: { seat: Seat; at: number }[], mixed: boolean): Promise<number[]> {
    const one = ({ seat, at }: { seat: Seat; at: number }) => this.#context.sampleToken(at, seat.sampler);
    const [first, ...rest] = rows;
    if (!first) return [];
    if (!mixed) return Promise.all(rows.map(one));
    return [await one(first), ...(await Promise.all(rest.map(one)))];
  }
}

/** How many tokens each lane may put into a batch: one for all first, then the rest in order. */
export function shareBatch(wanted: number[], size: number): number[] {
  const shares = wanted.map((count) => Math.min(1, count));
  let left = Math.max(0, size - shares.reduce((sum, share) => sum + share, 0));
  for (const [index, count] of wanted.entries()) {
    const more = Math.min(left, count - (shares[index] ?? 0));
    shares[index] = (shares[index] ?? 0) + more;
    left -= more;
  }
  return shares;
}

function samplerConfig({ sampling, seed }: LaneWork): Record<string, unknown> {
  return {
    temperature: sampling.temperature,
    topP: sampling.topP,
    minP: sampling.minP,
    // Left out, not 0: that would sort the whole vocabulary in every step for nothing.
    ...(sampling.topK > 0 && { topK: sampling.topK }),
    seed: seed >>> 0,
    ...(sampling.repeatPenalty !== 1 && {
      repeatPenalty: sampling.repeatPenalty,
      repeatPenaltyMaxTokens: 64,
      repeatPenaltyTokens: new Uint32Array(0),
    }),
  };
}
