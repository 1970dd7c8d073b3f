/** Ends a stream before the first of several texts, however the chunks are cut. */
export class StopTexts {
  readonly #stops: string[];
  readonly #longest: number;
  #held = '';
  stopped = false;

  constructor(stops: string[]) {
    this.#stops = stops.filter((stop) => stop !== '');
    this.#longest = Math.max(0, ...this.#stops.map((stop) => stop.length));
  }

  /** What may be passed on. Once `stopped`, nothing more is. */
  push(text: string): string {
    if (this.stopped) return '';
    const input = this.#held + text;
    const found = this.#stops.map((stop) => input.indexOf(stop)).filter((at) => at >= 0);
    if (found.length > 0) {
      this.stopped = true;
      this.#held = '';
      return input.slice(0, Math.min(...found));
    }
    const from = this.#startOfPossibleStop(input);
    this.#held = input.slice(from);
    return input.slice(0, from);
  }

  /** The rest, once the model has ended without a stop text. */
  end(): string {
    const rest = this.#held;
    this.#held = '';
    return this.stopped ? '' : rest;
  }

  #startOfPossibleStop(input: string): number {
    for (let at = Math.max(0, input.length - this.#longest + 1); at < input.length; at++) {
      const tail = input.slice(at);
      if (this.#stops.some((stop) => stop.startsWith(tail))) return at;
    }
    return input.length;
  }
}
