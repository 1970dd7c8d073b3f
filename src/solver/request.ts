import { languageOf } from '../judge/index.ts';
import { type GenerateRequest, type Preset, solvePrompt } from '../model/index.ts';
import type { Problem } from '../problem/index.ts';

/** A model that continues text writes the one language its examples are in. */
const completionLanguage = 'python';

/** What one solve asks of the model unless the user says otherwise. */
export interface SolveDefaults {
  language: string;
  maxCandidates: number;
}

/**
 * The language and budget that suit a model and a file: the language of the source file the statement stands
 * in, or else C++; many cheap attempts for a model that only continues text, few long ones for one that thinks.
 */
export function solveDefaults(preset: Preset, path?: string): SolveDefaults {
  if (preset.programs === 'few-shot') return { language: completionLanguage, maxCandidates: 96 };
  return { language: (path && languageOf(path)?.id) ?? 'cpp', maxCandidates: 8 };
}

/**
 * The requests of one solve: the same prompt and sampling for every candidate, only the seed differs.
 * @throws Error when the model cannot write `language`.
 */
export function solveRequest(options: {
  preset: Preset;
  problem: Problem;
  language: string;
  maxTokens?: number;
}): (seed: number) => GenerateRequest {
  const { preset, problem, language } = options;
  if (preset.programs === 'few-shot' && language !== completionLanguage) {
    throw new Error(`${preset.title} writes Python only. Choose Python, or a larger model.`);
  }
  const { prompt, stop } = solvePrompt({ preset, problem, language });
  return (seed) => ({
    prompt,
    stop,
    seed,
    sampling: preset.sampling.programming,
    maxTokens: options.maxTokens ?? preset.maxTokens,
    thoughtBudget: preset.thoughtBudget,
  });
}
