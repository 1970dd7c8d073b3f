import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../folders.ts';

/** The file llama.cpp looks for when it loads the code for the processor. */
export const libraryName = 'libggml-cpu.so';

/** The folder of node-llama-cpp as the model process finds it. */
export function bindingFolder(processPath: string): string {
  return dirname(dirname(createRequire(processPath).resolve('node-llama-cpp')));
}

/**
 * Where this machine's own build lies: apart for each version of node-llama-cpp and each processor, because it may
 * use every instruction of the processor it was made on.
 */
export function cpuLibraryFolder(processPath: string): string {
  const { version } = JSON.parse(readFileSync(join(bindingFolder(processPath), 'package.json'), 'utf8'));
  const processor = `${process.platform} ${process.arch} ${cpus()[0]?.model ?? ''}`;
  const hash = createHash('sha256').update(processor).digest('hex').slice(0, 12);
  return join(cacheFolder(), 'cpu-library', `${version}-${hash}`);
}

/** The folder of the build made on this machine, if there is one. */
export function builtCpuLibrary(processPath: string): string | undefined {
  const folder = cpuLibraryFolder(processPath);
  return existsSync(join(folder, libraryName)) ? folder : undefined;
}

/** Goes back to the code that came with node-llama-cpp. */
export async function removeCpuLibrary(processPath: string): Promise<void> {
  await rm(cpuLibraryFolder(processPath), { recursive: true, force: true });
}
