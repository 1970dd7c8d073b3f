/** A part of an answer that is drawn by itself. */
export type Piece =
  | { kind: 'prose'; text: string }
  | { kind: 'code'; text: string; language: string; isOpen: boolean };

/** Prose ends at a blank line once it is this long, in characters. */
const proseLength = 1500;

/** An answer in Markdown cut into pieces while it grows: every line is looked at once. */
export class Pieces {
  readonly #whole: Piece[] = [];
  /** The piece under way, and where in it the first line begins that has not been looked at. */
  #rest = '';
  #at = 0;
  #fence: { mark: string; indent: number; language: string } | undefined;

  /** Goes on with more of the answer. */
  add(text: string): this {
    this.#rest += text;
    // A line is read once it is known how the next one begins: then it is all the same in what pieces the text came.
    for (;;) {
      const end = this.#rest.indexOf('\n', this.#at) + 1;
      if (end === 0 || end === this.#rest.length) return this;
      this.#read(end);
    }
  }

  /** The pieces so far; `isOpen` while more may come. */
  all(isOpen: boolean): Piece[] {
    const rest = this.#rest;
    if (this.#fence) {
      const last = rest.slice(this.#at);
      return [...this.#whole, this.#code(this.#closes(last) ? rest.slice(0, this.#at) : rest, isOpen)];
    }
    return rest.trim() === '' ? this.#whole : [...this.#whole, { kind: 'prose', text: rest }];
  }

  #read(end: number): void {
    const before = this.#rest.slice(0, this.#at);
    const line = this.#rest.slice(this.#at, end);
    this.#at = end;
    if (this.#fence) {
      if (!this.#closes(line)) return;
      this.#push(this.#code(before, false), end);
      this.#fence = undefined;
      return;
    }
    const opening = /^( {0,3})(`{3,}(?!.*`)|~{3,})\s*(\S*)/.exec(line);
    if (opening) {
      const [, indent = '', mark = '', language = ''] = opening;
      this.#push({ kind: 'prose', text: before }, end);
      this.#fence = { mark, indent: indent.length, language };
    } else if (end >= proseLength && line.trim() === '') {
      // Lists, quotations, tables and formulas may go on after a blank line.
      if (/[^\s\-*+\d>|]/.test(this.#rest[end] ?? '') && !isInFormula(before))
        this.#push({ kind: 'prose', text: before }, end);
    }
  }

  #push(piece: Piece, end: number): void {
    if (piece.kind === 'code' || piece.text.trim() !== '') this.#whole.push(piece);
    this.#rest = this.#rest.slice(end);
    this.#at = 0;
  }

  #closes(line: string): boolean {
    const mark = line.trim();
    const { mark: opening = '' } = this.#fence ?? {};
    return mark.startsWith(opening) && mark === mark[0]?.repeat(mark.length) && !/^ {4}/.test(line);
  }

  #code(text: string, isOpen: boolean): Piece {
    const { indent = 0, language = '' } = this.#fence ?? {};
    const code = indent > 0 ? text.replace(new RegExp(`^ {1,${indent}}`, 'gm'), '') : text;
    return { kind: 'code', text: code, language, isOpen };
  }
}

function isInFormula(prose: string): boolean {
  return prose.split('$$').length % 2 === 0 || prose.lastIndexOf('\\[') > prose.lastIndexOf('\\]');
}
