import type { Checker } from '../problem/index.ts';
import { type Built, CompileError } from './builds.ts';
import type { CheckingProgram } from './checkers/checking-program.ts';
import { JudgeError } from './errors.ts';
import type { FileNames } from './execute.ts';
import { judgeErrorReason } from './execute.ts';
import { HelperRuns } from './helper-runs.ts';
import { likelyInvariants } from './likely-invariants.ts';
import type { Limits } from './limits.ts';
import { shrink } from './shrink.ts';
import type { Slots } from './slots.ts';
import { approves, type StressEvent, type Submission, type Test, type TestResult } from './verdict.ts';

export interface StressOptions extends Limits, FileNames {
  submission: Submission;
  /** The brute force (or another submission) whose answer counts. */
  oracle: Submission;
  /** Run as `generator SEED SIZE`; prints an input. SIZE grows from 1. Or inputs there are, tried in their order. */
  generator: Submission | GivenInputs;
  /**
   * Reads an input, and approves it or not (`approves`). Without one a smaller input must have what
   * the generated ones have in common.
   */
  validator?: Submission;
  /** Of earlier stress tests with the same generator, oracle and validator, for what they need not run again. */
  helperRuns?: HelperRuns;
  checker?: Checker;
  /** How many inputs; default 500. */
  cases?: number;
  /** Default 1. Case k gets the seed `seed + k`. */
  seed?: number;
  /** Largest SIZE given to the generator; default 50. */
  maxSize?: number;
  /** Shrink the input found; default true. */
  shrink?: boolean;
  /** Runs of submission and oracle spent on shrinking at most; default 2,000, and 20 of what runs out of time. */
  shrinkRuns?: number;
  signal?: AbortSignal;
}

/**
 * Those that the validator or the oracle refuses are left out, and those that ask no less than one that was too much
 * for the oracle.
 */
export interface GivenInputs {
  cases: { name: string; input: string }[];
  /** Whether a smaller input, too, may be one of the problem. */
  mayBeValid(input: string): boolean;
  /** Whether an input asks for at least as much as `other`, which was too much for a program that answered `answered`. */
  asksNoLess(input: string, other: string, answered: Iterable<string>): boolean;
}

/** What stress needs of the judge. */
interface Runner {
  build(submission: Submission, signal?: AbortSignal): Promise<Built>;
  judgeTest(
    built: Built,
    test: Test,
    options: Limits &
      FileNames & { checker?: Checker; checking?: Checking; args?: string[]; signal?: AbortSignal },
  ): Promise<TestResult>;
  buildChecking(options: { checker?: Checker }, signal?: AbortSignal): Promise<Checking>;
  limitsFor<T extends Limits>(built: Built, limits: T): T;
}

type Checking = { checker?: CheckingProgram };

interface Builts {
  checking: Checking;
  submission: Built;
  oracle: Built;
  generator: Built | GivenInputs;
  validator?: Built;
}

/** The options with which inputs are generated, none left out. */
type Seeded = StressOptions & { cases: number; seed: number; maxSize: number; signal: AbortSignal };

const PROGRESS_EVERY_MS = 100;
/** Inputs whose common form stands in for a validator. */
const LEARNT_FROM = 40;
/** A generator, oracle or validator may be slow, but not endless. */
const helperLimits: Limits = { timeLimitMs: 20_000, memoryLimitMiB: 2048 };
/** What the oracle has for an input that may be too much for it, and once it spent seconds on such in vain, ms. */
const givenMs = { first: 2000, mostInVain: 8000, later: 500 };
/** What the oracle has at least for a smaller input, or twice the time that it took for the one found, ms. */
const leastShrinkingMs = 500;

