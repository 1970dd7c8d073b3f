import type { Judge, JudgeEvent, Submission, Test } from '../judge/index.ts';
import type { Problem } from '../problem/index.ts';

/** The samples as tests, named as a person counts them. */
export function sampleTests(problem: Problem): Test[] {
  return problem.samples.map((sample, index) => ({
    name: `sample ${index + 1}`,
    input: sample.input,
    answer: sample.output,
  }));
}

/** Judges `submission` on the samples with the problem's own limits and checker, as a stream. */
export function judgeOnSamples(
  judge: Judge,
  submission: Submission,
  problem: Problem,
  signal: AbortSignal,
  stopAtFirst = false,
): AsyncIterable<JudgeEvent> {
  return judge.judge(submission, sampleTests(problem), { ...limitsOf(problem), stopAtFirst, signal });
}

/** The last event of `judgeOnSamples`. */
export async function judgedOnSamples(
  judge: Judge,
  submission: Submission,
  problem: Problem,
  signal: AbortSignal,
): Promise<Extract<JudgeEvent, { type: 'judged' }>> {
  for await (const event of judgeOnSamples(judge, submission, problem, signal))
    if (event.type === 'judged') return event;
  throw new Error('The judge ended without a verdict.');
}

/** What of a problem the judge needs to know; the checker of an interactive problem is its interactor. */
export function limitsOf(problem: Problem) {
  const { timeLimitMs, memoryLimitMiB, checker, inputFile, outputFile } = problem;
  const rest = { timeLimitMs, memoryLimitMiB, inputFile, outputFile };
  if (problem.interactive && checker?.kind === 'program')
    return { ...rest, interactor: checker, checker: undefined };
  return { ...rest, checker, interactor: undefined };
}

/** Why a run on a sample could decide nothing about a right program; undefined when it can. */
export function unjudgeable(problem: Problem): string | undefined {
  if (problem.interactive && problem.checker?.kind !== 'program')
    return 'The problem is interactive, and there is no interactor to talk to.';
  if (problem.anyAnswer && problem.checker?.kind !== 'program')
    return 'Several answers are right, and there is no checker to tell.';
  return undefined;
}
