import { isSourceLanguage, languageOf } from './comment.ts';
import { type Heading, headingOf, isCopyButton, undecorated } from './heading.ts';
import { looksLikeProse } from './prose.ts';

/**
 * A statement as a flat row of blocks: every layout (Markdown, plain text, HTML, LaTeX) becomes this first,
 * and is understood from it.
 */
export type Block =
  /** A recognised heading; `rest` is what stands on its line behind a colon. */
  | { kind: 'heading'; heading: Heading; line: number }
  /** A heading by its markup whose words are not in the vocabulary. */
  | { kind: 'title'; text: string; line: number }
  /** A line of text, possibly empty. */
  | { kind: 'text'; text: string; line: number }
  /** Preformatted text, to be taken as it is; `program` when its fence names a programming language. */
  | { kind: 'code'; text: string; line: number; program?: true };

const fence = /^\s{0,12}(`{3,}|~{3,})([^`]{0,80})$/;
const atxHeading = /^\s{0,3}#{1,6}\s+(?=.{0,40}\p{L})/u;
const boldLine = /^\s{0,3}(\*\*|__)(.{1,90})\1\s*:?\s*$/;

/** Cuts Markdown or plain text into blocks, line by line. `line` counts from 0 in `text`. */
export function blocksOfText(text: string): Block[] {
  const lines = text.split('\n');
  const fences = new Fences(lines);
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const close = fences.closingLine(at);
    if (close !== undefined) {
      const program = isProgramFence(line) ? { program: true as const } : {};
      blocks.push({ kind: 'code', text: codeOf(lines, at, close), line: at, ...program });
      at = close + 1;
      continue;
    }
    const next = lines[at + 1] ?? '';
    if (isUnderlined(line, next)) {
      blocks.push(titleOrHeading(line, at));
      at += 2;
      continue;
    }
    if (!(blocks[blocks.length - 1]?.kind === 'heading' && isCopyButton(line)))
      blocks.push(...blocksOfLine(line, at));
    at++;
  }
  return withStreamsAsText(blocks);
}

