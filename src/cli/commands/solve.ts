import type { Command } from 'commander';
import { type SolveEvent, solve, solveDefaults, solveRequest } from '../../solver/index.ts';
import { type GuardFlags, guardOf, withGuardFlags } from '../contestGuard.ts';
import { givenEngine, type ModelFlags, withModelFlags } from '../engine.ts';
import { Exit } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { judgeGiven } from '../judging.ts';
import { givenProblem } from '../problemFile.ts';
import { showSolve } from '../terminal/showSolve.ts';
import { wholeNumber } from './options.ts';

interface SolveFlags extends GuardFlags, ModelFlags {
  json?: boolean;
  lang?: string;
  candidates?: number;
  maxTokens?: number;
  stress: number;
  seed: number;
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

function withSolveFlags(command: Command): Command {
  return withModelFlags(withGuardFlags(command))
    .option('--lang <id>', 'language of the program (default: the source file’s, or the model’s best)')
    .option('--candidates <n>', 'attempts at most', wholeNumber(1))
    .option('--max-tokens <n>', 'tokens of one attempt at most', wholeNumber(1))
    .option('--stress <n>', 'generated cases, where there is an oracle', wholeNumber(0), 100)
    .option('--seed <n>', 'seed of the first attempt', wholeNumber(0), 1)
    .option('--json', 'one event a line on standard output');
}

async function runSolve(path: string, flags: SolveFlags): Promise<void> {
  const signal = interruptSignal();
  const { problem, oracle } = await givenProblem(path);
  const guard = guardOf(flags);
  // Before a model is fetched or loaded; the core asks again, and knows the answer.
  await guard.admit(problem, [], signal);
  const { engine: opened, preset } = await givenEngine(flags, { quiet: flags.json, signal });
  await using engine = opened;
  const defaults = solveDefaults(preset, path);
  const language = flags.lang ?? defaults.language;
  const request = solveRequest({ preset, problem, language, maxTokens: flags.maxTokens });

  await using judge = await judgeGiven(undefined);
  const events = solve(problem, {
    guard,
    engine,
    judge,
    language,
    request,
    oracle,
    stressCases: flags.stress,
    maxCandidates: flags.candidates ?? defaults.maxCandidates,
    seed: flags.seed,
    signal,
  });

  const ended = flags.json ? await printJson(events) : await showSolve(events);
  process.exitCode = exitCodes[ended.outcome];
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
