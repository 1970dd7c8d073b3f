import { readFile, stat } from 'node:fs/promises';
import type { Judge, Submission } from '../judge/index.ts';
import { UsageError } from './exit.ts';

const mostBytes = 16 * 1024 * 1024;

/**
 * Reads a program; its language is told by the file's ending, or by `language` (an id of `verdict doctor`).
 * @throws UsageError when it cannot be read or its language is not known.
 */
export async function givenSubmission(judge: Judge, path: string, language?: string): Promise<Submission> {
  const known = judge.languageOf(language ?? path);
  if (!known) {
    throw new UsageError(
      language === undefined
        ? `The language of ${path} is not known by its ending. Name it with --lang.`
        : `"${language}" is no language of the judge. "verdict doctor" lists them.`,
    );
  }
  return { language: known.id, source: await sourceOf(path) };
}

async function sourceOf(path: string): Promise<string> {
  let bytes: Buffer;
  try {
    const about = await stat(path);
    if (about.isDirectory()) throw new Error('it is a folder');
    if (about.size > mostBytes) throw new Error('it is larger than 16 MiB');
    bytes = await readFile(path);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UsageError(
      missing ? `There is no file ${path}.` : `${path} cannot be read: ${(error as Error).message}`,
    );
  }
  const text = decoded(bytes);
  if (text.trim() === '') throw new UsageError(`${path} is empty: there is nothing to run.`);
  if (text.includes('\0')) throw new UsageError(`${path} is no source text: it holds binary data.`);
  return text;
}

/** Editors on Windows save UTF-16 or put a mark before UTF-8; no compiler takes the first. */
function decoded(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}
