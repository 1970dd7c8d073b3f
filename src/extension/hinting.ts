import { l10n, type Uri } from 'vscode';
import { type Hint, hintLevels, hintsFor } from '../coach/index.ts';
import type { Problem } from '../problem/index.ts';
import type { ChatView } from './chat/chatView.ts';
import { type ReplyEvent, said } from './chat/reply.ts';
import { contestGuard } from './contestGuard.ts';
import { problemIn } from './documentProblem.ts';
import type { Workbench } from './workbench.ts';

/** Hints of the problems of this window, shown in the chat one at a time, from a nudge to pseudo-code. */
export class Hinting {
  readonly #workbench: Workbench;
  readonly #chat: ChatView;
  /** By statement: what was asked of the model once, and how many of them have been shown. */
  readonly #given = new Map<string, { hints: Hint[]; shown: number }>();

  constructor(workbench: Workbench, chat: ChatView) {
    this.#workbench = workbench;
    this.#chat = chat;
  }

  /** Shows the next hint for the problem in the document at `uri`, or in the active editor. */
  async hint(uri?: Uri): Promise<void> {
    const found = await problemIn(uri);
    if (!found) return;
    const { problem } = found;
    const title = problem.title ?? l10n.t('this problem');
    const before = this.#given.get(problem.statement)?.shown ?? 0;
    const question =
      before === 0
        ? l10n.t('Give me a hint for "{0}".', title)
        : l10n.t('Give me one more hint for "{0}".', title);
    await this.#chat.show();
    await this.#chat.reply(question, (signal) => this.next(problem, signal));
  }

  /** The next hint for a problem. */
  async *next(problem: Problem, signal: AbortSignal): AsyncGenerator<ReplyEvent> {
    let given = this.#given.get(problem.statement);
    if (!given) {
      const guard = contestGuard();
      await guard.admit(problem, [], signal);
      const model = await this.#workbench.neededModel();
      given = { hints: await hintsFor({ ...model, guard, problem, seed: 1, signal }), shown: 0 };
      this.#given.set(problem.statement, given);
    }
    const hint = given.hints[given.shown];
    if (hint) {
      given.shown++;
      yield said(
        `**${l10n.t('Hint {0} of {1}', hint.level, hintLevels.length)}**\n\n${hint.text ?? `*${l10n.t('Withheld: {0}', hint.withheld ?? '')}*`}`,
      );
      if (given.shown < given.hints.length)
        yield said(`\n\n*${l10n.t('Ask again for the next one. Hints are not checked.')}*`);
    } else {
      yield said(l10n.t('There are no more hints. *Explain This Problem* goes through the whole idea.'));
    }
    yield { type: 'ended', reason: 'stop' };
  }
}
