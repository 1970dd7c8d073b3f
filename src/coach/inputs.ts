import { type GivenInputs, HelperRuns, type Submission } from '../judge/index.ts';
import type { Problem } from '../problem/index.ts';
import { builtInputs } from '../solver/index.ts';

/** Inputs of one origin that programs are compared with one oracle on. */
interface InputSource {
  generator: Submission | GivenInputs;
  cases: number;
  helperRuns: HelperRuns;
  /** What they are, in the plural. */
  words: string;
}

/** What programs are compared on, in order, and the inputs that could be built from the statement, if any. */
export interface Inputs {
  sources: InputSource[];
  built: ReturnType<typeof builtInputs>;
}

/**
 * Inputs for comparisons with one oracle on about so many cases: those that cost no run to make come first. A
 * generator always has its half, because it knows what the statement does not say.
 */
export function inputsFor(problem: Problem, generator: Submission | undefined, cases: number): Inputs {
  const half = Math.ceil(cases / 2);
  const built = builtInputs(problem, generator ? half : cases);
  const source = (of: Omit<InputSource, 'helperRuns'>) => ({ ...of, helperRuns: new HelperRuns() });
  return {
    built,
    sources: [
      ...(built
        ? [source({ generator: built, cases: built.cases.length, words: 'inputs built from the statement' })]
        : []),
      ...(generator ? [source({ generator, cases: built ? half : cases, words: 'generated cases' })] : []),
    ],
  };
}
