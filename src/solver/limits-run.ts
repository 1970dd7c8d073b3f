import type { Judge, Submission, TestResult } from '../judge/index.ts';
import type { Problem } from '../problem/index.ts';
import type { Evidence } from './evidence.ts';
import type { GeneratedInput } from './inputs/cases.ts';
import { limitsOf } from './samples.ts';

/** CPU time where neither the statement nor the user sets a limit, ms; as the judge has it. */
const usualLimitMs = 10_000;

/**
 * Runs a program on inputs as large as the statement allows: the evidence when it stays within its limits on
 * all of them, or the first run that does not. What it prints is not compared, nothing is there to compare with.
 */
export async function runAtLimits(
  program: Submission,
  largest: GeneratedInput[],
  problem: Problem,
  judge: Judge,
  signal: AbortSignal,
  measured: (result: TestResult) => void,
): Promise<{ limits?: Evidence['limits']; failed?: TestResult }> {
  const { checker: _, interactor: __, ...limits } = limitsOf(problem);
  let slowest: TestResult | undefined;
  // One at a time: what is measured here is time.
  for (const test of largest) {
    for await (const event of judge.judge(program, [test], { ...limits, signal })) {
      if (event.type !== 'judged') continue;
      const [result] = event.results;
      if (!result || result.verdict === 'JE') throw new Error(event.reason ?? 'The judge failed.');
      const short = { ...result, test: { name: test.name, input: head(test.input) }, stdout: '' };
      measured(short);
      if (result.verdict !== 'AC') return { failed: short };
      if (!slowest || timeOf(result) > timeOf(slowest)) slowest = short;
    }
  }
  if (!slowest) return {};
  const limitMs = problem.timeLimitMs ?? usualLimitMs;
  // CPU time within the measurement's own tolerance of the limit was accepted by the judge.
  const ms = Math.min(timeOf(slowest), limitMs);
  const bytes = Math.max(...largest.map(({ input }) => input.length));
  return {
    limits: {
      runs: largest.length,
      what: `inputs of up to ${kilobytes(bytes)}, the largest allowed,`,
      ms,
      limitMs,
    },
  };
}

function timeOf(result: TestResult): number {
  return result.cpuMs ?? result.wallMs;
}

function kilobytes(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} KiB`;
}

/** The beginning of a large input, which says what it is. */
function head(input: string): string {
  return input.length <= 200 ? input : `${input.slice(0, 200)}...`;
}
