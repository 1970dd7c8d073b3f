import type { GenerateRequest, MadePrompt, Mode, Preset } from '../model/index.ts';

/** What the coach sends for a prompt: the preset's sampling for `mode`, and its budgets. */
export function requestFor(
  preset: Preset,
  mode: Mode,
  { prompt, stop }: MadePrompt,
  seed: number,
): GenerateRequest {
  const { maxTokens, thoughtBudget } = preset;
  return { prompt, stop, seed, sampling: preset.sampling[mode], maxTokens, thoughtBudget };
}