/** True for an opening fence that names a programming language: what it holds is a program, hardly a sample. */
function isProgramFence(line: string): boolean {
  const info = /^\s*[`~]{3,}\s*\{?\.?([\w+#-]{1,20})/.exec(line.slice(0, 200))?.[1]?.toLowerCase();
  return (
    info !== undefined && (isSourceLanguage(info) || languageOf(`a.${info}`) !== undefined || info === 'c#')
  );
}

const stream =
  /^[`'"]?(?:standard (?:input|output)|stdin|stdout|стандартный (?:ввод|вывод).{0,40}|标准输入|标准输出|標準輸入|標準輸出|entrada (?:estándar|padrão)|sa(?:l|í)ida (?:estándar|padrão)|[\w-]{1,40}\.(?:in|out|inp|ou|dat|txt))[`'".]?$/i;

/** "input: standard input" names where data comes from; it opens no section and stays a line of text. */
function withStreamsAsText(blocks: Block[]): Block[] {
  const result: Block[] = [];
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    if (!block) break;
    const next = blocks[index + 1];
    if (block.kind === 'heading' && (block.heading.kind === 'input' || block.heading.kind === 'output')) {
      const own = block.heading.rest.trim();
      const below = own === '' && next ? wordsOf(next) : '';
      if (stream.test(own === '' ? below : own)) {
        result.push({ kind: 'text', text: block.heading.title, line: block.line });
        result.push({ kind: 'text', text: own === '' ? below : own, line: block.line });
        if (own === '') index++;
        continue;
      }
    }
    result.push(block);
  }
  return result;
}

/** What a line says, be it text or a heading ("standard input" is one elsewhere). */
function wordsOf(block: Block): string {
  if (block.kind === 'text') return block.text.trim();
  return block.kind === 'heading' && block.heading.rest === '' ? block.heading.title : '';
}

const outputLabel = /\s(?:expected\s)?(?:output|输出|輸出|出力|출력|вывод|salida|saída)\s?[:：]/i;
const tagsOnly = /^\s*(?:<\/?(?:details|summary|div|p|center|blockquote|section|br)\b[^<>]{0,100}>\s*)+$/i;

/** One block a line, but for "Example: Input: 5 Output: 120", which is three. */
function blocksOfLine(line: string, at: number): Block[] {
  if (line.length > 400) return [{ kind: 'text', text: line, line: at }];
  if (line.includes('<') && tagsOnly.test(line)) return [{ kind: 'text', text: '', line: at }];
  const block = blockOfLine(line, at);
  if (block.kind !== 'heading' || block.heading.rest === '') return [block];
  const { kind, rest } = block.heading;
  if (kind === 'sample' && headingOf(rest)) {
    return [{ ...block, heading: { ...block.heading, rest: '' } }, ...blocksOfLine(rest, at)];
  }
  const label = kind === 'input' || kind === 'sampleInput' ? outputLabel.exec(rest) : null;
  if (!label) return [block];
  return [
    { ...block, heading: { ...block.heading, rest: rest.slice(0, label.index) } },
    ...blocksOfLine(rest.slice(label.index).trim(), at),
  ];
}

function blockOfLine(line: string, at: number): Block {
  const heading = headingOf(line);
  if (heading) return { kind: 'heading', heading, line: at };
  if (line.length < 200 && (atxHeading.test(line) || (boldLine.test(line) && !isSentence(line)))) {
    return { kind: 'title', text: undecorated(line), line: at };
  }
  return { kind: 'text', text: line, line: at };
}

/** A bold line that ends as a sentence does says something; it heads nothing. */
function isSentence(line: string): boolean {
  const text = undecorated(line);
  return text.endsWith('。') || (text.endsWith('.') && looksLikeProse(text));
}

function titleOrHeading(line: string, at: number): Block {
  const heading = headingOf(line);
  return heading
    ? { kind: 'heading', heading, line: at }
    : { kind: 'title', text: undecorated(line), line: at };
}

/** A setext heading: letters, then a line of `===` or `---`. */
function isUnderlined(line: string, next: string): boolean {
  return line.length < 120 && /^(={3,}|-{3,})\s*$/.test(next) && /^\s{0,3}\p{L}/u.test(line);
}

/**
 * Finds where code blocks end. A sign that was once searched to the end of the text in vain is not searched
 * again: a text of a million opening fences stays linear.
 */
class Fences {
  private readonly unclosed = new Set<string>();
  private readonly lines: string[];

  constructor(lines: string[]) {
    this.lines = lines;
  }

  /** The line that closes the code block opened at `at`, or undefined when none opens there or it never ends. */
  closingLine(at: number): number | undefined {
    const line = this.lines[at] ?? '';
    if (line.length > 200) return undefined;
    const sign = fence.exec(line)?.[1];
    if (sign) return this.search(sign, at + 1, (candidate) => closes(candidate, sign));
    if (/^\s*<pre\b[^>]{0,100}>/i.test(line))
      return this.search('<pre>', at, (candidate) => closingTag.test(candidate));
    return undefined;
  }

  private search(sign: string, from: number, ends: (tail: string) => boolean): number | undefined {
    if (this.unclosed.has(sign)) return undefined;
    for (let end = from; end < this.lines.length; end++) {
      const candidate = this.lines[end] ?? '';
      if (ends(candidate.length > 200 ? candidate.slice(-40) : candidate)) return end;
    }
    this.unclosed.add(sign);
    return undefined;
  }
}

const closingTag = /<\/pre>\s*$/i;

function closes(line: string, sign: string): boolean {
  const trimmed = line.trim();
  return trimmed.startsWith(sign) && trimmed.replaceAll(sign.charAt(0), '') === '';
}

function codeOf(lines: string[], open: number, close: number): string {
  const first = lines[open] ?? '';
  if (!/^\s*<pre/i.test(first)) {
    const indent = /^\s*/.exec(first)?.[0].length ?? 0;
    return lines
      .slice(open + 1, close)
      .map((line) => dedent(line, indent))
      .join('\n');
  }
  const body = lines.slice(open, close + 1).join('\n');
  return body
    .replace(/^\s*<pre\b[^>]{0,100}>\n?/i, '')
    .replace(/<\/pre>\s*$/i, '')
    .replace(/<\/?(?:b|strong|i|em|code|samp|span)>/gi, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function dedent(line: string, by: number): string {
  let cut = 0;
  while (cut < by && (line[cut] === ' ' || line[cut] === '\t')) cut++;
  return line.slice(cut);
}
