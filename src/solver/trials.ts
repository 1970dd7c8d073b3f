import { compare, type Judge, type Limits, type Submission, type TestResult } from '../judge/index.ts';
import type { Problem } from '../problem/index.ts';
import type { Entrant } from './entrant.ts';
import type { GeneratedInput } from './inputs/cases.ts';
import { Demands } from './inputs/demand.ts';
import { limitsOf } from './samples.ts';

/** A brute force may be slow, but not endless. */
const helperLimits = { timeLimitMs: 2000, memoryLimitMiB: 2048 } satisfies Limits;
/** Runs at a time, between which a program that keeps failing is given up; fewer where one may take long. */
const together = 20;
const helpersTogether = 2;
/** Answers of a checker asked for at a time. */
const checkedTogether = 8;
/** Processor time after which a brute force that was asked half of the inputs is not asked for the heavier ones, ms. */
const helperMs = 8000;
/** What it may take for one of the heavier ones, and for any to which it is followed later, ms. */
const heavierMs = 1000;
/** Failed runs after which a program is not run any further. */
const mostFailures = 3;

/** Whose program it is matters: a brute force gets more time and memory than the problem's limits. */
export type Runner = Pick<Entrant, 'program' | 'role'>;

interface RunOptions {
  signal: AbortSignal;
  /** Called with the number of cases done. */
  progress?: (done: number) => void;
  /** They are more than a brute force has to answer to be of use. */
  isFollowed?: boolean;
}

/**
 * What programs do on generated inputs. Every program runs once on every input, however often it is compared:
 * outputs are remembered, and two programs agree when their outputs do.
 *
 * A brute force is written for small inputs. Where it fails or says nothing it has given no answer, and neither
 * has it where an input asks for more still: `1 << n` is as quick as it is wrong once n outgrows the type.
 */
export class Trials {
  readonly judge: Judge;
  readonly problem: Problem;
  readonly #runs = new Map<string, Map<string, TestResult>>();
  /** Processor time that its runs took, ms. */
  readonly #spent = new Map<string, number>();
  /** Inputs that were too much for a brute force. */
  readonly #tooMuch = new Map<string, Set<string>>();
  readonly #demands = new Demands();
  readonly #checked = new Map<string, TestResult>();

  constructor(judge: Judge, problem: Problem) {
    this.judge = judge;
    this.problem = problem;
  }

