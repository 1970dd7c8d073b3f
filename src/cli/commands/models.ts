import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import {
  bytesInWords,
  type DownloadEvent,
  fetchModel,
  type Gpu,
  importModel,
  keptModels,
  machineOf,
  modelsFolder,
  offersCuda,
  type Preset,
  plansFor,
  presets,
  recommend,
  removeModel,
  sizeInWords,
  sizeOf,
  verifyModel,
} from '../../model/index.ts';
import { Exit, StoppedError, UsageError } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { modelProcess, presetGiven } from '../model.ts';
import { keptLine, machineLine } from '../terminal/modelWords.ts';
import { paint } from '../terminal/paint.ts';
import { showDownload } from '../terminal/showDownload.ts';
import { addBackend } from './modelsBackend.ts';
import { gpuDeviceOption, gpuOption } from './options.ts';

interface Flags {
  json?: boolean;
}

export function addModels(program: Command): void {
  const models = program
    .command('models')
    .description('The models there are, what fits this machine, and those that are here.');
  const json = ['--json', 'one object on standard output'] as const;
  const events = ['--json', 'one event a line on standard output'] as const;

  models
    .command('list', { isDefault: true })
    .description('List the models and which of them are on this machine.')
    .option(...json)
    .action(list);

  models
    .command('recommend')
    .description('Say what fits this machine, with lanes and context, and which model to take.')
    .addOption(gpuOption())
    .addOption(gpuDeviceOption())
    .option(...json)
    .action(advise);

  models
    .command('download')
    .description('Fetch a model; an unfinished download goes on where it was.')
    .argument('<model>')
    .option(...events)
    .action((name: string, flags: Flags) => bring(presetGiven(name), flags));

  models
    .command('import')
    .description('Take over a GGUF file that was copied to this machine by hand.')
    .argument('<file>')
    .addOption(
      new Option('--as <model>', 'the preset whose file it must be (default: told by name and hash)'),
    )
    .option(...events)
    .action(takeOver);

  models
    .command('verify')
    .description('Read the files again and compare their SHA-256 (default: all that are here).')
    .argument('[models...]')
    .option(...events)
    .action(verify);

  models
    .command('remove')
    .description('Remove models from this machine, and what an unfinished download left.')
    .argument('<models...>')
    .option(...json)
    .action(remove);

  addBackend(models);

  models
    .command('where')
    .description('Print the folder in which the models lie.')
    .option(...json)
    .action(({ json }: Flags) => {
      const folder = modelsFolder();
      process.stdout.write(`${json ? JSON.stringify({ folder }) : folder}\n`);
    });
}

async function list(flags: Flags): Promise<void> {
  const folder = modelsFolder();
  const kept = await keptModels(folder);
  if (flags.json) {
    const rows = kept.map(({ preset, state, path, bytes, fetching }) => ({
      id: preset.file.path === undefined ? preset.id : preset.file.name,
      title: preset.title,
      state,
      fetching,
      path,
      bytes,
      size: sizeOf(preset),
      sizeIsExact: preset.file.bytes !== undefined,
      sha256: preset.file.sha256,
      licence: preset.licence,
      description: preset.description,
    }));
    process.stdout.write(`${JSON.stringify({ folder, models: rows })}\n`);
    return;
  }
  process.stdout.write(`${kept.map(keptLine).join('\n')}\n\n`);
  process.stdout.write(
    paint('dim', `They lie in ${folder}. What fits this machine: verdict models recommend\n`),
  );
}

