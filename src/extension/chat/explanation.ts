import { explainInMarkdown, explainInSections } from '../../coach/index.ts';
import type { Problem } from '../../problem/index.ts';
import { contestGuard } from '../contestGuard.ts';
import { readSettings } from '../settings.ts';
import type { Workbench } from '../workbench.ts';
import { type ReplyEvent, said, waitingForModel } from './reply.ts';

/**
 * The explanation of a problem as a reply of the chat: a heading for each section, and what was computed and checked.
 * The contest guard is asked before a model is fetched or loaded.
 */
export async function* explanation(
  workbench: Workbench,
  problem: Problem,
  signal: AbortSignal,
): AsyncGenerator<ReplyEvent> {
  const guard = contestGuard();
  await guard.admit(problem, [], signal);
  yield waitingForModel();
  const { engine, preset } = await workbench.neededModel();
  const { instructions, replyLanguage } = readSettings();
  const options = { guard, engine, preset, problem, replyLanguage, signal };
  for await (const event of explainInSections({ ...options, instructions: instructions.explain })) {
    const more = explainInMarkdown(event);
    if (more !== undefined) yield said(more);
    else if (event.type === 'explain-text') yield { type: 'text', channel: 'thought', text: event.text };
    if (event.type === 'explain-ended') yield { type: 'ended', reason: event.reason };
  }
}