  /**
   * Runs the program on the cases it has not met, candidates under the problem's limits. A program that keeps
   * failing is not run on the rest.
   */
  async run(
    runner: Runner,
    cases: GeneratedInput[],
    { signal, progress, isFollowed = false }: RunOptions,
  ): Promise<void> {
    const known = this.#of(runner);
    const isHelper = runner.role === 'oracle';
    const tooMuch = madeFor(this.#tooMuch, keyOf(runner), () => new Set());
    const isOpen = ({ input }: GeneratedInput) =>
      !known.has(input) && ![...tooMuch].some((it) => this.#demands.asksNoLess(input, it, known.keys()));
    let failures = cases.filter(({ input }) => isFailure(known.get(input)) || tooMuch.has(input)).length;
    const fresh = cases.filter(isOpen);
    const step = isHelper ? helpersTogether : together;
    const until = this.spentOn(runner) + helperMs;
    const isHeavier = (at: number) => isFollowed || at * 2 > fresh.length;
    const isEnough = (done: number) => isHelper && isHeavier(done) && this.spentOn(runner) > until;
    for (let from = 0; from < fresh.length && failures < mostFailures && !isEnough(from); from += step) {
      const some = fresh.slice(from, from + step).filter(isOpen);
      const timeLimitMs = isHeavier(from) ? heavierMs : helperLimits.timeLimitMs;
      const results = some.length > 0 ? await this.#judged(runner, some, signal, timeLimitMs) : [];
      for (const result of results) {
        this.#spent.set(keyOf(runner), this.spentOn(runner) + (result.cpuMs ?? result.wallMs));
        const hasFailed = isFailure(result) || (isHelper && this.#fellSilent(result, known));
        if (hasFailed) failures++;
        if (hasFailed && isHelper) tooMuch.add(result.test.input);
        if (isOpen(result.test)) known.set(result.test.input, result);
      }
      progress?.(cases.length - fresh.length + Math.min(fresh.length, from + step));
    }
  }

  /** Processor time, ms, that the runs of a program took so far. */
  spentOn(runner: Runner): number {
    return this.#spent.get(keyOf(runner)) ?? 0;
  }

  /** How a program did on an input; undefined when it was not run there, or gave no answer as a brute force. */
  on(runner: Runner, input: string): TestResult | undefined {
    return this.#of(runner).get(input);
  }

  /**
   * The first case on which a program does not give an accepted answer where `reference` gave one, and the
   * number of cases that could be compared until then.
   */
  async compare(
    runner: Runner,
    reference: Runner,
    cases: GeneratedInput[],
    signal: AbortSignal,
  ): Promise<{ compared: number; difference?: TestResult }> {
    const pairs = cases.flatMap(({ name, input }) => {
      const [answer, result] = [this.on(reference, input), this.on(runner, input)];
      return answer?.verdict === 'AC' && result ? [{ name, answer: answer.stdout, result }] : [];
    });
    for (let from = 0; from < pairs.length; from += checkedTogether) {
      const some = pairs.slice(from, from + checkedTogether);
      const judged = await Promise.all(
        some.map(({ result, answer }) => this.#accepted(runner, reference, result, answer, signal)),
      );
      for (const [at, { name, answer }] of some.entries()) {
        const one = judged[at];
        if (one && one.verdict !== 'AC')
          return { compared: from + at + 1, difference: { ...one, test: { ...one.test, name, answer } } };
      }
    }
    return { compared: pairs.length };
  }

  /** Runs both anew on one input: the difference there, or undefined when there is none. */
  async differOn(
    candidate: Runner,
    reference: Runner,
    input: string,
    signal: AbortSignal,
  ): Promise<TestResult | undefined> {
    const one = [{ name: 'shrunk', input }];
    await this.run(reference, one, { signal });
    if (this.on(reference, input)?.verdict !== 'AC') return undefined;
    const [result] = await this.#judged(candidate, one, signal);
    if (result) this.#of(candidate).set(input, result);
    return (await this.compare(candidate, reference, one, signal)).difference;
  }

  async #accepted(
    runner: Runner,
    reference: Runner,
    result: TestResult,
    answer: string,
    signal: AbortSignal,
  ): Promise<TestResult> {
    if (result.verdict !== 'AC') return result;
    const checker = this.problem.checker ?? { kind: 'tokens' };
    if (checker.kind !== 'program') return { ...result, ...compare(checker, result.stdout, answer) };
    const checked = await this.#checkedBy(runner.program, result, answer, signal);
    if (checked.verdict !== 'JE') return checked;
    // Either the checker is broken, or it finds fault with the answer it is to compare with.
    const own = await this.#checkedBy(reference.program, result, answer, signal);
    if (own.verdict === 'JE') throw new Error(checked.reason ?? 'The checker failed.');
    return { ...checked, verdict: 'WA' };
  }

  /** The checker's word on what the program prints, asked for once. */
  async #checkedBy(
    program: Submission,
    result: TestResult,
    answer: string,
    signal: AbortSignal,
  ): Promise<TestResult> {
    const key = JSON.stringify([program, result.test.input, answer]);
    const known = this.#checked.get(key);
    if (known) return known;
    const test = { name: 'case', input: result.test.input, answer };
    for await (const event of this.judge.judge(program, [test], { ...limitsOf(this.problem), signal })) {
      if (event.type !== 'judged') continue;
      const checked = event.results[0] ?? result;
      this.#checked.set(key, checked);
      return checked;
    }
    return result;
  }

  async #judged(
    { program, role }: Runner,
    cases: GeneratedInput[],
    signal: AbortSignal,
    helperMsEach = helperLimits.timeLimitMs,
  ): Promise<TestResult[]> {
    const isHelper = role === 'oracle';
    const { checker: _, interactor: __, ...limits } = limitsOf(this.problem);
    const options = {
      ...limits,
      ...(isHelper ? { ...helperLimits, timeLimitMs: helperMsEach } : {}),
      stopAtFirst: !isHelper,
      signal,
    };
    for await (const event of this.judge.judge(program, cases, options)) {
      if (event.type !== 'judged') continue;
      if (event.results.length > 0) {
        const broken = event.results.find((it) => it.verdict === 'JE');
        if (broken) throw new Error(broken.reason ?? 'The judge failed.');
        return event.results;
      }
      // It did not compile: it fails on every input.
      if (event.verdict === 'JE') throw new Error(event.reason ?? 'The judge failed.');
      const { verdict, reason } = event;
      return cases.map((test) => ({
        test,
        verdict,
        ...(reason ? { reason } : {}),
        wallMs: 0,
        stdout: '',
        stderr: '',
      }));
    }
    return [];
  }

  #of(runner: Runner): Map<string, TestResult> {
    return madeFor(this.#runs, keyOf(runner), () => new Map());
  }

  /** It printed nothing, though it printed something wherever less was asked for, which is `known`. */
  #fellSilent({ stdout, test }: TestResult, known: Map<string, TestResult>): boolean {
    if (stdout.trim() !== '') return false;
    const easier = [...known.values()].filter((it) => this.#demands.asksNoLess(test.input, it.test.input));
    return easier.length > 0 && easier.every((it) => it.stdout.trim() !== '');
  }
}

function madeFor<T>(all: Map<string, T>, key: string, make: () => T): T {
  const known = all.get(key) ?? make();
  all.set(key, known);
  return known;
}

function keyOf({ program, role }: Runner): string {
  return `${role} ${program.language}\n${program.source}`;
}

function isFailure(result: TestResult | undefined): boolean {
  return result !== undefined && result.verdict !== 'AC';
}
