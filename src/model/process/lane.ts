import type { Sampling } from '../generation.ts';

/** Work of one lane for the step loop: tokens to evaluate, and what to do with the token sampled after them. */
export interface LaneWork {
  /** Tokens still to be evaluated. */
  tokens: number[];
  /** Called with each sampled token; gives back the tokens to evaluate next, or nothing to end. */
  onToken: (token: number) => number[] | undefined;
  sampling: Sampling;
  seed: number;
  /** Ends the work before the next step. */
  signal: AbortSignal;
}

/** One lane: a sequence of the context, and the tokens its memory holds, in order. */
export class Lane {
  readonly index: number;
  readonly contextTokens: number;
  held: number[] = [];

  constructor(index: number, contextTokens: number) {
    this.index = index;
    this.contextTokens = contextTokens;
  }

  /** New tokens that still fit. */
  get room(): number {
    return this.contextTokens - this.held.length;
  }
}
