import type { Command } from 'commander';
import { buildCpuLibrary, builtCpuLibrary, removeCpuLibrary } from '../../model/index.ts';
import { StoppedError } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { modelProcess } from '../model.ts';
import { paint } from '../terminal/paint.ts';

/** `verdict models backend`: llama.cpp's code for exactly this processor, built here from the source that came along. */
export function addBackend(models: Command): void {
  const backend = models
    .command('backend')
    .description('The code that models run on: the one that came along, or one built on this machine.');

  backend
    .command('show', { isDefault: true })
    .description('Say which code is used on the CPU.')
    .action(() => {
      const built = builtCpuLibrary(modelProcess());
      process.stdout.write(
        built
          ? `Built on this machine: ${built}\n`
          : 'The code that came along. To build your own: verdict models backend build\n',
      );
    });

  backend
    .command('build')
    .description(
      'Build it for this processor (Linux; git, cmake and a C++ compiler; no network). Takes minutes.',
    )
    .option('--json', 'one event a line on standard output')
    .action(build);

  backend
    .command('remove')
    .description('Go back to the code that came along.')
    .action(async () => {
      await removeCpuLibrary(modelProcess());
      process.stdout.write('Models use the code that came along from their next start on.\n');
    });
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
