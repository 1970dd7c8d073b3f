export type EditorProblem =
  | 'platform'
  | 'npm'
  | 'network'
  | 'disk'
  | 'install'
  | 'browser'
  | 'port'
  | 'extension'
  | 'start';

/** Why no editor could be had. The message ends with what the reader can do about it. */
export class EditorError extends Error {
  override readonly name = 'EditorError';
  readonly problem: EditorProblem;

  constructor(problem: EditorProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}
