import type { CandidateOutcome, Helper, SolveOutcome } from '../solver/protocol.ts';

/** What is said of a candidate without a verdict, in English; each front end looks it up in the user's language. */
export const endings: Record<CandidateOutcome, string> = {
  held: 'held',
  failed: 'failed',
  unchecked: 'not checked',
  duplicate: 'written before',
  'no-code': 'no program',
  lost: 'lost',
  stopped: 'stopped',
};

/** How a solve ended. */
export const solveEndings: Record<SolveOutcome, string> = {
  solved: 'solved',
  unsolved: 'not solved',
  unchecked: 'not checked',
  stopped: 'stopped',
  broken: 'broken off',
  refused: 'refused',
};

/** What the model writes beside candidates. */
export const helperNames: Record<Helper['role'], string> = {
  oracle: 'brute force',
  generator: 'generator of inputs',
  validator: 'validator of inputs',
};
