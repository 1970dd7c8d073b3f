import { setMaxListeners } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Checker, ProblemPackage } from '../problem/index.ts';
import { Builds, type Built, CompileError, defaultCompileCaps } from './builds.ts';
import { Channel } from './channel.ts';
import { CheckingProgram, type ProgramChecker } from './checkers/checking-program.ts';
import { compare, type Finding } from './checkers/compare.ts';
import { JudgeError } from './errors.ts';
import { execute, type FileNames, judgeErrorReason } from './execute.ts';
import { interact } from './interact.ts';
import type { Language, LanguageStatus } from './languages/language.ts';
import { Toolchains } from './languages/toolchains.ts';
import type { UserLanguage } from './languages/user.ts';
import { removeLeftovers } from './leftovers.ts';
import { type Limits, MiB, withDefaults } from './limits.ts';
import type { Checking, JudgeOptions, JudgeTestOptions } from './options.ts';
import type { VerifyEvent } from './package/event.ts';
import { judgeInPackage, type PackageJudged, type VerifyOptions, verifyPackage } from './package/verify.ts';
import type { Launcher } from './process/launch.ts';
import { programOf } from './program.ts';
import { openSandbox, type SandboxReport, type SandboxTier } from './sandbox.ts';
import { Slots } from './slots.ts';
import { type StressOptions, stress } from './stress.ts';
import type { JudgeEvent, StressEvent, Submission, Test, TestResult } from './verdict.ts';

export interface OpenOptions {
  /** Where builds are kept. Temporary files live below it too. */
  cacheFolder: string;
  /** Runs at once; the number of cores when absent. */
  parallel?: number;
  /** The strongest tier that works is taken, from this one down; `auto` when absent. */
  sandbox?: 'auto' | SandboxTier;
  languages?: UserLanguage[];
  /** Stretch time limits by the factors of the languages; off when absent. A package's limits stay as they are. */
  timeFactors?: boolean;
  /** CPU time of one compilation, ms; default 60,000. */
  compileTimeLimitMs?: number;
  /** Memory of one compilation, MiB; default 2,048. */
  compileMemoryLimitMiB?: number;
  /** Builds are kept up to this size together, bytes; default 1 GiB. Those used longest ago go first. */
  keptBytes?: number;
}

/** Opens a judge. Dispose it to end every process and remove every temporary file it still has. */
export async function openJudge(options: OpenOptions): Promise<Judge> {
  const temporary = join(options.cacheFolder, 'temporary');
  await mkdir(temporary, { recursive: true });
  await removeLeftovers(temporary, join(options.cacheFolder, 'builds'), join(options.cacheFolder, 'headers'));
  const own = await mkdtemp(join(temporary, `${process.pid}-`));
  const toolchains = new Toolchains(options.languages);
  const { launcher, report } = await openSandbox({
    cacheFolder: options.cacheFolder,
    temporary: own,
    tier: options.sandbox ?? 'auto',
  });
  const caps = { ...defaultCompileCaps };
  if (options.compileTimeLimitMs) {
    caps.cpuMs = options.compileTimeLimitMs;
    caps.wallMs = options.compileTimeLimitMs * 2;
  }
  if (options.compileMemoryLimitMiB) caps.memoryBytes = options.compileMemoryLimitMiB * MiB;
  const folder = join(options.cacheFolder, 'builds');
  const builds = new Builds(folder, toolchains, launcher, caps, options.keptBytes);
  return new Judge(
    own,
    toolchains,
    launcher,
    builds,
    options.parallel ?? availableParallelism(),
    options.timeFactors ?? false,
    report,
  );
}

/** Compiles and runs submissions, and says what came of it. Owns its processes and temporary files. */
export class Judge implements AsyncDisposable {
  readonly #slots: Slots;
  readonly #disposed = new AbortController();
  readonly #activities = new Set<Promise<unknown>>();

  readonly temporary: string;
  readonly toolchains: Toolchains;
  readonly launcher: Launcher;
  readonly builds: Builds;
  readonly parallel: number;
  readonly timeFactors: boolean;
  /** The sandbox in use and what else was probed. */
  readonly sandbox: SandboxReport;

  constructor(
    temporary: string,
    toolchains: Toolchains,
    launcher: Launcher,
    builds: Builds,
    parallel: number,
    timeFactors: boolean,
    sandbox: SandboxReport,
  ) {
    this.temporary = temporary;
    this.toolchains = toolchains;
    this.launcher = launcher;
    this.builds = builds;
    this.parallel = parallel;
    this.timeFactors = timeFactors;
    this.sandbox = sandbox;
    this.#slots = new Slots(parallel);
  }

  /** Every language with what is installed of it. */
  languages(): Promise<LanguageStatus[]> {
    return this.toolchains.statuses();
  }

  /** The language of a file name, a language id or VS Code's identifier, the user's languages first. */
  languageOf(fileNameOrLanguageId: string): Language | undefined {
    return this.toolchains.languageOf(fileNameOrLanguageId);
  }

