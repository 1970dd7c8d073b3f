import { type Block, blocksOfText } from './block.ts';
import { looksLikeProse } from './prose.ts';
import type { SectionKind } from './vocabulary.ts';

/** A heading and what stands under it, up to the next heading. */
export interface Section {
  kind: SectionKind | 'preamble' | 'unknown';
  /** The heading as written; empty for the preamble. */
  title: string;
  number?: number;
  /** True when the content begins on the heading's own line ("Input: 1 2"). */
  isInline?: true;
  /** What the section holds: the heading's own `rest` first, then text and code in order. */
  content: (Extract<Block, { kind: 'text' }> | Extract<Block, { kind: 'code' }>)[];
}

/** Groups blocks under their headings and tells the samples' Input and Output from the format sections. */
export function sectionsOf(blocks: Block[]): Section[] {
  const sections = group(blocks);
  nameSampleParts(sections);
  return sections;
}

function group(blocks: Block[]): Section[] {
  let current: Section = { kind: 'preamble', title: '', content: [] };
  const sections = [current];
  for (const block of blocks) {
    if (block.kind === 'heading') {
      const { kind, number, rest, title } = block.heading;
      current = { kind, title, content: [], ...(number === undefined ? {} : { number }) };
      if (rest !== '') {
        current.isInline = true;
        current.content.push({ kind: 'text', text: rest });
      }
      sections.push(current);
    } else if (block.kind === 'title') {
      current = { kind: 'unknown', title: block.text, content: [] };
      sections.push(current);
    } else {
      current.content.push(block);
    }
  }
  return sections;
}

/**
 * Under an "Example" heading, and after a "Sample Input" one, a bare "Input" or "Output" is the sample's.
 * Without any such heading a bare pair that holds data, not prose, is a sample too.
 */
function nameSampleParts(sections: Section[]): void {
  let inSamples = false;
  /** Another title stands behind the last sample: what follows may be the next problem's format. */
  let isPastTitle = false;
  for (const section of sections) {
    if (section.kind === 'unknown') isPastTitle = inSamples;
    else if (/^sample/.test(section.kind)) isPastTitle = false;
    if (section.kind === 'sample' || section.kind === 'sampleInput' || section.kind === 'sampleBoth') {
      inSamples = true;
    } else if (section.kind === 'input' && inSamples) {
      if (pairedWithData(section, isPastTitle)) section.kind = 'sampleInput';
      else inSamples = false;
    } else if (section.kind === 'output' && inSamples) {
      section.kind = 'sampleOutput';
    } else if (section.kind === 'unknown' && inSamples && /^(?:sample|example|test)\b/i.test(section.title)) {
      section.kind = 'sample';
    } else if (!['note', 'sampleOutput', 'unknown'].includes(section.kind)) {
      inSamples = false;
    }
  }
  if (sections.some((section) => section.kind === 'sampleOutput' || section.kind === 'sampleBoth')) return;
  if (
    sections.some(
      (section) => section.kind === 'sample' && section.content.some((part) => part.kind === 'code'),
    )
  )
    return;
  for (const [index, section] of sections.entries()) {
    const next = sections[index + 1];
    if (section.kind !== 'input' || next?.kind !== 'output') continue;
    if (holdsData(section) && holdsData(next)) {
      section.kind = 'sampleInput';
      next.kind = 'sampleOutput';
    }
  }
}

/** Input under a sample heading is the sample's unless it is plainly a description ("The first line contains ..."). */
function pairedWithData(section: Section, isPastTitle: boolean): boolean {
  if (section.content.some((part) => part.kind === 'code')) return true;
  if (isPastTitle) return false;
  const first = section.content.find((part) => part.text.trim() !== '');
  return first === undefined || !looksLikeProse(first.text);
}

function holdsData(section: Section): boolean {
  const parts = section.content.filter((part) => part.text.trim() !== '');
  if (parts.length === 0) return false;
  if (parts.every((part) => part.kind === 'code')) return true;
  return parts.every((part) => part.kind === 'text' && part.text.length < 2000 && isData(part.text));
}

/** Words by which a line describes data instead of being data. */
const describing =
  /\b(?:an?|the|of|two|three|one|integers?|numbers?|strings?|words?|lines?|letters?|arrays?|matrix|sum|answer|result|value|each|all|its|their)\b/i;

/** A line of data: mostly numbers, or a few lower-case words that do not describe anything. */
export function isData(line: string): boolean {
  if (looksLikeProse(line)) return false;
  const text = line.trim().replace(/^`|`$/g, '');
  const words = text.split(/\s+/);
  const numbers = words.filter((word) => /^[-+]?[\d.]+$/.test(word)).length;
  if (numbers * 2 >= words.length) return true;
  return (
    words.length <= 6 &&
    !describing.test(text) &&
    !/[.!?。:]$/.test(text) &&
    (words.length === 1 || !/^\p{Lu}\p{Ll}/u.test(text))
  );
}

/** The section's text as written, code blocks included, without blank lines at its ends. */
export function textOf(section: Section): string {
  return section.content
    .map((part) => part.text)
    .join('\n')
    .trim();
}

/** A code block that itself holds headings ("Input:" ... "Output:" in one `<pre>`, or over two columns), cut into sections. */
export function sectionsInside(code: string): Section[] | undefined {
  if (code.length > 200_000) return undefined;
  const sections = group(blocksOfText(code));
  for (const section of sections) {
    if (section.kind === 'input') section.kind = 'sampleInput';
    if (section.kind === 'output') section.kind = 'sampleOutput';
  }
  const kinds = new Set(sections.map((section) => section.kind));
  const holdsBoth = kinds.has('sampleBoth') || (kinds.has('sampleInput') && kinds.has('sampleOutput'));
  return holdsBoth ? sections : undefined;
}
