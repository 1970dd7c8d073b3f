import { compare, type Judge, type Submission } from '../../judge/index.ts';
import { type Engine, type Preset, sectionsPrompt } from '../../model/index.ts';
import { type ContestGuard, type Problem, programFor } from '../../problem/index.ts';
import { judgeOnSamples, limitsOf, unjudgeable } from '../../solver/index.ts';
import { requestFor } from '../request.ts';
import { type ExplainEvent, ExplainSection, sectionTitles, type TraceCheck, tableInWords } from './events.ts';
import { complexityTables } from './feasible.ts';

export interface ExplainOptions {
  guard: ContestGuard;
  engine: Engine;
  preset: Preset;
  problem: Problem;
  /** A program whose runs are believed once it passes the samples, and who runs it. */
  verified?: { judge: Judge; submission: Submission };
  replyLanguage?: string;
  seed?: number;
  signal?: AbortSignal;
  /** Replaces the instructions of the mode; empty: none are given. */
  instructions?: string;
}

/**
 * Explains a problem in sections, as they are written. The table of complexities is computed; the output that the
 * worked sample comes to is compared with the sample and with a run of verified code; the rest is the model's word.
 * @throws ContestRefusal when the problem is of a contest that runs or may run
 */
export async function* explainInSections(options: ExplainOptions): AsyncGenerator<ExplainEvent> {
  const { guard, engine, preset, problem, replyLanguage, instructions, seed = 1, signal } = options;
  await guard.admit(problem, [], signal);
  const tables = complexityTables(problem);
  yield { type: 'explain-started', tables, engine: await engine.load(signal) };
  const titles = ExplainSection.options.map((section) => sectionTitles[section]);
  const feasible = tables.map(tableInWords);
  const made = sectionsPrompt({ preset, problem, titles, feasible, replyLanguage, instructions });
  const reader = new SectionReader();
  for await (const event of engine.generate(requestFor(preset, 'explain', made, seed), signal)) {
    if (event.type === 'text' && event.channel === 'thought') yield { ...event, type: 'explain-text' };
    else if (event.type === 'text') yield* reader.read(event.text, event.tokens);
    else if (event.type === 'ended') {
      yield* reader.end(event.tokens);
      if (event.reason !== 'aborted' && reader.sections.includes('sample'))
        yield* traced(reader.textOf('sample'), options);
      const { reason, tokens, ms } = event;
      yield { type: 'explain-ended', reason, tokens, ms, sections: reader.sections };
    }
  }
}

/** Tells sections apart while they are written: a line is held back until it is known to be no heading. */
class SectionReader {
  readonly sections: ExplainSection[] = [];
  readonly #texts = new Map<ExplainSection, string>();
  #line = '';

  textOf(section: ExplainSection): string {
    return this.#texts.get(section) ?? '';
  }

  *read(text: string, tokens: number): Generator<ExplainEvent> {
    this.#line += text;
    const lines = this.#line.split('\n');
    this.#line = lines.pop() ?? '';
    for (const line of lines) yield* this.#whole(`${line}\n`, tokens);
    // What cannot become a heading any more is shown as it comes.
    if (this.#line !== '' && !/^\s*(?:#|\*\*|$)/.test(this.#line)) {
      yield* this.#text(this.#line, tokens);
      this.#line = '';
    }
  }

  *end(tokens: number): Generator<ExplainEvent> {
    if (this.#line !== '') yield* this.#whole(this.#line, tokens);
    this.#line = '';
  }

  *#whole(line: string, tokens: number): Generator<ExplainEvent> {
    const heading = /^\s*(?:#{1,6}\s*(?:\d\.\s*)?|\*\*)(.+?)(?:\*\*)?:?\s*$/.exec(line)?.[1]?.toLowerCase();
    const section = ExplainSection.options.find((it) => heading === sectionTitles[it].toLowerCase());
    if (section && !this.sections.includes(section)) {
      this.sections.push(section);
      yield { type: 'explain-section', section };
    } else yield* this.#text(line, tokens);
  }

  *#text(text: string, tokens: number): Generator<ExplainEvent> {
    const section = this.sections.at(-1);
    if (section) this.#texts.set(section, this.textOf(section) + text);
    yield { type: 'explain-text', channel: 'answer', text, tokens };
  }
}

async function* traced(
  text: string,
  { problem, verified, signal }: ExplainOptions,
): AsyncGenerator<ExplainEvent> {
  const claimed = claimedOutput(text);
  const sample = problem.samples[0];
  const check: TraceCheck = {
    verdict: 'not-checked',
    against: [],
    ...(claimed !== undefined && { claimed }),
  };
  const checker = problem.checker?.kind === 'program' ? undefined : (problem.checker ?? { kind: 'tokens' });
  const mayCompare = claimed !== undefined && checker !== undefined && !unjudgeable(problem);
  const hold = (expected: string, against: string) => {
    if (!mayCompare) return;
    check.expected ??= expected;
    check.against.push(against);
    const isSame = compare(checker, claimed, expected).verdict === 'AC';
    check.verdict = isSame && check.verdict !== 'failed' ? 'held' : 'failed';
  };
  if (sample) {
    hold(sample.output, 'the sample');
    if (verified && mayCompare) {
      const run = await verifiedRun(verified, problem, sample.input, signal);
      if ('output' in run) hold(run.output, 'a run of the program that passes the samples');
      else yield { type: 'explain-note', text: run.reason };
    }
  }
  yield { type: 'explain-traced', check };
}

/** What follows the last "Output", in a fence or on its line. */
function claimedOutput(text: string): string | undefined {
  const at = [...text.matchAll(/\boutput\b[^\n:]{0,20}:?\**[ \t]*/gi)].at(-1);
  if (!at) return undefined;
  const rest = text.slice(at.index + at[0].length);
  const fence = /^\s*(`{3,})[^\n]*\n([\s\S]*?)\n?\1/.exec(rest)?.[2];
  const line = rest.split('\n')[0]?.replace(/[`*]/g, '').trim();
  return fence ?? (line === '' ? undefined : line);
}

async function verifiedRun(
  { judge, submission }: NonNullable<ExplainOptions['verified']>,
  problem: Problem,
  input: string,
  signal = new AbortController().signal,
): Promise<{ output: string } | { reason: string }> {
  const whole = programFor(problem, submission.source, submission.language);
  if ('reason' in whole) return { reason: whole.reason };
  const program = { ...submission, source: whole.program };
  for await (const event of judgeOnSamples(judge, program, problem, signal))
    if (event.type === 'judged' && event.verdict !== 'AC')
      return { reason: `The program given is not used: it gets ${event.verdict} on the samples.` };
  const { timeLimitMs, memoryLimitMiB, inputFile, outputFile } = limitsOf(problem);
  const result = await judge.run(program, input, {
    limits: { timeLimitMs, memoryLimitMiB },
    inputFile,
    outputFile,
    signal,
  });
  return result.verdict === 'AC'
    ? { output: result.stdout }
    : { reason: `The program given gets ${result.verdict}.` };
}
