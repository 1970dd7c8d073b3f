import type { FromProblem } from '../protocol.ts';

/** Tells the extension what the user did. */
export type Send = (message: FromProblem) => void;
