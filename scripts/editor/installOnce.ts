import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isRunning } from './processTree.ts';
import { showProgress } from './progress.ts';

/**
 * Gives back `folder`, filled by `fill` if it is not there yet. It is filled under another name, which carries
 * this process's id, and renamed when whole: a folder of that name is always whole. Of two processes at once
 * both may fill; the first to finish wins. What an interrupted process left behind is removed.
 */
export async function installOnce(
  folder: string,
  title: string,
  fill: (partial: string) => Promise<void>,
): Promise<string> {
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  await removeLeftovers(folder);

  const partial = `${folder}.partial-${process.pid}`;
  const progress = showProgress(`Installing ${title}`);
  try {
    await mkdir(partial);
    await fill(partial);
    await rename(partial, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
    progress.done();
  } catch (error) {
    progress.failed();
    throw error;
  } finally {
    await rm(partial, REMOVE);
  }
  return folder;
}

const REMOVE = { recursive: true, force: true, maxRetries: 5 };

async function removeLeftovers(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.partial-`;
  for (const name of await readdir(dirname(folder))) {
    if (!name.startsWith(prefix)) continue;
    const owner = Number(name.slice(prefix.length));
    if (owner !== process.pid && (await isRunning(owner))) continue;
    // An orphaned npm may still be writing there; what cannot be removed now is removed by a later run.
    await rm(join(dirname(folder), name), REMOVE).catch(() => {});
  }
}
