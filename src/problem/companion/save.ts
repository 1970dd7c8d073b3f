import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commentOf, languageOf } from '../comment.ts';
import { namesIn } from '../folder/files.ts';
import { readReceived, writeReceived } from '../folder/received.ts';
import { readSidecar, type Sidecar, sidecarOf } from '../folder/sidecar.ts';
import { addTest, retireTest, writeTest } from '../folder/tests.ts';
import type { Problem, Sample } from '../problem.ts';

/** How files for arriving problems are made. */
export interface SaveOptions {
  /** The workspace folder. */
  root: string;
  /** The extension of the chosen language, without the dot. */
  extension: string;
  /** The user's template; `{{header}}`, `{{title}}`, `{{url}}` and `{{contest}}` are filled in. Without `{{header}}` it comes first. */
  template?: string;
  /** Puts the file into a folder named after the contest: for problems that came as a batch. */
  inContestFolder?: boolean;
}

/**
 * Makes a source file for a problem that has no statement of its own: a header comment that reads back as the
 * problem, the user's template, and the samples in the sidecar. A problem that has come before, known by its
 * address, is brought up to date where it lies; its file, the user's own tests and corrections, and a statement
 * that was added to it stay as they are.
 */
export async function saveArrival(
  problem: Problem,
  options: SaveOptions,
): Promise<{ path: string; created: boolean }> {
  const contest = options.inContestFolder ? contestFolderOf(problem) : undefined;
  const folder = contest === undefined ? options.root : join(options.root, contest);
  await mkdir(folder, { recursive: true });
  const path =
    (await placeOf(problem, [folder, options.root])) ?? (await freePlace(problem, folder, options.extension));
  const created = await writeNew(path, sourceText(problem, path, options.template ?? ''));
  const sidecar = sidecarOf(path);
  const before = await readSidecar(sidecar);
  const { statement, samples, ...facts } = problem;
  const tests = await writeReceivedTests(join(sidecar, 'data', 'sample'), samples, before);
  await writeReceived(sidecar, {
    ...facts,
    statement: statement || before.received?.statement,
    tests,
    inHeader: created ? samples.filter(fitsHeader).map(({ input }) => input) : before.received?.inHeader,
  });
  return { path, created };
}

/** Keeps a statement for a problem that came without one. */
export async function saveStatement(path: string, statement: string): Promise<void> {
  const folder = sidecarOf(path);
  const { received } = await readSidecar(folder);
  await writeReceived(folder, { ...received, statement });
}

/** The file of the problem with the same address, if it lies in one of the folders. */
async function placeOf(problem: Problem, folders: string[]): Promise<string | undefined> {
  const url = problem.source?.url;
  if (url === undefined) return undefined;
  for (const folder of folders) {
    for (const name of await namesIn(join(folder, '.verdict'), [])) {
      const path = join(folder, name);
      const sidecar = sidecarOf(path);
      const received = await readReceived(sidecar, await namesIn(sidecar, []), []);
      if (received?.source?.url === url && (await isFile(path))) return path;
    }
  }
  return undefined;
}

/** A name for the file that no other problem has taken. */
async function freePlace(problem: Problem, folder: string, extension: string): Promise<string> {
  const stem = plainName(problem.title ?? '') || 'problem';
  for (let number = 1; ; number++) {
    const path = join(folder, `${number === 1 ? stem : `${stem}-${number}`}.${extension}`);
    const sidecar = sidecarOf(path);
    const other = (await readReceived(sidecar, await namesIn(sidecar, []), []))?.source?.url;
    const isTaken = other !== undefined && other !== problem.source?.url && (await isFile(path));
    if (!isTaken) return path;
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** Brings the tests that came with the problem up to date, past the user's own, and gives back their names. */
async function writeReceivedTests(folder: string, samples: Sample[], before: Sidecar): Promise<string[]> {
  const earlier = before.received?.tests ?? [];
  const names = earlier.slice(0, samples.length);
  for (const [index, sample] of samples.entries()) {
    const name = names[index];
    if (name !== undefined) await writeTest(folder, { ...sample, name });
    else names.push((await addTest(folder, sample)).name);
  }
  for (const name of earlier.slice(samples.length)) await retireTest(folder, name);
  return names;
}

/** The folder of a contest: "Codeforces - Round 1 (Div. 2)" becomes "Codeforces-Round-1-Div-2". */
export function contestFolderOf(problem: Problem): string | undefined {
  const contest = problem.source?.contest;
  return contest === undefined ? undefined : plainName(contest) || undefined;
}

/** A comment in the file's language that names the problem and holds its samples; readProblem reads it back. */
export function headerOf(problem: Problem, languageId: string): string {
  const lines = [`Problem: ${oneLine(problem.title ?? 'Untitled')}`];
  if (problem.source?.contest) lines.push(`Contest: ${oneLine(problem.source.contest)}`);
  if (problem.source?.url) lines.push(`URL: ${oneLine(problem.source.url)}`);
  if (problem.timeLimitMs) lines.push(`Time Limit: ${problem.timeLimitMs} ms`);
  if (problem.memoryLimitMiB) lines.push(`Memory Limit: ${problem.memoryLimitMiB} MiB`);
  for (const [index, sample] of problem.samples.entries()) {
    if (!fitsHeader(sample)) continue;
    lines.push(
      '',
      `Sample Input ${index + 1}`,
      ...fenced(sample.input),
      `Sample Output ${index + 1}`,
      ...fenced(sample.output),
    );
  }
  return commentOf(lines, languageId);
}

/** A larger sample lies beside the file only. */
function fitsHeader({ input, output }: Sample): boolean {
  return input.length + output.length <= 4000;
}

function sourceText(problem: Problem, path: string, template: string): string {
  const header = headerOf(problem, languageOf(path) ?? '');
  const body = template.includes('{{header}}') ? template : `{{header}}\n\n${template}`;
  const values: Record<string, string> = {
    header,
    title: problem.title ?? '',
    url: problem.source?.url ?? '',
    contest: problem.source?.contest ?? '',
  };
  return body.replace(/\{\{(header|title|url|contest)\}\}/g, (_, name: string) => values[name] ?? '');
}

/** A fence longer than any run of backticks inside. */
function fenced(text: string): string[] {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const sign = '`'.repeat(Math.max(3, longest + 1));
  return [sign, ...text.replace(/\n$/, '').split('\n'), sign];
}

async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Letters, digits, "-" and "_" only: what comes over the network never names a path. */
function plainName(text: string): string {
  const name = text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(name) ? `${name}-problem` : name;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
