import { phrases, type SectionKind } from './vocabulary.ts';

/** A line that opens a section. */
export interface Heading {
  kind: SectionKind;
  /** The sample's number where the heading has one ("Sample Input 2"). */
  number?: number;
  /** What stands behind the colon on the same line ("Input: 1 2"). */
  rest: string;
  /** The heading as written, without decoration. */
  title: string;
}

/** A heading is short; anything longer is text, and is not looked at, so that long lines cost nothing. */
const longestHeading = 90;

const pairs: Record<string, string> = { '【': '】', '[': ']', '「': '」', '〔': '〕', '《': '》', '<': '>' };
const decoration = /^[\s#*_=~\-–—>|■●◆▶•]+|[\s#*_=~\-–—|]+$/g;
const copyButton = /\s*(?:copy|复制|複製|복사|コピー|с?копировать|скопировано|copiar)$/i;

/** A bold heading with a full stop that its text follows on the same line: "**Input.** One number." */
const runIn = /^(?:\*\*|__)([^*_]{2,60}?)(?:[.。](?:\*\*|__)|(?:\*\*|__)[.。])\s+(?=\S)/;

/** The words headings begin with: most lines are told apart from headings by their first word alone. */
const firstWords = new Set([...phrases.keys()].map((phrase) => /\p{L}+/u.exec(phrase)?.[0] ?? ''));

/** Names of icons that stand as words in a page's text. */
const icon = /^(?:save_alt|content_copy|file_download)$/;

/** True for the label of a button that copies or saves a sample, left behind when a page is pasted as text. */
export function isCopyButton(line: string): boolean {
  const label = line.trim();
  return label.length < 24 && label !== '' && (label.replace(copyButton, '') === '' || icon.test(label));
}

/** The lines by which omegaUp tells the parts of its samples apart. */
const barred: Record<string, SectionKind> = {
  '||input': 'sampleInput',
  '||output': 'sampleOutput',
  '||description': 'note',
  '||end': 'other',
};

/**
 * The section a line opens, or undefined when it is ordinary text. Recognises a phrase of the vocabulary
 * that is the whole line (decorated or numbered as may be), or one followed by a colon and text.
 */
export function headingOf(written: string): Heading | undefined {
  if (written.startsWith('||')) {
    const kind = barred[written.trimEnd()];
    if (kind) return { kind, rest: '', title: written.trimEnd() };
  }
  const line = written.includes('<') ? withoutTags(written.slice(0, 2000)) : written;
  const firstWord = firstWordOf(line);
  if (firstWord === undefined || !firstWords.has(firstWord.toLowerCase().replace(copyButton, '')))
    return undefined;
  const trimmed = line.trim();
  const lead = runIn.exec(trimmed.slice(0, 120));
  const leading = lead ? match(lead[1] ?? '') : undefined;
  if (lead && leading) return { ...leading, rest: trimmed.slice(lead[0].length) };
  const colon = firstColon(trimmed);
  const rest = colon < 0 ? '' : trimmed.slice(colon + 1).replace(/^[\s*_]+/, '');
  const found = match(rest === '' ? trimmed : trimmed.slice(0, colon));
  if (found) return { ...found, rest };
  return isTwoColumns(trimmed) ? { kind: 'sampleBoth', rest: '', title: trimmed } : undefined;
}

/** A line of a pasted piece of HTML without its tags; one that the line's end cuts off goes with the others. */
function withoutTags(line: string): string {
  const bare = line.replace(/<\/?[a-z][^<>]{0,80}>/gi, '');
  return bare === line ? line : bare.replace(/<\/?[a-z][^<>]{0,80}$/i, '');
}

/** The first run of letters near the line's start; plain loops, for this is asked of every line of every text. */
function firstWordOf(line: string): string | undefined {
  const end = Math.min(line.length, 200);
  let start = 0;
  while (start < end && !isLetterCode(line.charCodeAt(start))) start++;
  if (start === end) return undefined;
  if (line.charCodeAt(start) > 127) return /\p{L}+/u.exec(line.slice(start, end))?.[0];
  let stop = start;
  while (stop < end && isLetterCode(line.charCodeAt(stop))) stop++;
  return /\p{L}+/u.exec(line.slice(start, stop))?.[0];
}

function isLetterCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code > 127;
}

/** "input <tab> output": the head of a table of samples copied as text. */
function isTwoColumns(line: string): boolean {
  if (line.length > longestHeading || !/\t| {2}|\|/.test(line)) return false;
  const kinds = line
    .split(/\t| {2,}|\|/)
    .map((cell) => match(cell)?.kind)
    .filter((kind) => kind !== undefined);
  return kinds.length === 2 && /input/i.test(kinds[0] ?? '') && /output/i.test(kinds[1] ?? '');
}

/** The line without Markdown and bracket decoration. */
export function undecorated(line: string): string {
  let text = line.trim();
  for (let turn = 0; turn < 4; turn++) {
    const before = text;
    text = text.replace(decoration, '').replace(/[:：]$/, '');
    const close = pairs[text.charAt(0)];
    if (close && text.endsWith(close)) text = text.slice(1, -1);
    if (text === before) break;
  }
  return text.trim();
}

function firstColon(text: string): number {
  const head = text.slice(0, longestHeading);
  const found = /[:：】]/.exec(head);
  return found ? found.index : -1;
}

function match(text: string): { kind: SectionKind; number?: number; title: string } | undefined {
  if (text.length > longestHeading) return undefined;
  const title = undecorated(text.startsWith('【') && !text.endsWith('】') ? text.slice(1) : text);
  for (const candidate of new Set([title, title.replace(copyButton, '')])) {
    const number = /\d{1,3}/.exec(candidate);
    const phrase = wordsOf(candidate);
    const kind = phrases.get(phrase);
    // "Ответ." says what to print; as a heading the word has a number or stands bare.
    if (kind === 'output' && /^(?:answers?|ответ)\.$/i.test(candidate)) return undefined;
    if (kind) return { kind, title, ...(number ? { number: Number(number[0]) } : {}) };
  }
  return undefined;
}

/** Lower case, without numbers, brackets' contents and punctuation: "Sample Input #1 (stdin)" is "sample input". */
function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[(（][^)）]{0,80}[)）]?/g, ' ')
    .replace(/(?:#|№|no\.|nº)?\s*\d{1,3}/, ' ')
    .replace(/[#№*_`:：.,&/+、|【】[\]-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
