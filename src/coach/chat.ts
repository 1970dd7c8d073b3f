import { chatPrompt, type Engine, type GenerateEvent, type Message, type Preset } from '../model/index.ts';
import type { ContestGuard, Problem } from '../problem/index.ts';
import { requestFor } from './request.ts';
import { declined } from './scope.ts';

/**
 * Streams the model's next turn in a conversation, about `problem` when one is given. A request from outside
 * programming and mathematics is declined in one sentence, without asking the model.
 * @throws ContestRefusal when the problem, or one whose address the user's messages hold, is of a contest that
 * runs or may run
 */
export async function* chatReply(options: {
  guard: ContestGuard;
  engine: Engine;
  preset: Preset;
  history: Message[];
  problem?: Problem;
  replyLanguage?: string;
  seed: number;
  signal?: AbortSignal;
  /** Replaces the instructions of the mode; empty: none are given. */
  instructions?: string;
}): AsyncGenerator<GenerateEvent> {
  const { guard, engine, preset, history, problem, replyLanguage, seed, signal, instructions } = options;
  const said = history.filter(({ role }) => role === 'user').map(({ content }) => content);
  await guard.admit(problem, said, signal);
  const decline = declined(said.at(-1) ?? '');
  if (decline !== undefined) {
    yield { type: 'started', lane: 0, promptTokens: 0 };
    yield { type: 'text', channel: 'answer', text: decline, tokens: 0 };
    yield { type: 'ended', reason: 'stop', tokens: 0, ms: 0 };
    return;
  }
  const made = chatPrompt({ preset, history, problem, replyLanguage, instructions });
  yield* engine.generate(requestFor(preset, 'chat', made, seed), signal);
}
