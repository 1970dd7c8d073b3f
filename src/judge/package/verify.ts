import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Builds, Built } from '../builds.ts';
import { CompileError } from '../builds.ts';
import { CheckingProgram } from '../checkers/checking-program.ts';
import { JudgeError } from '../errors.ts';
import { judgeErrorReason } from '../execute.ts';
import type { Checking, JudgeTestOptions } from '../options.ts';
import type { Program } from '../program.ts';
import { readProgram } from '../read-program.ts';
import type { Slots } from '../slots.ts';
import { mostSevere, type Test, type TestResult } from '../verdict.ts';
import { defaultValidator } from './default-validator.ts';
import type { VerifyEvent, VerifyRow } from './event.ts';
import { disagreement, expectationsOf } from './expect.ts';
import { type PackageSubmission, type PackageTest, type ProblemPackage, readPackage } from './read.ts';
import { scoreOf } from './score.ts';

export interface VerifyOptions {
  /** CPU time of accepted submissions while the time limit is not known yet, ms; default 60,000. */
  longestMs?: number;
  signal?: AbortSignal;
}

/** What verification needs of the judge. */
interface Runner {
  builds: Builds;
  judgeTest(built: Built, test: Test, options: JudgeTestOptions): Promise<TestResult>;
}

/** The work behind `judge.verifyPackage`; see there. */
export async function verifyPackage(
  runner: Runner,
  slots: Slots,
  folder: string,
  options: VerifyOptions & { signal: AbortSignal },
  emit: (event: VerifyEvent) => void,
): Promise<void> {
  const rows: VerifyRow[] = [];
  try {
    const problem = await readPackage(folder);
    const { tests, submissions, format, name } = problem;
    emit({ type: 'package-read', name, format, tests: tests.length, submissions: submissions.length });
    if (!submissions.some((submission) => submission.folder === 'accepted')) {
      throw new JudgeError(
        'bad-package',
        `${folder}/submissions/accepted is empty: the format demands one accepted submission.`,
      );
    }
    await new Verification(runner, slots, problem, options, emit, rows).run();
  } catch (error) {
    emit({ type: 'verified', agrees: false, reason: judgeErrorReason(error, options.signal), rows });
  }
}

class Verification {
  readonly runner: Runner;
  readonly slots: Slots;
  readonly problem: ProblemPackage;
  readonly options: VerifyOptions & { signal: AbortSignal };
  readonly emit: (event: VerifyEvent) => void;
  readonly rows: VerifyRow[];

  constructor(
    runner: Runner,
    slots: Slots,
    problem: ProblemPackage,
    options: VerifyOptions & { signal: AbortSignal },
    emit: (event: VerifyEvent) => void,
    rows: VerifyRow[],
  ) {
    this.runner = runner;
    this.slots = slots;
    this.problem = problem;
    this.options = options;
    this.emit = emit;
    this.rows = rows;
  }

  async run(): Promise<void> {
    const refused = await this.#checkInputs();
    const { limits, submissions } = this.problem;
    const accepted = submissions.filter((submission) => submission.folder === 'accepted');
    const others = submissions.filter((submission) => submission.folder !== 'accepted');
    let timeLimitMs = limits.timeLimitMs;
    for (const submission of accepted)
      await this.#judge(submission, timeLimitMs ?? this.options.longestMs ?? 60_000);
    const slowest = Math.max(0, ...this.rows.map((row) => row.slowestMs ?? 0));
    const derived = timeLimitMs === undefined;
    timeLimitMs ??=
      Math.max(1, Math.ceil((slowest * limits.acToTimeLimit) / limits.timeResolutionMs)) *
      limits.timeResolutionMs;
    this.emit({ type: 'time-limit', timeLimitMs, derived });
    for (const submission of others) await this.#judge(submission, timeLimitMs);
    const differing = this.rows.filter((row) => !row.agrees).length;
    const reasons = [
      refused > 0 ? `${refused} inputs are refused by an input validator` : '',
      differing > 0 ? `${differing} of ${this.rows.length} submissions differ from their folder` : '',
    ].filter(Boolean);
    this.emit({
      type: 'verified',
      agrees: reasons.length === 0,
      ...(reasons.length > 0 ? { reason: reasons.join('; ') } : {}),
      timeLimitMs,
      rows: this.rows,
    });
  }

