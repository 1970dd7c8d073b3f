import { lstat, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What was used within this time stays, whatever its size: some process may be about to run it. */
const IN_USE_MS = 60 * 60 * 1000;
/** How often a use is written down, and how often a judge that starts looks for what to remove. */
const NOTED_MS = 10 * 60 * 1000;
const TRIMMED = '.trimmed';

const SEAL = 'build.json';

/** Writes down which files a finished build consists of, and what the compiler said. */
export async function seal(folder: string, warnings: string): Promise<void> {
  await writeFile(join(folder, SEAL), JSON.stringify({ warnings, files: await filesOf(folder) }));
}

/**
 * What the compiler said of a kept build; undefined where there is none, or where a file of it was changed, cut short or
 * removed since: what it would do is not what the program does.
 */
export async function sealedWarnings(folder: string): Promise<string | undefined> {
  try {
    const { warnings, files } = JSON.parse(await readFile(join(folder, SEAL), 'utf8'));
    const now = await filesOf(folder);
    const isWhole = Object.entries(files).every(([name, looks]) => now[name] === looks);
    return isWhole ? String(warnings) : undefined;
  } catch {
    return undefined;
  }
}

/** Size and time of last change of each file, by its path in the folder. */
async function filesOf(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true });
  const entries = names
    .filter((name) => name !== SEAL)
    .map(async (name) => {
      const about = await lstat(join(folder, name));
      return about.isDirectory() ? [] : [[name, `${about.size} ${about.mtimeMs}`]];
    });
  return Object.fromEntries((await Promise.all(entries)).flat());
}

/** Notes the use of a kept folder, for `trim`; rejects when it is not there any more. */
export async function noteUse(folder: string): Promise<void> {
  const now = new Date();
  await utimes(folder, now, now);
}

/** Notes the uses of one folder, few enough that it costs nothing to call it at each. */
export function useNoter(folder: string): () => void {
  let noted = Date.now();
  return () => {
    if (Date.now() - noted < NOTED_MS) return;
    noted = Date.now();
    noteUse(folder).catch(() => undefined);
  };
}

/**
 * Removes what was used longest ago from a folder of kept folders until the rest is at most `maxBytes`. Several
 * processes may do it at once, and use what is kept meanwhile. With `atMostEvery` (ms) it does nothing when that
 * was done so recently.
 */
export async function trim(folder: string, maxBytes: number, atMostEvery = 0): Promise<void> {
  const marker = join(folder, TRIMMED);
  const last = await stat(marker).catch(() => undefined);
  if (last && Date.now() - last.mtimeMs < atMostEvery) return;
  const names = await readdir(folder).catch(() => undefined);
  if (!names) return;
  await writeFile(marker, '').catch(() => undefined);
  const kept: { path: string; name: string; used: number; bytes: number }[] = [];
  for (const name of names.filter((each) => !each.startsWith('.'))) {
    const path = join(folder, name);
    try {
      kept.push({ path, name, used: (await stat(path)).mtimeMs, bytes: await bytesOf(path) });
    } catch {
      // Another process removed it.
    }
  }
  let bytes = kept.reduce((sum, each) => sum + each.bytes, 0);
  for (const each of kept.sort((a, b) => a.used - b.used)) {
    if (bytes <= maxBytes || Date.now() - each.used < IN_USE_MS) return;
    // The name says whose it is, for whoever finds it should this process be killed now.
    const removed = join(folder, `.${process.pid}-${each.name}`);
    try {
      await rename(each.path, removed);
      if (Date.now() - (await stat(removed)).mtimeMs < IN_USE_MS) {
        // Somebody took it up between our looking and our taking it away.
        await rename(removed, each.path);
        continue;
      }
      await rm(removed, { recursive: true, force: true, maxRetries: 5 });
      bytes -= each.bytes;
    } catch {
      // In use on Windows, or gone: the next one will do.
    }
  }
}

/** Trims when a judge starts, unless one did so a short while ago. */
export function trimAtStart(folder: string, maxBytes: number): Promise<void> {
  return trim(folder, maxBytes, NOTED_MS);
}

async function bytesOf(path: string): Promise<number> {
  const about = await lstat(path);
  if (!about.isDirectory()) return about.size;
  let bytes = 0;
  for (const name of await readdir(path)) bytes += await bytesOf(join(path, name));
  return bytes;
}
