import type { Block } from './block.ts';
import { blocksOfText } from './block.ts';
import { headingOf } from './heading.ts';
import type { Reading } from './reading.ts';
import { problemOf } from './statement.ts';

/** A run of text on a page; `x` grows to the right, `y` grows downwards over all pages, both in points. */
interface Run {
  text: string;
  x: number;
  y: number;
  width: number;
}

const mostPages = 60;
const mostBytes = 64 * 1024 * 1024;

/**
 * Reads a PDF statement. Text order is kept by position; a line that heads a sample's input and output side
 * by side splits the lines below it into two columns. Never throws: a broken or scanned PDF gives a reason.
 * pdf.js is loaded on the first call only.
 */
export async function readPdf(bytes: Uint8Array, path?: string): Promise<Reading> {
  if (bytes.byteLength > mostBytes)
    return { reason: 'This PDF is larger than 64 MiB. Save the pages of the problem alone and try again.' };
  let runs: Run[];
  try {
    runs = await runsOf(bytes);
  } catch (error) {
    return {
      reason: `This PDF could not be read (${error instanceof Error ? error.message : String(error)}). Copy the statement's text into a Markdown file instead.`,
    };
  }
  if (runs.length === 0)
    return {
      reason: 'This PDF holds no text (it may be scanned). Copy or type the statement into a Markdown file.',
    };
  const lines = linesOf(runs);
  const blocks = blocksOfLines(lines);
  const text = lines.map((line) => line.map((run) => run.text).join('  ')).join('\n');
  const problem = problemOf(blocks, text, 'document');
  if (!problem)
    return {
      reason:
        'No sample and no input or output section was found in this PDF. Copy the problem into a Markdown file and mark its samples.',
    };
  const source = { ...problem.source, ...(path === undefined ? {} : { path }) };
  return {
    problem: { ...problem, ...(Object.keys(source).length > 0 ? { source } : {}) },
    range: { startLine: 0, endLine: Math.max(0, lines.length - 1) },
  };
}

async function runsOf(bytes: Uint8Array): Promise<Run[]> {
  const { getDocumentProxy } = await import('unpdf');
  const document = await getDocumentProxy(Uint8Array.from(bytes), { isEvalSupported: false, verbosity: 0 });
  try {
    const runs: Run[] = [];
    let top = 0;
    for (let number = 1; number <= Math.min(document.numPages, mostPages); number++) {
      const page = await document.getPage(number);
      const height = page.getViewport({ scale: 1 }).height;
      const content = await page.getTextContent();
      for (const item of content.items) {
        if (!('str' in item) || item.str.trim() === '') continue;
        const [, , , , x = 0, y = 0] = item.transform as number[];
        runs.push({ text: item.str, x, y: top + height - y, width: item.width });
      }
      top += height;
    }
    return runs;
  } finally {
    await document.destroy();
  }
}

/** Groups runs into lines, top to bottom; neighbours on a line are joined, wide gaps keep runs apart. */
function linesOf(runs: Run[]): Run[][] {
  const sorted = [...runs].sort((left, right) => left.y - right.y || left.x - right.x);
  const rows: Run[][] = [];
  for (const run of sorted) {
    const row = rows[rows.length - 1];
    const base = row?.[0];
    if (row && base && Math.abs(base.y - run.y) < 3) row.push(run);
    else rows.push([run]);
  }
  return rows.map((row) => joined(row.sort((left, right) => left.x - right.x)));
}

function joined(row: Run[]): Run[] {
  const result: Run[] = [];
  for (const run of row) {
    const last = result[result.length - 1];
    const gap = last ? run.x - (last.x + last.width) : 0;
    if (last && gap < 24) {
      last.text += (gap > 1 && !last.text.endsWith(' ') ? ' ' : '') + run.text;
      last.width = run.x + run.width - last.x;
    } else result.push({ ...run });
  }
  return result;
}

function blocksOfLines(lines: Run[][]): Block[] {
  const blocks: Block[] = [];
  let plain: string[] = [];
  const flush = (): void => {
    if (plain.length > 0) blocks.push(...blocksOfText(plain.join('\n')));
    plain = [];
  };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? [];
    const boundary = columnBoundary(line);
    if (boundary === undefined) {
      plain.push(line.map((run) => run.text).join('  '));
      continue;
    }
    flush();
    const columns: [string[], string[]] = [[], []];
    while (index + 1 < lines.length && !endsColumns(lines[index + 1] ?? [])) {
      index++;
      for (const side of [0, 1] as const) {
        const texts = (lines[index] ?? [])
          .filter((run) => run.x < boundary === (side === 0))
          .map((run) => run.text);
        if (texts.length > 0) columns[side].push(texts.join(' '));
      }
    }
    blocks.push(sample('sampleInput', 'Sample Input'), {
      kind: 'code',
      text: columns[0].join('\n'),
    });
    blocks.push(sample('sampleOutput', 'Sample Output'), {
      kind: 'code',
      text: columns[1].join('\n'),
    });
  }
  flush();
  return blocks;
}

function sample(kind: 'sampleInput' | 'sampleOutput', title: string): Block {
  return { kind: 'heading', heading: { kind, rest: '', title } };
}

/** Where the output column begins, when this line heads two columns. */
function columnBoundary(line: Run[]): number | undefined {
  const [left, right, ...more] = line;
  if (!left || !right || more.length > 0) return undefined;
  const kinds = [headingOf(left.text)?.kind, headingOf(right.text)?.kind];
  const isInput = kinds[0] === 'sampleInput' || kinds[0] === 'input';
  const isOutput = kinds[1] === 'sampleOutput' || kinds[1] === 'output';
  return isInput && isOutput ? right.x - 6 : undefined;
}

function endsColumns(line: Run[]): boolean {
  const [first] = line;
  return first === undefined || headingOf(first.text) !== undefined || columnBoundary(line) !== undefined;
}
