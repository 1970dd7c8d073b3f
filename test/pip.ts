import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../src/model/index.ts';

/**
 * A folder of the cache with what pip installs for these words of its command line, and what `finish` makes of it;
 * fetched once. Undefined where there is no pip, or it does not get them. Throws what `finish` throws.
 */
export async function fetchedByPip(
  name: string,
  wanted: string[],
  finish: (folder: string) => Promise<void> = async () => undefined,
): Promise<string | undefined> {
  const folder = join(cacheFolder(), 'peers', name);
  if (existsSync(folder)) return folder;
  const half = `${folder}.${process.pid}`;
  await mkdir(half, { recursive: true });
  try {
    const quiet = ['--no-input', '--disable-pip-version-check', '--quiet'];
    const args = ['-m', 'pip', 'install', ...quiet, '--target', half, ...wanted];
    if (spawnSync('python3', args, { stdio: 'ignore' }).status !== 0) return undefined;
    await finish(half);
    await rename(half, folder);
    return folder;
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}
