import { type Engine, hintsPrompt, type Preset } from '../../model/index.ts';
import type { ContestGuard, Problem } from '../../problem/index.ts';
import { requestFor } from '../request.ts';
import { keyLines, leakIn } from './leak.ts';

/** What each level is to hold, from a nudge to nearly the solution. Level 1 is the first. */
export const hintLevels = [
  'restate what is asked, in one or two plain sentences',
  'one observation that matters, without saying what follows from it',
  'the direction: which kind of technique fits, and why the constraints point to it',
  'an outline of the steps',
  'pseudo-code',
] as const;

/** One hint. `withheld` says why there is no text: it would have given away more than its level. */
export interface Hint {
  level: number;
  text?: string;
  withheld?: string;
}

/**
 * Asks the model for all hints of a problem at once, so that each can be held against the later ones: a hint
 * with program code, or with a line that a later level is there for, is withheld. They are the model's words and
 * not checked for truth. Whoever shows them shows one at a time.
 * @throws ContestRefusal when the problem is of a contest that runs or may run; Error when the model gave none
 */
export async function hintsFor(options: {
  guard: ContestGuard;
  engine: Engine;
  preset: Preset;
  problem: Problem;
  replyLanguage?: string;
  seed: number;
  /** Called with the number of tokens so far: the text itself would give away the later levels. */
  onProgress?: (tokens: number) => void;
  signal?: AbortSignal;
}): Promise<Hint[]> {
  const { guard, engine, preset, problem, replyLanguage, seed, onProgress, signal } = options;
  await guard.admit(problem, [], signal);
  const made = hintsPrompt({ preset, problem, levels: [...hintLevels], replyLanguage });
  let answer = '';
  for await (const event of engine.generate(requestFor(preset, 'explain', made, seed), signal)) {
    if (event.type !== 'text') continue;
    if (event.channel === 'answer') answer += event.text;
    onProgress?.(event.tokens);
  }
  signal?.throwIfAborted();
  const hints = hintsIn(answer);
  if (hints.length === 0) {
    throw new Error(
      `${preset.title} gave no hints that could be told apart. Try again, or choose a larger model.`,
    );
  }
  return hints;
}

/** The hints in an answer, by their headings, each held against the later ones. */
export function hintsIn(answer: string): Hint[] {
  const parts = answer.split(/^[ \t]*(?:#{1,6}[ \t]*)?(?:\*\*)?Hint[ \t]+([1-5])\b[^\n]*$/im);
  const texts = new Map<number, string>();
  for (let at = 1; at + 1 < parts.length; at += 2) {
    const text = parts[at + 1]?.trim() ?? '';
    const level = Number(parts[at]);
    if (text !== '' && !texts.has(level)) texts.set(level, text);
  }
  const levels = [...texts.keys()].sort((a, b) => a - b);
  return levels.map((level) => {
    const text = texts.get(level) ?? '';
    const later = levels
      .filter((other) => other > level)
      .flatMap((other) => keyLines(texts.get(other) ?? ''));
    const withheld = leakIn(text, { later, mayHoldPseudoCode: level === hintLevels.length });
    return withheld ? { level, withheld } : { level, text };
  });
}