  /** Limits for a submission in a language: the time limit stretched where the user switched that on. */
  limitsFor<T extends Limits>({ language }: Built, limits: T): T {
    if (!this.timeFactors || limits.timeLimitMs === undefined) return limits;
    return { ...limits, timeLimitMs: limits.timeLimitMs * language.timeFactor };
  }

  /** Makes what speeds later compilations up: the precompiled `bits/stdc++.h`. */
  async warmUp(): Promise<void> {
    await this.builds.headers.prepare(await this.toolchains.toolchain('cpp'));
  }

  /** Compiles a submission, or finds it compiled. Throws CompileError or JudgeError. */
  async build(
    submission: Submission,
    signal?: AbortSignal,
    how: { sanitize?: boolean | undefined } = {},
  ): Promise<Built> {
    const language = this.languageOf(submission.language);
    const fileName = language?.fileName(submission.source) ?? 'solution';
    const program = programOf({ ...submission, language: language?.id ?? submission.language }, fileName);
    return this.builds.build({ ...program, ...(how.sanitize && { sanitize: true }) }, signal);
  }

  /**
   * Judges a submission on tests, several at a time; `test-judged` events come as runs end, `results` in the
   * order of the tests. A test without an answer is AC when the run itself is well. The verdict is that of
   * the first test that is not AC. Throws the signal's reason when it aborts.
   */
  judge(submission: Submission, tests: Test[], options: JudgeOptions = {}): AsyncIterable<JudgeEvent> {
    return this.#activity(options.signal, (signal, emit) =>
      this.#judge(submission, tests, { ...options, signal }, emit),
    );
  }

  async #judge(
    submission: Submission,
    tests: Test[],
    options: JudgeOptions & { signal: AbortSignal },
    emit: (event: JudgeEvent) => void,
  ): Promise<void> {
    const { signal } = options;
    let built: Built;
    let limited = options;
    try {
      emit({ type: 'compiling', language: submission.language });
      built = await this.build(submission, signal, options);
      limited = this.limitsFor(built, options);
      const { timeLimitMs } = limited;
      const stretched = timeLimitMs === options.timeLimitMs ? {} : { timeLimitMs };
      emit({ type: 'compiled', cached: built.cached, warnings: built.warnings, ...stretched });
    } catch (error) {
      const verdict = error instanceof CompileError ? 'CE' : 'JE';
      const reason = error instanceof CompileError ? error.message : judgeErrorReason(error, signal);
      emit({ type: 'judged', verdict, reason, results: [] });
      return;
    }
    let checking: Checking;
    try {
      checking = await this.buildChecking(options, signal);
    } catch (error) {
      emit({ type: 'judged', verdict: 'JE', reason: judgeErrorReason(error, signal), results: [] });
      return;
    }
    const results: (TestResult | undefined)[] = [];
    let end = tests.length;
    await Promise.all(
      tests.map((test, index) =>
        this.#slots.use(async () => {
          if (index > end) return;
          emit({ type: 'test-started', name: test.name });
          const result = await this.judgeTest(built, test, {
            ...limited,
            checking,
            firstRun: !built.cached && index < this.parallel,
          });
          results[index] = result;
          if (options.stopAtFirst && result.verdict !== 'AC') end = Math.min(end, index);
          emit({ type: 'test-judged', result });
        }, signal),
      ),
    );
    const judged = results.slice(0, end + 1).filter((result) => result !== undefined);
    const first = judged.find((result) => result.verdict !== 'AC');
    const reason = first && [`test ${first.test.name}`, first.reason].filter(Boolean).join(': ');
    emit({ type: 'judged', verdict: first?.verdict ?? 'AC', ...(reason ? { reason } : {}), results: judged });
  }

  /** The programs that check what is judged, compiled. Throws a JudgeError. */
  async buildChecking(
    options: { checker?: Checker; interactor?: ProgramChecker },
    signal?: AbortSignal,
  ): Promise<Checking> {
    const { checker, interactor } = options;
    return {
      ...(checker?.kind === 'program'
        ? { checker: await CheckingProgram.build(this.builds, checker, 'checker', signal) }
        : {}),
      ...(interactor
        ? { interactor: await CheckingProgram.build(this.builds, interactor, 'interactor', signal) }
        : {}),
    };
  }

  /** One run of a built program on one test, checked. */
  async judgeTest(built: Built, test: Test, options: JudgeTestOptions): Promise<TestResult> {
    const started = performance.now();
    try {
      const checking = options.checking ?? (await this.buildChecking(options, options.signal));
      if (checking.interactor)
        return await this.#interact(built, test, checking.interactor, checking, options);
      const outcome = await execute(this.launcher, built, test.input, options);
      const { ended, output, nearLimit, ...judged } = outcome;
      const { stderr, files: _, stdout: __, stopped: ___, ...measured } = ended;
      const finding = judged.verdict === 'AC' ? await this.#check(test, output, checking, options) : judged;
      return {
        test,
        ...measured,
        ...finding,
        stdout: output,
        stderr: stderr.toString('utf8'),
        ...(nearLimit ? { nearLimit } : {}),
      };
    } catch (error) {
      const reason = judgeErrorReason(error, options.signal);
      return { test, verdict: 'JE', reason, wallMs: performance.now() - started, stdout: '', stderr: '' };
    }
  }

  async #interact(
    built: Built,
    test: Test,
    interactor: CheckingProgram,
    checking: Checking,
    options: JudgeTestOptions,
  ) {
    const limits = withDefaults(options);
    const { result, tout } = await interact(this.launcher, built, interactor, test, { ...options, limits });
    if (result.verdict !== 'AC' || !options.checker) return result;
    return { ...result, ...(await this.#check(test, tout, checking, options)) };
  }

  async #check(test: Test, output: string, checking: Checking, options: JudgeTestOptions): Promise<Finding> {
    const checker = options.checker ?? { kind: 'tokens' };
    const { input, answer } = test;
    if (checking.checker) {
      return checking.checker.check(this.launcher, { input, output, answer: answer ?? '' }, options.signal);
    }
    return answer === undefined || checker.kind === 'program'
      ? { verdict: 'AC' }
      : compare(checker, output, answer);
  }

  /**
   * One run on one input. AC means that the run itself was well; nothing is compared. CE and JE come as
   * verdicts too, with their reason.
   */
  async run(
    submission: Submission,
    input: string,
    options: { limits?: Limits; args?: string[]; signal?: AbortSignal } & FileNames = {},
  ): Promise<TestResult> {
    const test: Test = { name: 'input', input };
    const { limits, ...rest } = options;
    for await (const result of this.#activity<TestResult>(options.signal, async (signal, emit) => {
      try {
        const built = await this.build(submission, signal);
        const judged = { ...this.limitsFor(built, limits ?? {}), ...rest, signal, firstRun: !built.cached };
        emit(await this.#slots.use(() => this.judgeTest(built, test, judged), signal));
      } catch (error) {
        const verdict = error instanceof CompileError ? 'CE' : 'JE';
        const reason = error instanceof CompileError ? error.message : judgeErrorReason(error, signal);
        emit({ test, verdict, reason, wallMs: 0, stdout: '', stderr: '' });
      }
    })) {
      return result;
    }
    throw new JudgeError('disposed', 'The judge was closed.');
  }

  /**
   * Looks for an input on which the submission and the oracle differ: `generator SEED SIZE` prints an input,
   * the validator (exit code 0) approves it, the oracle answers it. Reproducible from `seed`. The difference
   * found is shrunk unless `shrink` is false.
   */
  stress(options: StressOptions): AsyncIterable<StressEvent> {
    return this.#activity(options.signal, (signal, emit) =>
      stress(this, this.#slots, { ...options, signal }, emit),
    );
  }

  /**
   * Judges every submission of a problem package (ICPC/Kattis, legacy or 2023-07-draft) and compares it with
   * what its folder and submissions.yaml demand; inputs go through the input validators first.
   */
  verifyPackage(folder: string, options: VerifyOptions = {}): AsyncIterable<VerifyEvent> {
    return this.#activity(options.signal, (signal, emit) =>
      verifyPackage(this, this.#slots, folder, { ...options, signal }, emit),
    );
  }

  /**
   * Judges one submission (a file, or a folder of files) on the tests of a package, with its validators, limits
   * and scoring. What goes wrong is verdict JE with its reason. Throws the signal's reason when it aborts.
   */
  async judgeInPackage(
    problem: ProblemPackage,
    path: string,
    options: { timeLimitMs: number; signal?: AbortSignal },
  ): Promise<PackageJudged> {
    for await (const judged of this.#activity<PackageJudged>(options.signal, async (signal, emit) =>
      emit(await judgeInPackage(this, this.#slots, problem, path, { ...options, signal })),
    ))
      return judged;
    throw new JudgeError('disposed', 'The judge was closed.');
  }

  /** Work that ends with its reader, with its signal and with the judge, whichever comes first. */
  async *#activity<T>(
    given: AbortSignal | undefined,
    work: (signal: AbortSignal, emit: (event: T) => void) => Promise<void>,
  ): AsyncGenerator<T, void, void> {
    this.#disposed.signal.throwIfAborted();
    const left = new AbortController();
    const signal = AbortSignal.any([left.signal, this.#disposed.signal, ...(given ? [given] : [])]);
    // Every run at once listens to it.
    setMaxListeners(0, signal);
    const channel = new Channel<T>();
    const working = work(signal, (event) => channel.push(event)).then(
      () => channel.close(),
      (error) => channel.fail(error),
    );
    this.#activities.add(working);
    try {
      yield* channel;
    } finally {
      left.abort(new DOMException('The reader left.', 'AbortError'));
      await working;
      this.#activities.delete(working);
    }
  }

  /** Ends every run and compilation, and removes every temporary file. Builds are kept. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed.abort(new JudgeError('disposed', 'The judge was closed.'));
    await Promise.allSettled(this.#activities);
    await this.builds.settled();
    await this.launcher[Symbol.asyncDispose]();
    await rm(this.temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}
