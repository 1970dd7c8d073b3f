import type { Command } from 'commander';
import { openJudge } from '../../judge/index.ts';
import { cacheFolder, modelsFolder } from '../../model/index.ts';
import { Exit } from '../exit.ts';
import { paint } from '../terminal/paint.ts';

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('What this machine has: languages, compilers, models; and how to get what is missing.')
    .option('--json', 'one object on standard output')
    .action(async (flags: { json?: boolean }) => {
      await using judge = await openJudge({ cacheFolder: cacheFolder() });
      const languages = await judge.languages();
      if (flags.json) {
        process.stdout.write(
          `${JSON.stringify({ languages, sandbox: judge.sandbox, cache: cacheFolder(), models: modelsFolder() })}\n`,
        );
      } else {
        for (const it of languages) {
          const state = it.found ? paint('green', (it.version ?? 'found').split('\n')[0] ?? '') : it.install;
          process.stdout.write(
            `${it.name.padEnd(14)}${it.found ? '' : paint('yellow', 'missing  ')}${state}\n`,
          );
        }
        process.stdout.write(`\nSandbox: ${judge.sandbox.tier} (${judge.sandbox.promise})\n`);
        for (const { tier, works, reason } of judge.sandbox.tiers) {
          if (!works) process.stdout.write(paint('dim', `  ${tier} does not work here: ${reason}\n`));
        }
        process.stdout.write(`\nCache: ${cacheFolder()}\nModels: ${modelsFolder()}\n`);
      }
      if (!languages.some((it) => it.found)) process.exitCode = Exit.usage;
    });
}
