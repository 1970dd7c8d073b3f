/** The longest block looked for, in units: two or three paragraphs. */
const longestBlock = 512;
/** Units kept: three of the longest blocks, rounded up to a power of two. */
const ringSize = 2048;
const piece = /\p{L}+|\p{N}+|\n|[^\s\p{L}\p{N}]/gu;
/** What a longer run of letters or digits without an end is cut into, in UTF-16 units. */
const longestPiece = 128;

/**
 * Notices a text that only counts: the same block again and again in which nothing changes but numbers, each by
 * the same amount from block to block ("Let me check n = 17. It holds. Let me check n = 18. ..."). Such a text says
 * nothing new, however long it goes on, and no two blocks are equal, so that a search for repetition misses it.
 * Honest enumerations and unrolled tables do the same for a while, the shorter the block the longer.
 */
export class CountingLoop {
  /** The last units (words, numbers and signs), as a ring: which word; 0 is any number. */
  readonly #words = new Int32Array(ringSize);
  /** The values of those that are numbers. */
  readonly #values = new Float64Array(ringSize);
  /** For each block length: how many units in a row, up to the last, went on as that block foretold. */
  readonly #foretold = new Int32Array(longestBlock + 1);
  readonly #known = new Map<string, number>();
  #count = 0;
  #rest = '';

  /** True once the text has counted for too long. */
  push(text: string): boolean {
    this.#rest += text;
    let loops = false;
    let end = 0;
    for (const { 0: word, index } of this.#rest.matchAll(piece)) {
      // The last piece may go on in the next text.
      if (index + word.length === this.#rest.length && word.length < longestPiece) break;
      end = index + word.length;
      if (this.#take(word)) loops = true;
    }
    this.#rest = this.#rest.slice(end);
    if (this.#rest.length > longestPiece && this.#rest.trim() === '') this.#rest = '';
    return loops;
  }

  #take(text: string): boolean {
    const value = /^\p{Nd}/u.test(text) ? Number(text) : Number.NaN;
    const word = Number.isNaN(value) ? this.#numberOf(text) : 0;
    const at = this.#count++;
    const words = this.#words;
    const values = this.#values;
    const foretold = this.#foretold;
    words[at % ringSize] = word;
    values[at % ringSize] = value;
    // What repeats with one block repeats with twice that block too: only the shortest counts.
    let shortest = 0;
    const longest = Math.min(longestBlock, at >> 1);
    for (let block = 1; block <= longest; block++) {
      const last = (at - block) % ringSize;
      if (words[last] !== word) {
        foretold[block] = 0;
        continue;
      }
      const before = (at - 2 * block) % ringSize;
      const step = (values[last] as number) - (values[before] as number);
      const goesOn = words[before] === word && (word !== 0 || value - (values[last] as number) === step);
      const run = goesOn ? (foretold[block] as number) + 1 : 0;
      foretold[block] = run;
      if (shortest === 0 && run >= 2 * block) shortest = block;
    }
    return shortest > 0 && (foretold[shortest] as number) >= this.#tooLong(shortest);
  }

  /**
   * How many units of a block of `block` units, only counted on, are a loop. Rows of a table, cases of a switch
   * and lines of a log have few words; a sentence that does nothing but count is suspicious sooner.
   */
  #tooLong(block: number): number {
    let letters = 0;
    for (let back = 1; back <= block; back++)
      if ((this.#words[(this.#count - back) % ringSize] as number) > 0) letters++;
    return letters >= 4 && 2 * letters >= block ? Math.max(1536, 8 * block) : 6144;
  }

  /** Positive for words of letters, negative for signs. */
  #numberOf(text: string): number {
    let number = this.#known.get(text);
    if (number === undefined) {
      number = (this.#known.size + 1) * (/^\p{L}/u.test(text) ? 1 : -1);
      this.#known.set(text, number);
    }
    return number;
  }
}
