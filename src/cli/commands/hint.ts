import type { Command } from 'commander';
import { hintLevels, hintsFor } from '../../coach/index.ts';
import { type GuardFlags, guardOf, withGuardFlags } from '../contestGuard.ts';
import { givenEngine, type ModelFlags, withModelFlags } from '../engine.ts';
import { Exit, UsageError } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { givenProblem } from '../problemFile.ts';
import { paint } from '../terminal/paint.ts';
import { plainText } from '../terminal/plainText.ts';
import { type ReplyFlags, wholeNumber, withReplyLanguage } from './options.ts';

interface HintFlags extends GuardFlags, ModelFlags, ReplyFlags {
  level: number;
  seed: number;
  json?: boolean;
}

export function addHint(program: Command): void {
  withReplyLanguage(withModelFlags(withGuardFlags(program.command('hint'))))
    .description('Give hints for the problem in FILE up to a level, without code. They are not checked.')
    .argument('<file>', 'a statement, or a source file whose leading comment is one ("-": standard input)')
    .option(
      '--level <n>',
      `1 to ${hintLevels.length}: restated, observation, direction, outline, pseudo-code`,
      wholeNumber(1),
      1,
    )
    .option('--seed <n>', 'another number gives other hints', wholeNumber(0), 1)
    .option('--json', 'one hint a line on standard output')
    .addHelpText('after', '\nExample:\n  verdict hint problem.md --level 2')
    .action(runHint);
}

async function runHint(path: string, flags: HintFlags): Promise<void> {
  if (flags.level > hintLevels.length)
    throw new UsageError(`--level ${flags.level}: there are ${hintLevels.length} levels.`);
  const signal = interruptSignal();
  const { problem } = await givenProblem(path);
  const guard = guardOf(flags);
  await guard.admit(problem, [], signal);
  const { engine, preset } = await givenEngine(flags, { quiet: flags.json, signal });
  await using _ = engine;
  try {
    const { seed, replyLanguage } = flags;
    const hints = await hintsFor({ guard, engine, preset, problem, replyLanguage, seed, signal });
    for (const hint of hints.filter(({ level }) => level <= flags.level)) {
      if (flags.json) process.stdout.write(`${JSON.stringify(hint)}\n`);
      else {
        const text = hint.text ?? paint('dim', `(withheld: ${hint.withheld})`);
        process.stdout.write(`${paint('bold', `Hint ${hint.level}`)}\n${plainText(text)}\n\n`);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    process.exitCode = Exit.cancelled;
  }
}
