import { changesOf, failureInWords, failureOf, type ReviewEvent } from '../coach/index.ts';
import { fenced } from '../model/index.ts';
import { describeEvidence } from '../solver/index.ts';
import type { ReplyEvent } from './chatView.ts';

/** What an event of a review of `source` adds to the chat; undefined: nothing. */
export function reviewInMarkdown(event: ReviewEvent, source: string): ReplyEvent | undefined {
  const say = (text: string): ReplyEvent => ({ type: 'text', channel: 'answer', text });
  switch (event.type) {
    case 'review-note':
      return say(`*${event.text}*\n\n`);
    case 'review-found': {
      const { kind, message, line, result } = event.finding;
      const place = line === undefined ? '' : `Line ${line}: `;
      const shown = kind === 'counterexample' && result ? failureInWords(failureOf(result, 800)) : undefined;
      return say(`**${place}${message}**\n\n${shown === undefined ? '' : `${fenced(shown)}\n\n`}`);
    }
    case 'review-text':
      return { ...event, type: 'text' };
    case 'fix-failed':
      return say(`\n\n*Fix ${event.attempt} is not offered: ${event.reason}*\n\n`);
    case 'fix-held':
      return say(
        `\n\n**A fix that held** (${describeEvidence(event.evidence)}):\n\n${fenced(changesOf(source, event.source), 'diff')}\n\n`,
      );
    case 'review-ended':
      return say(`\n\n**${event.reason}**${event.checked ? `\n\nChecked: ${event.checked}.` : ''}`);
    case 'review-judging':
    case 'review-stressing':
      return undefined;
  }
}