/** The work behind `judge.stress`; see there. */
export async function stress(
  runner: Runner,
  slots: Slots,
  given: StressOptions & { signal: AbortSignal },
  emit: (event: StressEvent) => void,
): Promise<void> {
  const { seed = 1, maxSize = 50, signal } = given;
  const total = 'cases' in given.generator ? given.generator.cases.length : (given.cases ?? 500);
  const options = { ...given, cases: total, seed, maxSize };
  const end = (
    verdict: TestResult['verdict'],
    cases: number,
    rest: { reason?: string; difference?: TestResult },
  ) => emit({ type: 'stress-ended', verdict, cases, seed, ...rest });
  let done = 0;
  try {
    const built = await buildAll(runner, options);
    const search = new Search(runner, built, options);
    let next = 0;
    let found: { index: number; result: TestResult } | undefined;
    let reported = performance.now();
    const lane = async () => {
      for (let index = next++; index < total && (!found || index < found.index); index = next++) {
        const result = await slots.use(() => search.at(index), signal);
        if (!result) continue;
        done++;
        // The first in order wins, not the first in time: the outcome depends on the seed alone.
        if (result.verdict !== 'AC' && (!found || index < found.index)) found = { index, result };
        if (performance.now() - reported >= PROGRESS_EVERY_MS) {
          reported = performance.now();
          emit({ type: 'stress-progress', cases: done, total });
        }
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: slots.size }, lane));
    for (const settled of lanes) if (settled.status === 'rejected' && !found) throw settled.reason;
    signal.throwIfAborted();
    emit({ type: 'stress-progress', cases: done, total });
    if (!found) return end('AC', done, {});
    const difference =
      options.shrink === false
        ? found.result
        : await shrunkDifference(search, slots, found.result, options, emit);
    const reason = difference.reason;
    end(difference.verdict, done, { ...(reason ? { reason } : {}), difference });
  } catch (error) {
    if (error instanceof CompileError) return end('CE', done, { reason: error.message });
    end('JE', done, { reason: judgeErrorReason(error, signal) });
  }
}

async function shrunkDifference(
  search: Search,
  slots: Slots,
  found: TestResult,
  options: Seeded,
  emit: (event: StressEvent) => void,
): Promise<TestResult> {
  let smallest = found;
  // What is smaller may take the oracle far longer: a bound at zero opens a range.
  await slots.use(() => search.timeOracle(found.test.input), options.signal);
  const still = async (input: string) => {
    const result = await slots.use(() => search.differs(input), options.signal);
    // With few runs to spend none counts for more than another.
    if (result === 'slow') return found.verdict !== 'TLE' && 'slow';
    if (result?.verdict !== found.verdict) return result?.verdict === 'TLE' && 'slow';
    smallest = result;
    return true;
  };
  const progress = (input: string) =>
    emit({ type: 'stress-shrinking', inputBytes: Buffer.byteLength(input) });
  progress(found.test.input);
  const mayBeValid = await validityOf(search, slots, found.test.input, options);
  const runs = options.shrinkRuns ?? (found.verdict === 'TLE' ? 20 : undefined);
  await shrink(found.test.input, still, {
    progress,
    ...(mayBeValid && { mayBeValid }),
    ...(runs !== undefined && { runs }),
  });
  return smallest;
}

/**
 * What tells without a run that an input is none of the problem: where inputs are given, what is known of them;
 * otherwise, without a validator, what the input has in common with others that the generator makes, where it
 * makes them.
 */
async function validityOf(
  search: Search,
  slots: Slots,
  input: string,
  { cases, seed, maxSize, signal, validator }: Seeded,
): Promise<((input: string) => boolean) | undefined> {
  const { generator } = search.built;
  if ('cases' in generator) return generator.mayBeValid;
  if (validator) return undefined;
  const others = await Promise.allSettled(
    Array.from({ length: LEARNT_FROM }, (_, index) =>
      slots.use(
        () => search.generate(generator, seed + cases + index, sizeOf(index, LEARNT_FROM, maxSize)),
        signal,
      ),
    ),
  );
  signal.throwIfAborted();
  return likelyInvariants([input, ...others.flatMap((it) => (it.status === 'fulfilled' ? it.value : []))]);
}

