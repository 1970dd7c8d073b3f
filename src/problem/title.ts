import type { Block } from './block.ts';
import { undecorated } from './heading.ts';
import { isLimitLine } from './limit.ts';
import { looksLikeProse } from './prose.ts';

const label =
  /^(?:problem(?: name| title)?|title|name|题目名称|题目|标题|題目|задача|título|nombre|nome|문제|問題)\s{0,3}[:：]\s{0,3}(?=\S)/i;
const otherLabel =
  /^(?:url|link|source|contest|group|time|memory|tags?|author|date|created|difficulty|status|来源|输入|输出|id|judge|file|submitted|copyright|license|@)/i;

/** The problem's name: a labelled line, a heading of its own, or a short first line that is no sentence. */
export function titleOf(blocks: Block[]): string | undefined {
  const head = blocks.slice(0, 60);
  const firstHeading = head.findIndex(
    (block) => block.kind === 'heading' && !isLimitLine(block.heading.title),
  );
  for (const block of head) {
    if (block.kind === 'heading') {
      if (block.heading.kind === 'statement' && block.heading.rest !== '')
        return titleInRest(block.heading.rest);
      continue;
    }
    const text = block.text.trim();
    if (block.kind !== 'code' && text.length < 200 && label.test(text)) return clean(text.replace(label, ''));
  }
  const before = firstHeading < 0 ? head : head.slice(0, firstHeading);
  const marked = before.find((block) => block.kind === 'title');
  if (marked?.kind === 'title') return clean(marked.text);
  const index = before.findIndex(
    (block, at) =>
      block.kind === 'text' &&
      block.text.trim() !== '' &&
      !/^<?https?:\/\/\S+$/.test(block.text.trim()) &&
      !isLetterAbove(block.text, before[at + 1]),
  );
  const first = before[index];
  if (first?.kind !== 'text' || !couldBeTitle(first.text)) return undefined;
  const next = head[index + 1];
  const name = first.text.trim();
  const isNumbered =
    /^(?:\d{1,5}\.|[A-Z]\d?\s?[.\-–—]|P\d{2,6})\s/.test(name) ||
    /^(?:problema?|task|tarea|tarefa|задача)\s+(?:[A-Z]\d?|\d{1,4})\s?[.:\-–—]\s/i.test(name);
  const endsThere =
    isNumbered ||
    head.slice(index + 1, index + 4).some((block) => isLimitBlock(block)) ||
    next === undefined ||
    next.kind !== 'text' ||
    next.text.trim() === '' ||
    otherLabel.test(next.text.trim()) ||
    /^https?:\/\/\S+$/.test(next.text.trim()) ||
    (isCapitalised(name) && /^\p{Lu}/u.test(next.text.trim()) && looksLikeProse(next.text));
  return endsThere ? clean(first.text) : undefined;
}

/** "Problem C" on a line of its own, with the name below. */
function isLetterAbove(line: string, next: Block | undefined): boolean {
  return (
    /^(?:problem|task|problema|tarea|задача)\s[A-Z]\d?$/i.test(line.trim()) &&
    next?.kind === 'text' &&
    couldBeTitle(next.text)
  );
}

function isLimitBlock(block: Block): boolean {
  return block.kind === 'text'
    ? isLimitLine(block.text)
    : block.kind === 'heading' && isLimitLine(block.heading.title);
}

/** A few words, each with a capital letter: what stands above a sentence so is its title, not its beginning. */
function isCapitalised(line: string): boolean {
  const words = line.split(/\s+/);
  return words.length <= 8 && words.every((word) => /^[\p{Lu}\d]/u.test(word) || word.length <= 3);
}

function titleInRest(rest: string): string | undefined {
  const isName = couldBeTitle(rest) || (rest.length <= 90 && !looksLikeProse(rest) && !/[,;。，]/.test(rest));
  return isName ? clean(rest) : undefined;
}

function couldBeTitle(line: string): boolean {
  const text = line.trim();
  if (text.length > 90 || !/\p{L}/u.test(text)) return false;
  if (/[.。;；,，:：]$/.test(text) || looksLikeProse(text) || isLimitLine(text)) return false;
  if (/^https?:\/\//.test(text) || otherLabel.test(text)) return false;
  return (
    !/\b(?:given|print|output|read|write a|calculate|compute|determine|find the)\b/i.test(text) ||
    text.split(/\s+/).length <= 4
  );
}

function clean(text: string): string | undefined {
  const title = undecorated(text)
    .replace(label, '')
    .replace(/^\[(.{1,80})\]\(.{1,200}\)$/, '$1')
    .trim();
  return title === '' ? undefined : title;
}
