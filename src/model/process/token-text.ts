/** Turns tokens into text, holding back a character whose bytes are not complete yet. */
export class TokenText {
  readonly #textOf: (tokens: number[], before: number[]) => string;
  #before: number[] = [];
  #pending: number[] = [];

  constructor(textOf: (tokens: number[], before: number[]) => string) {
    this.#textOf = textOf;
  }

  push(token: number): string {
    this.#pending.push(token);
    const text = this.#textOf(this.#pending, this.#before);
    // A character is four bytes at most; more than that is really a replacement character.
    if (text.endsWith('\uFFFD') && this.#pending.length < 4) return '';
    this.#before = this.#pending;
    this.#pending = [];
    return text;
  }

  end(): string {
    const text = this.#pending.length === 0 ? '' : this.#textOf(this.#pending, this.#before);
    this.#pending = [];
    return text;
  }
}
