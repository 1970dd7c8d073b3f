import { createHash } from 'node:crypto';
import { l10n, type Memento, type Uri } from 'vscode';
import { type Hint, hintLevels, hintsFor } from '../coach/index.ts';
import type { Problem } from '../problem/index.ts';
import type { ChatView } from './chat/chatView.ts';
import { type ReplyEvent, said, waitingForModel } from './chat/reply.ts';
import { contestGuard } from './contestGuard.ts';
import { problemIn } from './documentProblem.ts';
import { readSettings } from './settings.ts';
import type { Workbench } from './workbench.ts';

const memoryKey = 'verdict.hints';
/** Problems whose hints are kept; the one that was asked about longest ago goes first. */
const mostProblems = 30;

/** What was asked of the model once, and how many of them have been shown. */
interface Given {
  hints: Hint[];
  shown: number;
}

/** Hints of the problems of this workspace, shown in the chat one at a time, from a nudge to pseudo-code. */
export class Hinting {
  readonly #memory: Memento;
  readonly #workbench: Workbench;
  readonly #chat: ChatView;

  constructor(memory: Memento, workbench: Workbench, chat: ChatView) {
    this.#memory = memory;
    this.#workbench = workbench;
    this.#chat = chat;
  }

  /** Shows the next hint for the problem in the document at `uri`, or in the active editor. */
  async hint(uri?: Uri): Promise<void> {
    const found = await problemIn(uri);
    if (!found) return;
    const { problem } = found;
    const title = problem.title ?? l10n.t('this problem');
    const before = this.#given().get(keyOf(problem))?.shown ?? 0;
    const question =
      before === 0
        ? l10n.t('Give me a hint for "{0}".', title)
        : l10n.t('Give me one more hint for "{0}".', title);
    await this.#chat.show();
    await this.#chat.reply(question, (signal) => this.next(problem, signal));
  }

  /** The next hint for a problem. */
  async *next(problem: Problem, signal: AbortSignal): AsyncGenerator<ReplyEvent> {
    const key = keyOf(problem);
    let given = this.#given().get(key);
    if (!given) {
      const guard = contestGuard();
      await guard.admit(problem, [], signal);
      yield waitingForModel();
      const model = await this.#workbench.neededModel();
      const { replyLanguage } = readSettings();
      const hints = await hintsFor({ ...model, guard, problem, replyLanguage, seed: 1, signal });
      given = { hints, shown: 0 };
    }
    const hint = given.hints[given.shown];
    if (hint) {
      given = { ...given, shown: given.shown + 1 };
      await this.#keep(key, given);
      yield said(
        `**${l10n.t('Hint {0} of {1}', hint.level, hintLevels.length)}**\n\n${hint.text ?? `*${l10n.t('Withheld: {0}', hint.withheld ?? '')}*`}`,
      );
      if (given.shown < given.hints.length)
        yield said(`\n\n*${l10n.t('Ask again for the next one. Hints are not checked.')}*`);
    } else {
      await this.#keep(key, { ...given, shown: 0 });
      yield said(
        l10n.t(
          'There are no more hints. *Explain This Problem* goes through the whole idea. Ask again to begin with the first.',
        ),
      );
    }
    yield { type: 'ended', reason: 'stop' };
  }

  /** By problem, the latest last. */
  #given(): Map<string, Given> {
    return new Map(this.#memory.get<[string, Given][]>(memoryKey, []));
  }

  async #keep(key: string, given: Given): Promise<void> {
    const all = this.#given();
    all.delete(key);
    all.set(key, given);
    await this.#memory.update(memoryKey, [...all].slice(-mostProblems));
  }
}

function keyOf({ statement }: Problem): string {
  const asked = JSON.stringify([statement, readSettings().replyLanguage]);
  return createHash('sha256').update(asked).digest('hex');
}
