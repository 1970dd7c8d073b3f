import type { Command } from 'commander';
import { openJudge, verifyTable } from '../../judge/index.ts';
import { cacheFolder } from '../../model/index.ts';
import { Exit } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { plainText } from '../terminal/plainText.ts';

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('Judge every submission of a problem package against its folder’s expected verdict.')
    .argument('<package>', 'a folder in the ICPC/Kattis problem package format')
    .option('--json', 'one event a line on standard output')
    .action(async (folder: string, flags: { json?: boolean }) => {
      const signal = interruptSignal();
      await using judge = await openJudge({ cacheFolder: cacheFolder() });
      for await (const event of judge.verifyPackage(folder, { signal })) {
        if (flags.json) process.stdout.write(`${JSON.stringify(event)}\n`);
        if (event.type !== 'verified') continue;
        if (!flags.json) {
          if (event.rows.length > 0) process.stdout.write(`${plainText(verifyTable(event.rows))}\n`);
          if (event.reason) process.stderr.write(`${plainText(event.reason)}\n`);
        }
        const broken = event.reason !== undefined && event.rows.length === 0;
        process.exitCode = event.agrees ? Exit.done : broken ? Exit.usage : Exit.notAccepted;
      }
      if (signal.aborted) process.exitCode = Exit.cancelled;
    });
}
