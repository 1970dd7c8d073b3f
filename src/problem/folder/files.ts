import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { textOfBytes } from '../decode.ts';

/** A test or helper larger than this is not read into memory; it is named in the troubles instead. */
const mostBytes = 256 * 1024 * 1024;

/** Names in a folder, sorted, or none when it is missing; anything else that goes wrong is added to `troubles`. */
export async function namesIn(folder: string, troubles: string[]): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (!isMissing(error)) troubles.push(`${folder} could not be read: ${wordsOf(error)}`);
    return [];
  }
}

/** A file's text with `\n` line ends, or undefined; why it could not be read is added to `troubles`. */
export async function textIn(path: string, troubles: string[]): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    if (size > mostBytes) throw new Error(`it holds ${size} bytes, more than ${mostBytes}`);
    return textOfBytes(await readFile(path)).replaceAll('\r\n', '\n');
  } catch (error) {
    troubles.push(`${path} could not be read: ${wordsOf(error)}`);
    return undefined;
  }
}

/** Writes a file whole or not at all: beside its place first, then moved there. Makes the folders it needs. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = join(dirname(path), `.${randomBytes(6).toString('hex')}.part`);
  try {
    await writeFile(beside, text, { flag: 'wx' });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** "2" before "10". */
export function byNumber(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}
