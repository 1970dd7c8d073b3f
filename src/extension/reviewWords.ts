import { l10n } from 'vscode';
import { changesOf, failureInWords, failureOf, type ReviewEvent, reviewParts } from '../coach/index.ts';
import type { TestResult } from '../judge/index.ts';
import { fenced } from '../model/index.ts';
import { doing, type ReplyEvent, said } from './chat/reply.ts';
import { evidenceInWords, translated } from './words.ts';

/** What an event of a review of `source` adds to the chat; undefined: nothing. */
export function reviewInMarkdown(event: ReviewEvent, source: string): ReplyEvent | undefined {
  switch (event.type) {
    case 'review-note':
      return said(`*${translated(event.text)}*\n\n`);
    case 'review-found': {
      const { kind, message, line, result } = event.finding;
      const place = line === undefined ? '' : `${l10n.t('Line {0}:', line)} `;
      const show = kind === 'counterexample' ? failureInMarkdown : elsewhere;
      return said(`**${place}${translated(message)}**\n\n${result ? show(result) : ''}`);
    }
    case 'review-text':
      return { ...event, type: 'text' };
    case 'fix-failed':
      return said(`\n\n*${notOffered(event)}*\n\n`);
    case 'fix-held':
      return said(
        `\n\n**${l10n.t('A fix that held')}** (${evidenceInWords(event.evidence)}):\n\n${fenced(changesOf(source, event.source), 'diff')}\n\n`,
      );
    case 'review-ended': {
      // What is wrong has been said when it was found.
      const reason = event.outcome === 'faulty' ? '' : `\n\n**${translated(event.reason)}**`;
      const checked = event.checked ? `\n\n${l10n.t('Checked: {0}.', translated(event.checked))}` : '';
      return said(`${reason}${checked}`);
    }
    case 'review-begun':
      return doing(translated(reviewParts[event.part]));
    case 'review-judging':
    case 'review-stressing':
      return undefined;
  }
}

function notOffered({ attempt, reason, again }: Extract<ReviewEvent, { type: 'fix-failed' }>): string {
  if (again) return l10n.t('Fix {0} is not offered either: the same.', attempt);
  return l10n.t('Fix {0} is not offered: {1}', attempt, translated(reason));
}

/** Where an input is that is too long to be shown. */
function elsewhere(): string {
  return `*${l10n.t('The input that shows it can be opened by the quick fix at the mark in the program.')}*\n\n`;
}

/** The texts of a run that failed, as a block of their own. */
export function failureInMarkdown(result: TestResult): string {
  return `${fenced(failureInWords(failureOf(result, 800)))}\n\n`;
}