async function advise(flags: Flags & { gpu: Gpu; gpuDevice?: number }): Promise<void> {
  const machine = await machineOf({
    processPath: modelProcess(),
    gpu: flags.gpu,
    gpuDevice: flags.gpuDevice,
  });
  const plans = plansFor(machine);
  const best = recommend(machine);
  if (flags.json) {
    const rows = plans.map(({ preset, plan, words }) => ({ id: preset.id, fits: plan.fits, plan, words }));
    process.stdout.write(`${JSON.stringify({ machine, recommended: best?.preset.id, models: rows })}\n`);
    return;
  }
  process.stdout.write(`${machineLine(machine)}\n\n`);
  for (const { preset, plan, words } of plans) {
    const mark = preset.id === best?.preset.id ? paint('green', '*') : ' ';
    const line = `${mark} ${preset.id.padEnd(27)}${words}`;
    process.stdout.write(`${plan.fits ? line : paint('dim', line)}\n`);
  }
  if (!best) throw new UsageError('No model fits into the memory that is free now.');
  process.stdout.write(
    `\n* Recommended. Fetch it (${sizeInWords(best.preset)}): verdict models download ${best.preset.id}\n`,
  );
  if (offersCuda(flags.gpu))
    process.stdout.write('CUDA is faster than Vulkan on this card. Fetch it: verdict models backend cuda\n');
}

/** Fetches a model and prints its path. */
async function bring(preset: Preset, flags: Flags): Promise<void> {
  const signal = interruptSignal();
  const events = fetchModel(preset, { folder: modelsFolder(), signal });
  const stopped = `Stopped. What has arrived is kept: "verdict models download ${preset.id}" goes on there.`;
  await follow(preset.title, events, flags, signal, stopped);
}

async function takeOver(file: string, flags: Flags & { as?: string }): Promise<void> {
  const signal = interruptSignal();
  const preset = flags.as === undefined ? undefined : presetGiven(flags.as);
  if (preset && !presets.includes(preset))
    throw new UsageError(`--as takes the name of a preset; ${flags.as} is a file.`);
  const events = importModel(file, { folder: modelsFolder(), signal, ...(preset && { preset }) });
  await follow(preset?.title ?? basename(file), events, flags, signal, 'Stopped. Nothing was taken over.');
}

async function follow(
  title: string,
  events: AsyncIterable<DownloadEvent>,
  flags: Flags,
  signal: AbortSignal,
  stopped: string,
): Promise<void> {
  try {
    const path = await showDownload(title, flags.json ? printed(events) : events, flags.json);
    if (path !== undefined && !flags.json) process.stdout.write(`${path}\n`);
  } catch (error) {
    throw signal.aborted ? new StoppedError(stopped) : error;
  }
}

async function* printed(events: AsyncIterable<DownloadEvent>): AsyncGenerator<DownloadEvent> {
  for await (const event of events) {
    process.stdout.write(`${JSON.stringify(event)}\n`);
    yield event;
  }
}

async function verify(names: string[], flags: Flags): Promise<void> {
  const signal = interruptSignal();
  const folder = modelsFolder();
  const kept = await keptModels(folder);
  const asked =
    names.length > 0
      ? names.map(presetGiven)
      : kept.filter(({ state }) => state === 'here' || state === 'unchecked').map(({ preset }) => preset);
  if (asked.length === 0) throw new UsageError(`There is no model in ${folder}.`);
  for (const preset of asked) {
    try {
      for await (const event of verifyModel(preset, folder, signal)) {
        if (flags.json) process.stdout.write(`${JSON.stringify({ model: preset.id, ...event })}\n`);
        else if (event.type === 'download-verified')
          process.stdout.write(`${paint('green', 'whole')}    ${preset.title}  ${event.sha256}\n`);
      }
    } catch (error) {
      if (signal.aborted) break;
      const reason = error instanceof Error ? error.message : String(error);
      if (flags.json)
        process.stdout.write(`${JSON.stringify({ model: preset.id, type: 'verify-failed', reason })}\n`);
      else process.stdout.write(`${paint('red', 'damaged')}  ${preset.title}  ${reason}\n`);
      process.exitCode = Exit.notAccepted;
    }
  }
  if (signal.aborted) process.exitCode = Exit.cancelled;
}

async function remove(names: string[], flags: Flags): Promise<void> {
  const folder = modelsFolder();
  for (const preset of names.map(presetGiven)) {
    const bytes = await removeModel(preset, folder);
    if (flags.json) process.stdout.write(`${JSON.stringify({ model: preset.id, bytes })}\n`);
    else if (bytes === 0) process.stdout.write(`${preset.title} was not on this machine.\n`);
    else process.stdout.write(`${preset.title} is removed: ${bytesInWords(bytes)} are free again.\n`);
  }
}
