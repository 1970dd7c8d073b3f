import { isSourceLanguage, languageOf } from './comment.ts';
import { endOfLine, Fences } from './fence.ts';
import { type Heading, headingOf, isCopyButton, undecorated } from './heading.ts';
import { looksLikeProse } from './prose.ts';
import type { SectionKind } from './vocabulary.ts';

/**
 * A statement as a flat row of blocks: every layout (Markdown, plain text, HTML, LaTeX) becomes this first,
 * and is understood from it.
 */
export type Block =
  /** A recognised heading; `rest` is what stands on its line behind a colon. */
  | { kind: 'heading'; heading: Heading }
  /** A heading by its markup whose words are not in the vocabulary. */
  | { kind: 'title'; text: string }
  /** A line of text, possibly empty. */
  | { kind: 'text'; text: string }
  /** Preformatted text, to be taken as it is; `program` when its fence names a programming language. */
  | { kind: 'code'; text: string; program?: true };

const atxHeading = /^\s{0,3}#{1,6}\s+(?=.{0,40}\p{L})/u;
/** But not a line of stars, which an output may be. */
const boldLine = /^\s{0,3}(\*\*|__)(?=.*[^*_\s:])(.{1,90})\1\s*:?\s*$/;

/**
 * What is read of a text outside its code blocks. The longest statements have a tenth of it; what is larger is data
 * or no statement, and reading all of it would only take time.
 */
export class Patience {
  lines = 12_000;
  letters = 400_000;

  get isOver(): boolean {
    return this.lines < 0 || this.letters < 0;
  }
}

/**
 * Cuts Markdown or plain text into blocks, line by line; a text beyond the limits is cut before its last heading.
 * A layout that reads its text piece by piece gives all pieces the same `patience`.
 */
export function blocksOfText(text: string, patience = new Patience()): Block[] {
  const fences = new Fences(text);
  const blocks: Block[] = [];
  let at = 0;
  while (at <= text.length) {
    const end = endOfLine(text, at);
    const line = text.slice(at, end);
    const code = fences.codeAt(at, line);
    patience.lines--;
    patience.letters -= code ? 0 : line.length;
    if (patience.isOver) return withStreamsAsText(blocks.slice(0, lastWhole(blocks)));
    if (code) {
      const program = isProgramFence(line) ? { program: true as const } : {};
      blocks.push({ kind: 'code', text: code.text, ...program });
      at = code.end + 1;
      continue;
    }
    if (isUnderlined(line, text, end)) {
      blocks.push(titleOrHeading(line));
      at = endOfLine(text, end + 1) + 1;
      continue;
    }
    if (!(blocks[blocks.length - 1]?.kind === 'heading' && isCopyButton(line)))
      blocks.push(...blocksOfLine(line));
    at = end + 1;
  }
  return withStreamsAsText(blocks);
}

/** Where the section begins that the text was cut in: half a sample is worse than none. */
function lastWhole(blocks: Block[]): number {
  const opening = blocks.findLastIndex(
    (block) => block.kind === 'heading' && block.heading.kind !== 'sampleOutput',
  );
  return opening < 0 ? blocks.length : opening;
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
        result.push({ kind: 'text', text: block.heading.title });
        result.push({ kind: 'text', text: own === '' ? below : own });
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

const tagsOnly = /^\s*(?:<\/?(?:details|summary|div|p|center|blockquote|section|br)\b[^<>]{0,100}>\s*)+$/i;

/** One block a line, but for those of several headings. */
function blocksOfLine(line: string): Block[] {
  if (line.length > 400) return [longLine(line)];
  if (line.includes('<') && tagsOnly.test(line)) return [{ kind: 'text', text: '' }];
  const block = blockOfLine(line);
  return block.kind === 'heading' ? blocksOfHeading(block.heading) : [block];
}

const outputLabel = labelOf('(?:expected\\s)?(?:output|输出|輸出|出力|출력|вывод|salida|saída)');
const explanationLabel = labelOf('explanation|解释|解釋|説明|설명|пояснение|explicaci[oó]n|explica[cç][aã]o');
/** What follows a part of a sample on its own line. */
const nextLabel: Partial<Record<SectionKind, RegExp>> = {
  input: outputLabel,
  sampleInput: outputLabel,
  output: explanationLabel,
  sampleOutput: explanationLabel,
};

/** One of these words with a colon, plain or bold, behind a space or a comma (its first group). */
function labelOf(words: string): RegExp {
  return new RegExp(`(\\s|[,;，；]\\s?)[*_]{0,2}(?:${words})[*_]{0,2}\\s?[:：]`, 'i');
}

/** One block, but for "Example: Input: 5 Output: 120", which is three. */
export function blocksOfHeading(heading: Heading): Block[] {
  const { kind, rest } = heading;
  const upTo = (end: number): Block => ({
    kind: 'heading',
    heading: { ...heading, rest: rest.slice(0, end) },
  });
  if (rest !== '' && kind === 'sample' && headingOf(rest)) return [upTo(0), ...blocksOfLine(rest)];
  const label = nextLabel[kind]?.exec(rest);
  if (!label) return [{ kind: 'heading', heading }];
  const [, gap = ''] = label;
  return [upTo(label.index), ...blocksOfLine(rest.slice(label.index + gap.length))];
}

/** A line of hundreds of signs is text, but for a label with its value: "Input: nums = [1,2,3,...]". */
function longLine(line: string): Block {
  const heading = headingOf(line.slice(0, 300));
  if (!heading || heading.rest === '') return { kind: 'text', text: line };
  const rest = line.slice(line.search(/[:：】]/) + 1).replace(/^[\s*_]+/, '');
  return { kind: 'heading', heading: { ...heading, rest } };
}

function blockOfLine(line: string): Block {
  const heading = headingOf(line);
  if (heading) return { kind: 'heading', heading };
  if (line.length < 200 && (atxHeading.test(line) || (boldLine.test(line) && !isSentence(line)))) {
    return { kind: 'title', text: undecorated(line) };
  }
  return { kind: 'text', text: line };
}

/** A bold line that ends as a sentence does says something; it heads nothing. */
function isSentence(line: string): boolean {
  const text = undecorated(line);
  return text.endsWith('。') || (text.endsWith('.') && looksLikeProse(text));
}

function titleOrHeading(line: string): Block {
  const heading = headingOf(line);
  return heading ? { kind: 'heading', heading } : { kind: 'title', text: undecorated(line) };
}

/** A setext heading: letters, then a line of `===` or `---`, which begins behind `end`. */
function isUnderlined(line: string, text: string, end: number): boolean {
  const sign = text[end + 1];
  if ((sign !== '=' && sign !== '-') || line.length >= 120 || !/^\s{0,3}\p{L}/u.test(line)) return false;
  return /^(?:={3,}|-{3,})\s*$/.test(text.slice(end + 1, Math.min(endOfLine(text, end + 1), end + 300)));
}
