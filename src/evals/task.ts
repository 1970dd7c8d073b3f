import type { Test } from '../judge/index.ts';
import type { Checker, Problem, ProblemPackage } from '../problem/index.ts';

/** One problem of a set, whatever set it is from. Tests are read when they are needed: they may be large. */
export interface EvalTask {
  id: string;
  kind: 'programming' | 'maths';
  /** As the model reads it; its samples are the tests that a solver may see. */
  problem: Problem;
  /** Programming: how a program is judged. */
  tests?: () => Promise<EvalTests>;
  /** Maths: the right answer. */
  answer?: string;
  /** The one language the tests can be run with; absent: any. */
  language?: string;
  /** The beginning of the program that the set gives. */
  starter?: string;
  /** The day it was published, YYYY-MM-DD. */
  date?: string;
  difficulty?: string;
  topics: string[];
}

/** How the output of a program is compared: by LiveCodeBench's rule or by a checker of the judge. */
type EvalRule = 'livecodebench' | Checker;

/**
 * `io`: whole programs that read standard input; `calls`: a Python function that is called with a JSON value a
 * line and whose result is compared as JSON; `python`: statements around the program that must run to their end;
 * `package`: what a problem package has.
 */
export type EvalTests =
  | { kind: 'io'; tests: Test[]; rule: EvalRule; before: string; timeLimitMs: number; memoryLimitMiB: number }
  | {
      kind: 'calls';
      tests: Test[];
      function: string;
      before: string;
      timeLimitMs: number;
      memoryLimitMiB: number;
    }
  | { kind: 'python'; before: string; after: string; timeLimitMs: number; memoryLimitMiB: number }
  | { kind: 'package'; package: ProblemPackage };

/** What a set cannot be read for, with the file and the line; the message says what to do. */
export class SetError extends Error {
  override name = 'SetError';
}
