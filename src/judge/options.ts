import type { Checker } from '../problem/index.ts';
import type { CheckingProgram, ProgramChecker } from './checkers/checking-program.ts';
import type { FileNames, Surroundings } from './execute.ts';
import type { Limits } from './limits.ts';

export interface JudgeOptions extends Limits, FileNames {
  checker?: Checker;
  /** The program that talks to the submission in an interactive problem; `checker` is then asked about what it wrote. */
  interactor?: ProgramChecker;
  /** End with the first test that is not AC. */
  stopAtFirst?: boolean;
  /** Run it with the sanitizers of its compiler, where it has any: slower, and RE at what is undefined. */
  sanitize?: boolean;
  signal?: AbortSignal;
}

/** Checking programs, compiled. */
export interface Checking {
  checker?: CheckingProgram;
  interactor?: CheckingProgram;
}

export interface JudgeTestOptions extends JudgeOptions, Surroundings {
  checking?: Checking;
  /** It was compiled just now: a TLE is measured again. */
  firstRun?: boolean;
}
