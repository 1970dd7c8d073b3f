import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { JudgeError, reasonOf } from './errors.ts';
import type { Language } from './languages/language.ts';
import type { Program } from './program.ts';

const MAX_BYTES = 16 * 1024 * 1024;

/**
 * A program of a problem folder (checker, validator, submission): a file, or a folder of files in one language.
 * Of a folder, `__main__.py`, then a file named `main`, then one that defines `main`, then the only one starts.
 * Throws a JudgeError when it cannot be read or its language is not known.
 */
export async function readProgram(
  path: string,
  languageOf: (fileName: string) => Language | undefined,
  wanted: { language?: string; entrypoint?: string } = {},
): Promise<Program> {
  const files = await filesOf(path).catch((error) => {
    throw new JudgeError('bad-package', `${path} cannot be read: ${reasonOf(error)}`, { cause: error });
  });
  const names = Object.keys(files);
  const known = names.filter(
    (name) => languageOf(name) && (!wanted.language || languageOf(name)?.id === wanted.language),
  );
  // Who names the language need not use its endings.
  const sources = known.length === 0 && wanted.language ? names : known;
  const main = mainOf(sources, files, wanted.entrypoint);
  const language = wanted.language ?? (main && languageOf(main)?.id);
  if (!main || !language) {
    throw new JudgeError(
      names.length === 0 ? 'bad-package' : 'unknown-language',
      `${path}: no file in a language of the judge (found ${names.join(', ') || 'nothing'}). Define its language in \`verdict.languages\`.`,
    );
  }
  return { language, files, main };
}

function mainOf(
  sources: string[],
  files: Record<string, Buffer>,
  entrypoint: string | undefined,
): string | undefined {
  const named = (test: RegExp) => sources.find((name) => test.test(basename(name)));
  const defines = (name: string) =>
    /\bint\s+main\s*\(|\bvoid\s+main\s*\(|\bfun\s+main\s*\(/.test(String(files[name]));
  return (
    (entrypoint && sources.find((name) => name === entrypoint || name.startsWith(`${entrypoint}.`))) ||
    named(/^__main__\.py$/) ||
    named(/^main\.\w+$/i) ||
    sources.find(defines) ||
    sources[0]
  );
}

/** The files of a program, by their names within its folder. Throws when there are none or too much. */
export async function filesOf(path: string): Promise<Record<string, Buffer>> {
  const about = await stat(path);
  const read = async (names: string[], folder: string) => {
    const files: Record<string, Buffer> = {};
    let bytes = 0;
    for (const name of names) {
      const content = await readFile(join(folder, name));
      bytes += content.length;
      if (bytes > MAX_BYTES) throw new Error('it holds more than 16 MiB');
      files[name.replaceAll('\\', '/')] = content;
    }
    return files;
  };
  if (about.isFile()) return read([basename(path)], dirname(path));
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1));
  return read(names.sort(), path);
}
