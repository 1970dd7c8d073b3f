import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commentOf, languageOf } from '../comment.ts';
import { sidecarOf, writeEdits } from '../folder/sidecar.ts';
import { writeTests } from '../folder/tests.ts';
import type { Problem } from '../problem.ts';

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
 * problem, the user's template, and the samples in the sidecar. A file that is there already is left as it is;
 * its samples are brought up to date.
 */
export async function saveArrival(
  problem: Problem,
  options: SaveOptions,
): Promise<{ path: string; created: boolean }> {
  const contest = options.inContestFolder ? contestFolderOf(problem) : undefined;
  const folder = contest === undefined ? options.root : join(options.root, contest);
  const path = join(folder, `${fileStem(problem)}.${options.extension}`);
  await mkdir(folder, { recursive: true });
  const created = await writeNew(path, sourceText(problem, path, options.template ?? ''));
  const sidecar = sidecarOf(path);
  await writeTests(
    join(sidecar, 'data', 'sample'),
    problem.samples.map((sample, index) => ({ ...sample, name: String(index + 1) })),
  );
  const { statement: _, samples: __, ...facts } = problem;
  await writeEdits(sidecar, facts);
  return { path, created };
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
    if (sample.input.length + sample.output.length > 4000) continue;
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

function fileStem(problem: Problem): string {
  return plainName(problem.title ?? '') || 'problem';
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
