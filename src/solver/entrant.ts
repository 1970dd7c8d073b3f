import type { Submission } from '../judge/index.ts';

/** A program that passed the samples, whoever wrote it and to what end. */
export interface Entrant {
  /** "candidate 3", "a brute force by the model". */
  name: string;
  program: Submission;
  role: 'candidate' | 'oracle';
  by: 'user' | 'model';
  /** Number of the candidate, or of the oracle. */
  number: number;
  /** Tokens it took; the shorter thought is the more often right. */
  tokens: number;
}
