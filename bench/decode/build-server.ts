import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../src/model/index.ts';
import { serverOfSource } from '../../test/model/llama-server.ts';

/** The flags of node-llama-cpp's prebuilt binary for processors with AVX2: no OpenMP, nothing native. */
const flags = [
  ...['-DCMAKE_BUILD_TYPE=Release', '-DGGML_NATIVE=OFF', '-DGGML_OPENMP=OFF', '-DBUILD_SHARED_LIBS=ON'],
  ...['SSE42', 'AVX', 'AVX2', 'FMA', 'F16C', 'BMI2'].map((name) => `-DGGML_${name}=ON`),
  ...['TESTS', 'EXAMPLES', 'UI', 'WEBUI'].map((name) => `-DLLAMA_BUILD_${name}=OFF`),
  ...['-DLLAMA_BUILD_SERVER=ON', '-DLLAMA_CURL=OFF', '-DLLAMA_OPENSSL=OFF'],
];

/**
 * Builds llama-server and llama-quantize from the llama.cpp source that node-llama-cpp carries (git, cmake and a
 * C++ compiler are needed; no network), once, into the cache folder. Undefined where that fails.
 */
export function buildServer(): string | undefined {
  const there = serverOfSource();
  if (there) return there;
  const folder = join(cacheFolder(), 'peers', 'llama.cpp');
  const source = join(folder, 'src');
  const bundle = join(
    dirname(createRequire(import.meta.url).resolve('node-llama-cpp/package.json')),
    'llama',
    'gitRelease.bundle',
  );
  mkdirSync(folder, { recursive: true });
  const steps: [string, string[]][] = [
    ...(existsSync(source) ? [] : [['git', ['clone', '--quiet', bundle, source]] as [string, string[]]]),
    ['cmake', ['-S', source, '-B', join(folder, 'build'), ...flags]],
    ['cmake', ['--build', join(folder, 'build'), '--target', 'llama-server', 'llama-quantize', '-j']],
  ];
  for (const [command, args] of steps)
    if (spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status !== 0) return undefined;
  return serverOfSource();
}
