import type { Evidence } from '../solver/protocol.ts';
import { evidenceIn, translator } from './sentences.ts';

let known: Record<string, string> | undefined;

/** A text of ours in the language of the page, which brings its texts along; `{0}`, `{1}` ... are filled in. */
export function t(text: string, ...values: (string | number)[]): string {
  known ??= JSON.parse(document.body.dataset.texts ?? '{}') as Record<string, string>;
  return (known[text] ?? text).replace(/\{(\d)\}/g, (whole, index) => String(values[index] ?? whole));
}

/** What a room said in English, in the language of the page; what is not known stays. */
export const translated = translator(t);

/** The evidence in the language of the page. */
export function evidenceInWords(evidence: Evidence): string {
  return evidenceIn(evidence, t, translated);
}
