import { compare, type Judge, type Limits, type Submission, type TestResult } from '../judge/index.ts';
import type { Problem } from '../problem/index.ts';
import type { GeneratedInput } from './inputs/cases.ts';
import { limitsOf } from './samples.ts';

/** A brute force may be slow, but not endless. */
const helperLimits: Limits = { timeLimitMs: 3000, memoryLimitMiB: 2048 };
/** Runs at a time, between which a program that keeps failing is given up; fewer where one may take long. */
const together = 20;
const helpersTogether = 6;
/** Failed runs after which a program is not run any further. */
const mostFailures = 3;

interface RunOptions {
  /** A brute force, which gets more time and memory than the problem's limits. */
  isHelper: boolean;
  signal: AbortSignal;
}

/**
 * What programs do on generated inputs. Every program runs once on every input, however often it is compared:
 * outputs are remembered, and two programs agree when their outputs do.
 */
export class Trials {
  readonly judge: Judge;
  readonly problem: Problem;
  readonly #runs = new Map<string, Map<string, TestResult>>();
  readonly #checked = new Map<string, TestResult>();

  constructor(judge: Judge, problem: Problem) {
    this.judge = judge;
    this.problem = problem;
  }

  /**
   * Runs `program` on the cases it has not met, candidates under the problem's limits. A program that keeps
   * failing is not run on the rest. Calls `progress` with the number of cases done.
   */
  async run(
    program: Submission,
    cases: GeneratedInput[],
    options: RunOptions & { progress?: (done: number) => void },
  ): Promise<void> {
    const known = this.#of(program);
    const fresh = cases.filter(({ input }) => !known.has(input));
    let failures = cases.filter(({ input }) => isFailure(known.get(input))).length;
    const step = options.isHelper ? helpersTogether : together;
    for (let from = 0; from < fresh.length && failures < mostFailures; from += step) {
      const some = fresh.slice(from, from + step);
      for (const result of await this.#judged(program, some, options)) {
        known.set(result.test.input, result);
        if (isFailure(result)) failures++;
      }
      options.progress?.(cases.length - fresh.length + Math.min(fresh.length, from + step));
    }
  }

  /** How `program` did on an input; undefined when it was not run there. */
  on(program: Submission, input: string): TestResult | undefined {
    return this.#of(program).get(input);
  }

  /**
   * The first case on which `program` does not give an accepted answer where `reference` gave one, and the
   * number of cases that could be compared until then.
   */
  async compare(
    program: Submission,
    reference: Submission,
    cases: GeneratedInput[],
    signal: AbortSignal,
  ): Promise<{ compared: number; difference?: TestResult }> {
    let compared = 0;
    const open: { result: TestResult; answer: string; name: string }[] = [];
    for (const { name, input } of cases) {
      const answer = this.on(reference, input);
      const result = this.on(program, input);
      if (answer?.verdict !== 'AC' || !result) continue;
      compared++;
      open.push({ result, answer: answer.stdout, name });
    }
    for (const [index, { result, answer, name }] of open.entries()) {
      const judged = await this.#accepted(program, result, answer, signal);
      if (judged.verdict !== 'AC')
        return { compared: index + 1, difference: { ...judged, test: { ...judged.test, name, answer } } };
    }
    return { compared };
  }

  /** Runs both anew on one input: the difference there, or undefined when there is none. */
  async differOn(
    program: Submission,
    reference: Submission,
    input: string,
    signal: AbortSignal,
  ): Promise<TestResult | undefined> {
    const one = [{ name: 'shrunk', input }];
    await this.run(reference, one, { isHelper: true, signal });
    if (this.on(reference, input)?.verdict !== 'AC') return undefined;
    const [result] = await this.#judged(program, one, { isHelper: false, signal });
    if (result) this.#of(program).set(input, result);
    return (await this.compare(program, reference, one, signal)).difference;
  }

  async #accepted(
    program: Submission,
    result: TestResult,
    answer: string,
    signal: AbortSignal,
  ): Promise<TestResult> {
    if (result.verdict !== 'AC') return result;
    const checker = this.problem.checker ?? { kind: 'tokens' };
    if (checker.kind !== 'program') return { ...result, ...compare(checker, result.stdout, answer) };
    const key = JSON.stringify([program, result.test.input, answer]);
    const known = this.#checked.get(key);
    if (known) return known;
    const test = { name: 'case', input: result.test.input, answer };
    for await (const event of this.judge.judge(program, [test], { ...limitsOf(this.problem), signal })) {
      if (event.type !== 'judged') continue;
      const checked = event.results[0] ?? result;
      if (checked.verdict === 'JE') throw new Error(checked.reason ?? 'The checker failed.');
      this.#checked.set(key, checked);
      return checked;
    }
    return result;
  }

  async #judged(
    program: Submission,
    cases: GeneratedInput[],
    { isHelper, signal }: RunOptions,
  ): Promise<TestResult[]> {
    const { checker: _, interactor: __, ...limits } = limitsOf(this.problem);
    const options = {
      ...limits,
      ...(isHelper ? helperLimits : {}),
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

  #of(program: Submission): Map<string, TestResult> {
    const key = `${program.language}\n${program.source}`;
    const known = this.#runs.get(key) ?? new Map<string, TestResult>();
    this.#runs.set(key, known);
    return known;
  }
}

function isFailure(result: TestResult | undefined): boolean {
  return result !== undefined && result.verdict !== 'AC';
}
