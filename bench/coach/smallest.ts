import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Judge, Submission, Test } from '../../src/judge/index.ts';
import { type Problem, readPackage } from '../../src/problem/index.ts';
import { limitsOf } from '../../src/solver/index.ts';

const script = fileURLToPath(new URL('tiny-inputs.py', import.meta.url));
const mostTried = 300_000;
/** The shortest ones that programs are run on. */
const mostRun = 1500;

/** Every input of few tokens that the package at `folder` allows, the shortest first, with the right answers. */
export async function tinyTests(judge: Judge, folder: string, right: Submission): Promise<Test[]> {
  const { problem } = await readPackage(folder);
  const letters = [...new Set(problem.samples.flatMap(({ input }) => input.match(/[^\s\d-]/g) ?? []))];
  const args = [
    script,
    join(folder, 'input_validators', 'validate.py'),
    letters.slice(0, 3).join(''),
    `${mostTried}`,
  ];
  const { stdout } = await promisify(execFile)('python3', args, { maxBuffer: 2 ** 28 });
  const inputs: string[] = JSON.parse(stdout).inputs.slice(0, mostRun);
  const tests = inputs.map((input, index) => ({ name: `${index}`, input }));
  const { checker: _, ...limits } = limitsOf(problem);
  for await (const event of judge.judge(right, tests, { ...limits, timeLimitMs: 10_000 }))
    if (event.type === 'judged')
      return event.results.flatMap(({ test, verdict, stdout: answer }) =>
        verdict === 'AC' ? [{ ...test, answer }] : [],
      );
  return [];
}

/** The shortest of the tests that the program fails; undefined when it passes all. */
export async function firstFailed(
  judge: Judge,
  problem: Problem,
  submission: Submission,
  tests: Test[],
): Promise<string | undefined> {
  // In a few steps: most fail early, and those that hang take their time on every test.
  for (let from = 0; from < tests.length; from += 50) {
    const some = tests.slice(from, from + 50);
    for await (const event of judge.judge(submission, some, { ...limitsOf(problem), stopAtFirst: true }))
      if (event.type === 'judged' && event.verdict !== 'AC')
        return event.results.find(({ verdict }) => verdict !== 'AC')?.test.input;
  }
  return undefined;
}
