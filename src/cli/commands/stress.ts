import type { Command } from 'commander';
import type { StressEvent } from '../../judge/index.ts';
import { keepTest } from '../../problem/index.ts';
import { limitsOf } from '../../solver/index.ts';
import { Exit, UsageError } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { addConfigOption, judgeGiven } from '../judging.ts';
import { givenProblem } from '../problemFile.ts';
import { givenSubmission } from '../submissionFile.ts';
import { paint, paintVerdict } from '../terminal/paint.ts';
import { plainText } from '../terminal/plainText.ts';
import { describeFailure } from '../terminal/showSolve.ts';
import { wholeNumber } from './options.ts';

interface StressFlags {
  oracle: string;
  generator: string;
  validator?: string;
  cases: number;
  seed: number;
  maxSize: number;
  timeLimit?: number;
  problem?: string;
  keep: boolean;
  config?: string;
  json?: boolean;
}

export function addStress(program: Command): void {
  addConfigOption(program.command('stress'))
    .description('Look for an input on which SUBMISSION and the oracle differ, and keep it as a test.')
    .argument('<submission>', 'the program under test')
    .requiredOption('--oracle <file>', 'the program whose answers are right')
    .requiredOption('--generator <file>', 'run as GENERATOR SEED SIZE, prints one input')
    .option('--validator <file>', 'exits 0 on a valid input')
    .option('--problem <path>', 'limits and checker from here; the test is kept with it')
    .option('--cases <n>', 'generated inputs at most', wholeNumber(1), 500)
    .option('--max-size <n>', 'largest SIZE', wholeNumber(1), 50)
    .option('--seed <n>', 'seed of the first input', wholeNumber(0), 1)
    .option('--time-limit <ms>', 'CPU time of one run', wholeNumber(1))
    .option('--no-keep', 'do not keep the input found')
    .option('--json', 'one event a line on standard output')
    .addHelpText(
      'after',
      '\nExample:\n  verdict stress mine.cpp --oracle brute.py --generator gen.py --cases 1000',
    )
    .action(stressFile);
}

async function stressFile(file: string, flags: StressFlags): Promise<void> {
  const signal = interruptSignal();
  const problem = flags.problem === undefined ? undefined : (await givenProblem(flags.problem)).problem;
  if (problem?.interactive)
    throw new UsageError(`${flags.problem} is interactive: a stress test has nobody to talk to the program.`);
  await using judge = await judgeGiven(flags.config);
  const program = (path: string) => givenSubmission(judge, path);
  const [submission, oracle, generator, validator] = await Promise.all([
    program(file),
    program(flags.oracle),
    program(flags.generator),
    flags.validator === undefined ? undefined : program(flags.validator),
  ]);
  const { cases, seed, maxSize } = flags;
  const events = judge.stress({
    ...(problem ? limitsOf(problem) : {}),
    submission,
    oracle,
    generator,
    validator,
    cases,
    seed,
    maxSize,
    ...(flags.timeLimit === undefined ? {} : { timeLimitMs: flags.timeLimit }),
    signal,
  });
  for await (const event of events) {
    if (flags.json) process.stdout.write(`${JSON.stringify(event)}\n`);
    if (event.type !== 'stress-ended') continue;
    if (!flags.json) showEnd(event);
    if (event.difference && flags.keep) {
      const { input, answer = '' } = event.difference.test;
      const path = await keepTest(flags.problem ?? file, { input, output: answer });
      if (flags.json) process.stdout.write(`${JSON.stringify({ type: 'test-kept', path })}\n`);
      else process.stdout.write(`Kept as a test: ${plainText(path)}\n`);
    }
    if (event.verdict === 'JE' || event.verdict === 'CE') process.exitCode = Exit.usage;
    else process.exitCode = event.verdict === 'AC' ? Exit.done : Exit.notAccepted;
  }
  if (signal.aborted) process.exitCode = Exit.cancelled;
}

function showEnd(event: Extract<StressEvent, { type: 'stress-ended' }>): void {
  const words = event.verdict === 'AC' ? `no difference in ${event.cases} cases` : (event.reason ?? '');
  const seedNote = paint('dim', `(case ${event.cases}, seed ${event.seed})`);
  process.stdout.write(`${paintVerdict(event.verdict)} ${plainText(words)} ${seedNote}\n`);
  if (event.difference) process.stdout.write(`${describeFailure(event.difference)}\n`);
}
