/** What went wrong, for a front end that wants to offer the right button. */
export type ModelErrorCode =
  | 'model-missing'
  | 'model-corrupt'
  | 'no-space'
  | 'no-network'
  | 'no-pip'
  | 'download-failed'
  | 'download-locked'
  | 'model-in-use'
  | 'load-failed'
  | 'out-of-memory'
  | 'process-lost'
  | 'process-failed'
  | 'endpoint-refused'
  | 'endpoint-failed'
  | 'endpoint-stalled'
  | 'engine-closed'
  | 'build-impossible'
  | 'build-tools-missing'
  | 'build-failed'
  | 'cuda-impossible'
  | 'bad-request';

/** An error of this room: `message` says what happened, `remedy` what the reader can do about it. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;
  readonly what: string;
  readonly remedy: string;

  constructor(code: ModelErrorCode, what: string, remedy: string, cause?: unknown) {
    super(`${what} ${remedy}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.what = what;
    this.remedy = remedy;
  }
}

/** The text of anything thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
