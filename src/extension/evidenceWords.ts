import { l10n } from 'vscode';
import { describeEvidence, type Evidence } from '../solver/index.ts';

/** The evidence in the words of the user's language. */
export function evidenceInWords(evidence: Evidence): string {
  return describeEvidence(evidence, (text, ...values) => l10n.t(text, ...values));
}
