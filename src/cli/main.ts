#!/usr/bin/env node
import complete from '@bomb.sh/tab/commander';
import { Command, Help } from 'commander';
import { version } from '../../package.json';
import { addComplexity } from './commands/complexity.ts';
import { addDoctor } from './commands/doctor.ts';
import { addEval } from './commands/eval.ts';
import { addExplain } from './commands/explain.ts';
import { addGrade } from './commands/grade.ts';
import { addHint } from './commands/hint.ts';
import { addJudge } from './commands/judge.ts';
import { addMaths } from './commands/maths.ts';
import { addMcp } from './commands/mcp.ts';
import { addModels } from './commands/models.ts';
import { addProblem } from './commands/problem.ts';
import { addProof } from './commands/proof.ts';
import { addReview } from './commands/review.ts';
import { addServe } from './commands/serve.ts';
import { addReplay, addSolve } from './commands/solve.ts';
import { addStress } from './commands/stress.ts';
import { addVerify } from './commands/verify.ts';
import { Exit, StoppedError } from './exit.ts';
import { addOptions, briefHelp } from './help.ts';

const program = new Command('verdict')
  .description('Competitive programming with a local model: code is offered with its verdict.')
  .version(version, '--version', 'show the version')
  .helpOption('-h, --help', 'show this help')
  // The usage names the options: the list of commands has to fit on a screen.
  .usage('[--help] [--version] <command>')
  .configureHelp({
    formatHelp: briefHelp,
    visibleOptions: (command) => (command.parent ? new Help().visibleOptions(command) : []),
    visibleCommands: (command) => new Help().visibleCommands(command).filter((it) => it.name() !== 'help'),
  })
  .exitOverride((error) => process.exit(error.exitCode === 0 ? Exit.done : Exit.usage));

for (const add of [
  addProblem,
  addSolve,
  addReplay,
  addMaths,
  addExplain,
  addHint,
  addReview,
  addGrade,
  addProof,
  addEval,
  addJudge,
  addStress,
  addComplexity,
  addVerify,
  addServe,
  addMcp,
  addModels,
  addDoctor,
  addOptions,
])
  add(program);

// Whoever reads may have read enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(Exit.done);
  throw error;
});

// After the commands: it looks at them. `verdict completion SHELL` prints the script that asks for suggestions.
complete(program, { completionCommandName: 'completion' });

try {
  await program.parseAsync();
} catch (error) {
  const aborted = error instanceof Error && error.name === 'AbortError';
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${aborted ? 'Stopped.' : message}\n`);
  process.exitCode = aborted || error instanceof StoppedError ? Exit.cancelled : Exit.usage;
}
