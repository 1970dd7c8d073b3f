import { chatPrompt, type Engine, type GenerateEvent, type Message, type Preset } from '../model/index.ts';
import type { ContestGuard, Problem } from '../problem/index.ts';
import { requestFor } from './request.ts';

/**
 * Streams the model's next turn in a conversation, about `problem` when one is given.
 * @throws ContestRefusal when the problem, or one whose address the user's messages hold, is of a contest that
 * runs or may run
 */
export async function* chatReply(options: {
  guard: ContestGuard;
  engine: Engine;
  preset: Preset;
  history: Message[];
  problem?: Problem;
  seed: number;
  signal?: AbortSignal;
  /** Replaces the instructions of the mode; empty: none are given. */
  instructions?: string;
}): AsyncGenerator<GenerateEvent> {
  const { guard, engine, preset, history, problem, seed, signal, instructions } = options;
  const said = history.filter(({ role }) => role === 'user').map(({ content }) => content);
  await guard.admit(problem, said, signal);
  const made = chatPrompt({ preset, history, problem, instructions });
  yield* engine.generate(requestFor(preset, 'chat', made, seed), signal);
}
