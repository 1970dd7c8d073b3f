import { chatPrompt, type Engine, type GenerateEvent, type Message, type Preset } from '../model/index.ts';
import type { Problem } from '../problem/index.ts';

/** Streams the model's next turn in a conversation, about `problem` when one is given. */
export function chatReply(options: {
  engine: Engine;
  preset: Preset;
  history: Message[];
  problem?: Problem;
  seed: number;
  signal?: AbortSignal;
}): AsyncIterable<GenerateEvent> {
  const { engine, preset, history, problem, seed, signal } = options;
  const { prompt, stop } = chatPrompt({ preset, history, problem });
  return engine.generate(
    {
      prompt,
      stop,
      seed,
      sampling: preset.sampling.chat,
      maxTokens: preset.maxTokens,
      thoughtBudget: preset.thoughtBudget,
    },
    signal,
  );
}
