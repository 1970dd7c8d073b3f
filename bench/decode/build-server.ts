import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../src/model/index.ts';
import { serverOfSource } from '../../test/model/llama-server.ts';

/** node-llama-cpp, and the package that holds its prebuilt libraries for a backend. */
const binding = createRequire(import.meta.url).resolve('node-llama-cpp');
function librariesFor(backend: string): string {
  const name = [process.platform, process.arch, ...(backend === 'cpu' ? [] : [backend])].join('-');
  return join(dirname(dirname(createRequire(binding).resolve(`@node-llama-cpp/${name}`))), 'bins', name);
}

/**
 * A llama-server on the libraries that node-llama-cpp ships for a backend ("cpu", "vulkan", "cuda"), with
 * llama-quantize beside the one for the CPU. They are built once, into the cache folder, from the llama.cpp source
 * that node-llama-cpp carries (git, cmake, ninja and a C++ compiler are needed; no network). Undefined where that
 * fails.
 */
export function buildServer(backend: string): string | undefined {
  const server = serverOfSource() ?? compile();
  if (!server || !existsSync(librariesFor(backend))) return undefined;
  const folder = join(dirname(dirname(server)), backend === 'cpu' ? 'bin' : `bin-${backend}`);
  const placed = join(folder, 'llama-server');
  mkdirSync(folder, { recursive: true });
  if (placed !== server) copyFileSync(server, placed);
  placeLibraries(librariesFor(backend), folder);
  return placed;
}

function compile(): string | undefined {
  if (process.platform !== 'linux') return undefined;
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
        ...['-DBUILD_SHARED_LIBS=OFF', `-DSOURCE=${source}`, `-DLIBRARIES=${librariesFor('cpu')}`],
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
  return serverOfSource();
}

/**
 * llama.cpp looks for the code of each processor and GPU beside the program. The libraries of a GPU's backend have
 * its name in theirs; the program, linked with those for the CPU, finds them under the names without it.
 */
function placeLibraries(libraries: string, folder: string): void {
  for (const library of readdirSync(libraries).filter((file) => file.endsWith('.so')))
    for (const name of new Set([library, library.replace(/\.(?:vulkan|cuda)\./, '.')])) {
      rmSync(join(folder, name), { force: true });
      symlinkSync(join(libraries, library), join(folder, name));
    }
}
