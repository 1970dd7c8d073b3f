import type { Sample } from './problem.ts';
import type { Section } from './section.ts';

/** Samples from a Markdown table with an input and an output column; `<br>` breaks a cell's lines. */
export function tableSamples(section: Section): Sample[] {
  const lines = section.content.filter((part) => part.kind === 'text').map((part) => part.text.trim());
  const rule = lines.findIndex(
    (line) => line.length < 200 && /^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?$/.test(line),
  );
  if (rule < 0) return [];
  const columns = (lines[rule] ?? '').split('|').filter((cell) => cell.includes('-')).length;
  const samples: Sample[] = [];
  for (const line of lines.slice(rule + 1)) {
    if (!line.includes('|')) break;
    const cells = cellsOf(line);
    if (cells.length < columns) break;
    const [input, output] = columns > 2 && /^\d*$/.test((cells[0] ?? '').trim()) ? cells.slice(1) : cells;
    if (input !== undefined && output !== undefined) samples.push({ input, output });
  }
  return samples;
}

function cellsOf(line: string): string[] {
  const inner = line.replace(/^\|/, '').replace(/\|$/, '');
  return inner.split('|').map(
    (cell) =>
      `${cell
        .trim()
        .replace(/^`|`$/g, '')
        .split(/<br\s?\/?>/i)
        .map((part) => part.trim().replace(/^`|`$/g, ''))
        .join('\n')}\n`,
  );
}
