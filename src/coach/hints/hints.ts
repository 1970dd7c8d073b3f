import { type Engine, hintsPrompt, type Preset } from '../../model/index.ts';
import type { ContestGuard, Problem } from '../../problem/index.ts';
import { requestFor } from '../request.ts';
import { leakIn } from './leak.ts';

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
  const hints = hintsIn(answer, problem.statement);
  if (hints.length === 0) {
    throw new Error(
      `${preset.title} gave no hints that could be told apart. Try again, or choose a larger model.`,
    );
  }
  return hints;
}

const heading =
  /^[ \t]*(?:#{1,6}[ \t]*)?(?:\*\*)?(?:Hint|提示|ヒント|힌트|Подсказка|Pista|Indice|Hinweis|Tipp|Dica)[ \t]*([1-5])\b([^\n]*)$/imu;
/** A heading's own line may hold the hint: it is longer than the name of a level. */
const mostTitleWords = 4;

/**
 * The hints in an answer, by their headings, each held against the later ones. The words of the statement
 * give nothing away.
 */
export function hintsIn(answer: string, statement = ''): Hint[] {
  const parts = answer.split(heading);
  const texts = new Map<number, string>();
  for (let at = 1; at + 2 < parts.length; at += 3) {
    const title = parts[at + 1]?.replace(/^[\s:*.()–—-]+|\*+\s*$/g, '') ?? '';
    const isText = title.split(/\s+/).length > mostTitleWords || /[\p{Script=Han}]{8}/u.test(title);
    const text = [isText ? title : '', parts[at + 2]?.trim() ?? ''].join('\n').trim();
    const level = Number(parts[at]);
    if (text !== '' && !texts.has(level)) texts.set(level, text);
  }
  const hints = [...texts].map(([level, text]) => ({ level, text })).sort((a, b) => a.level - b.level);
  return hints.map(({ level, text }) => {
    const later = hints.filter((other) => other.level > level);
    const withheld = leakIn(text, { level, last: hintLevels.length, later, known: statement });
    return withheld ? { level, withheld } : { level, text };
  });
}
