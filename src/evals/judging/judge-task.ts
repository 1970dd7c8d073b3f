import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  fileNameFor,
  type Judge,
  type Submission,
  type Test,
  type TestResult,
  type Verdict,
} from '../../judge/index.ts';
import type { ProblemPackage } from '../../problem/index.ts';
import { type EvalTask, type EvalTests, SetError } from '../task.ts';
import { agreesLineByLine } from './livecodebench-rule.ts';
import { canBatch, runBatch } from './python-batch.ts';
import { sameJson } from './same-json.ts';

/** What a program came to on a task's tests; the first test it fails ends it. */
export interface TaskVerdict {
  verdict: Verdict;
  reason?: string;
}

/** How outputs are compared: as the set does it, or always by the judge's tokens. */
export type Comparison = 'set' | 'tokens';

/** Where a package names no time limit. */
const packageTimeLimitMs = 10_000;

/** Judges a program on all tests of its task, in the judge's sandbox. Throws the signal's reason when it aborts. */
export async function judgeTask(
  judge: Judge,
  task: EvalTask,
  program: Submission,
  comparison: Comparison,
  signal: AbortSignal,
): Promise<TaskVerdict> {
  const tests = await task.tests?.();
  if (!tests) throw new SetError(`${task.id} has no tests.`);
  if (tests.kind === 'package') return inPackage(judge, tests.package, program, signal);
  const { timeLimitMs, memoryLimitMiB } = tests;
  const limits = { timeLimitMs, memoryLimitMiB };
  const run = (imports: string, source: string, all: Test[], agrees: Agrees) =>
    program.language === 'python' && canBatch
      ? firstFailureInBatches(judge, { imports, source }, all, { ...limits, signal }, agrees)
      : firstFailure(judge, { ...program, source: imports + source }, all, limits, agrees, signal);
  if (tests.kind === 'calls')
    return run(tests.before, calling(tests, program.source), withoutAnswers(tests.tests), (output, index) =>
      sameJson(output, tests.tests[index]?.answer ?? ''),
    );
  if (tests.kind === 'python') {
    // Only a program that gets to the end of the tests echoes this; one that leaves early has not passed.
    const input = createHash('sha256').update(`${task.id}\n${program.source}`).digest('hex');
    return run('', asserting(tests, program.source), [{ name: 'the tests', input }], (output) =>
      output.endsWith(input),
    );
  }
  const { inputFile, outputFile } = task.problem;
  const imports = program.language === 'python' ? tests.before : '';
  const rule =
    tests.rule === 'livecodebench' && comparison === 'tokens' ? { kind: 'tokens' as const } : tests.rule;
  if (rule === 'livecodebench')
    return run(imports, program.source, withoutAnswers(tests.tests), (output, index) =>
      agreesLineByLine(output, tests.tests[index]?.answer ?? ''),
    );
  const options = { ...limits, checker: rule, inputFile, outputFile, stopAtFirst: true, signal };
  for await (const event of judge.judge(
    { ...program, source: imports + program.source },
    tests.tests,
    options,
  ))
    if (event.type === 'judged') return verdictOf(event.verdict, event.reason);
  throw new Error('The judge ended without a verdict.');
}

type Agrees = (output: string, index: number) => boolean;

const firstBatch = 4;
const largestBatch = 32;
const mostInputLength = 1 << 24;

/** As `firstFailure`, in growing batches: a wrong program fails early, a right one runs through all tests. */
async function firstFailureInBatches(
  judge: Judge,
  program: { imports: string; source: string },
  tests: Test[],
  options: { timeLimitMs: number; memoryLimitMiB: number; signal: AbortSignal },
  agrees: Agrees,
): Promise<TaskVerdict> {
  let size = firstBatch;
  for (let from = 0; from < tests.length; size = Math.min(2 * size, largestBatch)) {
    let length = 0;
    const batch = tests.slice(from, from + size).filter(({ input }, index) => {
      length += input.length;
      return index === 0 || length <= mostInputLength;
    });
    const runs = await runBatch(
      judge,
      program,
      batch.map(({ input }) => input),
      options,
    );
    for (const [index, { verdict, reason, stdout }] of runs.entries()) {
      const name = batch[index]?.name ?? '';
      const result = { test: { name, input: '' }, verdict, reason, stdout, stderr: '', wallMs: 0 };
      const failed = failureIn(result, agrees(stdout, from + index));
      if (failed) return failed;
    }
    if (runs.length < batch.length) throw new Error('The interpreter ended before its last input.');
    from += batch.length;
  }
  return { verdict: 'AC' };
}

