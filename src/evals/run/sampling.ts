import { type AnswerComparing, type ClaimsOptions, judgeClaims } from '../../coach/index.ts';
import type { Judge, Submission } from '../../judge/index.ts';
import type { Engine, FinishReason, GenerateRequest } from '../../model/index.ts';
import { extractCode } from '../../model/index.ts';
import { programFor } from '../../problem/index.ts';
import { answerTo, judgeOnSamples } from '../../solver/index.ts';
import { type Comparison, judgeTask } from '../judging/judge-task.ts';
import type { EvalTask } from '../task.ts';
import type { EvalSample } from './events.ts';
import { hashOf } from './settings.ts';

/** An answer before it is judged: what the model gave. */
export type Answered = Omit<EvalSample, 'verdict' | 'reason' | 'correct' | 'level' | 'offered'>;

/** A program longer than this is none that solves a problem. */
const longestProgram = 256 * 1024;

/** One answer of the model to a task, with its claims judged where `claims` says so; undefined when it was stopped. */
export async function answered(
  engine: Engine,
  task: EvalTask,
  sample: number,
  request: GenerateRequest,
  signal: AbortSignal,
  answers: AnswerComparing | undefined,
  claims?: Pick<ClaimsOptions, 'preset' | 'count' | 'maxTokens'>,
): Promise<Answered | undefined> {
  for await (const event of answerTo(engine, request, signal)) {
    if (event.type !== 'answered') continue;
    const { text, tokens, ms, finish } = event;
    if (finish === 'aborted' || signal.aborted) return undefined;
    const code = task.kind === 'programming' ? extractCode(text)?.code : undefined;
    const answer = task.kind === 'maths' ? answers?.finalAnswer(text) : undefined;
    const judging =
      claims && answer !== undefined
        ? await judgeClaims({
            ...claims,
            ...{ engine, problem: task.problem, solution: text, seed: request.seed, signal },
          })
        : undefined;
    if (signal.aborted) return undefined;
    return {
      task: task.id,
      sample,
      seed: request.seed,
      prompt: hashOf(request.prompt).slice(0, 16),
      tokens,
      ms: Math.round(ms),
      finish,
      ...(code === undefined ? {} : { code }),
      ...(answer === undefined ? {} : { answer }),
      ...(judging && { claims: judging.claims.map(({ right }) => right), claimTokens: judging.tokens }),
    };
  }
  return undefined;
}

export interface Judging {
  judge: Judge;
  /** Needed for maths. */
  answers?: AnswerComparing;
  comparison: Comparison;
  language: string;
  /** Run on the samples of the statement too: what a solver could choose by. */
  onSamples: boolean;
  signal: AbortSignal;
}

/** The answer with what it came to. */
export async function judged(task: EvalTask, given: Answered, how: Judging): Promise<EvalSample> {
  if (task.kind === 'maths') {
    if (given.answer === undefined)
      return { ...given, correct: false, reason: noAnswer(given.finish, 'no answer') };
    return { ...given, correct: how.answers?.equivalent(given.answer, task.answer ?? '') === 'equal' };
  }
  const { code } = given;
  if (code === undefined) return { ...given, correct: false, reason: noAnswer(given.finish, 'no program') };
  if (code.length > longestProgram) return { ...given, correct: false, reason: 'longer than any program' };
  const program = { language: how.language, source: code };
  const whole = await wholeProgram(task, program);
  if ('reason' in whole) return { ...given, correct: false, ...whole };
  const { verdict, reason } = await judgeTask(how.judge, task, whole, how.comparison, how.signal);
  const passes = how.onSamples ? await passesSamples(task, program, how) : undefined;
  return {
    ...given,
    verdict,
    ...(reason === undefined || verdict === 'AC' ? {} : { reason }),
    correct: verdict === 'AC',
    ...(passes === undefined ? {} : { level: passes ? ('samples' as const) : ('unchecked' as const) }),
  };
}

/** Sets that call a function have drivers of their own. */
async function wholeProgram(task: EvalTask, program: Submission): Promise<Submission | { reason: string }> {
  const tests = await task.tests?.();
  if (tests?.kind === 'calls' || tests?.kind === 'python') return program;
  const whole = programFor(task.problem, program.source, program.language);
  return 'reason' in whole ? whole : { ...program, source: whole.program };
}

/** True when every sample is passed; no sample, no pass. */
async function passesSamples(task: EvalTask, program: Submission, how: Judging): Promise<boolean> {
  const whole = programFor(task.problem, program.source, program.language);
  if ('reason' in whole || task.problem.samples.length === 0) return false;
  const submission = { ...program, source: whole.program };
  for await (const event of judgeOnSamples(how.judge, submission, task.problem, how.signal, true))
    if (event.type === 'judged') return event.verdict === 'AC';
  return false;
}

function noAnswer(finish: FinishReason, what: string): string {
  const cut: Partial<Record<FinishReason, string>> = {
    length: 'its tokens were used up',
    context: 'its context was full',
    repetition: 'it kept repeating itself',
  };
  return cut[finish] ? `${what}: ${cut[finish]}` : what;
}
