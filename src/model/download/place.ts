import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ModelError } from '../errors.ts';
import type { Fetchable } from './fetchable.ts';
import { bytesDone, readProgress } from './progress-file.ts';

/** Where the file lies or will lie. */
export function pathOf({ file }: Fetchable, folder: string): string {
  return file.path ?? join(folder, file.name);
}

/**
 * Throws `no-space` when the file surely does not fit; a file system that does not tell is trusted.
 * @param needed bytes of the whole file; absent: what is known of it.
 */
export async function checkSpace(wanted: Fetchable, path: string, needed?: number): Promise<void> {
  const folder = dirname(path);
  const bytes = needed ?? wanted.file.bytes ?? wanted.memory?.weights ?? 0;
  const earlier = await readProgress(`${path}.part`);
  const disk = await statfs(folder).catch(() => undefined);
  if (!disk || disk.bsize === 0) return;
  const free = disk.bavail * disk.bsize;
  // The half is sparse where it has not arrived yet.
  if (free < bytes - (earlier ? bytesDone(earlier) : 0))
    throw noSpace(folder, undefined, `${gigabytes(bytes)} are needed and ${gigabytes(free)} are free`);
}

export function noSpace(folder: string, cause: unknown, detail?: string): ModelError {
  return new ModelError(
    'no-space',
    `The disk with ${folder} is full${detail ? `: ${detail}` : ''}.`,
    'Free some space, or set VERDICT_CACHE to a folder on a larger disk.',
    cause,
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
