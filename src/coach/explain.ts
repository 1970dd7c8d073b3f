import { type Engine, explainPrompt, type GenerateEvent, type Preset } from '../model/index.ts';
import type { Problem } from '../problem/index.ts';

/** Streams an explanation of the problem. It is the model's word alone: nothing in it has been checked. */
export function explainProblem(options: {
  engine: Engine;
  preset: Preset;
  problem: Problem;
  seed?: number;
  signal?: AbortSignal;
}): AsyncIterable<GenerateEvent> {
  const { engine, preset, problem, seed = 1, signal } = options;
  const { prompt, stop } = explainPrompt({ preset, problem });
  return engine.generate(
    {
      prompt,
      stop,
      seed,
      sampling: preset.sampling.explain,
      maxTokens: preset.maxTokens,
      thoughtBudget: preset.thoughtBudget,
    },
    signal,
  );
}
