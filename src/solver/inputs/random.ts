/** Random numbers that depend on the seed alone (mulberry32): the same inputs on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Whole, both ends included. */
  within(lower: number, upper: number): number {
    return lower + Math.floor(this.next() * (upper - lower + 1));
  }

  /** Whole and of any size, both ends included. */
  large(lower: bigint, upper: bigint): bigint {
    const range = upper - lower + 1n;
    if (range <= 1n) return lower;
    let value = 0n;
    for (let covered = 1n; covered < range << 32n; covered <<= 32n)
      value = (value << 32n) | BigInt(Math.floor(this.next() * 2 ** 32));
    return lower + (value % range);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** In place. */
  shuffle<T>(items: T[]): T[] {
    for (let at = items.length - 1; at > 0; at--) {
      const other = this.within(0, at);
      [items[at], items[other]] = [items[other] as T, items[at] as T];
    }
    return items;
  }
}
