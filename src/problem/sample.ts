import { assignmentsOf, canonicalValue } from './function/value.ts';
import { undecorated } from './heading.ts';
import { dedented } from './indentation.ts';
import type { Sample } from './problem.ts';
import { looksLikeProse } from './prose.ts';
import { isData, type Section, sectionsInside, textOf } from './section.ts';
import { tableSamples } from './table.ts';

type Part = Section['content'][number];

/** The samples the sections hold, in order. An input without an output is no sample and is left out. */
export function samplesOf(sections: Section[]): Sample[] {
  const notes = notesOfSamples(sections);
  const takesNothing = saysNoInput(sections);
  const samples: Sample[] = [];
  const waiting: Waiting[] = [];
  let last: Sample | undefined;
  const add = (input: string, output: string, note = ''): void => {
    last = { input, output, ...(note === '' ? {} : { note }) };
    samples.push(last);
  };
  for (const section of sections) {
    if (section.kind === 'sample' || section.kind === 'sampleBoth') {
      waiting.length = 0;
      for (const sample of whole(section)) add(sample.input, sample.output, sample.note);
    } else if (section.kind === 'sampleInput') {
      const table = tableSamples(section);
      if (table.length > 0) for (const sample of table) add(sample.input, sample.output);
      else waiting.push({ text: dataOf(section).data, number: section.number });
    } else if (section.kind === 'sampleOutput') {
      const input = takesNothing ? '' : takeInput(waiting, section.number);
      const { data, note } = dataOf(section);
      last = undefined;
      if (input === undefined) for (const sample of paired(section)) add(sample.input, sample.output);
      else if (data !== undefined) add(input, data, note);
    } else if (last && notes.has(section)) {
      const note = [last.note, textOf(section)].filter(Boolean).join('\n\n');
      if (note !== '') last.note = note;
    }
  }
  const [only] = samples;
  if (only && samples.length === 1 && only.note === undefined) {
    const above = sections.find((section) => section.kind === 'note' && ofSample.test(section.title));
    const note = above && textOf(above);
    if (note) only.note = note;
  }
  return samples;
}

/** A note that says in its title that it is about the sample. */
const ofSample = /sample|example|样例|示例|範例|サンプル|예제|пример|ejemplo|exemplo/i;

/** What a statement says where there is no input: "None." But "Nonempty strings", "Nothing but a number" are input. */
const nothing =
  /^[^\p{L}\p{N}]{0,4}(?:(?:none|nothing|empty)\b(?! (?:of|but|line))|no input|there is no input|this problem has no input|(?:[本此该該][题題])?(?:[无無没沒]有?(?:需|任何)?[输輸]入|[无無](?!\p{L}))|(?:入力は?)?なし|(?:(?:이 문제는 )?입력[은이]? ?)?없(?:음|다|습니다)|нет(?!\p{L})|(?:входные данные )?отсутству|nada|no hay entrada|ningun|nenhum|não há)/iu;

/** True when the statement says that there is no input, and no sample shows one. */
function saysNoInput(sections: Section[]): boolean {
  const inputs = sections.filter((section) => section.kind === 'sampleInput').map(textOf);
  if (!inputs.every((text) => text === '' || nothing.test(text))) return false;
  return sections.some(
    // A bold "None." is taken for a title.
    (section, index) =>
      section.kind === 'input' && nothing.test(textOf(section) || (sections[index + 1]?.title ?? '')),
  );
}

/** An input that waits for its output; one without data waits as well, lest the next be taken for it. */
interface Waiting {
  text: string | undefined;
  number: number | undefined;
}

/** The input with the output's number, or with none where the output has none; otherwise the one that waits longest. */
function takeInput(waiting: Waiting[], number: number | undefined): string | undefined {
  const same = waiting.findIndex((input) => input.number === number);
  return waiting.splice(Math.max(same, 0), 1)[0]?.text;
}

/**
 * The notes that belong to one sample: right behind its output, and numbered, or before another sample, or
 * behind the only one. A closing note behind the last of several is about the whole problem.
 */
function notesOfSamples(sections: Section[]): Set<Section> {
  const outputs = sections.filter((section) => section.kind === 'sampleOutput').length;
  const behind = sections.filter(
    (section, index) =>
      section.kind === 'note' && sections[index - 1]?.kind === 'sampleOutput' && !statesLimitsOnly(section),
  );
  const lastOutput = sections.findLastIndex((section) => section.kind === 'sampleOutput');
  const closing = sections[lastOutput + 1];
  return new Set(
    behind.filter(
      (note) =>
        note !== closing ||
        outputs === 1 ||
        behind.some((other) => other !== note && other.title === note.title) ||
        /\d/.test(note.title) ||
        (isExplanation(note) && hasOwnExample(sections, note)),
    ),
  );
}

