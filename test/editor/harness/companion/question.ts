/** Where the companion listens, and the key it wants to hear. */
export interface BridgeAddress {
  port: number;
  key: string;
}

export interface ActiveEditor {
  path: string;
  language: string;
  text: string;
  dirty: boolean;
  /** Lines and characters from 0. */
  selection: { start: Position; end: Position };
}

interface Position {
  line: number;
  character: number;
}

export interface FoundDiagnostic {
  /** From 0. */
  line: number;
  severity: 'error' | 'warning' | 'information' | 'hint';
  message: string;
  source: string | undefined;
}

/** What a test may ask the companion, with the type of the answer. */
interface Exchange {
  activeEditor: { with: unknown; gives: ActiveEditor | undefined };
  diagnostics: { with: { path: string }; gives: FoundDiagnostic[] };
  extension: { with: { id: string }; gives: { active: boolean | undefined } };
  execute: { with: { command: string; args: unknown[] }; gives: unknown };
}

export type Question = { [Ask in keyof Exchange]: { ask: Ask } & Exchange[Ask]['with'] }[keyof Exchange];
export type Answer<Asked extends Question> = Exchange[Asked['ask']]['gives'];
