import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes what judges left that were killed: their folders are named by process, which no longer runs. */
export async function removeLeftovers(...folders: string[]): Promise<void> {
  for (const folder of folders) {
    for (const name of await readdir(folder).catch(() => [])) {
      const pid = /^\.?(\d+)-/.exec(name)?.[1];
      if (pid && !isRunning(Number(pid))) await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

/** Whether a process of this number runs, whoever it belongs to. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
