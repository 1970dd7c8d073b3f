import { l10n } from 'vscode';
import { chatReply } from '../../coach/index.ts';
import type { Message } from '../../model/index.ts';
import type { Problem } from '../../problem/index.ts';
import { contestGuard } from '../contestGuard.ts';
import { readSettings } from '../settings.ts';
import type { Workbench } from '../workbench.ts';
import { fitting, tokensOf } from './fitting.ts';
import { type ReplyEvent, waitingForModel } from './reply.ts';

/**
 * The model's next turn of a conversation, about `problem` if there is one. What no longer fits into what the model
 * reads at once is left out, and said.
 */
export async function* answered(
  workbench: Workbench,
  history: Message[],
  problem: Problem | undefined,
  signal: AbortSignal,
): AsyncGenerator<ReplyEvent> {
  const texts = history.filter(({ role }) => role === 'user').map(({ content }) => content);
  const guard = contestGuard();
  await guard.admit(problem, texts, signal);
  yield waitingForModel();
  const { engine, preset } = await workbench.neededModel();
  const { contextTokens } = await engine.load(signal);
  const whole = contextTokens || preset.contextTokens;
  const reply = Math.min(preset.maxTokens, whole / 2);
  const about = problem ? tokensOf(problem.statement) + 300 : 200;
  const fits = fitting(history, whole - reply - about);
  if (fits.left > 0)
    yield {
      type: 'note',
      text: l10n.t(
        'The first {0} messages no longer fit into what the model can read at once and were left out. A new chat forgets nothing.',
        fits.left,
      ),
    };
  const { instructions, replyLanguage } = readSettings();
  yield* chatReply({
    instructions: instructions.chat,
    replyLanguage,
    guard,
    engine,
    preset,
    history: fits.history,
    ...(problem && { problem }),
    seed: history.length - 1,
    signal,
  });
}
