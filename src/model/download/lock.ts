import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { isRunning } from '../processes.ts';

const beatMs = 2000;
const deadAfterMs = 15_000;

/**
 * Takes the lock file at `path`, so that two windows do not fetch the same model twice. Undefined when a living
 * process holds it: it writes its number into the file and touches it every two seconds.
 */
export async function takeLock(path: string): Promise<AsyncDisposable | undefined> {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      const beat = setInterval(
        () => void utimes(path, new Date(), new Date()).catch(() => undefined),
        beatMs,
      );
      beat.unref();
      return {
        [Symbol.asyncDispose]: async () => {
          clearInterval(beat);
          await rm(path, { force: true });
        },
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (await holderOf(path)) return undefined;
      await rm(path, { force: true });
    }
  }
  return undefined;
}

/** The process that holds the lock, undefined when nobody living does. */
export async function holderOf(path: string): Promise<number | undefined> {
  try {
    const processId = Number(await readFile(path, 'utf8'));
    const { mtimeMs } = await stat(path);
    // A lock just made may not have its number yet.
    if (processId === 0) return Date.now() - mtimeMs < deadAfterMs ? 0 : undefined;
    if (Date.now() - mtimeMs > deadAfterMs) return undefined;
    return isRunning(processId) ? processId : undefined;
  } catch {
    return undefined;
  }
}
