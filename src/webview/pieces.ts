/** A part of an answer that is drawn by itself. */
export type Piece =
  | { kind: 'prose'; text: string }
  | { kind: 'code'; text: string; language: string; isOpen: boolean };

/** Prose ends at a blank line once it is this long, in characters. */
const proseLength = 1500;

/** An answer in Markdown cut into pieces while it grows: each line is looked at once. */
export class Pieces {
  readonly #whole: Piece[] = [];
  /** Where the piece under way begins, and the first line that has not been looked at. */
  #start = 0;
  #at = 0;
  #fence: { mark: string; indent: number; language: string } | undefined;
  #seen = '';

  /** True when the text goes on from the one that was cut last. */
  goesOnWith(text: string): boolean {
    return text.startsWith(this.#seen);
  }

  /** The pieces of the text, which goes on from that of the call before. */
  of(text: string, isOpen: boolean): Piece[] {
    this.#seen = text;
    for (let end = text.indexOf('\n', this.#at); end !== -1; end = text.indexOf('\n', this.#at)) {
      this.#read(text, end + 1);
      this.#at = end + 1;
    }
    const rest = text.slice(this.#start);
    if (this.#fence) {
      const last = text.slice(this.#at);
      const code = this.#closes(last) ? rest.slice(0, rest.length - last.length) : rest;
      return [...this.#whole, this.#code(code, isOpen)];
    }
    return rest.trim() === '' ? this.#whole : [...this.#whole, { kind: 'prose', text: rest }];
  }

  #read(text: string, end: number): void {
    const line = text.slice(this.#at, end);
    if (this.#fence) {
      if (!this.#closes(line)) return;
      this.#push(this.#code(text.slice(this.#start, this.#at), false), end);
      this.#fence = undefined;
      return;
    }
    const opening = /^( {0,3})(`{3,}(?!.*`)|~{3,})\s*(\S*)/.exec(line);
    if (opening) {
      const [, indent = '', mark = '', language = ''] = opening;
      this.#push({ kind: 'prose', text: text.slice(this.#start, this.#at) }, end);
      this.#fence = { mark, indent: indent.length, language };
    } else if (line.trim() === '' && end - this.#start >= proseLength) {
      const next = text[end];
      const prose = text.slice(this.#start, end);
      // Lists, quotations, tables and formulas may go on after a blank line.
      if (next !== undefined && /[^\s\-*+\d>|]/.test(next) && !isInFormula(prose))
        this.#push({ kind: 'prose', text: prose }, end);
    }
  }

  #push(piece: Piece, end: number): void {
    if (piece.kind === 'code' || piece.text.trim() !== '') this.#whole.push(piece);
    this.#start = end;
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
