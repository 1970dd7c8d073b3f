import type { ThoughtStyle } from './preset/preset.ts';

/** A piece of a model's output. `mark` is what separates thoughts from answers and is shown to nobody. */
export interface OutputPiece {
  channel: 'thought' | 'answer' | 'mark';
  text: string;
}

const openTag = '<think>';
const closeTag = '</think>';
const harmonyMarks = ['<|channel|>', '<|message|>', '<|end|>', '<|start|>', '<|return|>', '<|call|>'];

/**
 * Splits a stream of text into thoughts and answer, whatever way the chunks are cut. Nothing is lost: the
 * pieces' texts together are the input. It copes with a tag that is missing, unclosed or repeated; `<think>`
 * opens a thought only at the start of a line outside a code fence, so code that prints one stays code.
 */
export class ThoughtParser {
  readonly #style: ThoughtStyle;
  #channel: 'thought' | 'answer' | 'mark';
  #held = '';
  /** The beginning of the current line. */
  #line = '';
  #fence: string | undefined;
  #header = '';

  constructor(style: ThoughtStyle) {
    this.#style = style;
    this.#channel = style === 'harmony' ? 'mark' : 'answer';
  }

  /** Whether the model is thinking now. */
  get thinking(): boolean {
    return this.#channel === 'thought';
  }

  push(text: string): OutputPiece[] {
    return this.#parse(text, false);
  }

  /** The rest, once the model has ended. */
  end(): OutputPiece[] {
    return this.#parse('', true);
  }

  #parse(text: string, last: boolean): OutputPiece[] {
    const pieces: OutputPiece[] = [];
    const emit = (channel: OutputPiece['channel'], part: string) => {
      const before = pieces.at(-1);
      if (part === '') return;
      if (before?.channel === channel) before.text += part;
      else pieces.push({ channel, text: part });
    };
    if (this.#style === 'none') {
      emit('answer', text);
      return pieces;
    }
    const input = this.#held + text;
    this.#held = '';
    let at = 0;
    while (at < input.length) {
      const found = input[at] === '<' ? this.#markAt(input, at, last) : undefined;
      if (found === 'maybe') {
        this.#held = input.slice(at);
        break;
      }
      if (found) {
        emit('mark', found);
        this.#turn(found);
        at += found.length;
        continue;
      }
      const next = input.indexOf('<', at + 1);
      const upTo = next === -1 ? input.length : next;
      this.#read(input.slice(at, upTo));
      emit(this.#channel, input.slice(at, upTo));
      at = upTo;
    }
    return pieces;
  }

  /** The mark that begins at `at`, `maybe` while the text ends within one, or nothing. */
  #markAt(input: string, at: number, last: boolean): string | 'maybe' | undefined {
    const rest = input.slice(at, at + 16);
    const marks = this.#style === 'harmony' ? harmonyMarks : this.#tagsThatCount();
    const whole = marks.find((mark) => rest.startsWith(mark));
    if (whole) return whole;
    return !last && marks.some((mark) => mark.startsWith(rest)) ? 'maybe' : undefined;
  }

  #tagsThatCount(): string[] {
    if (this.#channel === 'thought') return [openTag, closeTag];
    if (this.#fence !== undefined) return [];
    return this.#line.trim() === '' ? [openTag, closeTag] : [closeTag];
  }

  #turn(mark: string): void {
    if (this.#style === 'harmony') {
      if (mark === '<|message|>') this.#channel = /\bfinal\b/.test(this.#header) ? 'answer' : 'thought';
      else this.#channel = 'mark';
      this.#header = '';
      return;
    }
    this.#channel = mark === openTag ? 'thought' : 'answer';
    this.#line = '';
    this.#fence = undefined;
  }

  /** Follows code fences, which a mark ends, and the header of a harmony message. */
  #read(text: string): void {
    if (this.#channel === 'mark') this.#header = (this.#header + text).slice(-200);
    const lines = text.split('\n');
    for (const [index, part] of lines.entries()) {
      if (index > 0) {
        this.#endLine();
        this.#line = '';
      }
      this.#line = (this.#line + part).slice(0, 200);
    }
  }

  #endLine(): void {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(this.#line)?.[1];
    if (this.#fence === undefined) this.#fence = mark;
    else if (mark?.startsWith(this.#fence) && this.#line.trim() === mark) this.#fence = undefined;
  }
}
