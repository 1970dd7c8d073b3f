import type { Command } from 'commander';
import type { LanguageStatus } from '../../judge/index.ts';
import { cacheFolder, modelsFolder } from '../../model/index.ts';
import { Exit } from '../exit.ts';
import { addConfigOption, judgeGiven } from '../judging.ts';
import { paint } from '../terminal/paint.ts';
import { plainText } from '../terminal/plainText.ts';

export function addDoctor(program: Command): void {
  addConfigOption(program.command('doctor'))
    .description('What this machine has: languages, compilers, models; and how to get what is missing.')
    .option('--json', 'one object on standard output')
    .addHelpText('after', '\nExample:\n  verdict doctor --json')
    .action(async (flags: { json?: boolean; config?: string }) => {
      await using judge = await judgeGiven(flags.config);
      const languages = await judge.languages();
      if (flags.json) {
        process.stdout.write(
          `${JSON.stringify({ languages, sandbox: judge.sandbox, cache: cacheFolder(), models: modelsFolder() })}\n`,
        );
      } else {
        const width = Math.max(...languages.map(({ name }) => name.length)) + 2;
        for (const it of languages) process.stdout.write(`${it.name.padEnd(width)}${stateOf(it)}\n`);
        process.stdout.write(`\nSandbox: ${judge.sandbox.tier} (${judge.sandbox.promise})\n`);
        for (const { tier, works, reason } of judge.sandbox.tiers) {
          if (!works) process.stdout.write(paint('dim', `  ${tier} does not work here: ${reason}\n`));
        }
        process.stdout.write(`\nCache: ${cacheFolder()}\nModels: ${modelsFolder()}\n`);
      }
      if (!languages.some((it) => it.found)) process.exitCode = Exit.usage;
    });
}

function stateOf({ found, version, trouble, install }: LanguageStatus): string {
  if (found) return paint('green', plainText(version ?? 'found'));
  if (trouble) return `${paint('red', 'broken')}   ${plainText(trouble)}`;
  return `${paint('yellow', 'missing')}  ${install}`;
}
