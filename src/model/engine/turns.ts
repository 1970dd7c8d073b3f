/** A number of lanes handed out in order of asking. */
export class Turns {
  readonly #free: number[];
  readonly #waiting: ((lane: number) => void)[] = [];

  constructor(lanes: number) {
    this.#free = Array.from({ length: lanes }, (_, lane) => lane);
  }

  /** A lane, given back when it is disposed of. Rejects with the signal's reason when aborted while waiting. */
  async take(signal: AbortSignal): Promise<Disposable & { lane: number }> {
    signal.throwIfAborted();
    const lane = this.#free.shift() ?? (await this.#wait(signal));
    return {
      lane,
      [Symbol.dispose]: () => {
        const next = this.#waiting.shift();
        if (next) next(lane);
        else this.#free.push(lane);
      },
    };
  }

  #wait(signal: AbortSignal): Promise<number> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#waiting.splice(this.#waiting.indexOf(given), 1);
        reject(signal.reason);
      };
      const given = (lane: number) => {
        signal.removeEventListener('abort', abort);
        resolve(lane);
      };
      this.#waiting.push(given);
      signal.addEventListener('abort', abort, { once: true });
    });
  }
}
