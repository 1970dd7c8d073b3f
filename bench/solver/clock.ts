import type { Judge, JudgeEvent, StressEvent } from '../../src/judge/index.ts';

const tickMs = 4;
/** A tick that came late counts as no more than this, so that answers keep their order on a busy machine. */
const longestTickMs = 12;

/**
 * The time a scripted model lives in. It runs `speed` times as fast as the clock on the wall while the judge is
 * idle, and stands still while the judge is at work: what the judge takes is measured as it is, what the model
 * would take is counted as it would be, and neither hides behind the other.
 */
export class ModelClock implements Disposable {
  /** Model time, ms. */
  now = 0;
  /** Time with the judge at work, ms. */
  judgeMs = 0;
  readonly #speed: number;
  readonly #timer: NodeJS.Timeout;
  readonly #waiting = new Set<{ until: number; done: () => void }>();
  #judging = 0;
  #last = performance.now();

  constructor(speed: number) {
    this.#speed = speed;
    this.#timer = setInterval(() => this.#tick(), tickMs);
  }

  /** Resolves when `ms` of model time have passed. */
  wait(ms: number): Promise<void> {
    return new Promise((done) => {
      this.#waiting.add({ until: this.now + ms, done });
    });
  }

  /** The same judge; the clock stands still while it works. */
  watch(judge: Judge): Judge {
    const watched = <T>(events: AsyncIterable<T>) => this.#during(events);
    const { temporary, toolchains, launcher, builds, parallel, sandbox } = judge;
    const run = async (...given: Parameters<Judge['run']>) => {
      this.#judging++;
      try {
        return await judge.run(...given);
      } finally {
        this.#judging--;
      }
    };
    const own = {
      ...{ temporary, toolchains, launcher, builds, parallel, sandbox, run },
      languages: () => judge.languages(),
      judge: (...given: Parameters<Judge['judge']>): AsyncIterable<JudgeEvent> =>
        watched(judge.judge(...given)),
      stress: (...given: Parameters<Judge['stress']>): AsyncIterable<StressEvent> =>
        watched(judge.stress(...given)),
    };
    // What the solver does not call is left out.
    return own as unknown as Judge;
  }

  async *#during<T>(events: AsyncIterable<T>): AsyncGenerator<T> {
    this.#judging++;
    try {
      yield* events;
    } finally {
      this.#judging--;
    }
  }

  #tick(): void {
    const now = performance.now();
    const passed = now - this.#last;
    this.#last = now;
    if (this.#judging > 0) {
      this.judgeMs += passed;
      return;
    }
    if (this.#waiting.size === 0) return;
    this.now += Math.min(passed, longestTickMs) * this.#speed;
    for (const one of this.#waiting) {
      if (one.until > this.now) continue;
      this.#waiting.delete(one);
      one.done();
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
