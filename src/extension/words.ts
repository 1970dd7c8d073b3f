import { l10n } from 'vscode';
import type { Evidence } from '../solver/index.ts';
import { evidenceIn, translator } from '../webview/protocol.ts';

const words = (text: string, ...values: (string | number)[]) => l10n.t(text, ...values);

let known: ((text: string) => string) | undefined;

/** What a room said in English, in the words of the user's language; what is not known stays. */
export function translated(text: string): string {
  // At its first use: made here, it would have activation read that room and all it stands on.
  known ??= translator(words);
  return known(text);
}

/** The evidence in the words of the user's language. */
export function evidenceInWords(evidence: Evidence): string {
  return evidenceIn(evidence, words, translated);
}

/** What anything thrown says, in the user's language. */
export function messageOf(error: unknown): string {
  return translated(error instanceof Error ? error.message : String(error));
}
