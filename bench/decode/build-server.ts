import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../src/model/index.ts';
import { serverOfSource } from '../../test/model/llama-server.ts';

/**
 * Builds llama-server and llama-quantize from the llama.cpp source that node-llama-cpp carries, on the libraries
 * that node-llama-cpp ships (git, cmake, ninja and a C++ compiler are needed; no network), once, into the cache
 * folder. Undefined where that fails.
 */
export function buildServer(): string | undefined {
  const there = serverOfSource();
  if (there) return there;
  if (process.platform !== 'linux') return undefined;
  const binding = createRequire(import.meta.url).resolve('node-llama-cpp');
  const name = `${process.platform}-${process.arch}`;
  const shipped = dirname(dirname(createRequire(binding).resolve(`@node-llama-cpp/${name}`)));
  const libraries = join(shipped, 'bins', name);
  const folder = join(cacheFolder(), 'peers', 'llama.cpp');
  const [source, build] = [join(folder, 'src'), join(folder, 'build')];
  const bundle = join(dirname(dirname(binding)), 'llama', 'gitRelease.bundle');
  mkdirSync(folder, { recursive: true });
  const project = fileURLToPath(new URL('./server', import.meta.url));
  const steps: [string, string[]][] = [
    ...(existsSync(source) ? [] : [['git', ['clone', '--quiet', bundle, source]] as [string, string[]]]),
    [
      'cmake',
      [
        ...['-G', 'Ninja', '-S', project, '-B', build, '-DCMAKE_BUILD_TYPE=Release'],
        ...['-DBUILD_SHARED_LIBS=OFF', `-DSOURCE=${source}`, `-DLIBRARIES=${libraries}`],
      ],
    ],
    [
      'cmake',
      [
        ...['--build', build, '--target', 'llama-quantize', 'llama-server'],
        ...['--parallel', String(availableParallelism())],
      ],
    ],
  ];
  for (const [command, args] of steps)
    if (spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status !== 0) return undefined;
  // llama.cpp looks for the code of each processor beside the program.
  for (const library of readdirSync(libraries).filter((file) => file.endsWith('.so'))) {
    const link = join(build, 'bin', library);
    rmSync(link, { force: true });
    symlinkSync(join(libraries, library), link);
  }
  return serverOfSource();
}
