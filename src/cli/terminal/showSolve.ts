import { createLogUpdate } from 'log-update';
import type { TestResult } from '../../judge/index.ts';
import {
  type Candidate,
  describeEvidence,
  emptySolve,
  foldSolve,
  type SolveEvent,
  type SolveState,
} from '../../solver/index.ts';
import { drawLanes } from './lanes.ts';
import { engineLine } from './modelWords.ts';
import { paint, paintVerdict } from './paint.ts';
import { plainText } from './plainText.ts';

type SolveEnded = Extract<SolveEvent, { type: 'solve-ended' }>;

/** Redraws are held to this many a second: a model writes faster than an eye reads. */
const framesPerSecond = 15;

/**
 * Shows a solve: the lanes live when standard error is a terminal, a line for each candidate that has ended,
 * and at the end the program on standard output with its evidence on standard error.
 */
export async function showSolve(events: AsyncIterable<SolveEvent>): Promise<SolveEnded> {
  const terminal = process.stderr;
  const live = terminal.isTTY ? createLogUpdate(terminal) : undefined;
  const line = (text: string) => {
    live?.clear();
    terminal.write(`${text}\n`);
  };
  let state = emptySolve;
  let drawn = 0;
  try {
    for await (const event of events) {
      state = foldSolve(state, event);
      if (event.type === 'solve-started') line(headline(event));
      else if (event.type === 'oracle-checked') line(paint('dim', `Oracle: ${event.reason}`));
      else if (event.type === 'candidate-ended') {
        const ended = state.candidates.find((it) => it.number === event.candidate);
        if (ended && !isNoise(ended)) line(endedLine(ended));
      } else if (event.type === 'solve-ended') {
        live?.clear();
        showEnd(event, state);
        return event;
      }
      if (live && performance.now() - drawn > 1000 / framesPerSecond) {
        live(drawLanes(state, terminal.columns ?? 80));
        drawn = performance.now();
      }
    }
  } finally {
    live?.done();
  }
  throw new Error('The solve ended without its last event.');
}

/** Candidates that only repeat another, or were stopped since one held, say nothing new. */
function isNoise({ outcome }: Candidate): boolean {
  return outcome === 'duplicate' || outcome === 'stopped';
}

function headline(event: Extract<SolveEvent, { type: 'solve-started' }>): string {
  const { engine } = event;
  const facts = [
    `${engine.lanes} lanes`,
    event.language,
    `${event.samples} samples`,
    `at most ${event.maxCandidates} candidates`,
  ];
  const title = paint('bold', plainText(event.title ?? 'Untitled problem'));
  return `${title}  ${paint('dim', facts.join(' · '))}\n${engineLine(engine)}`;
}

function endedLine(candidate: Candidate): string {
  const number = `#${candidate.number}`.padStart(4);
  const mark = candidate.verdict ? paintVerdict(candidate.verdict) : paint('dim', '--');
  const spent = paint('dim', `(${candidate.tokens} tokens)`);
  return `${number} ${mark} ${plainText(candidate.reason ?? '').replaceAll('\n', ' ')} ${spent}`;
}

function showEnd(event: SolveEnded, { candidates }: SolveState): void {
  const best = candidates.find((it) => it.number === event.best);
  const write = (text: string) => process.stderr.write(`${text}\n`);
  const again = candidates.filter((it) => it.outcome === 'duplicate').length;
  const repeats = again > 0 ? `, ${again} of them repeats` : '';
  const spent = `${candidates.length} candidates${repeats}, ${event.tokens} tokens, ${(event.ms / 1000).toFixed(1)} s`;
  const evidence = event.evidence ? describeEvidence(event.evidence) : 'not checked';
  if (event.outcome === 'solved' && best?.code !== undefined) {
    write(
      `\n${paintVerdict('AC')} ${paint('bold', `Candidate ${best.number}`)}: ${evidence} ${paint('dim', `(${spent})`)}\n`,
    );
    // Into a file or a pipe the program goes as it is; a terminal would obey its control characters.
    const program = process.stdout.isTTY ? plainText(best.code) : best.code;
    process.stdout.write(`${program.trimEnd()}\n`);
    return;
  }
  write(`\n${paint('bold', event.reason)} ${paint('dim', `(${spent})`)}`);
  if (best?.code === undefined) return;
  const verdict = best.verdict ? `${paintVerdict(best.verdict)}, ${best.reason}` : 'not checked';
  write(`The best attempt was candidate ${best.number}: ${verdict}; ${evidence}\n`);
  write(plainText(best.code).trimEnd());
  const failing = best.difference ?? best.tests.find((it) => it.verdict !== 'AC');
  if (failing) write(`\n${describeFailure(failing)}`);
}

/** What a person needs to see of a failed test: what went in and out, or what was said. Long texts are cut. */
export function describeFailure(result: TestResult): string {
  const part = (title: string, text: string) =>
    `${paint('dim', title)}\n${shortened(plainText(text).trimEnd())}`;
  const parts = [part('input', result.test.input)];
  if (result.transcript) {
    parts.push(part('what was said (> the program, < the interactor)', spoken(result.transcript)));
  } else {
    if (result.test.answer !== undefined) parts.push(part('expected', result.test.answer));
    parts.push(part('got', result.stdout));
  }
  if (result.stderr.trim()) parts.push(part('standard error', result.stderr));
  return parts.join('\n');
}

function spoken(transcript: NonNullable<TestResult['transcript']>): string {
  if (transcript.length === 0) return '(nothing)';
  return transcript
    .map(({ by, text }) => text.replace(/\n$/, '').replace(/^/gm, by === 'program' ? '> ' : '< '))
    .join('\n');
}

const mostLines = 40;
const mostColumns = 200;

/** The head and the tail of a long text; what is left out between them is counted. */
function shortened(text: string): string {
  const lines = text
    .split('\n')
    .map((line) =>
      line.length > mostColumns ? `${line.slice(0, mostColumns)}... (${line.length} characters)` : line,
    );
  if (lines.length <= mostLines) return lines.join('\n');
  const half = mostLines / 2;
  const between = paint('dim', `... ${lines.length - mostLines} lines ...`);
  return [...lines.slice(0, half), between, ...lines.slice(-half)].join('\n');
}
