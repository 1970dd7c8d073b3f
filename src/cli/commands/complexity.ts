import type { Command } from 'commander';
import { type ComplexityEvent, complexityOf, drawTimings } from '../../coach/index.ts';
import { programFor } from '../../problem/index.ts';
import { sizedInputs } from '../../solver/index.ts';
import { Exit, UsageError } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { addConfigOption, judgeGiven } from '../judging.ts';
import { givenProblem } from '../problemFile.ts';
import { givenSubmission } from '../submissionFile.ts';
import { paint } from '../terminal/paint.ts';
import { plainText } from '../terminal/plainText.ts';
import { wholeNumber } from './options.ts';

interface ComplexityFlags {
  problem?: string;
  generator?: string;
  ms: number;
  seed: number;
  lang?: string;
  config?: string;
  json?: boolean;
}

export function addComplexity(program: Command): void {
  addConfigOption(program.command('complexity'))
    .description('Estimate how the time of SUBMISSION grows, from timed runs on growing inputs.')
    .argument('<submission>', 'the program')
    .option('--problem <path>', 'inputs are built from what this statement says of them')
    .option('--generator <file>', 'run as GENERATOR SEED SIZE, prints one input of that size')
    .option('--ms <n>', 'CPU time of the largest run, about', wholeNumber(50), 600)
    .option('--seed <n>', 'seed of the inputs', wholeNumber(0), 1)
    .option('--lang <id>', 'language of the program (default: by its ending)')
    .option('--json', 'one event a line on standard output')
    .addHelpText('after', '\nExample:\n  verdict complexity mine.cpp --problem problem.md')
    .action(runComplexity);
}

async function runComplexity(path: string, flags: ComplexityFlags): Promise<void> {
  if (!flags.problem && !flags.generator)
    throw new UsageError(
      'Give --problem with the statement, or --generator with a program that makes inputs.',
    );
  const signal = interruptSignal();
  const problem = flags.problem ? (await givenProblem(flags.problem)).problem : undefined;
  if (problem?.interactive)
    throw new UsageError(`${flags.problem} is interactive: there is nobody to talk to the program.`);
  // One run at a time: what is measured is time.
  await using judge = await judgeGiven(flags.config, 1);
  const submission = await givenSubmission(judge, path, flags.lang);
  const whole = problem ? programFor(problem, submission.source, submission.language) : undefined;
  if (whole && 'reason' in whole) throw new UsageError(whole.reason);
  const generator = flags.generator ? await givenSubmission(judge, flags.generator) : undefined;
  const inputs = generator ? { generator } : problem && sizedInputs(problem, flags.seed);
  if (!inputs) {
    throw new UsageError(
      `No inputs of growing size could be built from ${flags.problem}. Give --generator with a program that prints one.`,
    );
  }
  const events = complexityOf({
    judge,
    submission: whole ? { ...submission, source: whole.program } : submission,
    inputs,
    origin: generator ? `of the generator ${flags.generator}` : 'built from the statement',
    inputFile: problem?.inputFile,
    outputFile: problem?.outputFile,
    wantedMs: flags.ms,
    seed: flags.seed,
    signal,
  });
  for await (const event of events) {
    if (flags.json) process.stdout.write(`${JSON.stringify(event)}\n`);
    else show(event);
    if (event.type === 'complexity-ended') process.exitCode = exitCodes[event.outcome];
  }
}

const exitCodes = {
  estimated: Exit.done,
  unknown: Exit.notAccepted,
  stopped: Exit.cancelled,
  broken: Exit.usage,
};

function show(event: ComplexityEvent): void {
  if (event.type === 'complexity-measured') {
    const { size, ms } = event.timing;
    process.stderr.write(paint('dim', `n = ${size}: ${ms.toFixed(1)} ms\n`));
  } else if (event.type === 'complexity-ended') {
    const { estimate, timings, reason } = event;
    if (estimate) process.stdout.write(`${drawTimings(timings, estimate)}\n\n`);
    process.stdout.write(`${paint('bold', plainText(reason))}\n`);
  }
}
