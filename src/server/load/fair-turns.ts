interface Waiting {
  client: string;
  grant: () => void;
}

/**
 * A number of turns shared fairly: a free one goes to the waiting client that holds the fewest, and among equals
 * to the one served longest ago. A client that asks for a hundred turns cannot keep another from its first.
 */
export class FairTurns {
  #size: number;
  #running = 0;
  #waiting: Waiting[] = [];
  /** Turns held, by client; clients without any are not in it. */
  readonly #held = new Map<string, number>();
  /** When a client last got a turn, counted in turns; forgotten once nobody waits. */
  readonly #served = new Map<string, number>();
  #count = 0;

  constructor(size: number) {
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** From now on `size` turns at once; those given out are not taken back. */
  resize(size: number): void {
    this.#size = size;
    this.#next();
  }

  /** A turn, given back when it is disposed of. Rejects with the signal's reason when that aborts first. */
  async take(client: string, signal: AbortSignal): Promise<Disposable> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const abort = () => {
        this.#waiting = this.#waiting.filter((it) => it !== waiter);
        reject(signal.reason);
      };
      const waiter = {
        client,
        grant: () => {
          signal.removeEventListener('abort', abort);
          resolve();
        },
      };
      signal.addEventListener('abort', abort, { once: true });
      this.#waiting.push(waiter);
      this.#next();
    });
    let given = true;
    return {
      [Symbol.dispose]: () => {
        if (!given) return;
        given = false;
        this.#running--;
        const left = (this.#held.get(client) ?? 1) - 1;
        if (left > 0) this.#held.set(client, left);
        else this.#held.delete(client);
        this.#next();
      },
    };
  }

  #next(): void {
    while (this.#running < this.#size) {
      const chosen = this.#waiting.reduce<Waiting | undefined>(
        (best, it) => (best === undefined || this.#before(it.client, best.client) ? it : best),
        undefined,
      );
      if (!chosen) {
        this.#served.clear();
        return;
      }
      this.#waiting = this.#waiting.filter((it) => it !== chosen);
      this.#running++;
      this.#held.set(chosen.client, (this.#held.get(chosen.client) ?? 0) + 1);
      this.#served.set(chosen.client, ++this.#count);
      chosen.grant();
    }
  }

  #before(one: string, other: string): boolean {
    const held = (this.#held.get(one) ?? 0) - (this.#held.get(other) ?? 0);
    return held !== 0 ? held < 0 : (this.#served.get(one) ?? 0) < (this.#served.get(other) ?? 0);
  }
}
