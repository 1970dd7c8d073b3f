import { basename } from 'node:path';
import {
  PackageError,
  type PackageSubmission,
  type PackageTest,
  type ProblemPackage,
  readPackage,
} from '../../problem/index.ts';
import { type Built, CompileError } from '../builds.ts';
import { JudgeError } from '../errors.ts';
import { judgeErrorReason } from '../execute.ts';
import type { JudgeTestOptions } from '../options.ts';
import type { Program } from '../program.ts';
import type { Slots } from '../slots.ts';
import { mostSevere, type TestResult, type Verdict } from '../verdict.ts';
import { checkData, isMissing } from './check-data.ts';
import type { VerifyCheck, VerifyEvent, VerifyRow } from './event.ts';
import {
  type AppliedDemand,
  boundOf,
  demandsOf,
  disagreement,
  isKnownFolder,
  resultsOf,
  wantedOf,
} from './expect.ts';
import { gradeOf } from './grade.ts';
import { PackageHelpers, type Runner } from './helpers.ts';
import { codeOfLanguage, submissionProgram } from './programs.ts';
import { isRun, scoreOfGroup, staticTestOf } from './score.ts';

export interface VerifyOptions {
  /** CPU time of a submission while the time limit is not known yet, ms; default 60,000. */
  longestMs?: number;
  signal?: AbortSignal;
}

/** The format's usual limits where the package says nothing. */
const usual = { memoryMiB: 2048, outputMiB: 8, codeKiB: 128 };

/** The work behind `judge.verifyPackage`; see there. */
export async function verifyPackage(
  runner: Runner,
  slots: Slots,
  folder: string,
  options: VerifyOptions & { signal: AbortSignal },
  emit: (event: VerifyEvent) => void,
): Promise<void> {
  const rows: VerifyRow[] = [];
  const checks: VerifyCheck[] = [];
  try {
    const problem = await readPackage(folder.replace(/(?<=.)[\\/]+$/, ''));
    const { tests, submissions, metadata } = problem;
    emit({
      type: 'package-read',
      name: problem.problem.title ?? folder,
      format: metadata.version,
      tests: tests.length,
      submissions: submissions.length,
    });
    const refusal = refusalOf(problem);
    if (refusal) throw new JudgeError('bad-package', refusal);
    await new Verification(runner, slots, problem, options, emit, rows, checks).run();
  } catch (error) {
    const reason = error instanceof PackageError ? error.message : judgeErrorReason(error, options.signal);
    emit({ type: 'verified', agrees: false, complete: false, reason, checks, rows });
  }
}

/** Why nothing of a package can be verified. */
function refusalOf({ folder, metadata, tests, submissions, troubles }: ProblemPackage): string | undefined {
  const broken = troubles.find((trouble) => /problem\.yaml is broken/.test(trouble));
  if (broken) return broken;
  if (metadata.submitAnswer)
    return `${folder}: a problem of type submit-answer has answers in place of programs, and the format does not say which file answers which test: it cannot be verified.`;
  if (metadata.multiPass)
    return `${folder}: problems of type multi-pass are not supported: the judge runs a submission once a test.`;
  if (!tests.some((test) => test.kind === 'secret'))
    return [`${folder}: data/secret holds no test (NAME.in with NAME.ans).`, ...troubles].join('\n');
  if (!submissions.some((submission) => submission.folder === 'accepted'))
    return `${folder}/submissions/accepted is empty: the format demands one accepted submission.`;
  return undefined;
}

/** What a submission gets on a package's data; `score` where the package gives points. */
export interface PackageJudged {
  verdict: Verdict;
  /** Of the first test that is not AC. */
  reason?: string;
  results: TestResult[];
  score?: number;
}

/** The work behind `judge.judgeInPackage`; see there. */
export async function judgeInPackage(
  runner: Runner,
  slots: Slots,
  problem: ProblemPackage,
  path: string,
  options: { timeLimitMs: number; signal: AbortSignal },
): Promise<PackageJudged> {
  const judging = new Verification(runner, slots, problem, options, () => {}, [], []);
  try {
    return await judging.judgeOne(path, options.timeLimitMs);
  } catch (error) {
    options.signal.throwIfAborted();
    return { verdict: 'JE', reason: judgeErrorReason(error, options.signal), results: [] };
  }
}

