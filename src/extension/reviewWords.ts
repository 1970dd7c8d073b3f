import { l10n } from 'vscode';
import { changesOf, failureInWords, failureOf, type ReviewEvent } from '../coach/index.ts';
import type { TestResult } from '../judge/index.ts';
import { fenced } from '../model/index.ts';
import { type ReplyEvent, said } from './chat/reply.ts';
import { evidenceInWords, translated } from './words.ts';

/** What an event of a review of `source` adds to the chat; undefined: nothing. */
export function reviewInMarkdown(event: ReviewEvent, source: string): ReplyEvent | undefined {
  switch (event.type) {
    case 'review-note':
      return said(`*${translated(event.text)}*\n\n`);
    case 'review-found': {
      const { kind, message, line, result } = event.finding;
      const place = line === undefined ? '' : `${l10n.t('Line {0}:', line)} `;
      const shown = kind === 'counterexample' && result ? failureInMarkdown(result) : '';
      return said(`**${place}${translated(message)}**\n\n${shown}`);
    }
    case 'review-text':
      return { ...event, type: 'text' };
    case 'fix-failed':
      return said(
        `\n\n*${l10n.t('Fix {0} is not offered: {1}', event.attempt, translated(event.reason))}*\n\n`,
      );
    case 'fix-held':
      return said(
        `\n\n**${l10n.t('A fix that held')}** (${evidenceInWords(event.evidence)}):\n\n${fenced(changesOf(source, event.source), 'diff')}\n\n`,
      );
    case 'review-ended':
      return said(
        `\n\n**${translated(event.reason)}**${event.checked ? `\n\n${l10n.t('Checked: {0}.', translated(event.checked))}` : ''}`,
      );
    case 'review-judging':
    case 'review-stressing':
      return undefined;
  }
}

/** The texts of a run that failed, as a block of their own. */
export function failureInMarkdown(result: TestResult): string {
  return `${fenced(failureInWords(failureOf(result, 800)))}\n\n`;
}
