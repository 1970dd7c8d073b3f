import type { TestResult } from '../judge/index.ts';

/** A run that failed, as it is shown: the texts of its test and what the program printed. */
export interface Failure {
  input: string;
  expected?: string | undefined;
  got: string;
}

/** The result with the shortest input; of equals the first. */
export function smallestOf(results: TestResult[]): TestResult | undefined {
  return results.reduce<TestResult | undefined>(
    (best, it) => (best && best.test.input.length <= it.test.input.length ? best : it),
    undefined,
  );
}

/** The texts of a result, each of at most `most` characters: the end of a long one matters least. */
export function failureOf({ test, stdout }: TestResult, most: number): Failure {
  const cut = (text: string) => (text.length > most ? `${text.slice(0, most)}\n[...]` : text);
  return {
    input: cut(test.input),
    got: cut(stdout),
    ...(test.answer !== undefined && { expected: cut(test.answer) }),
  };
}

/** The failure as a model is told of it. */
export function failureInWords({ input, expected, got }: Failure): string {
  const parts = [`Input:\n${input}`];
  if (expected !== undefined) parts.push(`Expected output:\n${expected}`);
  return [...parts, `The program printed:\n${got}`].join('\n');
}
