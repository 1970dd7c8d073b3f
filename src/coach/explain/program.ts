import { type Engine, fenced, type GenerateEvent, type Preset } from '../../model/index.ts';
import type { ContestGuard, Problem } from '../../problem/index.ts';
import { chatReply } from '../chat.ts';

/** What a user asks to have a program explained; `language` is the tag of its code block. */
export function programQuestion(source: string, language: string): string {
  return `Explain what this program does, what holds after each step of its loops, and how its time and memory grow.\n\n${fenced(source, language)}`;
}

/**
 * Streams the model's explanation of a program, meant for `problem` when one is given. Its words are not checked;
 * how the time grows can be measured by `complexityOf`.
 * @throws ContestRefusal when the problem is of a contest that runs or may run
 */
export function explainProgram(options: {
  guard: ContestGuard;
  engine: Engine;
  preset: Preset;
  submission: { language: string; source: string };
  problem?: Problem;
  replyLanguage?: string;
  seed: number;
  signal?: AbortSignal;
}): AsyncGenerator<GenerateEvent> {
  const { submission, ...rest } = options;
  const content = programQuestion(submission.source, submission.language);
  return chatReply({ ...rest, history: [{ role: 'user', content }] });
}