  /** How many inputs some input validator does not accept with exit code 42. */
  async #checkInputs(): Promise<number> {
    const { signal } = this.options;
    let refused = 0;
    for (const path of this.problem.inputValidators) {
      if (/\.(viva|ctd)$/.test(path)) continue;
      const built = await this.#helper(path, 'input validator');
      const validator = path.slice(this.problem.folder.length + 1);
      await Promise.all(
        this.problem.tests.map(({ name, input, inputValidatorFlags }) =>
          this.slots.use(async () => {
            const limits = { timeLimitMs: 60_000, memoryLimitMiB: 2048 };
            const result = await this.runner.judgeTest(
              built,
              { name, input },
              { ...limits, args: inputValidatorFlags, signal },
            );
            if (result.exitCode === 42) return;
            refused++;
            const said = (result.stderr || result.stdout).trim().split('\n').at(-1);
            const reason = [
              result.exitCode === undefined ? result.reason : `exit code ${result.exitCode}`,
              said,
            ]
              .filter(Boolean)
              .join(': ');
            this.emit({ type: 'input-refused', test: name, validator, reason });
          }, signal),
        ),
      );
    }
    return refused;
  }

  async #judge(submission: PackageSubmission, timeLimitMs: number): Promise<void> {
    const { name, folder } = submission;
    const { limits, tests, scoring } = this.problem;
    const demanded = expectationsOf(submission, this.problem);
    this.emit({ type: 'submission-started', submission: name });
    // One that must be too slow has to be so by a margin.
    const tooSlow = demanded.some(({ required }) => required?.length === 1 && required[0] === 'TLE');
    const limit = tooSlow ? timeLimitMs * limits.timeLimitToTle : timeLimitMs;
    const judged = await this.#results(submission, limit);
    const row = (rest: Partial<VerifyRow> & { verdict: VerifyRow['verdict']; agrees: boolean }) => {
      const complete = { submission: name, expected: folder, ...rest };
      this.rows.push(complete);
      this.emit({ type: 'submission-judged', row: complete });
    };
    if (!Array.isArray(judged)) {
      row({ ...judged, agrees: false });
      return;
    }
    const score = scoring
      ? scoreOf(this.problem, new Map(judged.map((result) => [result.test.name, result])))
      : undefined;
    const reason = demanded.map((one) => disagreement(one, judged, score, folder)).find(Boolean);
    row({
      verdict: mostSevere(judged.slice(0, tests.length)),
      agrees: reason === undefined,
      ...(reason ? { reason } : {}),
      slowestMs: Math.max(...judged.map((result) => result.cpuMs ?? result.wallMs)),
      ...(score ? { score: score.value } : {}),
    });
  }

  /** The results in the order of the tests, or why there are none. */
  async #results(
    submission: PackageSubmission,
    timeLimitMs: number,
  ): Promise<TestResult[] | { verdict: 'CE' | 'JE'; reason: string }> {
    const { signal } = this.options;
    const { limits, expectations } = this.problem;
    try {
      const own = expectations[submission.name];
      const program = await readProgram(
        submission.path,
        (file) => this.runner.builds.toolchains.languageOf(file),
        {
          ...(own?.language ? { language: own.language } : {}),
          ...(own?.entrypoint ? { entrypoint: own.entrypoint } : {}),
        },
      );
      const built = await this.runner.builds.build(await this.#withIncluded(program), signal);
      const common = {
        timeLimitMs,
        memoryLimitMiB: limits.memoryMiB,
        outputLimitMiB: limits.outputMiB,
        signal,
      };
      return await Promise.all(
        this.problem.tests.map((test) =>
          this.slots.use(async () => {
            const result = await this.#judgeTest(built, test, common);
            this.emit({ type: 'submission-test', submission: submission.name, result });
            return result;
          }, signal),
        ),
      );
    } catch (error) {
      if (error instanceof CompileError) return { verdict: 'CE', reason: error.message };
      return { verdict: 'JE', reason: judgeErrorReason(error, signal) };
    }
  }

  /** With every output validator there is; the first that does not accept decides. */
  async #judgeTest(built: Built, test: PackageTest, common: JudgeTestOptions): Promise<TestResult> {
    const { outputValidators, outputFlags, interactive } = this.problem;
    const plain = { name: test.name, input: test.input, answer: test.answer };
    const flags = [...outputFlags, ...test.outputValidatorFlags];
    if (outputValidators.length === 0) {
      return this.runner.judgeTest(built, plain, { ...common, checker: defaultValidator(flags) });
    }
    let last: TestResult | undefined;
    for (const path of outputValidators) {
      const checker = { kind: 'program' as const, protocol: 'kattis' as const, path, flags };
      const checking = await this.#checking(checker, interactive);
      const how = interactive ? { interactor: checker } : { checker };
      last = await this.runner.judgeTest(built, plain, { ...common, ...how, checking });
      if (last.verdict !== 'AC') return last;
    }
    return last as TestResult;
  }

  async #checking(
    checker: Parameters<typeof CheckingProgram.build>[1],
    interactive: boolean,
  ): Promise<Checking> {
    const role = interactive ? 'interactor' : 'checker';
    return { [role]: await CheckingProgram.build(this.runner.builds, checker, role, this.options.signal) };
  }

  async #helper(path: string, what: string): Promise<Built> {
    try {
      const program = await readProgram(path, (file) => this.runner.builds.toolchains.languageOf(file));
      return await this.runner.builds.build(program, this.options.signal);
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      throw new JudgeError('bad-package', `The ${what} ${path} does not compile:\n${error.message}`, {
        cause: error,
      });
    }
  }

  /** Files of `include/default` and `include/LANGUAGE` go beside the submission's, over those of the same name. */
  async #withIncluded(program: Program): Promise<Program> {
    const files = { ...program.files };
    const language = program.language === 'python' ? 'python3' : program.language;
    for (const name of ['default', language]) {
      const folder = join(this.problem.folder, 'include', name);
      for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
        if (entry.isFile()) files[entry.name] = await readFile(join(folder, entry.name));
      }
    }
    return { ...program, files };
  }
}
