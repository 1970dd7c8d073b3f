import { readFile } from 'node:fs/promises';
import { languageOf, type Submission } from '../judge/index.ts';
import { UsageError } from './exit.ts';

/**
 * Reads a program; its language is told by the file's ending, or by `language`.
 * @throws UsageError when it cannot be read or its language is not known.
 */
export async function givenSubmission(path: string, language?: string): Promise<Submission> {
  const id = language ?? languageOf(path)?.id;
  if (!id) throw new UsageError(`The language of ${path} is not known by its ending. Name it with --lang.`);
  try {
    return { language: id, source: await readFile(path, 'utf8') };
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`);
  }
}
