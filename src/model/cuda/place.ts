import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../folders.ts';
import { cudaVersion } from './packages.ts';

/** NVIDIA's libraries, beside the packages of a version. */
export const libraries = 'libraries';

/** Where packages lie while they are fetched, and the folder of each version beside them. */
export function cudaRoot(): string {
  return join(cacheFolder(), 'cuda');
}

/** The folder of llama.cpp's code for CUDA that belongs to our version of node-llama-cpp, if it was fetched. */
export function fetchedCuda(): string | undefined {
  const folder = join(cudaRoot(), cudaVersion);
  return existsSync(folder) ? folder : undefined;
}

/** The folder of NVIDIA's libraries that were fetched with it. */
export function fetchedLibraries(): string | undefined {
  const folder = join(cudaRoot(), cudaVersion, libraries);
  return existsSync(folder) ? folder : undefined;
}

/** Removes it, with what an unfinished download left. */
export async function removeCuda(): Promise<void> {
  await rm(cudaRoot(), { recursive: true, force: true, maxRetries: 5 });
}

/** Whether a driver of NVIDIA's is installed: the library that each of them brings. */
export function hasNvidiaDriver(): boolean {
  if (process.platform === 'win32')
    return existsSync(join(process.env.SYSTEMROOT ?? 'C:\\Windows', 'System32', 'nvcuda.dll'));
  const folders = [
    ...(process.env.LD_LIBRARY_PATH ?? '').split(':').filter(Boolean),
    ...['/usr/lib', '/usr/lib64', '/usr/lib/x86_64-linux-gnu', '/usr/lib/wsl/lib', '/usr/local/nvidia/lib64'],
    ...['/run/opengl-driver/lib', join(homedir(), '.local', 'lib')],
  ];
  return folders.some((folder) => {
    try {
      return readdirSync(folder).some((name) => name.startsWith('libcuda.so'));
    } catch {
      return false;
    }
  });
}
