import type { Judge, Submission } from '../judge/index.ts';
import { type Engine, extractCode, type GenerateRequest } from '../model/index.ts';
import { type Problem, programFor } from '../problem/index.ts';
import type { CandidateOutcome, SolveEvent } from './events.ts';
import type { Evidence } from './evidence.ts';
import type { CheckedOracle, OracleSource } from './oracle.ts';
import { judgeOnSamples, limitsOf } from './samples.ts';

/** What all candidates of one solve share. */
export interface Attempt {
  problem: Problem;
  language: string;
  engine: Engine;
  judge: Judge;
  /** The request of a candidate; the seed makes the difference. */
  request: (seed: number) => GenerateRequest;
  oracle?: OracleSource & CheckedOracle;
  stressCases: number;
  /** Normalised program -> the candidate that wrote it first. */
  seen: Map<string, number>;
}

/**
 * One candidate from its first token to its end: generate, take the program out of the answer, drop it when an
 * earlier candidate wrote the same, judge it on the samples, stress it against the oracle. Every step that
 * fails ends the candidate there; the last event is always `candidate-ended`.
 */
export async function* attempt(
  candidate: number,
  seed: number,
  work: Attempt,
  signal: AbortSignal,
): AsyncGenerator<SolveEvent> {
  const end = (outcome: CandidateOutcome, reason: string, more: Partial<Ended> = {}): SolveEvent => ({
    type: 'candidate-ended',
    candidate,
    outcome,
    reason,
    ...more,
  });

  let started = false;
  try {
    let answer = '';
    for await (const event of work.engine.generate(work.request(seed), signal)) {
      if (event.type === 'started') {
        started = true;
        yield { type: 'candidate-started', candidate, seed };
      } else if (event.type === 'text') {
        const { channel, text, tokens } = event;
        if (channel === 'answer') answer += text;
        yield { type: 'candidate-text', candidate, channel, text, tokens };
      } else if (started) {
        const code = extractCode(answer)?.code;
        const { reason: finish, tokens, ms } = event;
        yield { type: 'candidate-answered', candidate, finish, tokens, ms, code };
        if (finish === 'aborted') return yield end('stopped', 'stopped before it had an answer');
        if (code === undefined) return yield end('no-code', noCode[finish]);
        const whole = programFor(work.problem, code, work.language);
        if ('reason' in whole) return yield end('no-code', whole.reason);
        yield* check(candidate, { language: work.language, source: whole.program }, work, end, signal);
      }
    }
  } catch (error) {
    if (signal.aborted && !started) return;
    if (!started) yield { type: 'candidate-started', candidate, seed };
    if (signal.aborted) yield end('stopped', 'stopped');
    else yield end('lost', error instanceof Error ? error.message : String(error));
  }
}

type Ended = Extract<SolveEvent, { type: 'candidate-ended' }>;

const noCode = {
  stop: 'the answer holds no program',
  length: 'it used up its tokens before it wrote a program',
  context: 'its context was full before it wrote a program',
  repetition: 'it kept repeating itself and was ended',
};

async function* check(
  candidate: number,
  submission: Submission,
  work: Attempt,
  end: (outcome: CandidateOutcome, reason: string, more?: Partial<Ended>) => SolveEvent,
  signal: AbortSignal,
): AsyncGenerator<SolveEvent> {
  const key = normalised(submission.source);
  const first = work.seen.get(key);
  if (first !== undefined) return yield end('duplicate', `the same program as candidate ${first}`);
  work.seen.set(key, candidate);

  const { problem, judge, oracle } = work;
  const evidence: Evidence = { samples: { passed: 0, total: problem.samples.length } };
  for await (const event of judgeOnSamples(judge, submission, problem, signal)) {
    if (event.type === 'compiled') {
      yield { type: 'candidate-compiled', candidate, warnings: event.warnings };
    } else if (event.type === 'test-judged') {
      if (event.result.verdict === 'AC') evidence.samples.passed++;
      yield { type: 'candidate-tested', candidate, result: event.result };
    } else if (event.type === 'judged' && event.verdict !== 'AC') {
      const { verdict, reason = 'it failed a sample' } = event;
      return yield end(verdict === 'JE' ? 'lost' : 'failed', reason, { verdict, evidence });
    }
  }

  let unstressed = '';
  if (oracle?.usable) {
    const stress = judge.stress({
      submission,
      oracle: oracle.oracle,
      generator: oracle.generator,
      validator: oracle.validator,
      ...limitsOf(problem),
      cases: work.stressCases,
      seed: stressSeed,
      signal,
    });
    for await (const event of stress) {
      yield { type: 'candidate-stressed', candidate, event };
      if (event.type !== 'stress-ended') continue;
      const { verdict, cases, reason = 'it differs from the oracle' } = event;
      // A broken generator or oracle (JE) is not the candidate's fault: it keeps the evidence it has.
      if (verdict === 'JE') unstressed = `; the stress test could not be made: ${reason}`;
      else if (verdict !== 'AC') return yield end('failed', reason, { verdict, evidence });
      else evidence.stress = { cases, oracle: oracle.origin, oracleSamples: oracle.samples };
    }
  }
  if (evidence.samples.total === 0 && !evidence.stress) {
    return yield end('unchecked', `there is nothing to check it with${unstressed}`, { evidence });
  }
  const reason = `it held against everything it was checked with${unstressed}`;
  yield end('held', reason, { verdict: 'AC', evidence });
}

/** Every candidate meets the same generated inputs, so that their verdicts can be compared. */
const stressSeed = 1;

/** Two programs that differ only in white space at line ends or in blank lines are one program. */
function normalised(source: string): string {
  return source
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}
