/** What a solve does at the user's word. */
interface Orders {
  stop(candidate: number): void;
  more(count: number): void;
}

/** The user's hand on one solve under way; without effect before it begins and once it has ended. */
export class Steering {
  #orders: Orders | undefined;

  /** Ends one candidate that is being written; the others go on, and its lane is used again. */
  stop(candidate: number): void {
    this.#orders?.stop(candidate);
  }

  /** Lets the solve try so many candidates more, in as many lanes as the engine has. */
  more(count: number): void {
    this.#orders?.more(count);
  }

  /** For the solve: it carries the orders out from now on. */
  follow(orders: Orders): void {
    this.#orders = orders;
  }
}