/** Small inputs first and most: a third of the cases have size at most a tenth of the largest. */
function sizeOf(index: number, total: number, largest: number): number {
  const part = total <= 1 ? 0 : index / (total - 1);
  return 1 + Math.floor((largest - 1) * part * part);
}

async function buildAll(runner: Runner, options: Seeded): Promise<Builts> {
  const { signal } = options;
  const helper = async (role: 'generator' | 'oracle' | 'validator', submission: Submission) => {
    try {
      return await runner.build(submission, signal);
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      throw new JudgeError(`${role}-failed`, `The ${role} does not compile:\n${error.message}`, {
        cause: error,
      });
    }
  };
  const [submission, oracle, generator, validator, checking] = await Promise.allSettled([
    runner.build(options.submission, signal),
    helper('oracle', options.oracle),
    'cases' in options.generator ? options.generator : helper('generator', options.generator),
    options.validator ? helper('validator', options.validator) : undefined,
    runner.buildChecking(options, signal),
  ]);
  signal.throwIfAborted();
  return {
    submission: settledValue(submission),
    oracle: settledValue(oracle),
    generator: settledValue(generator),
    checking: settledValue(checking),
    ...(options.validator ? { validator: settledValue(validator) as Built } : {}),
  };
}

function settledValue<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

/** Generates, validates, answers and judges one input after another. */
class Search {
  readonly runner: Runner;
  readonly built: Builts;
  readonly options: Seeded;
  readonly #runs: HelperRuns;
  /** For smaller inputs than the one found, ms. */
  #oracleMs: number | undefined;

  constructor(runner: Runner, built: Builts, options: Seeded) {
    this.runner = runner;
    this.built = built;
    this.options = options;
    this.#runs = options.helperRuns ?? new HelperRuns();
  }

