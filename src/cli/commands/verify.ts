import type { Command } from 'commander';
import { type VerifyEvent, verifyTable } from '../../judge/index.ts';
import { Exit } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { addConfigOption, judgeGiven } from '../judging.ts';
import { paint } from '../terminal/paint.ts';
import { plainText } from '../terminal/plainText.ts';

export function addVerify(program: Command): void {
  addConfigOption(program.command('verify'))
    .description('Judge every submission of a problem package against its folder’s expected verdict.')
    .argument('<package>', 'a folder in the ICPC/Kattis problem package format')
    .option('--json', 'one event a line on standard output')
    .addHelpText('after', '\nExample:\n  verdict verify my-package/')
    .action(async (folder: string, flags: { json?: boolean; config?: string }) => {
      const signal = interruptSignal();
      await using judge = await judgeGiven(flags.config);
      for await (const event of judge.verifyPackage(folder, { signal })) {
        if (flags.json) process.stdout.write(`${JSON.stringify(event)}\n`);
        else if (event.type === 'submission-started' && process.stderr.isTTY)
          process.stderr.write(`${paint('dim', `judging ${plainText(event.submission)}`)}\n`);
        if (event.type !== 'verified') continue;
        if (!flags.json) showEnd(event);
        process.exitCode = exitOf(event);
      }
      if (signal.aborted) process.exitCode = Exit.cancelled;
    });
}

type Verified = Extract<VerifyEvent, { type: 'verified' }>;

function showEnd(event: Verified): void {
  const table = verifyTable(event);
  if (table !== '') process.stdout.write(`${plainText(table)}\n\n`);
  if (event.timeLimitMs !== undefined)
    process.stdout.write(`time limit ${(event.timeLimitMs / 1000).toFixed(2)} s\n`);
  if (event.agrees) process.stdout.write('The package is as it says.\n');
  else process.stderr.write(`${plainText(event.reason ?? 'The package is not as it says.')}\n`);
}

/** 1 when something is not as the package says; 2 when that could not be found out. */
function exitOf({ agrees, checks, rows }: Verified): number {
  if (agrees) return Exit.done;
  const differs =
    rows.some((row) => row.judged && !row.agrees) || checks.some(({ outcome }) => outcome === 'differs');
  return differs ? Exit.notAccepted : Exit.usage;
}
