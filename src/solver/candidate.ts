import type { Judge, Submission, TestResult } from '../judge/index.ts';
import type { Engine, FinishReason, GenerateRequest } from '../model/index.ts';
import type { Problem } from '../problem/index.ts';
import type { Entrant } from './entrant.ts';
import type { CandidateOutcome, SolveEvent } from './events.ts';
import { answerTo } from './generation.ts';
import { normalised, programIn } from './programs.ts';
import { judgeOnSamples, unjudgeable } from './samples.ts';

/** What all candidates of one solve share. */
export interface Attempt {
  problem: Problem;
  language: string;
  engine: Engine;
  judge: Judge;
  /** Normalised program -> the candidate that wrote it first. */
  seen: Map<string, number>;
  emit(event: SolveEvent): void;
  /** Called once the model is done with it: its lane is free, the judge is at work. */
  answered(): void;
}

/** How a candidate is asked for. */
export interface Asking {
  number: number;
  request: GenerateRequest;
  hint?: string;
  repairs?: number;
}

/** A candidate that passed the samples, or what it failed on. */
export type Attempted =
  | { passed: Entrant }
  | { failed: { program: Submission; code: string; verdict: string; test?: TestResult } }
  | undefined;

/**
 * One candidate from its first token to the samples: generate, take the program out of the answer, drop it when
 * an earlier candidate wrote the same, judge it on the samples. A candidate that passes them has not ended; every
 * other has, with a `candidate-ended`.
 */
export async function attempt(asking: Asking, work: Attempt, signal: AbortSignal): Promise<Attempted> {
  const { number: candidate, request } = asking;
  const end = (outcome: CandidateOutcome, reason: string, more: Partial<Ended> = {}): undefined => {
    work.emit({ type: 'candidate-ended', candidate, outcome, reason, ...more });
    return undefined;
  };
  const start = () => {
    started = true;
    work.emit({
      type: 'candidate-started',
      candidate,
      seed: request.seed,
      temperature: request.sampling.temperature,
      ...(asking.hint ? { hint: asking.hint } : {}),
      ...(asking.repairs ? { repairs: asking.repairs } : {}),
    });
  };
  let started = false;
  let answered = false;
  try {
    for await (const event of answerTo(work.engine, request, signal)) {
      if (event.type === 'started') start();
      else if (event.type === 'text') work.emit({ ...event, type: 'candidate-text', candidate });
      else if (started) {
        const { finish, tokens, ms, text, overlong } = event;
        const found = overlong
          ? { reason: 'it wrote more than any program is long' }
          : programIn(text, work.problem, work.language);
        work.emit({ type: 'candidate-answered', candidate, finish, tokens, ms, code: found.code });
        answered = true;
        work.answered();
        if (finish === 'aborted') return end('stopped', 'stopped before it had an answer');
        if ('reason' in found)
          return end('no-code', found.code === undefined ? noCode(finish, found.reason) : found.reason);
        const program = { language: work.language, source: found.program };
        return await check(candidate, program, found.code ?? '', tokens, work, end, signal);
      }
    }
  } catch (error) {
    if (signal.aborted && !started) return undefined;
    if (!started) start();
    if (signal.aborted) return end('stopped', 'stopped');
    return end('lost', error instanceof Error ? error.message : String(error));
  } finally {
    if (!answered) work.answered();
  }
  return undefined;
}

type Ended = Extract<SolveEvent, { type: 'candidate-ended' }>;

function noCode(finish: FinishReason, reason: string): string {
  const cut: Partial<Record<FinishReason, string>> = {
    length: 'it used up its tokens before it wrote a program',
    context: 'its context was full before it wrote a program',
    repetition: 'it kept repeating itself and was ended',
  };
  return reason === 'the answer holds no program' ? (cut[finish] ?? reason) : reason;
}

async function check(
  candidate: number,
  program: Submission,
  code: string,
  tokens: number,
  work: Attempt,
  end: (outcome: CandidateOutcome, reason: string, more?: Partial<Ended>) => undefined,
  signal: AbortSignal,
): Promise<Attempted> {
  const key = normalised(program.source);
  const first = work.seen.get(key);
  if (first !== undefined) return end('duplicate', `the same program as candidate ${first}`);
  work.seen.set(key, candidate);

  const { problem, judge, emit } = work;
  const undecided = unjudgeable(problem);
  if (undecided && problem.interactive) return end('unchecked', undecided);
  const samples = { passed: 0, total: problem.samples.length };
  for await (const event of judgeOnSamples(judge, program, problem, signal)) {
    if (event.type === 'compiled') {
      emit({ type: 'candidate-compiled', candidate, warnings: event.warnings });
    } else if (event.type === 'test-judged') {
      if (event.result.verdict === 'AC') samples.passed++;
      emit({ type: 'candidate-tested', candidate, result: event.result });
    } else if (event.type === 'judged' && event.verdict !== 'AC') {
      const { verdict, reason = 'it failed a sample' } = event;
      const evidence = { samples };
      if (verdict === 'JE') return end('lost', reason, { verdict, evidence });
      // Another answer than the sample's may be as right, where any is.
      if (verdict === 'WA' && undecided) return end('unchecked', undecided, { evidence });
      end('failed', reason, { verdict, evidence });
      const test = event.results.find((it) => it.verdict !== 'AC');
      return { failed: { program, code, verdict, ...(test ? { test } : {}) } };
    }
  }
  const name = `candidate ${candidate}`;
  return { passed: { name, program, role: 'candidate', by: 'model', number: candidate, tokens } };
}
