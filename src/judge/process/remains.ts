import { readdir, readlink, rm } from 'node:fs/promises';
import { endTree } from './tree.ts';

const ROUNDS = 100;

/**
 * Ends what a program left that killed its runner: every process that works in the run's folder, and the folder.
 */
export async function removeRemains(box: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const left = await processesIn(box);
    if (left.length === 0) break;
    for (const pid of left) endTree(pid);
  }
  await rm(box, { recursive: true, force: true, maxRetries: 5 });
}

async function processesIn(folder: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')));
  return pids.filter((_, index) => folders[index]?.startsWith(folder)).map(Number);
}