/**
 * The verdict of the first test, in their order, that fails or whose output does not agree. Once one has failed, only
 * those before it are waited for.
 */
async function firstFailure(
  judge: Judge,
  program: Submission,
  tests: Test[],
  limits: { timeLimitMs: number; memoryLimitMiB: number },
  agrees: Agrees,
  signal: AbortSignal,
): Promise<TaskVerdict> {
  const places = new Map(tests.map(({ name }, index) => [name, index]));
  const seen = new Set<number>();
  let first = tests.length;
  let found: TaskVerdict = { verdict: 'AC' };
  for await (const event of judge.judge(program, tests, { ...limits, stopAtFirst: true, signal })) {
    if (event.type === 'judged') {
      if (event.results.length === 0 && event.verdict !== 'AC') return verdictOf(event.verdict, event.reason);
      break;
    }
    if (event.type !== 'test-judged') continue;
    const index = places.get(event.result.test.name) ?? 0;
    seen.add(index);
    const failed = failureIn(event.result, agrees(event.result.stdout, index));
    if (failed && index < first) {
      first = index;
      found = failed;
    }
    if (first < tests.length && Array.from({ length: first }, (_, at) => at).every((at) => seen.has(at)))
      break;
  }
  return found;
}

function failureIn({ test, verdict, reason, stdout }: TestResult, agrees: boolean): TaskVerdict | undefined {
  if (verdict !== 'AC') return verdictOf(verdict, `test ${test.name}: ${reason ?? ''}`);
  const shown = stdout.length > 60 ? `${stdout.slice(0, 57)}...` : stdout;
  return agrees ? undefined : { verdict: 'WA', reason: `test ${test.name}: another output: ${shown.trim()}` };
}

function verdictOf(verdict: Verdict, reason: string | undefined): TaskVerdict {
  return { verdict, ...(reason ? { reason: reason.slice(0, 300) } : {}) };
}

function withoutAnswers(tests: Test[]): Test[] {
  return tests.map(({ name, input }) => ({ name, input }));
}

/** Calls the function with the values on standard input; what the program itself prints is no part of the result. */
function calling({ function: name }: EvalTests & { kind: 'calls' }, source: string): string {
  return `${quiet}${source}

import json as _verdict_json
_verdict_given = [_verdict_json.loads(line) for line in _verdict_sys.stdin.read().split("\\n") if line.strip()]
_verdict_callee = getattr(Solution(), ${JSON.stringify(name)}) if "Solution" in globals() else ${name}
_verdict_result = _verdict_callee(*_verdict_given)
_verdict_out.write(_verdict_json.dumps(_verdict_result))
_verdict_out.flush()
`;
}

function asserting({ before, after }: EvalTests & { kind: 'python' }, source: string): string {
  return `${quiet}${before}
${source}

${after}
_verdict_out.write(_verdict_sys.stdin.read())
_verdict_out.flush()
`;
}

/** A program that is only called does not run what it keeps for being started by itself. */
const quiet = `import os as _verdict_os, sys as _verdict_sys
_verdict_out, _verdict_sys.stdout = _verdict_sys.stdout, open(_verdict_os.devnull, "w")
__name__ = "solution"
`;

async function inPackage(
  judge: Judge,
  pack: ProblemPackage,
  program: Submission,
  signal: AbortSignal,
): Promise<TaskVerdict> {
  const folder = await mkdtemp(join(judge.temporary, 'eval-'));
  try {
    const path = join(folder, fileNameFor(program));
    await writeFile(path, program.source);
    const timeLimitMs = pack.metadata.limits.timeLimitMs ?? packageTimeLimitMs;
    const { verdict, reason } = await judge.judgeInPackage(pack, path, { timeLimitMs, signal });
    return verdictOf(verdict, reason);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
