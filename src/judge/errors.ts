/**
 * Why the judge itself could not do its work. It becomes the verdict JE, with `message` as its reason; the
 * message says what to do about it.
 */
export class JudgeError extends Error {
  override readonly name = 'JudgeError';
  readonly kind: JudgeErrorKind;

  constructor(kind: JudgeErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

export type JudgeErrorKind =
  | 'unknown-language'
  | 'toolchain-missing'
  | 'bad-language-definition'
  | 'launch-failed'
  | 'checker-failed'
  | 'generator-failed'
  | 'oracle-failed'
  | 'validator-failed'
  | 'interactor-failed'
  | 'bad-package'
  | 'sandbox-unavailable'
  | 'disposed';

/** The sentence for a person in whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
