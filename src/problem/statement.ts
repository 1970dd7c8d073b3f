import { type Block, blocksOfText } from './block.ts';
import { type ConstraintLine, constraintsOf } from './constraint.ts';
import { withFunction } from './function/reading.ts';
import { limitsOf } from './limit.ts';
import type { Problem } from './problem.ts';
import { looksLikeProse } from './prose.ts';
import { samplesOf } from './sample.ts';
import { type Section, sectionsOf, textOf } from './section.ts';
import { titleOf } from './title.ts';
import { filesOf, saysInteractive, saysManyTests, sourceOf } from './trait.ts';
import { wishOf } from './wish.ts';

/** How sure one must be that a text is a statement: a whole document is offered as one, a comment is not. */
export type Strictness = 'document' | 'comment';

/**
 * Understands a statement in Markdown or plain text. Undefined when the text gives no sign of a problem:
 * no samples, no input or output section, and (in a document) no sentence that asks for a program.
 */
export function statementOf(text: string, strictness: Strictness): Problem | undefined {
  const plain = unquoted(text);
  return problemOf(blocksOfText(plain), plain, strictness);
}

/** A statement that is quoted as a whole ("> " before every line, as mail and chats do), without the quote signs. */
function unquoted(text: string): string {
  if (!/^\s*>/.test(text) || text.length > 400_000) return text;
  const lines = text.split('\n');
  return lines.every((line) => line.startsWith('>') || line.trim() === '')
    ? lines.map((line) => line.replace(/^> ?/, '')).join('\n')
    : text;
}

/** Understands a statement that some layout has already cut into blocks; `text` is kept as the statement. */
export function problemOf(blocks: Block[], text: string, strictness: Strictness): Problem | undefined {
  const sections = sectionsOf(blocks);
  const samples = samplesOf(sections);
  const has = (kind: Section['kind']): boolean => sections.some((section) => section.kind === kind);
  const isStatement =
    (samples.length > 0 && (areNamed(sections) || wantsOutput(text))) ||
    (has('input') && has('output')) ||
    (has('interaction') && (has('input') || has('sample'))) ||
    (strictness === 'document' && (has('input') || has('output') ? true : asksForProgram(text)));
  if (!isStatement) return undefined;
  const title = titleOf(blocks);
  const inputFormat = formatOf(sections, 'input');
  const outputFormat = formatOf(sections, 'output');
  const lines = lineTexts(blocks);
  const telling = tellingLines(sections);
  const told = telling.map((line) => line.text);
  const constraints = constraintsOf(telling);
  const wish = wishOf(told);
  const source = sourceOf(lines);
  return withFunction({
    ...(title === undefined ? {} : { title }),
    statement: text.trim(),
    ...limitsOf(lines),
    ...(inputFormat === undefined ? {} : { inputFormat }),
    ...(outputFormat === undefined ? {} : { outputFormat }),
    samples,
    ...(constraints.length > 0 ? { constraints } : {}),
    ...(has('interaction') || saysInteractive(told) ? { interactive: true } : {}),
    ...wish,
    ...filesOf([
      ...lines.slice(0, 40),
      ...sections
        .filter((section) => section.kind === 'input' || section.kind === 'output')
        .flatMap((section) => [section.title, ...linesOf(section)])
        .slice(0, 200),
    ]),
    ...(saysManyTests(told) ? { multiTest: true } : {}),
    ...(source.url !== undefined || source.contest !== undefined ? { source } : {}),
  });
}

/** True when something says which is input and which output; two code blocks below "Examples" may be anything. */
function areNamed(sections: Section[]): boolean {
  return sections.some(
    (section) =>
      ['input', 'output', 'sampleInput', 'sampleOutput', 'sampleBoth', 'constraints', 'interaction'].includes(
        section.kind,
      ) ||
      section.content.some(
        (part) =>
          /input|stdin|输入|輸入|入力|입력|ввод|вход|entrada/i.test(part.text.slice(0, 2000)) ||
          part.text.includes('|'),
      ),
  );
}

/** A statement's own words fit in this many characters; what is longer is data, and is not searched for facts. */
const longestTelling = 100_000;

/** The lines outside samples; in sections that state limits, a bound may be one-sided. */
function tellingLines(sections: Section[]): ConstraintLine[] {
  const lines: ConstraintLine[] = [];
  let length = 0;
  for (const section of sections) {
    const expected = ['constraints', 'input', 'note', 'other'].includes(section.kind);
    for (const text of isSampleData(section) ? remarksOf(section) : linesOf(section)) {
      length += text.length + 1;
      if (length > longestTelling) return lines;
      if (text.trim() !== '') lines.push({ text, expected });
    }
  }
  return lines;
}

function isSampleData(section: Section): boolean {
  return section.kind === 'sampleInput' || section.kind === 'sampleOutput' || section.kind === 'sampleBoth';
}

/** What is said below a sample's fenced data; bare data is not told from remarks here. */
function remarksOf(section: Section): string[] {
  const code = section.content.findIndex((part) => part.kind === 'code');
  return code < 0 ? [] : linesOf({ ...section, content: section.content.slice(code) });
}

/** The section's text lines; code is data, not telling. */
function linesOf(section: Section): string[] {
  return section.content.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
}

function formatOf(sections: Section[], kind: 'input' | 'output'): string | undefined {
  const text = sections
    .filter((section) => section.kind === kind)
    .map(textOf)
    .filter((part) => part !== '')
    .join('\n\n');
  return text === '' ? undefined : text;
}

/** The lines limits may be named on: all but code, in the order of the text. */
function lineTexts(blocks: Block[]): string[] {
  return blocks.slice(0, 4000).flatMap((block) => {
    if (block.kind === 'code') return [];
    if (block.kind === 'heading') return [`${block.heading.title}: ${block.heading.rest}`];
    return block.text.length > 2000 ? [] : [block.text];
  });
}

/** What programs are given, as statements name it; a letter or a changelog speaks of inputs, too, but not of these. */
const namesData =
  /\b(?:integers?|numbers?|strings?|arrays?|sequences?|permutations?|matri(?:x|ces)|grids?|graphs?|trees?|vertices|digits?|characters?|letters|words?|points|segments|intervals|sum|nums?|[nmkxy])\b|\$[^$]{1,40}\$|[≤≥]|<=|整数|整數|数组|字符串|字串|個|个|数|數|числ|строк|массив|정수|배열|문자열|수|entero|número|cadena|arreglo|inteiro|vetor|lista/;

/** True when something is to be printed, found or counted. */
function wantsOutput(text: string): boolean {
  return /\b(?:print|prints|output|outputs|find|compute|calculate|determine|return|count|write)\b|输出|求|計算|计算|輸出|выведите|найдите|посчитайте|определите|出力|求め|출력|구하|imprime|imprima|calcula|escriba|determine/.test(
    text.slice(0, 20_000).toLowerCase(),
  );
}

/** A sentence that reads input and one that wants output: "Given two integers, print their sum." */
function asksForProgram(text: string): boolean {
  const head = text.slice(0, 20_000).toLowerCase();
  const takes =
    /\b(?:given|read|reads|input|inputs|you have|there (?:is|are)|takes)\b|给定|给出|给你|输入|輸入|給定|дан[аоы]?(?![а-я])|与えられ|주어진|dado|dada|dados/.test(
      head,
    );
  return (
    takes &&
    wantsOutput(text) &&
    namesData.test(head) &&
    (looksLikeProse(text.trim()) || head.split('\n').some((line) => looksLikeProse(line)))
  );
}