  /**
   * The case at `index`. Of a generator: throws a JudgeError when it, the validator or the oracle fail. Of given
   * inputs: undefined when validator or oracle refuse it, or when it asks for too much.
   */
  async at(index: number): Promise<TestResult | undefined> {
    const { seed, cases, maxSize } = this.options;
    const { generator } = this.built;
    if (!('cases' in generator)) return this.#case(generator, seed + index, sizeOf(index, cases, maxSize));
    const given = generator.cases[index];
    const { answered, tooMuch } = this.#runs;
    const asksNoLess = (than: string) => generator.asksNoLess(given?.input ?? '', than, answered);
    if (!given || tooMuch.some(asksNoLess)) return undefined;
    const answer = await this.#runs.once(['oracle', given.input], async () => {
      const run = await this.#answerTo(given.input);
      if (run.verdict === 'AC') {
        answered.push(given.input);
        return run;
      }
      this.#runs.inVainMs += run.cpuMs ?? run.wallMs;
      // What ends it at once may as well be no input of the problem.
      const isSlow = run.verdict === 'TLE' || run.verdict === 'MLE';
      if (isSlow || (answered.some(asksNoLess) && !(await this.#refusal(given.input))))
        tooMuch.push(given.input);
      return run;
    });
    return answer.verdict === 'AC' ? this.#ofValid({ ...given, answer: answer.stdout }) : undefined;
  }

  async #case(generator: Built, seed: number, size: number): Promise<TestResult> {
    const name = nameOf(seed, size);
    const input = await this.generate(generator, seed, size);
    const refusal = await this.#refusal(input);
    if (refusal) throw failed('validator', name, refusal, 'refuses what the generator printed');
    const answer = await this.#runs.once(['oracle', input], () =>
      this.#helper(this.built.oracle, input, this.options),
    );
    if (answer.verdict !== 'AC') throw failed('oracle', name, answer);
    return this.#judge({ name, input, answer: answer.stdout });
  }

  async generate(generator: Built, seed: number, size: number): Promise<string> {
    const args = [String(seed), String(size)];
    const generated = await this.#runs.once(['generator', ...args], () =>
      this.#helper(generator, '', { args }),
    );
    if (generated.verdict !== 'AC') throw failed('generator', nameOf(seed, size), generated);
    return generated.stdout;
  }

  /** From now on the oracle has little more time than it took for this input. */
  async timeOracle(input: string): Promise<void> {
    const { cpuMs, wallMs } = await this.#helper(this.built.oracle, input, this.options);
    this.#oracleMs = Math.max(leastShrinkingMs, 2 * (cpuMs ?? wallMs));
  }

  /**
   * The result on a smaller input, which may be invalid: undefined when validator or oracle refuse it, or it passes;
   * `slow` when the oracle takes too long.
   */
  async differs(input: string): Promise<TestResult | 'slow' | undefined> {
    if (!this.#areGiven && (await this.#refusal(input))) return undefined;
    const answer = await this.#answerTo(input);
    if (answer.verdict !== 'AC') return answer.verdict === 'TLE' ? 'slow' : undefined;
    const result = await this.#ofValid({ name: 'shrunk', input, answer: answer.stdout });
    return result?.verdict === 'AC' ? undefined : result;
  }

  get #areGiven(): boolean {
    return 'cases' in this.built.generator;
  }

  #answerTo(input: string): Promise<TestResult> {
    const forGiven = this.#runs.inVainMs < givenMs.mostInVain ? givenMs.first : givenMs.later;
    const timeLimitMs = this.#oracleMs ?? (this.#areGiven ? forGiven : helperLimits.timeLimitMs);
    return this.#helper(this.built.oracle, input, this.options, timeLimitMs);
  }

  /** What is known of given inputs makes it safe to run them; only one that counts is worth the validator's time. */
  async #ofValid(test: Test): Promise<TestResult | undefined> {
    const result = await this.#judge(test);
    return this.#areGiven && result.verdict !== 'AC' && (await this.#refusal(test.input))
      ? undefined
      : result;
  }

  async #refusal(input: string): Promise<TestResult | undefined> {
    const { validator } = this.built;
    if (!validator) return undefined;
    const validate = () => this.#helper(validator, input, {});
    // Shrinking tries many inputs that nothing else meets.
    const isShrinking = this.#oracleMs !== undefined;
    const result = await (isShrinking ? validate() : this.#runs.once(['validator', input], validate));
    return approves(result) ? undefined : result;
  }

  #judge(test: Test): Promise<TestResult> {
    return this.runner
      .judgeTest(this.built.submission, test, {
        ...this.runner.limitsFor(this.built.submission, this.options),
        checking: this.built.checking,
      })
      .then((result) => {
        if (result.verdict === 'JE')
          throw new JudgeError('checker-failed', result.reason ?? 'the judge failed');
        return result;
      });
  }

  #helper(
    built: Built,
    input: string,
    options: FileNames & { args?: string[] },
    timeLimitMs = helperLimits.timeLimitMs,
  ): Promise<TestResult> {
    const { inputFile, outputFile, args } = options;
    return this.runner.judgeTest(
      built,
      { name: 'input', input },
      {
        ...helperLimits,
        timeLimitMs,
        ...(inputFile ? { inputFile } : {}),
        ...(outputFile ? { outputFile } : {}),
        ...(args ? { args } : {}),
        signal: this.options.signal,
      },
    );
  }
}

function nameOf(seed: number, size: number): string {
  return `seed ${seed} size ${size}`;
}

function failed(
  role: 'generator' | 'oracle' | 'validator',
  name: string,
  result: TestResult,
  what = 'failed',
): JudgeError {
  const said = result.stderr.trim().split('\n').slice(-3).join('\n');
  const why = [`${result.verdict}${result.reason ? `: ${result.reason}` : ''}`, said]
    .filter(Boolean)
    .join('\n');
  return new JudgeError(`${role}-failed`, `The ${role} ${what} (${name}). ${why}`);
}
