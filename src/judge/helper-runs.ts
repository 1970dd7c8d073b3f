import type { TestResult } from './verdict.ts';

/**
 * What generator, oracle and validator did so far. Stress tests of several submissions with the same ones share it:
 * each then runs once on an input, and time that the oracle spent in vain is spent once.
 */
export class HelperRuns {
  readonly #runs = new Map<string, Promise<TestResult>>();
  /** Of given inputs: those that the oracle answered, those that were too much for it, and what these took, ms. */
  readonly answered: string[] = [];
  readonly tooMuch: string[] = [];
  inVainMs = 0;

  /** What `run` gives back, or gave back the first time it was asked for by this `key`. */
  once(key: readonly string[], run: () => Promise<TestResult>): Promise<TestResult> {
    const name = JSON.stringify(key);
    const known = this.#runs.get(name);
    if (known) return known;
    const made = run();
    this.#runs.set(name, made);
    // What was stopped is no answer.
    made.catch(() => this.#runs.delete(name));
    return made;
  }
}