/** A submission that was run, before it is known what follows from it. */
interface Judged {
  submission: PackageSubmission;
  demands: AppliedDemand[];
  /** The time limit it was run with, ms. */
  limitMs: number;
  results?: TestResult[];
  failure?: { verdict: Verdict; reason: string; judged: boolean };
}

class Verification {
  readonly runner: Runner;
  readonly slots: Slots;
  readonly problem: ProblemPackage;
  readonly options: VerifyOptions & { signal: AbortSignal };
  readonly emit: (event: VerifyEvent) => void;
  readonly rows: VerifyRow[];
  readonly checks: VerifyCheck[];
  readonly helpers: PackageHelpers;

  constructor(
    runner: Runner,
    slots: Slots,
    problem: ProblemPackage,
    options: VerifyOptions & { signal: AbortSignal },
    emit: (event: VerifyEvent) => void,
    rows: VerifyRow[],
    checks: VerifyCheck[],
  ) {
    this.runner = runner;
    this.slots = slots;
    this.problem = problem;
    this.options = options;
    this.emit = emit;
    this.rows = rows;
    this.checks = checks;
    this.helpers = new PackageHelpers(runner, problem, options.signal);
  }

  async run(): Promise<void> {
    const { problem, helpers, slots, emit } = this;
    this.checks.push(...(await checkData(problem, helpers, slots, emit)));
    const { limits } = problem.metadata;
    const all = problem.submissions.map((submission) => ({
      submission,
      demands: demandsOf(submission, problem),
    }));
    const isLower = ({ demands }: (typeof all)[number]) =>
      demands.some((demand) => boundOf(demand) === 'lower');
    const first = limits.timeLimitMs ?? this.options.longestMs ?? 60_000;
    const lower: Judged[] = [];
    for (const one of all.filter(isLower)) lower.push(await this.#run(one, first));
    const slowest = Math.max(0, ...lower.flatMap((judged) => lowerTimes(judged)));
    const steps = Math.max(1, Math.ceil((slowest * limits.acToTimeLimit) / limits.timeResolutionMs));
    const timeLimitMs = limits.timeLimitMs ?? Math.round(steps * limits.timeResolutionMs);
    emit({ type: 'time-limit', timeLimitMs, derived: limits.timeLimitMs === undefined });
    for (const judged of lower) await this.#report(judged, timeLimitMs);
    for (const one of all.filter((one) => !isLower(one))) {
      const isUpper = one.demands.some((demand) => boundOf(demand) === 'upper');
      // One that must be too slow has to be so by a margin.
      const limitMs = isUpper ? timeLimitMs * limits.timeLimitToTle : timeLimitMs;
      await this.#report(await this.#run(one, limitMs), timeLimitMs);
    }
    this.#end(timeLimitMs);
  }

  /** One submission that is not the package's own: what it gets, without asking what it should get. */
  async judgeOne(path: string, timeLimitMs: number): Promise<PackageJudged> {
    const submission: PackageSubmission = { name: basename(path), path, folder: '' };
    const { results: raw, failure } = await this.#run({ submission, demands: [] }, timeLimitMs);
    if (failure || !raw) return { verdict: 'JE', reason: '', results: [], ...failure };
    const results = raw.map((result) => atLimit(result, timeLimitMs));
    const { overall, scoreOf } = await this.#scored(new Map(results.map((it) => [it.test.name, it])));
    const failed = results.find(({ verdict }) => verdict !== 'AC');
    const reason = failed && [`test ${failed.test.name}`, failed.reason].filter(Boolean).join(': ');
    const score = scoreOf('secret');
    return { verdict: overall, ...(reason && { reason }), results, ...(score !== undefined && { score }) };
  }

  #end(timeLimitMs: number): void {
    const { rows, checks } = this;
    const differing = rows.filter((row) => !row.agrees && row.judged).length;
    const failed = checks.filter((check) => check.outcome === 'differs').length;
    const unknown =
      rows.filter((row) => !row.judged).length + checks.filter(({ outcome }) => outcome === 'not-run').length;
    const reasons = [
      failed > 0 ? `${failed} of ${checks.length} checks of the package failed` : '',
      differing > 0 ? `${differing} of ${rows.length} submissions differ from what is demanded of them` : '',
      unknown > 0 ? `${unknown} could not be run on this machine` : '',
    ].filter(Boolean);
    this.emit({
      type: 'verified',
      agrees: reasons.length === 0,
      complete: unknown === 0,
      ...(reasons.length > 0 ? { reason: reasons.join('; ') } : {}),
      timeLimitMs,
      checks,
      rows,
    });
  }

