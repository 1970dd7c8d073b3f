/** Exit codes of every command: done or accepted, not accepted, usage or environment, cancelled. */
export const Exit = { done: 0, notAccepted: 1, usage: 2, cancelled: 130 } as const;

/** What the user asked for cannot be done; the message says what to do instead. Ends the command with 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The file is there, but holds no problem; the message says why. Where that was the question, it ends with 1. */
export class NoProblemError extends UsageError {
  override name = 'NoProblemError';
}

/** The user stopped it before it was done. Ends the command with 130. */
export class StoppedError extends Error {
  override name = 'StoppedError';
}
