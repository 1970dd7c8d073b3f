import sliceAnsi from 'slice-ansi';
import stringWidth from 'string-width';
import type { Candidate, SolveState } from '../../solver/index.ts';
import { paint } from './paint.ts';
import { plainText } from './plainText.ts';

const narrowestLane = 24;
const textLines = 6;

/**
 * The candidates under way as columns side by side, `columns` characters wide in all. When they would get too
 * narrow to read, the later ones are counted instead.
 */
export function drawLanes(state: SolveState, columns: number): string {
  const running = state.candidates.filter((it) => it.outcome === undefined);
  const most = Math.max(1, Math.floor((columns + 3) / (narrowestLane + 3)));
  const shown = running.slice(0, most);
  if (shown.length === 0) return '';
  const width = Math.floor((columns - 3 * (shown.length - 1)) / shown.length);
  const lanes = shown.map((it) => drawLane(it, width));
  const rows = Array.from({ length: textLines + 1 }, (_, row) =>
    lanes.map((lane) => pad(lane[row] ?? '', width)).join(paint('dim', ' │ ')),
  );
  if (running.length > shown.length) rows.push(paint('dim', `and ${running.length - shown.length} more`));
  return rows.join('\n');
}

function drawLane(candidate: Candidate, width: number): string[] {
  const head = paint('bold', `#${candidate.number}`) + paint('dim', ` ${doing(candidate)}`);
  const lines = plainText(candidate.answer || candidate.thought)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-textLines);
  return [sliceAnsi(head, 0, width), ...lines.map((line) => sliceAnsi(line, 0, width))];
}

function doing(candidate: Candidate): string {
  if (candidate.code !== undefined) {
    if (candidate.stressCases !== undefined) return `stress ${candidate.stressCases}`;
    return `judging, ${candidate.tests.length} samples`;
  }
  if (candidate.tokens === 0) return 'reading';
  return `${candidate.answer ? 'answering' : 'thinking'}, ${candidate.tokens} tokens`;
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
