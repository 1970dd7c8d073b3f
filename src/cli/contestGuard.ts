import { createInterface } from 'node:readline/promises';
import { type Command, Option } from 'commander';
import { cacheFolder } from '../model/index.ts';
import { ContestGuard, type GuardDecision, type GuardMode } from '../problem/index.ts';
import { plainText } from './terminal/plainText.ts';

/** What the user says of contests on the command line. */
export interface GuardFlags {
  practice?: boolean;
  contestGuard: GuardMode;
  contestLists?: boolean;
}

/** The options of every command that lets a model work on a problem. */
export function withGuardFlags(command: Command): Command {
  const modes: GuardMode[] = ['ask', 'block', 'off'];
  return command
    .option('--practice', 'the contest of this problem is over, or this is practice')
    .option('--contest-lists', 'look up at Codeforces and AtCoder whether the contest is over')
    .addOption(
      new Option('--contest-guard <mode>', 'what to do about a problem of a running contest')
        .choices(modes)
        .default('ask'),
    );
}

/** The guard of one command: asks at the terminal; where there is none, only `--practice` answers. */
export function guardOf(flags: GuardFlags): ContestGuard {
  const isTerminal = process.stdin.isTTY && process.stderr.isTTY;
  return new ContestGuard({
    mode: flags.contestGuard,
    folder: cacheFolder(),
    mayFetchLists: flags.contestLists,
    saidPractice: flags.practice,
    ask: isTerminal ? askAtTerminal : undefined,
    remedy: isTerminal
      ? 'Nothing was begun.'
      : 'There is no terminal to ask at: add --practice if the contest is over or this is practice.',
  });
}

async function askAtTerminal({ reason, rule }: GuardDecision): Promise<boolean> {
  process.stderr.write(`${plainText(reason)}\n${rule ? `The rule: ${rule}\n` : ''}`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question('The contest is over, or this is practice [y/N] ');
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
