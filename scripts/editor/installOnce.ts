import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EditorError } from './editorError.ts';
import { isRunning } from './processTree.ts';
import { showProgress } from './progress.ts';

/**
 * Gives back `folder`, filled by `fill` if it is not there yet. It is filled under another name, which carries
 * this process's id, and renamed when whole: a folder of that name is always whole. Of two processes at once
 * both may fill; the first to finish wins. What an interrupted process left behind is removed.
 *
 * @throws {EditorError} `disk` when the disk is full or may not be written, and what `fill` throws
 */
export async function installOnce(
  folder: string,
  title: string,
  fill: (partial: string) => Promise<void>,
): Promise<string> {
  if (existsSync(folder)) return folder;
  const partial = `${folder}.partial-${process.pid}`;
  const progress = showProgress(`Installing ${title}`);
  try {
    await mkdir(dirname(folder), { recursive: true }).catch((error: unknown) => {
      throw notWritable(dirname(folder), error);
    });
    await removeLeftovers(folder);
    await mkdir(partial);
    await fill(partial);
    await rename(partial, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
    progress.done();
  } catch (error) {
    progress.failed();
    throw explain(error, dirname(folder));
  } finally {
    await rm(partial, REMOVE).catch(() => {});
  }
  return folder;
}

function explain(error: unknown, place: string): unknown {
  if (error instanceof EditorError || !(error instanceof Error)) return error;
  if (/\b(EACCES|EPERM|EROFS)\b/.test(error.message)) return notWritable(place, error);
  if (!error.message.includes('ENOSPC')) return error;
  return new EditorError(
    'disk',
    `The disk of ${place} is full: the editor and its browser need about 1.1 GB. Free some space, or set VERDICT_CACHE to a folder on another disk.`,
    { cause: error },
  );
}

function notWritable(place: string, cause: unknown): EditorError {
  return new EditorError('disk', `${place} may not be written. Set VERDICT_CACHE to a folder of yours.`, {
    cause,
  });
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