function isExplanation({ title }: Section): boolean {
  return /expla|解释|解釋|説明|설명|пояснени|explica/i.test(title);
}

/** True when the sample above stands under a numbered heading of its own ("Example 2"). */
function hasOwnExample(sections: Section[], note: Section): boolean {
  const above = sections.slice(0, sections.indexOf(note));
  return above.findLast((section) => section.kind === 'sample')?.number !== undefined;
}

/** True for a hint below the samples that tells how large the data are, as some judges end their statements. */
function statesLimitsOnly(section: Section): boolean {
  if (isExplanation(section)) return false;
  const lines = section.content.filter((part) => part.text.trim() !== '');
  return lines.length > 0 && lines.every((part) => part.kind === 'text' && /[≤<≦⩽]|\\le/.test(part.text));
}

/** Samples that stand under one heading: code blocks in pairs, a table, or labels inside a code block or a line. */
function whole(section: Section): Sample[] {
  const table = [
    ...tableSamples(section),
    ...rowSamples(section),
    ...columnSamples(section),
    ...arrowSamples(section),
    ...fileSamples(section),
  ];
  if (table.length > 0) return table;
  const labelled = section.content.flatMap((part) => {
    const inner = sectionsInside(part.text);
    return inner ? samplesOf(inner) : [];
  });
  if (labelled.length > 0) return labelled;
  return paired(section);
}

/** The lines under a heading of two columns, fenced or bare. Several fences are parts of samples, not lines of them. */
function linesInColumns(section: Section): string[] {
  const data = section.content.filter((part) => !('program' in part));
  const fenced = data.filter((part) => part.kind === 'code');
  if (section.kind !== 'sampleBoth' || fenced.length > 1) return [];
  return (fenced.length === 1 ? fenced : data).flatMap((part) => part.text.split('\n'));
}

/** Rows copied from a table headed "input | output": one tab a line. Rows that are torn apart are not guessed at. */
function rowSamples(section: Section): Sample[] {
  const rows = linesInColumns(section)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('\t'));
  if (!rows.every((cells) => cells.length === 2 && cells.every((cell) => cell.trim() !== ''))) return [];
  return rows.map(([input = '', output = '']) => ({ input: asData(input), output: asData(output) }));
}

/**
 * Input and output in two columns of spaces, as text keeps them from a printed page. Where a line crosses from one
 * column into the other, or there are more than two, nothing is read.
 */
function columnSamples(section: Section): Sample[] {
  const title = undecorated(section.title);
  if (title.split(/ {2,}/).length !== 2) return [];
  const edge = title.lastIndexOf('  ') + 2;
  const [data = '', ...remarks] = linesInColumns(section)
    .join('\n')
    .replace(/^\s*\n/, '')
    .trimEnd()
    .split(/\n\s*\n/);
  const lines = data.split('\n').map((line) => line.trimEnd());
  const isApart = lines.every((line) => line.length <= edge || line.slice(edge - 2, edge) === '  ');
  if (!isApart || !remarks.every((remark) => looksLikeProse(remark))) return [];
  const [input, output] = [
    lines.map((line) => line.slice(0, edge).trimEnd()),
    lines.map((line) => line.slice(edge)),
  ].map((column) => asData(dedented(column).join('\n')));
  return input && output ? [{ input, output }] : [];
}

const inputName = /^[\w-]{1,40}\.(?:in|inp|dat)$|^input\.txt$/i;
const outputName = /^[\w-]{1,40}\.(?:out|ou|sol)$|^output\.txt$/i;

/** Samples whose parts are headed by the names of the files: "bridges.in", its lines, "bridges.out", its lines. */
function fileSamples(section: Section): Sample[] {
  const samples: { input: Part[]; output: Part[] }[] = [];
  let open: Part[] | undefined;
  for (const part of section.content) {
    const name = part.text.trim();
    const last = samples[samples.length - 1];
    if (inputName.test(name)) {
      open = [];
      samples.push({ input: open, output: [] });
    } else if (last && open === last.input && outputName.test(name)) open = last.output;
    else open?.push(part);
  }
  return samples
    .map(({ input, output }) => ({ input: asData(bare(input)), output: asData(bare(output)) }))
    .filter(({ input, output }) => input !== '' && output !== '');
}

