import type { Problem } from '../../problem/index.ts';
import { englishFrame } from './frame.ts';

/** The problem as the model reads it: frame, title, statement, limits, and the samples the statement lacks. */
export function statementText(problem: Problem): string {
  const { title, statement, samples } = problem;
  const shown = title && !statement.includes(title) ? `# ${title}\n\n${statement}` : statement;
  const limits = [
    problem.timeLimitMs !== undefined && `Time limit: ${problem.timeLimitMs / 1000} s`,
    problem.memoryLimitMiB !== undefined && `Memory limit: ${problem.memoryLimitMiB} MiB`,
    problem.interactive && 'This problem is interactive: flush the output after every line.',
    problem.inputFile && `Read from the file ${problem.inputFile}.`,
    problem.outputFile && `Write to the file ${problem.outputFile}.`,
  ].filter(Boolean);
  const missing = samples.filter(({ input, output }) => !has(statement, input) || !has(statement, output));
  const examples = missing.map(
    ({ input, output }, index) =>
      `Sample input ${index + 1}:\n${fenced(input)}\nSample output ${index + 1}:\n${fenced(output)}`,
  );
  return [englishFrame(statement) + shown.trim(), limits.join('\n'), ...examples]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** A fence longer than any inside the text. */
export function fenced(text: string, language = ''): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const mark = '`'.repeat(longest + 1);
  return `${mark}${language}\n${text.replace(/\n$/, '')}\n${mark}`;
}

function has(statement: string, text: string): boolean {
  const plain = (one: string) => one.replace(/[\s#/*|]+/g, ' ').trim();
  return plain(statement).includes(plain(text));
}
