import { l10n } from 'vscode';
import type { FinishReason } from '../../model/index.ts';

/** What a reply is made of; other events of the model are passed over. */
export type ReplyEvent =
  | { type: 'text'; channel: 'thought' | 'answer'; text: string }
  /** What a person should know of the reply, beside it. */
  | { type: 'note'; text: string }
  /** What is done now: shown until there is more. */
  | { type: 'doing'; text: string }
  | { type: 'ended'; reason: FinishReason }
  | { type: 'started' };

/** A question in the user's words, and what answers it. */
export interface Asked {
  question: string;
  answer: (signal: AbortSignal) => AsyncIterable<ReplyEvent>;
}

export function doing(text: string): ReplyEvent {
  return { type: 'doing', text };
}

export function waitingForModel(): ReplyEvent {
  return doing(l10n.t('Waiting for the model …'));
}

export function running(program: string): ReplyEvent {
  return doing(l10n.t('Running {0} …', program));
}

/** A piece of a reply, in Markdown. */
export function said(text: string): ReplyEvent {
  return { type: 'text', channel: 'answer', text };
}
