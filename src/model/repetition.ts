import { CountingLoop } from './counting-loop.ts';

/**
 * Notices that a generation has come to loop: the same block of tokens again and again at the end of what was
 * written. How long that must go on depends on the block: rows of a table of zeros or a ruler of dashes repeat
 * honestly for a while, whole paragraphs hardly ever. Checked every `checkEvery` tokens; the search is the border
 * array of the reversed tail (Knuth, Morris and Pratt 1977), linear in the window. Text that only counts on is a
 * loop too, after longer: see `CountingLoop`.
 */
export class RepetitionDetector {
  readonly #window: number;
  readonly #checkEvery: number;
  readonly #counting = new CountingLoop();
  #tail: number[] = [];
  #sinceCheck = 0;

  constructor({ window = 4096, checkEvery = 64 } = {}) {
    this.#window = window;
    this.#checkEvery = checkEvery;
  }

  /** True once the text loops. `text` is what the token adds to it. */
  push(token: number, text: string): boolean {
    if (this.#counting.push(text)) return true;
    this.#tail.push(token);
    if (this.#tail.length >= 2 * this.#window) this.#tail = this.#tail.slice(-this.#window);
    if (++this.#sinceCheck < this.#checkEvery) return false;
    this.#sinceCheck = 0;
    return this.#loops();
  }

  #loops(): boolean {
    const reversed = this.#tail.slice(-this.#window).reverse();
    // border[i]: the longest proper border of reversed[0..i]; i + 1 - border is the shortest period.
    const border = new Int32Array(reversed.length);
    for (let i = 1, k = 0; i < reversed.length; i++) {
      while (k > 0 && reversed[i] !== reversed[k]) k = border[k - 1] ?? 0;
      if (reversed[i] === reversed[k]) k++;
      border[i] = k;
      const length = i + 1;
      if (length >= suspicious(length - k)) return true;
    }
    return false;
  }
}

/** How many tokens of a block of `period` tokens, repeated, are a loop. */
function suspicious(period: number): number {
  if (period < 64) return 768;
  return period < 256 ? Math.max(512, 4 * period) : 3 * period;
}
