import type { Command } from 'commander';
import { openJudge } from '../../judge/index.ts';
import { cacheFolder } from '../../model/index.ts';
import { Exit } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
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
  timeLimit?: number;
  json?: boolean;
}

export function addStress(program: Command): void {
  program
    .command('stress')
    .description('Look for an input on which SUBMISSION and the oracle differ.')
    .argument('<submission>', 'the program under test')
    .requiredOption('--oracle <file>', 'the program whose answers are right')
    .requiredOption('--generator <file>', 'run as GENERATOR SEED SIZE, prints one input')
    .option('--validator <file>', 'exits 0 on a valid input')
    .option('--cases <n>', 'generated inputs at most', wholeNumber(1), 500)
    .option('--seed <n>', 'seed of the first input', wholeNumber(0), 1)
    .option('--time-limit <ms>', 'CPU time of one run', wholeNumber(1))
    .option('--json', 'one event a line on standard output')
    .addHelpText(
      'after',
      '\nExample:\n  verdict stress mine.cpp --oracle brute.py --generator gen.py --cases 1000',
    )
    .action(async (file: string, flags: StressFlags) => {
      const signal = interruptSignal();
      const [submission, oracle, generator, validator] = await Promise.all([
        givenSubmission(file),
        givenSubmission(flags.oracle),
        givenSubmission(flags.generator),
        flags.validator === undefined ? undefined : givenSubmission(flags.validator),
      ]);
      await using judge = await openJudge({ cacheFolder: cacheFolder() });
      const { cases, seed, timeLimit: timeLimitMs } = flags;
      const events = judge.stress({
        submission,
        oracle,
        generator,
        validator,
        cases,
        seed,
        timeLimitMs,
        signal,
      });
      for await (const event of events) {
        if (flags.json) process.stdout.write(`${JSON.stringify(event)}\n`);
        if (event.type !== 'stress-ended') continue;
        if (!flags.json) {
          const words =
            event.verdict === 'AC' ? `no difference in ${event.cases} cases` : (event.reason ?? '');
          const seedNote = paint('dim', `(case ${event.cases}, seed ${event.seed})`);
          process.stdout.write(`${paintVerdict(event.verdict)} ${plainText(words)} ${seedNote}\n`);
          if (event.difference) process.stdout.write(`${describeFailure(event.difference)}\n`);
        }
        if (event.verdict === 'JE' || event.verdict === 'CE') process.exitCode = Exit.usage;
        else process.exitCode = event.verdict === 'AC' ? Exit.done : Exit.notAccepted;
      }
      if (signal.aborted) process.exitCode = Exit.cancelled;
    });
}
