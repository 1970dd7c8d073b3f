/** At most `size` pieces of work at once; the rest wait in order. */
export class Slots {
  #free: number;
  #waiting: (() => void)[] = [];

  readonly size: number;

  constructor(size: number) {
    this.size = size;
    this.#free = size;
  }

  /** Runs `work` when a slot is free; rejects at once when `signal` aborts before it got one. */
  async use<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#take(signal);
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }

  async #take(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const granted = () => {
        signal?.removeEventListener('abort', given);
        resolve();
      };
      const given = () => {
        this.#waiting = this.#waiting.filter((waiter) => waiter !== granted);
        reject(signal?.reason);
      };
      this.#waiting.push(granted);
      signal?.addEventListener('abort', given, { once: true });
    });
  }
}
