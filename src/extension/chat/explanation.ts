import { type ExplainEvent, explainInMarkdown } from '../../coach/index.ts';
import { type ReplyEvent, said } from './reply.ts';

/** An explanation as a reply of the chat: a heading for each section, and what was computed and checked. */
export async function* explanation(events: AsyncIterable<ExplainEvent>): AsyncGenerator<ReplyEvent> {
  for await (const event of events) {
    const more = explainInMarkdown(event);
    if (more !== undefined) yield said(more);
    else if (event.type === 'explain-text') yield { type: 'text', channel: 'thought', text: event.text };
    if (event.type === 'explain-ended') yield { type: 'ended', reason: event.reason };
  }
}
