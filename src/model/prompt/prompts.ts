import type { Problem } from '../../problem/index.ts';
import type { Message, Prompt } from '../generation.ts';
import type { Mode, Preset } from '../preset/preset.ts';
import { fewShotStop, fewShotText } from './few-shot.ts';
import { instructions } from './instructions.ts';
import { languageName } from './language-names.ts';
import { fenced, statementText } from './statement.ts';

/** What to send to an engine, and the texts that end the answer. */
export interface MadePrompt {
  prompt: Prompt;
  stop: string[];
}

export interface Common {
  preset: Preset;
  /** Replaces the mode's own instructions; empty: none are given. */
  instructions?: string | undefined;
}

/** Asks for a program in `language` (an id such as `cpp`) that reads standard input and writes standard output. */
export function solvePrompt(
  options: Common & { problem: Problem; language: string; hint?: string | undefined },
): MadePrompt {
  const { preset, problem, language, hint } = options;
  if (preset.programs === 'few-shot')
    return { prompt: { kind: 'completion', text: fewShotText(problem, language) }, stop: fewShotStop };
  const { name, tag } = languageName(language);
  const reading = problem.function
    ? `Complete this function, and write nothing that runs by itself: ${problem.function}`
    : 'Read the input from standard input and write the answer to standard output. Do not test on the samples in the program.';
  const parts = [
    `### Question\n${statementText(problem)}`,
    hint ? `### Hint\n${hint.trim()}` : '',
    `### Format\nWrite the program in ${name}. ${reading} Enclose your code within delimiters as follows.\n${fenced('YOUR CODE HERE', tag)}`,
    '### Answer (use the provided format with backticks)',
  ];
  return asked(options, 'programming', parts.filter((part) => part !== '').join('\n\n'));
}

/** Asks for the answer to a mathematics problem, in `\boxed{}`. */
export function mathsPrompt(
  options: Common & { problem: Problem; replyLanguage?: string | undefined },
): MadePrompt {
  const parts = [statementText(options.problem), replyIn(options.replyLanguage).trim()];
  return asked(options, 'maths', parts.filter((part) => part !== '').join('\n\n'));
}

/** Continues a conversation, with the problem it is about, if any, in front of the first turn. */
export function chatPrompt(
  options: Common & { history: Message[]; problem?: Problem | undefined; replyLanguage?: string | undefined },
): MadePrompt {
  const { preset, history, problem } = options;
  const about = problem ? `The conversation is about this problem.\n\n${statementText(problem)}` : '';
  const told = [options.instructions ?? instructions.chat, about, replyIn(options.replyLanguage).trim()];
  const text = told.filter((part) => part !== '').join('\n\n');
  return { prompt: { kind: 'chat', messages: withInstructions(preset, text, history) }, stop: [] };
}

/** `question` in one user turn, under the mode's instructions. */
export function asked({ preset, instructions: own }: Common, mode: Mode, question: string): MadePrompt {
  const messages = withInstructions(preset, own ?? instructions[mode], [{ role: 'user', content: question }]);
  return { prompt: { kind: 'chat', messages }, stop: [] };
}

/** Instructions as a system turn, or in front of the first user turn for models trained that way. */
function withInstructions(preset: Preset, text: string, messages: Message[]): Message[] {
  if (text === '') return messages;
  if (preset.instructionsIn === 'system') return [{ role: 'system', content: text }, ...messages];
  const first = messages.findIndex(({ role }) => role === 'user');
  if (first === -1) return [{ role: 'user', content: text }, ...messages];
  return messages.map((message, index) =>
    index === first ? { ...message, content: `${text}\n\n${message.content}` } : message,
  );
}

/** A sentence that asks for the answer in the user's language, a name or a code such as `zh-CN`; empty for English. */
export function replyIn(language: string | undefined): string {
  const name = languageOfReply(language);
  return name ? ` Write your answer in ${name}.` : '';
}

/** The English name of a language that is given by its name or its code (BCP 47); undefined for English. */
export function languageOfReply(language: string | undefined): string | undefined {
  if (!language || /^en/i.test(language)) return undefined;
  const isCode = /^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?$/i.test(language);
  return isCode ? new Intl.DisplayNames(['en'], { type: 'language' }).of(language) : language;
}
