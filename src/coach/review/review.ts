import {
  approves,
  compare,
  type Judge,
  type Submission,
  type Test,
  type TestResult,
} from '../../judge/index.ts';
import { type Engine, extractCode, type Preset, reviewPrompt } from '../../model/index.ts';
import { type ContestGuard, ContestRefusal, type Problem, programFor } from '../../problem/index.ts';
import {
  checkOracle,
  type Evidence,
  limitsOf,
  type OracleSource,
  sampleTests,
  unjudgeable,
} from '../../solver/index.ts';
import { failureInWords, failureOf, smallestOf } from '../failure.ts';
import { type Inputs, inputsFor } from '../inputs.ts';
import { requestFor } from '../request.ts';
import type { Finding, ReviewEvent, ReviewPart } from './events.ts';
import { firstChangedLine, smallestFix } from './fix.ts';
import { sanitizerReport, warningReports } from './reports.ts';
import { widened } from './wide.ts';

/** A model, and the guard that lets it be asked or not. */
interface Coach {
  guard: ContestGuard;
  engine: Engine;
  preset: Preset;
  replyLanguage?: string;
}

/** A brute force, with or without what makes inputs. */
export type Oracle = Omit<OracleSource, 'generator'> & Partial<Pick<OracleSource, 'generator'>>;

/** Under sanitizers a run takes long. */
const mostSanitized = 25;

export interface ReviewOptions {
  judge: Judge;
  problem: Problem;
  submission: Submission;
  /** Tests of the user's own, judged after the samples. */
  ownTests?: Test[];
  /** Without a generator it answers the inputs that can be built from the statement. */
  oracle?: Oracle;
  /** Inputs that are compared, about: half of them built from the statement, where there is a generator too. */
  stressCases: number;
  /** C and C++: also under the compiler's sanitizers; default true. */
  sanitize?: boolean;
  /**
   * Who explains and proposes a fix, or how to come by one: it is asked for when there is something to explain.
   * Absent: the review is what the judge finds.
   */
  coach?: Coach | (() => Promise<Coach | undefined>);
  /** Fixes asked of the model at most. */
  fixes: number;
  seed: number;
  signal?: AbortSignal;
}

/**
 * Reviews a submission: judge first, the model's words last. The tests, then generated inputs against the
 * oracle, give the smallest counterexample; then the compiler's warnings, runs on large inputs and runs under
 * sanitizers look for what the tests do not show. Only then the model explains what was found,
 * and a fix it writes is shown when it held against everything the program failed at. Throws nothing; what goes
 * wrong is the `reason` of the last event.
 */
export async function* review(options: ReviewOptions): AsyncGenerator<ReviewEvent> {
  const { signal } = options;
  try {
    yield* new Review(options).run();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (signal?.aborted) yield { type: 'review-ended', outcome: 'stopped', checked: '', reason: 'Stopped.' };
    else yield { type: 'review-ended', outcome: 'broken', checked: '', reason };
  }
}

class Review {
  readonly #options: ReviewOptions;
  readonly #findings: Finding[] = [];
  readonly #checked: string[] = [];
  /** The submission as it is judged: function-style code stands in its driver, from line `#before` on. */
  #whole: Submission;
  #before = 0;
  #oracle: (Oracle & { samples: number }) | undefined;
  readonly #inputs: Inputs;
  /** Those that the program ended well on. */
  readonly #large: TestResult[] = [];

  constructor(options: ReviewOptions) {
    this.#options = options;
    const { problem, oracle, stressCases } = options;
    this.#inputs = inputsFor(problem, oracle?.generator, stressCases);
    this.#whole = options.submission;
  }

