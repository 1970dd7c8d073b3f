import type { Command } from 'commander';
import {
  answerMaths,
  describeSteps,
  type MathsEvent,
  mathsProblem,
  noMathsProblem,
} from '../../coach/index.ts';
import { type GuardFlags, guardOf, withGuardFlags } from '../contestGuard.ts';
import { givenEngine, type ModelFlags, withModelFlags } from '../engine.ts';
import { Exit, NoProblemError } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { engineLine } from '../terminal/modelWords.ts';
import { paint } from '../terminal/paint.ts';
import { plainText } from '../terminal/plainText.ts';
import { givenText } from '../textFile.ts';
import { type ReplyFlags, wholeNumber, withReplyLanguage } from './options.ts';

interface MathsFlags extends GuardFlags, ModelFlags, ReplyFlags {
  attempts: number;
  claims?: number;
  maxTokens?: number;
  seed: number;
  json?: boolean;
}

const mostBytes = 100_000;

export function addMaths(program: Command): void {
  withReplyLanguage(withModelFlags(withGuardFlags(program.command('maths'))))
    .description('Answer the mathematics problem in FILE by agreement of several attempts.')
    .argument('<file>', 'a statement that asks for a value or a proof ("-": standard input)')
    .option('--attempts <n>', 'attempts whose answers are compared', wholeNumber(1), 4)
    .option(
      '--claims <n>',
      'claims of each attempt that the model judges, to weigh the answers by',
      wholeNumber(1),
    )
    .option('--max-tokens <n>', 'tokens of one attempt at most', wholeNumber(1))
    .option('--seed <n>', 'seed of the first attempt', wholeNumber(0), 1)
    .option('--json', 'one event a line on standard output')
    .addHelpText('after', '\nExample:\n  verdict maths problem.md --attempts 8')
    .action(runMaths);
}

async function runMaths(path: string, flags: MathsFlags): Promise<void> {
  const signal = interruptSignal();
  const found = mathsProblem(await givenText(path, mostBytes));
  if (!found)
    throw new NoProblemError(
      `${path === '-' ? 'Standard input' : path} ${noMathsProblem} "verdict solve" is for programs.`,
    );
  const guard = guardOf(flags);
  await guard.admit(found.problem, [], signal);
  const { engine, preset } = await givenEngine(flags, { quiet: flags.json, signal, many: true });
  await using _ = engine;
  const events = answerMaths({
    ...found,
    guard,
    engine,
    preset,
    lanes: flags.attempts,
    claims: flags.claims,
    seed: flags.seed,
    maxTokens: flags.maxTokens,
    replyLanguage: flags.replyLanguage,
    signal,
  });
  for await (const event of events) {
    if (flags.json) process.stdout.write(`${JSON.stringify(event)}\n`);
    else show(event);
    if (event.type === 'maths-ended') process.exitCode = exitCodes[event.outcome];
  }
}

const exitCodes = {
  answered: Exit.done,
  unanswered: Exit.notAccepted,
  stopped: Exit.cancelled,
  broken: Exit.usage,
};

function show(event: MathsEvent): void {
  const note = (text: string) => process.stderr.write(`${text}\n`);
  if (event.type === 'maths-started') note(engineLine(event.engine));
  else if (event.type === 'maths-answered') {
    const answer = event.answer === undefined ? paint('dim', 'no answer') : plainText(event.answer);
    note(`#${event.lane} ${answer} ${paint('dim', `(${event.tokens} tokens)`)}`);
  } else if (event.type === 'maths-lost') note(`#${event.lane} ${paint('dim', plainText(event.reason))}`);
  else if (event.type === 'maths-ended') {
    const { answer, steps = [], solution } = event;
    // What no attempt answered is shown by its reason alone.
    if (solution && event.outcome === 'answered') process.stdout.write(`${plainText(solution)}\n\n`);
    for (const { left, right, verdict } of steps)
      if (verdict === 'failed') note(`${paint('red', 'does not hold')} ${plainText(`${left} = ${right}`)}`);
    if (answer !== undefined) {
      process.stdout.write(`Answer: ${plainText(answer)}\n`);
      note(describeSteps(steps));
    }
    note(paint('bold', plainText(event.reason)));
  }
}
