import type { AddonContext, AddonSampler, Binding } from './addon.ts';
import type { Lane, LaneWork } from './lane.ts';
import type { StepTimes } from './protocol.ts';

interface Seat {
  lane: Lane;
  work: LaneWork;
  sampler: AddonSampler;
  /** A token that is being evaluated although what it means is not known yet. */
  unheard: number | undefined;
  finish: () => void;
  fail: (error: unknown) => void;
}

/** One lane's row of logits in the batch that is being evaluated. */
interface Row {
  seat: Seat;
  at: number;
}

/**
 * Evaluates all lanes together, step by step. In each step every lane that is generating gets its one token,
 * and lanes that still read their prompt share what is left of the batch. Lanes go into a batch in the order of
 * their numbers: only then does llama.cpp evaluate them as one. A sampled token is evaluated at once; what it means
 * (its text, whether it ends the work) is found out meanwhile, at the price of one evaluation in vain for each end.
 */
export class StepLoop {
  readonly #context: AddonContext;
  readonly #newSampler: () => AddonSampler;
  readonly #batchTokens: number;
  readonly #beforeStep: (() => void) | undefined;
  readonly #oneThread: boolean;
  readonly #seats = new Map<number, Seat>();
  readonly #between: (() => Promise<void>)[] = [];
  #looping: Promise<void> | undefined;
  /** Samplers of work that has ended, which the running step may still be using. */
  #retired: AddonSampler[] = [];
  #stopped = false;
  times: StepTimes = { steps: 0, tokens: 0, decodeMs: 0, sampleMs: 0, otherMs: 0 };

  /**
   * @param beforeStep called before each step, for instance to adapt the number of threads.
   * @param oneThread Node's pool has one thread, which does what it is given in order.
   */
  constructor(
    { context, newSampler }: Binding,
    batchTokens: number,
    { beforeStep, oneThread = false }: { beforeStep?: (() => void) | undefined; oneThread?: boolean } = {},
  ) {
    this.#context = context;
    this.#newSampler = newSampler;
    this.#batchTokens = batchTokens;
    this.#beforeStep = beforeStep;
    this.#oneThread = oneThread;
  }

  /** Resolves when `work.onToken` gives nothing back or the signal is aborted. */
  run(lane: Lane, work: LaneWork): Promise<void> {
    return new Promise((resolve, reject) => {
      const sampler = this.#newSampler();
      sampler.applyConfig(samplerConfig(work));
      const leave = () => {
        this.#seats.delete(lane.index);
        this.#retired.push(sampler);
      };
      this.#seats.set(lane.index, {
        lane,
        work,
        sampler,
        unheard: undefined,
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
    this.#disposeRetired();
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
      for (const seat of [...this.#seats.values()]) {
        if (seat.work.signal.aborted) seat.finish();
        else if (seat.lane.room === 0) this.#hear(seat);
      }
      this.#disposeRetired();
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
    const rows: Row[] = [];
    const marks = { ready: begun, decoded: begun, sampled: begun };
    let decoding: Promise<void> | undefined;
    let early: Promise<number[]> | undefined;
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
        if (at !== undefined) rows.push({ seat, at });
      }
      marks.ready = performance.now();
      decoding = this.#context.decodeBatch();
      // On one thread the sampler can be queued behind the decode, without coming back here in between.
      if (this.#oneThread && rows.length === 1) early = this.#sample(rows, false);
      early?.catch(() => undefined);
      const evaluated = seats.map(({ work }, index) => work.tokens.slice(0, shares[index]));
      for (const seat of seats) this.#hear(seat);
      await decoding;
      marks.decoded = performance.now();
      for (const [index, { lane, work }] of seats.entries()) {
        lane.held.push(...(evaluated[index] ?? []));
        work.tokens = work.tokens.slice(shares[index]);
      }
      const seated = rows.filter(({ seat }) => this.#sits(seat));
      const tokens = await (early ?? this.#sample(seated, total > seats.length));
      marks.sampled = performance.now();
      for (const [index, { seat }] of (early ? rows : seated).entries()) {
        // More than the sampled token was asked for instead: it goes on from there.
        if (seat.work.tokens.length > 0) continue;
        seat.unheard = tokens[index];
        seat.work.tokens = tokens.slice(index, index + 1);
      }
    } catch (error) {
      await Promise.allSettled([decoding, early]);
      // llama.cpp may have taken part of the batch: what the lanes hold is no longer known.
      for (const seat of seats) {
        this.#context.disposeSequence(seat.lane.index);
        seat.lane.held = [];
        if (this.#sits(seat)) seat.fail(error);
      }
    }
    const { times } = this;
    times.steps++;
    times.tokens += rows.length;
    times.decodeMs += marks.decoded - marks.ready;
    times.sampleMs += marks.sampled - marks.decoded;
    times.otherMs += performance.now() - marks.sampled + (marks.ready - begun);
  }

  #sits(seat: Seat): boolean {
    return this.#seats.get(seat.lane.index) === seat;
  }

  /** Passes a sampled token on; what is to be evaluated next begins with it. */
  #hear(seat: Seat): void {
    const { unheard, work } = seat;
    if (unheard === undefined) return;
    seat.unheard = undefined;
    const next = work.onToken(unheard);
    if (next && next.length > 0) work.tokens = next;
    else seat.finish();
  }

  /**
   * Samplers run on worker threads. llama.cpp puts the rows of logits in order when the first is read, so after
   * a step that may have mixed them one lane samples alone before the others.
   */
  async #sample(rows: Row[], mixed: boolean): Promise<number[]> {
    const one = ({ seat, at }: Row) => this.#context.sampleToken(at, seat.sampler);
    const [first, ...rest] = rows;
    if (!first) return [];
    if (!mixed) return Promise.all(rows.map(one));
    return [await one(first), ...(await Promise.all(rest.map(one)))];
  }

  #disposeRetired(): void {
    for (const sampler of this.#retired.splice(0)) sampler.dispose();
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
