import type { Command } from 'commander';
import {
  buildCpuLibrary,
  builtCpuLibrary,
  fetchCuda,
  fetchedCuda,
  machineOf,
  removeCpuLibrary,
  removeCuda,
} from '../../model/index.ts';
import { StoppedError } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { modelProcess } from '../model.ts';
import { paint } from '../terminal/paint.ts';
import { showDownload } from '../terminal/showDownload.ts';

/** `verdict models backend`: llama.cpp's code for exactly this processor, built here from the source that came along. */
export function addBackend(models: Command): void {
  const backend = models
    .command('backend')
    .description('The code that models run on: the one that came along, one built on this machine, CUDA’s.');

  backend
    .command('show', { isDefault: true })
    .description('Say which code is used.')
    .action(() => {
      const built = builtCpuLibrary(modelProcess());
      process.stdout.write(
        built
          ? `Built on this machine: ${built}\n`
          : 'The code that came along. To build your own: verdict models backend build\n',
      );
      const cuda = fetchedCuda();
      if (cuda) process.stdout.write(`CUDA: ${cuda}\n`);
    });

  backend
    .command('build')
    .description(
      'Build it for this processor (Linux; git, cmake and a C++ compiler; no network). Takes minutes.',
    )
    .option('--json', 'one event a line on standard output')
    .action(build);

  backend
    .command('cuda')
    .description(
      'Fetch the code for NVIDIA GPUs and the libraries it calls (Linux and Windows on x64; about 600 MB).',
    )
    .option('--registry <url>', 'another npm registry than the one your npm is told to use')
    .option('--anyway', 'even where no NVIDIA driver is')
    .option('--json', 'one event a line on standard output')
    .action(cuda);

  backend
    .command('remove')
    .description('Go back to the code that came along.')
    .action(async () => {
      await removeCpuLibrary(modelProcess());
      await removeCuda();
      process.stdout.write('Models use the code that came along from their next start on.\n');
    });
}

async function cuda(flags: { registry?: string; anyway?: boolean; json?: boolean }): Promise<void> {
  const { registry } = flags;
  const signal = interruptSignal();
  const events = fetchCuda({
    signal,
    ...(registry !== undefined && { registry: registry.endsWith('/') ? registry : `${registry}/` }),
    ...(flags.anyway && { evenWithoutDriver: true }),
  });
  try {
    if (flags.json) for await (const event of events) process.stdout.write(`${JSON.stringify(event)}\n`);
    else await showDownload('llama.cpp for CUDA', events);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new StoppedError('Stopped. The same command goes on where it was.');
  }
  const { gpu, fallback } = await machineOf({ processPath: modelProcess(), gpu: 'cuda' });
  const words = gpu
    ? `Models run on ${gpu.name ?? 'the GPU'} (${gpu.backend}) from their next start on.`
    : `It is here, but does not run: ${fallback}`;
  process[flags.json ? 'stderr' : 'stdout'].write(`${words}\n`);
}

const steps = {
  source: 'Taking out the source',
  configure: 'Configuring',
  compile: 'Compiling',
  check: 'Trying it',
};

async function build({ json }: { json?: boolean }): Promise<void> {
  const signal = interruptSignal();
  try {
    for await (const event of buildCpuLibrary({ processPath: modelProcess(), signal })) {
      if (json) process.stdout.write(`${JSON.stringify(event)}\n`);
      else if (event.type === 'build-step') process.stderr.write(`${steps[event.step]} ...\n`);
      else if (event.type === 'build-progress')
        process.stderr.write(
          paint(
            'dim',
            `${event.done} of ${event.total} files
`,
          ),
        );
      else process.stdout.write(`${event.folder}\nModels use it from their next start on.\n`);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new StoppedError('Stopped. Nothing was left behind.');
  }
}
