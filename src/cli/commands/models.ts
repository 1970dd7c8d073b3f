import type { Command } from 'commander';
import { findModel, modelsFolder, presets } from '../../model/index.ts';
import { interruptSignal } from '../interrupt.ts';
import { modelOnDisk, presetGiven } from '../model.ts';

export function addModels(program: Command): void {
  const models = program.command('models').description('The models there are, and those on this machine.');

  models
    .command('list', { isDefault: true })
    .description('List the presets and which of them are on this machine.')
    .action(async () => {
      const folder = modelsFolder();
      const rows = await Promise.all(
        presets.map(async (preset) => {
          const found = await findModel(preset, folder).catch((error: Error) => error.message);
          return `${preset.id.padEnd(28)}${size(preset.file.bytes).padStart(9)}  ${found ?? 'not on this machine'}`;
        }),
      );
      process.stdout.write(`${rows.join('\n')}\n\nModels lie in ${folder}\n`);
    });

  models
    .command('download')
    .description('Fetch a model; an earlier, unfinished download goes on.')
    .argument('<preset>')
    .action(async (name: string) => {
      const path = await modelOnDisk(presetGiven(name), { download: true, signal: interruptSignal() });
      process.stdout.write(`${path}\n`);
    });
}

function size(bytes: number | undefined): string {
  if (bytes === undefined) return '?';
  return bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(2)} GiB` : `${Math.round(bytes / 2 ** 20)} MiB`;
}
