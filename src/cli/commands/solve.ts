import { type Command, Option } from 'commander';
import { mathsProblem } from '../../coach/index.ts';
import {
  EvidenceLevel,
  readRecord,
  replay,
  type SolveEvent,
  type SolveOptions,
  solve,
  solveDefaults,
  solveRecorded,
  solveRequest,
} from '../../solver/index.ts';
import { type GuardFlags, guardOf, withGuardFlags } from '../contestGuard.ts';
import { givenEngine, type ModelFlags, withModelFlags } from '../engine.ts';
import { Exit, NoProblemError } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { judgeGiven } from '../judging.ts';
import { givenProblem } from '../problemFile.ts';
import { showSolve } from '../terminal/showSolve.ts';
import { givenText } from '../textFile.ts';
import { wholeNumber } from './options.ts';

interface SolveFlags extends GuardFlags, ModelFlags {
  json?: boolean;
  lang?: string;
  candidates?: number;
  maxTokens?: number;
  stress: number;
  seed: number;
  until?: EvidenceLevel;
  minutes?: number;
  record?: string;
}

export function addSolve(program: Command): void {
  withSolveFlags(
    program
      .command('solve')
      .description('Solve the problem in FILE ("-": standard input) and judge every candidate.')
      .argument('<file>', 'a statement, or a source file whose leading comment is one'),
  )
    .addHelpText('after', '\nExample:\n  verdict solve examples/a-plus-b.md --model smollm2-135m --download')
    .action(runSolve);

  withSolveFlags(
    program.command('demo', { hidden: true }).argument('[file]', '', 'examples/a-plus-b.md'),
  ).action((file: string, flags: SolveFlags) =>
    runSolve(file, { model: 'smollm2-135m', ...flags, download: true }),
  );
}

export function addReplay(program: Command): void {
  program
    .command('replay', { hidden: true })
    .description('Show a solve again that was kept with --record, without a model.')
    .argument('<folder>', 'where it was kept')
    .option('--json', 'one event a line on standard output')
    .addHelpText('after', '\nExample:\n  verdict replay solves/a-plus-b')
    .action(async (folder: string, { json }: { json?: boolean }) => {
      const events = replay(await readRecord(folder));
      const ended = json ? await printJson(events) : await showSolve(events);
      process.exitCode = exitCodes[ended.outcome];
    });
}

function withSolveFlags(command: Command): Command {
  return withModelFlags(withGuardFlags(command))
    .option('--lang <id>', 'language of the program (default: the source file’s, or the model’s best)')
    .option('--candidates <n>', 'attempts at most', wholeNumber(1))
    .option('--max-tokens <n>', 'tokens of one attempt at most', wholeNumber(1))
    .option('--stress <n>', 'generated cases, where there is an oracle', wholeNumber(0), 100)
    .option('--seed <n>', 'seed of the first attempt', wholeNumber(0), 1)
    .addOption(
      new Option(
        '--until <level>',
        'the evidence that ends the search (default: "stress", where it can be had)',
      ).choices(EvidenceLevel.options),
    )
    .option('--minutes <n>', 'begin nothing new after so long', wholeNumber(1))
    .option(
      '--record <folder>',
      'keep everything there, and go on from what it holds of this solve; "verdict replay" shows it again',
    )
    .option('--json', 'one event a line on standard output');
}

async function runSolve(path: string, flags: SolveFlags): Promise<void> {
  const signal = interruptSignal();
  const { problem, oracle } = await givenProblem(path).catch((error: unknown) => otherwiseMaths(error, path));
  const guard = guardOf(flags);
  // Before a model is fetched or loaded; the core asks again, and knows the answer.
  await guard.admit(problem, [], signal);
  const { engine: opened, preset } = await givenEngine(flags, { quiet: flags.json, signal });
  await using engine = opened;
  const defaults = solveDefaults(preset, path);
  const language = flags.lang ?? defaults.language;
  const request = solveRequest({ preset, problem, language, maxTokens: flags.maxTokens });

  await using judge = await judgeGiven(undefined);
  const options: SolveOptions = {
    guard,
    engine,
    judge,
    language,
    request,
    oracle,
    stressCases: flags.stress,
    maxCandidates: flags.candidates ?? defaults.maxCandidates,
    seed: flags.seed,
    lanes: flags.lanes,
    signal,
    ...(flags.until && { wanted: flags.until }),
    ...(flags.minutes && { budget: { ms: flags.minutes * 60_000 } }),
  };
  const events =
    flags.record === undefined ? solve(problem, options) : solveRecorded(problem, options, flags.record);

  const ended = flags.json ? await printJson(events) : await showSolve(events);
  process.exitCode = exitCodes[ended.outcome];
}

/** Tells who brings a mathematics problem where it is answered. */
async function otherwiseMaths(error: unknown, path: string): Promise<never> {
  const text = error instanceof NoProblemError && path !== '-' ? await givenText(path, 100_000) : '';
  if (!mathsProblem(text)) throw error;
  throw new NoProblemError(`This reads like a mathematics problem: "verdict maths ${path}" answers it.`);
}

type SolveEnded = Extract<SolveEvent, { type: 'solve-ended' }>;

const exitCodes = {
  solved: Exit.done,
  unsolved: Exit.notAccepted,
  unchecked: Exit.notAccepted,
  stopped: Exit.cancelled,
  broken: Exit.usage,
  refused: Exit.usage,
};

async function printJson(events: AsyncIterable<SolveEvent>): Promise<SolveEnded> {
  for await (const event of events) {
    process.stdout.write(`${JSON.stringify(event)}\n`);
    if (event.type === 'solve-ended') return event;
  }
  throw new Error('The solve ended without its last event.');
}
