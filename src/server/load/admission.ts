import { ApiError } from '../api-error.ts';

/** How much open work is let in: beyond it a client is told when to come back. */
export interface AdmissionLimits {
  /** Requests at once, those that wait included. */
  most: number;
  /** Requests of one client at once. */
  mostPerClient: number;
}

/** Counts the requests under way, and turns away those that would have to wait too long. */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #perClient = new Map<string, number>();
  #open = 0;
  /** Seconds a request takes, as a moving mean. */
  #seconds = 2;

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
  }

  get open(): number {
    return this.#open;
  }

  /**
   * Lets a request in; it has left when the result is disposed of.
   * @param side how many are worked on side by side: it decides how long the wait is said to be
   * @throws ApiError 429 with the seconds after which a place should be free
   */
  enter(client: string, side: number): Disposable {
    const own = this.#perClient.get(client) ?? 0;
    if (this.#open >= this.#limits.most || own >= this.#limits.mostPerClient) {
      const seconds = Math.ceil(this.#seconds * Math.max(1, (this.#open - side) / Math.max(1, side)));
      throw ApiError.busy(
        own >= this.#limits.mostPerClient
          ? `This client has ${own} requests under way, which is all it may have.`
          : 'The queue is full.',
        Math.min(60, Math.max(1, seconds)),
      );
    }
    const began = performance.now();
    this.#open++;
    this.#perClient.set(client, own + 1);
    let inside = true;
    return {
      [Symbol.dispose]: () => {
        if (!inside) return;
        inside = false;
        this.#open--;
        const left = (this.#perClient.get(client) ?? 1) - 1;
        if (left > 0) this.#perClient.set(client, left);
        else this.#perClient.delete(client);
        this.#seconds += 0.1 * ((performance.now() - began) / 1000 - this.#seconds);
      },
    };
  }
}