  async *run(): AsyncGenerator<ReviewEvent> {
    const { problem, submission } = this.#options;
    const why = unjudgeable(problem);
    if (why && problem.interactive) throw new Error(why);
    if (why) yield { type: 'review-note', text: `${why} Answers are not compared.` };
    const whole = programFor(problem, submission.source, submission.language);
    if ('reason' in whole) throw new Error(whole.reason);
    this.#whole = { ...submission, source: whole.program };
    const at = whole.program.indexOf(submission.source);
    this.#before = at === -1 ? 0 : whole.program.slice(0, at).split('\n').length - 1;

    const compiles = yield* this.#judgeTests();
    if (compiles) {
      yield* this.#stressIt();
      yield* this.#largeInputs();
      yield* this.#overflows();
      yield* this.#sanitize();
    }
    if (this.#findings.length > 0) yield* this.#explain();
    yield this.#end();
  }

  get #faults(): Finding[] {
    return this.#findings.filter(({ kind }) => kind !== 'warning');
  }

  #end(): ReviewEvent {
    const [first] = this.#faults;
    const checked = this.#checked.join('; ');
    if (first) return { type: 'review-ended', outcome: 'faulty', checked, reason: first.message };
    const tried = checked || 'nothing could be checked: there are no tests and no oracle';
    const reason = `No fault was found: ${tried}.`;
    return { type: 'review-ended', outcome: 'nothing-found', checked: tried, reason };
  }

  #found(finding: Finding): ReviewEvent {
    const line = finding.line === undefined ? undefined : finding.line - this.#before;
    const lines = this.#options.submission.source.split('\n').length;
    const placed = { ...finding, line: line !== undefined && line >= 1 && line <= lines ? line : undefined };
    this.#findings.push(placed);
    return { type: 'review-found', finding: placed };
  }

  /** Where several answers are right and nothing can tell, a run shows only that the program ends well. */
  #tests(): Test[] {
    const tests = [...sampleTests(this.#options.problem), ...(this.#options.ownTests ?? [])];
    return unjudgeable(this.#options.problem) ? tests.map(({ name, input }) => ({ name, input })) : tests;
  }

  /** The tests with those that a fault was found on. */
  #testsAndFaults(): Test[] {
    return [...this.#tests(), ...this.#faults.flatMap(({ result }) => (result ? [result.test] : []))];
  }

  get #largeTests(): Test[] {
    return this.#large.map(({ test }) => ({ name: 'large', input: test.input }));
  }

  #judgeOptions() {
    return { ...limitsOf(this.#options.problem), signal: this.#options.signal };
  }

  /** False when the program does not compile: nothing more can be run then. */
  async *#judgeTests(): AsyncGenerator<ReviewEvent, boolean> {
    const { judge, problem } = this.#options;
    const tests = this.#tests();
    yield begun('tests');
    for await (const event of judge.judge(this.#whole, tests, this.#judgeOptions())) {
      yield { type: 'review-judging', event };
      if (event.type === 'compiled') {
        for (const { line, message } of warningReports(event.warnings))
          yield this.#found({ kind: 'warning', line, message });
      }
      if (event.type !== 'judged') continue;
      if (event.verdict === 'CE') {
        const line = /:(\d+):\d+: (?:fatal )?error:/.exec(event.reason ?? '')?.[1];
        const message = `It does not compile: ${event.reason ?? ''}`;
        yield this.#found({ kind: 'does-not-compile', message, ...(line && { line: Number(line) }) });
        return false;
      }
      if (event.verdict === 'JE') throw new Error(event.reason ?? 'The judge could not run it.');
      const passed = event.results.filter(({ verdict }) => verdict === 'AC').length;
      if (tests.length > 0)
        this.#checked.push(`tests ${passed}/${tests.length}${unjudgeable(problem) ? ' end well' : ''}`);
      const smallest = smallestOf(event.results.filter(({ verdict }) => verdict !== 'AC'));
      if (smallest) yield this.#found(counterexample(smallest, `test ${smallest.test.name}`));
    }
    return true;
  }

  /** Looks for a difference from the oracle; one that is smaller than what the tests showed is found too. */
  async *#stressIt(): AsyncGenerator<ReviewEvent> {
    const { judge, oracle, problem, stressCases, seed, signal } = this.#options;
    if (!oracle || stressCases === 0 || unjudgeable(problem)) return;
    yield begun('stress');
    const checked = await checkOracle(oracle, problem, judge, signal ?? new AbortController().signal);
    yield { type: 'review-note', text: checked.reason };
    if (!checked.usable) return;
    this.#oracle = { ...oracle, samples: checked.samples };
    if (this.#inputs.sources.length === 0)
      yield {
        type: 'review-note',
        text: 'There is no generator, and no inputs could be built from the statement.',
      };
    for (const { words, ...source } of this.#inputs.sources) {
      const stress = judge.stress({
        ...oracle,
        ...source,
        submission: this.#whole,
        ...this.#judgeOptions(),
        seed,
      });
      for await (const event of stress) {
        yield { type: 'review-stressing', event };
        if (event.type !== 'stress-ended') continue;
        if (event.verdict === 'JE') {
          yield { type: 'review-note', text: `The stress test could not be made: ${event.reason}` };
        } else if (event.verdict === 'AC') {
          this.#checked.push(`${event.cases} ${words} against ${oracle.origin}`);
        } else if (event.difference) {
          this.#checked.push(`${words} against ${oracle.origin}, until one differed`);
          const known = this.#faults[0]?.result;
          if (!known || event.difference.test.input.length < known.test.input.length)
            yield this.#found(
              counterexample(event.difference, 'a generated input, made as small as possible'),
            );
          return;
        }
      }
    }
  }

  /**
   * Every test, the counterexample and small built inputs under the compiler's sanitizers, and, where nothing was found,
   * the large inputs: what overflows only there needs no oracle to be seen. One report is enough.
   */
  async *#sanitize(): AsyncGenerator<ReviewEvent> {
    const { judge, submission, sanitize = true } = this.#options;
    if (!sanitize || !['c', 'cpp'].includes(submission.language)) return;
    const built = this.#inputs.built?.cases.slice(0, mostSanitized) ?? [];
    const large = this.#largeTests;
    const found = this.#faults.flatMap(({ result }) =>
      result && result.verdict !== 'TLE' ? [result.test] : [],
    );
    const tests = [...this.#tests(), ...found, ...built, ...large];
    if (tests.length === 0) return;
    yield begun('sanitizers');
    const options = {
      ...this.#judgeOptions(),
      // Sanitizers cost time and memory; what the limits allow is not the question here.
      timeLimitMs: 20_000,
      memoryLimitMiB: 2048,
      checker: undefined,
      sanitize: true,
    };
    for await (const event of judge.judge(this.#whole, tests, options)) {
      const report = event.type === 'test-judged' && sanitizerReport(event.result.stderr);
      if (report) {
        const message = `Undefined behaviour: ${report.message}`;
        const line = report.line && { line: report.line };
        yield this.#found({ kind: 'undefined', message, ...line, result: event.result });
        return;
      }
      if (event.type !== 'judged') continue;
      if (event.verdict === 'CE' || event.verdict === 'JE') {
        yield {
          type: 'review-note',
          text: `The sanitizers could not be used: ${event.reason ?? event.verdict}`,
        };
        return;
      }
      const words = [
        'the tests',
        ...(built.length > 0 ? [`${built.length} built inputs`] : []),
        ...(large.length > 0 ? [`${large.length} large ones`] : []),
      ];
      this.#checked.push(`${words.join(', ')} under address and undefined-behaviour sanitizers`);
    }
  }

  /** Runs on large inputs, until one breaks a limit. */
  async *#largeInputs(): AsyncGenerator<ReviewEvent> {
    if (this.#faults.length > 0) return;
    const { judge, problem, signal } = this.#options;
    const { timeLimitMs, memoryLimitMiB, inputFile, outputFile } = limitsOf(problem);
    const options = { limits: { timeLimitMs, memoryLimitMiB }, inputFile, outputFile, signal };
    let [runs, slowestMs, longest] = [0, 0, ''];
    for await (const input of this.#largest()) {
      if (runs === 0) yield begun('large');
      const result = await judge.run(this.#whole, input, options);
      signal?.throwIfAborted();
      runs++;
      slowestMs = Math.max(slowestMs, result.cpuMs ?? result.wallMs);
      if (input.length > longest.length) longest = input;
      if (result.verdict === 'AC') {
        this.#large.push(result);
        continue;
      }
      const message = `${result.verdict} on a generated input of ${sizeOf(input)}: ${result.reason ?? ''}`;
      yield this.#found({ kind: 'large-input', message, result });
      return;
    }
    if (runs > 0)
      this.#checked.push(
        `${runs === 1 ? 'a large input' : `${runs} large inputs`} of at most ${sizeOf(longest)} in ${(slowestMs / 1000).toFixed(2)} s`,
      );
  }

  /**
   * On large inputs, which no brute force answers: whether wider integers print something else. Only where the program
   * passes its tests with them, too.
   */
  async *#overflows(): AsyncGenerator<ReviewEvent> {
    const { judge, problem, submission } = this.#options;
    const { checker = { kind: 'tokens' } } = problem;
    if (this.#faults.length > 0 || submission.language !== 'cpp' || checker.kind === 'program') return;
    const source = this.#large.length > 0 && !unjudgeable(problem) && widened(this.#whole.source);
    if (!source) return;
    yield begun('wider');
    const tests = this.#tests();
    const large = this.#largeTests;
    let [compared, results]: [number, TestResult[]] = [0, []];
    const program = { language: 'cpp', source };
    for await (const event of judge.judge(program, [...tests, ...large], this.#judgeOptions()))
      if (event.type === 'judged') results = event.results;
    if (results.slice(0, tests.length).some(({ verdict }) => verdict !== 'AC')) return;
    for (const [at, wide] of results.slice(tests.length).entries()) {
      const narrow = this.#large[at];
      if (!narrow || wide.verdict !== 'AC' || wide.truncated || narrow.truncated) continue;
      compared++;
      const difference = compare(checker, narrow.stdout, wide.stdout);
      if (difference.verdict === 'AC') continue;
      const message = `An integer overflows on a generated input of ${sizeOf(narrow.test.input)}: with 64-bit integers in the place of int it prints something else`;
      const test = { ...narrow.test, answer: wide.stdout };
      yield this.#found({ kind: 'overflow', message, result: { ...narrow, ...difference, test } });
      return;
    }
    if (compared > 0) this.#checked.push(`${compared} of them the same with 64-bit integers`);
  }

  /** As large as the statement allows; of a generator ten times larger each, until it grows no more. */
  async *#largest(): AsyncGenerator<string> {
    const { judge, oracle, seed, signal } = this.#options;
    const limits = { timeLimitMs: 20_000, memoryLimitMiB: 2048 };
    const { built } = this.#inputs;
    if (built && built.largest.length > 0) {
      for (const { input } of built.largest) {
        const said = oracle?.validator && (await judge.run(oracle.validator, input, { limits, signal }));
        if (!said || approves(said)) yield input;
      }
      return;
    }
    if (!oracle?.generator) return;
    let before = 0;
    for (let size = 1000; size <= 1_000_000; size *= 10) {
      const made = await judge.run(oracle.generator, '', { limits, args: [`${seed}`, `${size}`], signal });
      if (made.verdict !== 'AC' || made.truncated || made.stdout.length <= 2 * before) return;
      before = made.stdout.length;
      yield made.stdout;
    }
  }

  async *#explain(): AsyncGenerator<ReviewEvent> {
    const { problem, submission, fixes, seed, signal } = this.#options;
    let { coach } = this.#options;
    if (coach) yield begun('model');
    try {
      if (typeof coach === 'function') coach = await coach();
      if (!coach) return;
      await coach.guard.admit(problem, [], signal);
    } catch (error) {
      if (!(error instanceof ContestRefusal)) throw error;
      return yield { type: 'review-note', text: error.message };
    }
    const found = this.#findings.map(inWords);
    const { preset, replyLanguage } = coach;
    const made = reviewPrompt({ preset, problem, program: submission, found, replyLanguage });
    let before: string | undefined;
    const failed = (attempt: number, reason: string): ReviewEvent => {
      const again = reason === before || undefined;
      before = reason;
      return { type: 'fix-failed', attempt, reason, ...(again && { again }) };
    };
    for (let attempt = 1; attempt <= fixes; attempt++) {
      if (attempt > 1) yield begun('model');
      let answer = '';
      for await (const event of coach.engine.generate(
        requestFor(preset, 'programming', made, seed + attempt - 1),
        signal,
      )) {
        if (event.type !== 'text') continue;
        if (event.channel === 'answer') answer += event.text;
        // One explanation is enough: later attempts are only after a fix.
        if (attempt === 1) yield { ...event, type: 'review-text' };
      }
      if (this.#faults.length === 0) return;
      const fixed = extractCode(answer)?.code;
      if (fixed === undefined) {
        yield failed(attempt, 'the answer holds no program');
        continue;
      }
      yield begun('fix');
      const evidence = await this.#holds(fixed);
      if (typeof evidence === 'string') {
        yield failed(attempt, evidence);
        continue;
      }
      const source = await smallestFix(
        submission.source,
        fixed,
        async (program) => typeof (await this.#holds(program)) !== 'string',
      );
      const line = firstChangedLine(submission.source, source);
      return yield { type: 'fix-held', source, evidence, line };
    }
  }

  /** The evidence of a program that passes every test, every counterexample and the stress test; or why not. */
  async #holds(source: string): Promise<Evidence | string> {
    const { judge, problem, submission, seed } = this.#options;
    const whole = programFor(problem, source, submission.language);
    if ('reason' in whole) return whole.reason;
    const program: Submission = { language: submission.language, source: whole.program };
    const samples = sampleTests(problem).length;
    const tests = this.#testsAndFaults();
    for await (const event of judge.judge(program, tests, { ...this.#judgeOptions(), stopAtFirst: true })) {
      if (event.type === 'judged' && event.verdict !== 'AC') return whyNot(event);
    }
    const evidence: Evidence = { samples: { passed: samples, total: samples } };
    if (!this.#oracle) return evidence;
    const { origin, samples: oracleSamples, ...oracle } = this.#oracle;
    let compared = 0;
    for (const { words: _, ...source } of this.#inputs.sources) {
      const stress = judge.stress({
        ...oracle,
        ...source,
        submission: program,
        ...this.#judgeOptions(),
        seed,
        shrink: false,
      });
      for await (const event of stress) {
        if (event.type !== 'stress-ended') continue;
        if (event.verdict !== 'AC') return whyNot(event);
        compared += event.cases;
      }
    }
    if (compared > 0) evidence.stress = { cases: compared, oracle: origin, oracleSamples };
    return evidence;
  }
}

/** Of a compiler's words the line that says what is wrong. */
function whyNot({ verdict, reason = '' }: { verdict: string; reason?: string | undefined }): string {
  const [line] = /^.*\b(?:error|undefined reference)\b.*$/im.exec(reason) ?? reason.split('\n', 1);
  return `${verdict}, ${line}`;
}

function begun(part: ReviewPart): ReviewEvent {
  return { type: 'review-begun', part };
}

/** `where` names the test in words. */
function counterexample(result: TestResult, where: string): Finding {
  const { verdict, reason } = result;
  const line = sanitizerReport(result.stderr)?.line;
  const message = [`${verdict} on ${where}`, reason].filter(Boolean).join(': ');
  return { kind: 'counterexample', message, result, ...(line && { line }) };
}

/** What the model is told of a finding. */
function inWords({ message, line, result }: Finding): string {
  const where = line === undefined ? '' : ` (line ${line})`;
  if (!result) return `${message}${where}`;
  return `${message}${where}\n${failureInWords(failureOf(result, 800))}`;
}

function sizeOf(text: string): string {
  return text.length < 10_000 ? `${text.length} bytes` : `${Math.round(text.length / 1000)} kB`;
}
