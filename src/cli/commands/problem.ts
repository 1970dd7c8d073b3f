import type { Command } from 'commander';
import type { Problem } from '../../problem/index.ts';
import { Exit, NoProblemError } from '../exit.ts';
import { givenProblem } from '../problemFile.ts';
import { plainText } from '../terminal/plainText.ts';

export function addProblem(program: Command): void {
  program
    .command('problem')
    .description('Show what is understood of the statement in FILE.')
    .argument('<file>', 'a statement, or a source file whose leading comment is one ("-": standard input)')
    .option('--json', 'one object on standard output')
    .addHelpText('after', '\nExample:\n  verdict problem examples/a-plus-b.md --json')
    .action(async (file: string, flags: { json?: boolean }) => {
      const problem = await givenProblem(file).then(
        (it) => it.problem,
        (error) => {
          if (!(error instanceof NoProblemError)) throw error;
          process.stderr.write(`${error.message}\n`);
          process.exitCode = Exit.notAccepted;
        },
      );
      if (!problem) return;
      process.stdout.write(flags.json ? `${JSON.stringify(understood(problem))}\n` : describe(problem));
    });
}

/** What was found, without the statement's own text; what was not found is absent. */
function understood(problem: Problem): Omit<Problem, 'statement' | 'inputFormat' | 'outputFormat'> {
  const { statement: _statement, inputFormat: _input, outputFormat: _output, ...found } = problem;
  return found;
}

function describe(problem: Problem): string {
  const lines = [problem.title ?? 'Untitled problem'];
  if (problem.timeLimitMs) lines.push(`time limit: ${problem.timeLimitMs} ms`);
  if (problem.memoryLimitMiB) lines.push(`memory limit: ${problem.memoryLimitMiB} MiB`);
  for (const { lower, variable, upper } of problem.constraints ?? []) {
    lines.push(`constraint: ${[lower, variable, upper].filter((it) => it !== undefined).join(' <= ')}`);
  }
  if (problem.checker) lines.push(`checker: ${problem.checker.kind}`);
  if (problem.interactive) lines.push('interactive');
  problem.samples.forEach((sample, index) => {
    lines.push(
      `sample ${index + 1} input:`,
      indent(sample.input),
      `sample ${index + 1} output:`,
      indent(sample.output),
    );
  });
  if (problem.samples.length === 0) lines.push('no samples found');
  return `${plainText(lines.join('\n'))}\n`;
}

function indent(text: string): string {
  return text.trimEnd().replace(/^/gm, '  ');
}
