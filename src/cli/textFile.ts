import { readFile, stat } from 'node:fs/promises';
import { buffer as readStream } from 'node:stream/consumers';
import { textOfBytes } from '../problem/index.ts';
import { UsageError } from './exit.ts';

/**
 * The text of a file, or of standard input when `path` is "-", of at most `most` bytes.
 * @throws UsageError when it cannot be read or is too large
 */
export async function givenText(path: string, most: number): Promise<string> {
  if (path === '-') {
    const bytes = await readStream(process.stdin);
    if (bytes.length > most) throw new UsageError(`Standard input is larger than ${most / 1000} kB.`);
    return textOfBytes(bytes);
  }
  const about = await stat(path).catch(() => undefined);
  if (!about) throw new UsageError(`There is no file ${path}.`);
  if (about.isDirectory()) throw new UsageError(`${path} is a folder.`);
  if (about.size > most) throw new UsageError(`${path} is larger than ${most / 1000} kB.`);
  return textOfBytes(await readFile(path));
}
