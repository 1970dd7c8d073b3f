import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import * as z from 'zod';

/** What of a file has arrived, kept beside its half: which segments are whole, and of which version of the file. */
const Progress = z.object({
  totalBytes: z.number().int().positive(),
  segmentBytes: z.number().int().positive(),
  /** The server's mark of the file's version; another one means another file. */
  version: z.string().optional(),
  done: z.array(z.number().int().nonnegative()),
});
export type Progress = z.infer<typeof Progress>;

const pathOf = (half: string) => `${half}.json`;

/** What an earlier try left, when its half really has that size; undefined otherwise. */
export async function readProgress(half: string): Promise<Progress | undefined> {
  try {
    const progress = Progress.parse(JSON.parse(await readFile(pathOf(half), 'utf8')));
    return (await stat(half)).size === progress.totalBytes ? progress : undefined;
  } catch {
    return undefined;
  }
}

export async function writeProgress(half: string, progress: Progress): Promise<void> {
  const next = `${pathOf(half)}.next`;
  await writeFile(next, JSON.stringify(progress));
  await rename(next, pathOf(half));
}

/** Removes a half and what is known of it. */
export async function discardHalf(half: string): Promise<void> {
  await rm(half, { force: true });
  await rm(pathOf(half), { force: true });
  await rm(`${pathOf(half)}.next`, { force: true });
}

export function segmentsOf(progress: Progress): { from: number; to: number }[] {
  const count = Math.ceil(progress.totalBytes / progress.segmentBytes);
  return Array.from({ length: count }, (_, index) => ({
    from: index * progress.segmentBytes,
    to: Math.min(progress.totalBytes, (index + 1) * progress.segmentBytes),
  }));
}

export function bytesDone(progress: Progress): number {
  const segments = segmentsOf(progress);
  return progress.done.reduce((sum, index) => {
    const segment = segments[index];
    return sum + (segment ? segment.to - segment.from : 0);
  }, 0);
}
