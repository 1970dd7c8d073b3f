import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * The secret that all windows of one user share: whoever can read the file may take the port over. Made on the
 * first call, readable by the user alone where the system knows such a thing.
 */
export async function sharedKey(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  const made = randomBytes(32).toString('hex');
  try {
    await writeFile(file, made, { flag: 'wx', mode: 0o600 });
    return made;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const kept = (await readFile(file, 'utf8')).trim();
  if (/^[0-9a-f]{64}$/.test(kept)) return kept;
  // Another window is just writing it, or it is broken: the last to write wins, the others follow at their next start.
  await writeFile(file, made, { mode: 0o600 });
  return made;
}
