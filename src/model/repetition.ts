/**
 * Notices that a generation has come to loop: the same block of tokens again and again at the end of what was
 * written. A block of `p` tokens counts as a loop when it was repeated so often that honest text would not be:
 * at least `minRepeats` times and over at least `minTokens` tokens. Checked every `checkEvery` tokens; the
 * search is the border array of the reversed tail (Knuth, Morris and Pratt 1977), linear in the window.
 */
export class RepetitionDetector {
  readonly #window: number;
  readonly #minTokens: number;
  readonly #minRepeats: number;
  readonly #checkEvery: number;
  #tail: number[] = [];
  #sinceCheck = 0;

  constructor({ window = 4096, minTokens = 256, minRepeats = 6, checkEvery = 32 } = {}) {
    this.#window = window;
    this.#minTokens = minTokens;
    this.#minRepeats = minRepeats;
    this.#checkEvery = checkEvery;
  }

  /** True once the text loops. */
  push(token: number): boolean {
    this.#tail.push(token);
    if (this.#tail.length >= 2 * this.#window) this.#tail = this.#tail.slice(-this.#window);
    if (++this.#sinceCheck < this.#checkEvery) return false;
    this.#sinceCheck = 0;
    return this.#loops();
  }

  #loops(): boolean {
    const reversed = this.#tail.slice(-this.#window).reverse();
    if (reversed.length < this.#minTokens) return false;
    // border[i]: the longest proper border of reversed[0..i]; i + 1 - border is the shortest period.
    const border = new Int32Array(reversed.length);
    for (let i = 1, k = 0; i < reversed.length; i++) {
      while (k > 0 && reversed[i] !== reversed[k]) k = border[k - 1] ?? 0;
      if (reversed[i] === reversed[k]) k++;
      border[i] = k;
      const length = i + 1;
      const period = length - k;
      if (length >= this.#minTokens && length >= period * this.#minRepeats) return true;
    }
    return false;
  }
}
