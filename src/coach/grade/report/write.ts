import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GradeRow } from '../events.ts';
import { gradeCsv } from './csv.ts';
import { gradeHtml } from './html.ts';

/** Writes `results.csv`, `results.json` and `report.html` of the rows there are into `folder`; each is whole or as it was before. */
export async function writeReport(
  folder: string,
  title: string,
  rows: GradeRow[],
  total: number,
): Promise<string[]> {
  return writeFiles(folder, {
    'results.csv': gradeCsv(rows),
    'results.json': `${JSON.stringify({ title, rows }, null, 1)}\n`,
    'report.html': gradeHtml(title, rows, total, new Date()),
  });
}

/** The files by name, each whole or as it was before. */
export async function writeFiles(folder: string, files: Record<string, string>): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await writeFile(`${path}.part`, content);
    await rename(`${path}.part`, path);
    paths.push(path);
  }
  return paths;
}