const arrow =
  /^\s{0,8}(?:[-*+]\s|\d{1,2}[.)]\s)?\s?`([^`]{1,200})`\s{0,4}(?:->|=>|→|⇒|⟶|:)\s{0,4}`([^`]{1,200})`/;

/** Examples written as "`2` -> `4`", one a line. */
function arrowSamples(section: Section): Sample[] {
  return section.content.flatMap((part) => {
    const found = part.kind === 'text' ? arrow.exec(part.text) : null;
    return found ? [{ input: asData(found[1] ?? ''), output: asData(found[2] ?? '') }] : [];
  });
}

/** Code blocks in pairs, input then output, where no heading stands between them. */
function paired(section: Section): Sample[] {
  const all = section.content.filter((part) => part.kind === 'code');
  const data = all.filter((part) => !part.program);
  const code = data.length > 0 && data.length % 2 === 0 ? data : all;
  if (code.length % 2 !== 0) return [];
  const texts = code.map((part) => asData(part.text));
  return texts
    .filter((_, index) => index % 2 === 0)
    .map((input, index) => ({ input, output: texts[2 * index + 1] ?? '' }));
}

/**
 * A sample part's data, and the remark behind it. Fenced text is taken whole; bare text ends where prose begins
 * or a fence opens (a solution below the last output is none of it).
 */
function dataOf(section: Section): { data?: string; note?: string } {
  const codes = section.content.filter((part) => part.kind === 'code');
  const code = codes.find((part) => !part.program) ?? codes[0];
  const above = section.content.slice(0, code ? section.content.indexOf(code) : 0);
  const filled = above.filter((part) => part.text.trim() !== '');
  if (filled.length > 0 && filled.every((part) => part.kind === 'text' && standsForItself(part.text)))
    return { data: asData(bare(above, section.isInline)) };
  if (code) {
    const after = section.content
      .slice(section.content.indexOf(code) + 1)
      .filter((part) => part.kind === 'text');
    return { data: asData(code.text), note: join(after) };
  }
  const start = section.content.findIndex((part) => part.text.trim() !== '');
  if (start < 0) return {};
  const end = start + remarkStart(section.content.slice(start), section.kind === 'sampleOutput');
  return {
    data: asData(bare(section.content.slice(0, end), section.isInline)),
    note: join(section.content.slice(end)),
  };
}

/** A line above a fence that is data and does not lead over to it ("Case 1", "stdin", "as follows:"). */
function standsForItself(line: string): boolean {
  const text = line.trim();
  if (text.endsWith(':') || text.endsWith('：') || /^\p{L}+(?:\s\p{L}{2,})*\s?#?\d*$/u.test(text))
    return false;
  return isData(text) || canonicalValue(text) !== undefined || assignmentsOf(text) !== undefined;
}

/**
 * Where bare data ends and a remark about it begins. Below an output a sentence may follow at once, below an
 * input only after a blank line, for inputs hold sentences more often. Data that begins as prose is prose.
 */
function remarkStart(lines: Part[], isOutput: boolean): number {
  let mayEnd = true;
  for (const [index, { text }] of lines.entries()) {
    if (mayEnd && looksLikeProse(text)) return index === 0 ? lines.length : index;
    mayEnd = isOutput || text.trim() === '';
  }
  return lines.length;
}

const quoteSign = /^\s{0,3}>(?:\s|$)/;

/**
 * Bare lines without their common indentation, quote signs or inline backticks. Where the first stands on its
 * heading's line, the others have an indentation of their own.
 */
function bare(parts: Part[], isInline = false): string {
  const lines = parts.map((part) => part.text.trimEnd());
  const filled = lines.filter((line) => line !== '');
  if (filled.every((line) => quoteSign.test(line)) && filled.some((line) => /> \S/.test(line)))
    return lines.map((line) => line.replace(quoteSign, '')).join('\n');
  if (filled.every((line) => /^\s*`[^`]+`$/.test(line)))
    return lines.map((line) => line.trim().slice(1, -1)).join('\n');
  const inline = isInline ? lines.splice(0, 1) : [];
  return [...inline, ...dedented(lines)].join('\n');
}

/** Sample text as it is kept: `\n` line ends, no blank lines around it, one newline at its end unless empty. */
function asData(text: string): string {
  const body = withoutExplanation(text.replaceAll('\r\n', '\n').replaceAll('\u00a0', ' '))
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
  return body === '' ? '' : `${body}\n`;
}

function join(parts: Part[]): string {
  return parts
    .map((part) => part.text)
    .join('\n')
    .trim();
}

/** HackerRank prints what each line is for beside it, under "STDIN  Function" and a rule; only the data is kept. */
function withoutExplanation(text: string): string {
  const head = /^\s*STDIN\s{2,}[A-Z].*\n\s*-{3,}\s+-{3,}[ \t]*\n/.exec(text);
  if (!head) return text;
  return text
    .slice(head[0].length)
    .split('\n')
    .map((line) => line.replace(/(?<=\S)(?:\s{2,}|\t)\S.*/, ''))
    .join('\n');
}
