import * as z from 'zod';

/**
 * What the judge says of a run or a submission: accepted, wrong answer, presentation error, time, memory or
 * output limit exceeded, run-time error, compile error; JE is our fault or the toolchain's, never the
 * submission's.
 */
export const Verdict = z.enum(['AC', 'WA', 'PE', 'TLE', 'MLE', 'RE', 'OLE', 'CE', 'JE']);
export type Verdict = z.infer<typeof Verdict>;

/** A program as text. `language` is the id of an entry of the language table ("cpp", "python", ...). */
export const Submission = z.object({ language: z.string(), source: z.string() });
export type Submission = z.infer<typeof Submission>;

/** An input and, where it is known, the judge's answer to it. */
export const Test = z.object({ name: z.string(), input: z.string(), answer: z.string().optional() });
export type Test = z.infer<typeof Test>;

/** One execution of a submission on one test, with its measurements. Output is capped; `truncated` says so. */
export const TestResult = z.object({
  test: Test,
  verdict: Verdict,
  /** One sentence on why, for a person: "line 2: expected 7, got 8", "killed by SIGSEGV". */
  reason: z.string().optional(),
  cpuMs: z.number().optional(),
  wallMs: z.number(),
  memoryBytes: z.number().optional(),
  exitCode: z.number().optional(),
  signal: z.string().optional(),
  stdout: z.string(),
  stderr: z.string(),
  truncated: z.boolean().optional(),
  /** CPU time within 10 % of the limit, however often it was measured: the verdict may differ elsewhere. */
  nearLimit: z.boolean().optional(),
  /** Points of a checker that gives some, as it printed them. */
  score: z.number().optional(),
  /** The part of a test's points that a Kattis validator gives, 0..1. */
  scoreMultiplier: z.number().optional(),
  /** What a Kattis validator wrote for the judges, accepted or not. */
  judgeMessage: z.string().optional(),
  /** What was said in an interactive run, in order, its first MiB. */
  transcript: z.array(z.object({ by: z.enum(['program', 'interactor']), text: z.string() })).optional(),
});
export type TestResult = z.infer<typeof TestResult>;

/** Whether the run of a validator approves its input: exit code 0, or 42 as Kattis has it. */
export function approves({ verdict, exitCode }: Pick<TestResult, 'verdict' | 'exitCode'>): boolean {
  return verdict === 'AC' || exitCode === 42;
}

/** What happens while a submission is judged; the last event is always `judged`. */
export const JudgeEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('compiling'), language: z.string() }),
  z.object({
    type: z.literal('compiled'),
    cached: z.boolean(),
    warnings: z.string(),
    /** The limit it is judged by, where the language's time factor changed it. */
    timeLimitMs: z.number().optional(),
  }),
  z.object({ type: z.literal('test-started'), name: z.string() }),
  z.object({ type: z.literal('test-judged'), result: TestResult }),
  z.object({
    type: z.literal('judged'),
    verdict: Verdict,
    reason: z.string().optional(),
    results: z.array(TestResult),
  }),
]);
export type JudgeEvent = z.infer<typeof JudgeEvent>;

/** What happens during a stress test; the last event is `stress-ended`. */
export const StressEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('stress-progress'), cases: z.number(), total: z.number() }),
  z.object({ type: z.literal('stress-shrinking'), inputBytes: z.number() }),
  z.object({
    type: z.literal('stress-ended'),
    /** AC: no difference in `cases` cases; WA, RE, TLE...: `difference` holds the (shrunk) case; CE, JE: `reason`. */
    verdict: Verdict,
    cases: z.number(),
    seed: z.number(),
    reason: z.string().optional(),
    difference: TestResult.optional(),
  }),
]);
export type StressEvent = z.infer<typeof StressEvent>;

const severity: Verdict[] = ['AC', 'PE', 'WA', 'OLE', 'TLE', 'MLE', 'RE', 'CE', 'JE'];

/** The worst verdict of several results; AC when there are none. */
export function mostSevere(results: { verdict: Verdict }[]): Verdict {
  return results.reduce<Verdict>(
    (worst, { verdict }) => (severity.indexOf(verdict) > severity.indexOf(worst) ? verdict : worst),
    'AC',
  );
}
