import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, sep } from 'node:path';

/** A file that was handed in. `source` is absent when it is no text that could be judged; `trouble` says why. */
export interface HandedIn {
  file: string;
  student: string;
  language?: string;
  source?: string;
  trouble?: string;
  note?: string;
}

const largestBytes = 1024 * 1024;
const deepest = 6;
const aside = /\.(?:md|txt|csv|json|html?|in|out|ans|log|o|exe|class|pyc|part)$/i;

/**
 * The submissions in a folder, in the order of their names: a file of its own is its student's, by its name
 * without the extension; the files in a folder are those of the student it is named after. Hidden files and what
 * lies beside programs (statements, tests, build products) are left out. A link, a file of no known language and a
 * student's folder without any program give a row that says so.
 */
export async function handedIn(
  folder: string,
  languageOf: (fileName: string) => string | undefined,
  what = 'program in a known language',
): Promise<HandedIn[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort(byName);
  const found: HandedIn[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const student = basename(entry.name, extname(entry.name));
    const language = languageOf(entry.name);
    if (entry.isFile() && language) found.push(await read(folder, entry.name, student, language));
    else if (entry.isFile() || entry.isSymbolicLink()) {
      const trouble = entry.isFile()
        ? `it is no ${what}, as its ending tells`
        : 'it is a link: the file itself must lie in the folder';
      if (!aside.test(entry.name)) found.push({ file: entry.name, student, trouble });
    } else if (entry.isDirectory()) {
      const files = await filesBelow(join(folder, entry.name), deepest);
      const programs = files.filter((file) => languageOf(file));
      if (programs.length === 0) {
        const names = files.slice(0, 3).join(', ') || 'nothing';
        const trouble = `no ${what} was handed in (found: ${names})`;
        found.push({ file: entry.name, student: entry.name, trouble });
      }
      const several = programs.length > 1 ? `one of ${programs.length} files of this student` : undefined;
      for (const file of programs) {
        const one = await read(folder, join(entry.name, file), entry.name, languageOf(file) ?? '');
        found.push({ ...one, note: [one.note, several].filter(Boolean).join('; ') || undefined });
      }
    }
  }
  return found;
}

/** Those that a table names: `student` and `file`, relative to `folder`. A file that is missing has its row. */
export async function listedIn(
  folder: string,
  table: { student: string; file: string }[],
  languageOf: (fileName: string) => string | undefined,
): Promise<HandedIn[]> {
  return Promise.all(
    table.map(async ({ student, file }) => {
      const path = join(folder, file);
      if (!path.startsWith(join(folder, sep)))
        return { file, student, trouble: 'the file lies outside of the folder' };
      const language = languageOf(file);
      if (!language) return { file, student, trouble: 'its language is not known by its ending' };
      return read(folder, file, student, language);
    }),
  );
}

async function read(folder: string, file: string, student: string, language: string): Promise<HandedIn> {
  const path = join(folder, file);
  const one = { file: file.split(sep).join('/'), student, language };
  try {
    const { size } = await stat(path);
    if (size > largestBytes) return { ...one, trouble: `it is larger than 1 MiB (${size} bytes)` };
    const bytes = await readFile(path);
    const text = decoded(bytes);
    if (!text) return { ...one, trouble: 'it is not text' };
    if (text.source.trim() === '') return { ...one, trouble: 'it is empty' };
    return { ...one, source: text.source, ...(text.encoding && { note: `read as ${text.encoding}` }) };
  } catch (error) {
    return { ...one, trouble: `it cannot be read: ${(error as Error).message}` };
  }
}

/**
 * Text in the encodings that homework comes in: UTF-8, UTF-16 with or without its mark, GB18030. `encoding` is
 * told when it is not plain UTF-8. Undefined: it is no text.
 */
function decoded(bytes: Uint8Array): { source: string; encoding?: string } | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return inEncoding(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return inEncoding(bytes, 'utf-16be');
  const zeros = bytes.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  if (zeros > 0) {
    // Programs are mostly ASCII, so that every second byte of UTF-16 is zero.
    const odd = bytes.filter((_, index) => index % 2 === 1).filter((byte) => byte === 0).length;
    if (zeros < bytes.length * 0.4) return undefined;
    return inEncoding(bytes, odd > zeros / 2 ? 'utf-16le' : 'utf-16be');
  }
  const utf8 = inEncoding(bytes, 'utf-8');
  return utf8 ? { source: utf8.source } : inEncoding(bytes, 'gb18030');
}

function inEncoding(bytes: Uint8Array, encoding: string) {
  try {
    return { source: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return undefined;
  }
}

async function filesBelow(folder: string, depth: number, prefix = ''): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort(byName);
  const found: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules' || entry.name === '__pycache__') continue;
    if (entry.isFile()) found.push(join(prefix, entry.name));
    else if (entry.isDirectory() && depth > 1)
      found.push(...(await filesBelow(join(folder, entry.name), depth - 1, join(prefix, entry.name))));
  }
  return found;
}

const order = new Intl.Collator('en', { numeric: true });
function byName(a: { name: string }, b: { name: string }): number {
  return order.compare(a.name, b.name);
}
