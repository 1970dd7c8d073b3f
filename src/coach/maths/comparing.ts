import type { Equivalence } from './equivalent.ts';

/** What reads the final answer out of a solution, and says whether two answers are the same. */
export interface AnswerComparing {
  finalAnswer(text: string): string | undefined;
  equivalent(left: string, right: string): Equivalence;
}

/** The algebra is large: whoever compares answers loads it first. */
export async function answerComparing(): Promise<AnswerComparing> {
  const [{ finalAnswer }, { equivalent }] = await Promise.all([
    import('./answer.ts'),
    import('./equivalent.ts'),
  ]);
  return { finalAnswer, equivalent };
}
