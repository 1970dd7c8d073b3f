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
export function mathsPrompt(options: Common & { problem: Problem }): MadePrompt {
  return asked(options, 'maths', statementText(options.problem));
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

/** A sentence that asks for the answer in the user's language; empty for English. */
export function replyIn(language: string | undefined): string {
  return language && !/^en/i.test(language) ? ` Write your answer in ${language}.` : '';
}
