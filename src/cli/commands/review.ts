import type { Command } from 'commander';
import { type ReviewEvent, type ReviewOptions, review, reviewParts } from '../../coach/index.ts';
import type { Judge } from '../../judge/index.ts';
import { describeEvidence, findOracle } from '../../solver/index.ts';
import { type GuardFlags, guardOf, withGuardFlags } from '../contestGuard.ts';
import { type ModelFlags, wantedEngine, withModelFlags } from '../engine.ts';
import { Exit, UsageError } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { judgeGiven } from '../judging.ts';
import { givenProblem } from '../problemFile.ts';
import { givenSubmission } from '../submissionFile.ts';
import { paint, paintVerdict } from '../terminal/paint.ts';
import { plainText } from '../terminal/plainText.ts';
import { describeFailure } from '../terminal/showSolve.ts';
import { type ReplyFlags, wholeNumber, withReplyLanguage } from './options.ts';

interface ReviewFlags extends GuardFlags, ModelFlags, ReplyFlags {
  oracle?: string;
  generator?: string;
  validator?: string;
  stress: number;
  fixes: number;
  sanitize: boolean;
  seed: number;
  lang?: string;
  json?: boolean;
}

export function addReview(program: Command): void {
  withReplyLanguage(withModelFlags(withGuardFlags(program.command('review'))))
    .description('Look for what is wrong with SUBMISSION: by running it, and then in the words of a model.')
    .argument('<problem>', 'the statement')
    .argument('<submission>', 'the program')
    .option(
      '--oracle <file>',
      'a slow program whose answers are right (default: the one beside the statement)',
    )
    .option(
      '--generator <file>',
      'run as GENERATOR SEED SIZE, prints one input (default: inputs built from the statement)',
    )
    .option('--validator <file>', 'exits 0 on a valid input')
    .option('--stress <n>', 'generated inputs at most', wholeNumber(0), 300)
    .option('--no-sanitize', 'leave out the runs under sanitizers')
    .option('--fixes <n>', 'fixes asked of the model at most', wholeNumber(1), 4)
    .option('--seed <n>', 'seed of the inputs and of the model', wholeNumber(0), 1)
    .option('--lang <id>', 'language of the program (default: by its ending)')
    .option('--json', 'one event a line on standard output')
    .addHelpText('after', '\nExample:\n  verdict review problem.md mine.cpp --oracle brute.py')
    .action(runReview);
}

async function runReview(problemPath: string, path: string, flags: ReviewFlags): Promise<void> {
  const signal = interruptSignal();
  const { problem, oracle: beside } = await givenProblem(problemPath);
  await using judge = await judgeGiven(undefined);
  const submission = await givenSubmission(judge, path, flags.lang);
  const oracle = (await givenOracle(judge, flags)) ?? beside ?? (await findOracle(path));
  const model = await wantedEngine(flags, { quiet: flags.json, signal });
  await using _ = model?.engine;
  const events = review({
    judge,
    problem,
    submission,
    oracle,
    stressCases: flags.stress,
    sanitize: flags.sanitize,
    coach: model && { ...model, guard: guardOf(flags), replyLanguage: flags.replyLanguage },
    fixes: flags.fixes,
    seed: flags.seed,
    signal,
  });
  for await (const event of events) {
    if (flags.json) process.stdout.write(`${JSON.stringify(event)}\n`);
    else show(event, path);
    if (event.type === 'review-ended') process.exitCode = exitCodes[event.outcome];
  }
}

const exitCodes = {
  'nothing-found': Exit.done,
  faulty: Exit.notAccepted,
  stopped: Exit.cancelled,
  broken: Exit.usage,
};

async function givenOracle(judge: Judge, flags: ReviewFlags): Promise<ReviewOptions['oracle']> {
  const { oracle, generator, validator } = flags;
  if (!oracle && (generator || validator))
    throw new UsageError('Give --oracle, too: a slow program whose answers are right.');
  if (!oracle) return undefined;
  return {
    oracle: await givenSubmission(judge, oracle),
    ...(generator && { generator: await givenSubmission(judge, generator) }),
    ...(validator && { validator: await givenSubmission(judge, validator) }),
    origin: `the oracle ${oracle}`,
  };
}

function show(event: ReviewEvent, path: string): void {
  const line = (text: string) => process.stdout.write(`${text}\n`);
  if (event.type === 'review-begun') {
    // A fix follows the words of the model, which may end within a line.
    const before = event.part === 'fix' ? '\n' : '';
    if (process.stderr.isTTY) process.stderr.write(`${before}${paint('dim', reviewParts[event.part])}\n`);
  } else if (event.type === 'review-note') line(paint('dim', plainText(event.text)));
  else if (event.type === 'review-found') {
    const { kind, message, result } = event.finding;
    const place = event.finding.line === undefined ? path : `${path}:${event.finding.line}`;
    const mark = result
      ? paintVerdict(result.verdict)
      : paint('yellow', kind === 'warning' ? 'warning' : 'CE');
    const words = result ? message.replace(`${result.verdict} on `, 'on ') : message;
    line(`${mark} ${paint('bold', place)} ${plainText(words)}`);
    if (kind === 'counterexample' && result) line(describeFailure(result));
  } else if (event.type === 'review-text' && event.channel === 'answer') {
    process.stdout.write(plainText(event.text));
  } else if (event.type === 'fix-failed') {
    const { attempt, reason, again } = event;
    const words = again
      ? `Fix ${attempt} is not offered either: the same.`
      : `\nFix ${attempt} is not offered: ${plainText(reason)}`;
    line(paint('dim', words));
  } else if (event.type === 'fix-held') {
    line(`\n${paintVerdict('AC')} ${paint('bold', 'A fix that holds')}: ${describeEvidence(event.evidence)}`);
    line(plainText(event.source).trimEnd());
  } else if (event.type === 'review-ended') {
    // What is wrong has been said when it was found.
    if (event.outcome !== 'faulty') line(paint('bold', plainText(event.reason)));
    if (event.checked) line(paint('dim', `Checked: ${plainText(event.checked)}`));
  }
}