  /** Runs a submission on all that is judged. */
  async #run(
    { submission, demands }: { submission: PackageSubmission; demands: AppliedDemand[] },
    limitMs: number,
  ): Promise<Judged> {
    const { signal } = this.options;
    const judged = { submission, demands, limitMs };
    const failed = (verdict: Verdict, reason: string, isJudged = true) => ({
      ...judged,
      failure: { verdict, reason, judged: isJudged },
    });
    this.emit({ type: 'submission-started', submission: submission.name });
    try {
      const { toolchains } = this.runner.builds;
      const { program, ownBytes } = await submissionProgram(
        submission.path,
        this.problem,
        (file) => toolchains.languageOf(file),
        wantedOf(submission, this.problem),
      );
      const { limits, languages } = this.problem.metadata;
      const most = (limits.codeKiB ?? usual.codeKiB) * 1024;
      if (ownBytes > most)
        return failed('CE', `its files hold ${ownBytes} bytes; the limit for code is ${most}`);
      const code = codeOfLanguage(program.language);
      if (languages && !languages.includes(code))
        return failed('CE', `it is in ${code}; problem.yaml allows ${languages.join(', ')} only`);
      const built = await this.runner.builds.build(program, signal);
      return { ...judged, results: await this.#results(built, program, submission, limitMs) };
    } catch (error) {
      if (error instanceof CompileError) return failed('CE', error.message);
      const reason = judgeErrorReason(error, signal).replaceAll(`${this.problem.folder}/`, '');
      return failed('JE', reason, !isMissing(error));
    }
  }

  async #results(
    built: Built,
    program: Program,
    submission: PackageSubmission,
    timeLimitMs: number,
  ): Promise<TestResult[]> {
    const { signal } = this.options;
    const { limits } = this.problem.metadata;
    const common: JudgeTestOptions = {
      timeLimitMs,
      memoryLimitMiB: limits.memoryMiB ?? usual.memoryMiB,
      outputLimitMiB: limits.outputMiB ?? usual.outputMiB,
      signal,
    };
    const judged = this.problem.tests.filter(({ kind }) => kind === 'sample' || kind === 'secret');
    const emit = (result: TestResult) => {
      this.emit({ type: 'submission-test', submission: submission.name, result });
      return result;
    };
    const own = Object.keys(program.files).length > 1 ? program.files : {};
    return Promise.all([
      ...judged.map((test) =>
        this.slots.use(
          async () =>
            emit(await this.#judgeTest(built, test, { ...common, files: { ...own, ...test.files } })),
          signal,
        ),
      ),
      ...this.#staticGroups().map((group) =>
        this.slots.use(async () => emit(await this.#judgeStatically(program, group)), signal),
      ),
    ]);
  }

  #staticGroups(): string[] {
    return Object.entries(this.problem.groups)
      .filter(([, { staticScore }]) => staticScore !== undefined)
      .map(([group]) => group);
  }

  /** With every output validator there is; the first that does not accept decides. */
  async #judgeTest(built: Built, test: PackageTest, common: JudgeTestOptions): Promise<TestResult> {
    const { outputValidators, metadata } = this.problem;
    const plain = { name: test.name, input: test.input, answer: test.answer ?? '' };
    const options = { ...common, args: test.args };
    if (outputValidators.length === 0) {
      if (metadata.interactive)
        throw new JudgeError('bad-package', 'An interactive problem needs an output validator.');
      const checker = this.helpers.defaultChecker(test);
      return this.runner.judgeTest(built, plain, { ...options, checker });
    }
    let last: TestResult | undefined;
    for (const path of outputValidators) {
      const role = metadata.interactive ? 'interactor' : 'checker';
      const checking = { [role]: await this.helpers.checking(path, test, role) };
      last = await this.runner.judgeTest(built, plain, {
        ...options,
        [role]: checking[role]?.checker,
        checking,
      });
      if (last.verdict !== 'AC') return last;
    }
    return last as TestResult;
  }

  /** The static validator's word on the submission's files, as the result of one test more. */
  async #judgeStatically(program: Program, group: string): Promise<TestResult> {
    const test = { name: staticTestOf(group), input: '' };
    const started = performance.now();
    const [path] = this.problem.staticValidators;
    if (path === undefined)
      throw new JudgeError(
        'bad-package',
        `${group} has a static_validation_score, but static_validator/ is empty.`,
      );
    const validator = await this.helpers.staticValidator(path, this.problem.groups[group]?.staticFlags ?? []);
    const { signal } = this.options;
    const given = [codeOfLanguage(program.language), program.main];
    const { launcher } = this.runner.builds;
    const finding = await validator.inspect(launcher, program.files, given, signal);
    return { test, ...finding, wallMs: performance.now() - started, stdout: '', stderr: '' };
  }

  async #report(judged: Judged, timeLimitMs: number): Promise<void> {
    const { submission, failure, results: raw } = judged;
    const row = (rest: Omit<VerifyRow, 'submission' | 'expected'>) => {
      const complete = { submission: submission.name, expected: submission.folder, ...rest };
      this.rows.push(complete);
      this.emit({ type: 'submission-judged', row: complete });
    };
    if (failure || !raw) {
      row({ verdict: 'JE', reason: '', judged: true, ...failure, agrees: false });
      return;
    }
    const slowestMs = Math.max(...raw.map((result) => shownTime(result, judged.limitMs)));
    const results = raw.map((result) => atLimit(result, timeLimitMs));
    const byName = new Map(results.map((result) => [result.test.name, result]));
    try {
      const { overall, scoreOf } = await this.#scored(byName);
      const score = scoreOf('secret');
      const reason = this.#disagreement(judged, results, { overall, scoreOf }, timeLimitMs);
      row({
        verdict: overall,
        agrees: reason === undefined,
        judged: true,
        ...(reason ? { reason } : {}),
        slowestMs,
        ...(score === undefined ? {} : { score }),
      });
    } catch (error) {
      if (!(error instanceof RangeError) && !(error instanceof JudgeError)) throw error;
      row({ verdict: 'JE', agrees: false, judged: true, reason: error.message, slowestMs });
    }
  }

  /** The verdict as a whole and the scores of groups, as the package computes them. */
  async #scored(results: Map<string, TestResult>): Promise<Scored> {
    const { metadata } = this.problem;
    const worst = mostSevere([...results.values()]);
    if (!metadata.scoring) return { overall: worst, scoreOf: () => undefined };
    if (!this.problem.graded) {
      const scored = (group: string) =>
        group in this.problem.groups ? scoreOfGroup(this.problem, group, results) : undefined;
      scored('secret');
      return { overall: worst, scoreOf: scored };
    }
    if (worst === 'JE') return { overall: worst, scoreOf: () => undefined };
    const grade = await gradeOf(this.problem, results, this.helpers.grader());
    const overall = grade.verdict === 'RTE' ? 'RE' : (grade.verdict as Verdict);
    return { overall, scoreOf: (group) => (group === 'secret' ? grade.score : undefined) };
  }

  /** Why a submission is not what the package demands; undefined when it is. */
  #disagreement(
    { submission, demands, limitMs, results: raw = [] }: Judged,
    results: TestResult[],
    { overall, scoreOf }: Scored,
    timeLimitMs: number,
  ): string | undefined {
    const { metadata, tests, expectations, groups, graded } = this.problem;
    const broken = results.find(({ verdict }) => verdict === 'JE');
    if (broken) return `test ${broken.test.name} is JE: ${broken.reason ?? ''}`;
    if (!isKnownFolder(submission.folder, this.problem) && Object.keys(expectations).length === 0)
      return `the format ${metadata.format} has no folder "${submission.folder}", and there is no submissions.yaml`;
    const byName = new Map(results.map((result) => [result.test.name, result]));
    const groupOf = new Map(tests.map((test) => [test.name, test.group]));
    const counted = metadata.scoring
      ? results.filter(({ test }) => isRun(this.problem, groupOf.get(test.name) ?? '', byName))
      : results;
    // A legacy score stands for what the graders make of single tests; those need not be accepted.
    const isGraded = graded && metadata.scoring;
    for (const demand of demands) {
      const { permitted: _, ...rest } = demand;
      const isOverall = isGraded && demand.permitted?.length === 1 && demand.permitted[0] === 'AC';
      const reason = disagreement(isOverall ? rest : demand, counted, scoreOf, tests);
      if (reason) return reason;
      if (isOverall && overall !== 'AC') return `it is ${overall} as a whole`;
      const tooTight = this.#marginMissed(demand, raw, limitMs, timeLimitMs);
      if (tooTight) return tooTight;
    }
    if (submission.folder !== 'partially_accepted' || !isGraded) return undefined;
    if (overall !== 'AC') return `it is ${overall} as a whole, not partly accepted`;
    const [least, most] = (groups[''] ?? groups.secret)?.range ?? [];
    const best = metadata.objective === 'min' ? least : most;
    const score = scoreOf('secret');
    return score === best ? `its score is ${score}, the best there is` : undefined;
  }

  /** The margins on both sides of the time limit. */
  #marginMissed(
    demand: AppliedDemand,
    results: TestResult[],
    limitMs: number,
    timeLimitMs: number,
  ): string | undefined {
    const { acToTimeLimit, timeLimitToTle } = this.problem.metadata.limits;
    const about = resultsOf(demand, results);
    const slowestMs = Math.max(0, ...about.map(timeOf));
    const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
    const bound = boundOf(demand);
    if (bound === 'upper' && limitMs > timeLimitMs && !about.some(({ verdict }) => verdict === 'TLE'))
      return `its slowest test takes ${seconds(slowestMs)}: too slow, but not ${timeLimitToTle} times the limit of ${seconds(timeLimitMs)}`;
    if (bound === 'lower' && slowestMs * acToTimeLimit > timeLimitMs)
      return `its slowest test takes ${seconds(slowestMs)}: ${acToTimeLimit} times that is more than the limit of ${seconds(timeLimitMs)}`;
    return undefined;
  }
}

interface Scored {
  overall: Verdict;
  scoreOf: (group: string) => number | undefined;
}

function timeOf({ cpuMs, wallMs }: TestResult): number {
  return cpuMs ?? wallMs;
}

/** A program that was ended while it slept has used no time that would explain its TLE. */
function shownTime(result: TestResult, limitMs: number): number {
  return result.verdict === 'TLE' && timeOf(result) < limitMs ? result.wallMs : timeOf(result);
}

/** The times, ms, by which a submission bounds the time limit from below; one that did not end bounds nothing. */
function lowerTimes({ demands, results = [] }: Judged): number[] {
  return demands
    .filter((demand) => boundOf(demand) === 'lower')
    .flatMap((demand) => resultsOf(demand, results))
    .filter(({ verdict }) => verdict !== 'TLE')
    .map(timeOf);
}

/** A result under the time limit, where it was run with more. */
function atLimit(result: TestResult, timeLimitMs: number): TestResult {
  if (result.verdict === 'TLE' || timeOf(result) <= timeLimitMs || result.verdict === 'JE') return result;
  return { ...result, verdict: 'TLE', reason: `more than the time limit of ${timeLimitMs} ms` };
}
