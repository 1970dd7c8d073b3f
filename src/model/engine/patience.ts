/** Aborts `signal` when nothing has happened for `ms` milliseconds since the last `refresh`. */
export class Patience {
  readonly #stop = new AbortController();
  readonly #ms: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(ms: number) {
    this.#ms = ms;
    this.refresh();
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Whether it was lost, as opposed to ended. */
  lost = false;

  /** Something happened. */
  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.lost = true;
      this.#stop.abort();
    }, this.#ms);
  }

  /** Nothing is expected until the next `refresh`. */
  suspend(): void {
    clearTimeout(this.#timer);
  }

  /** Aborts what still hangs on it. */
  end(): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
  }
}
