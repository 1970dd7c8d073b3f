import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gradeCsv } from './csv.ts';
import { type GradeReport, gradeHtml } from './html.ts';

/** Writes `results.csv`, `results.json` and `report.html` of the rows there are into `folder`; each is whole or as it was before. */
export async function writeReport(folder: string, report: GradeReport): Promise<string[]> {
  const { title, rows, note } = report;
  return writeFiles(folder, {
    'results.csv': gradeCsv(rows),
    'results.json': `${JSON.stringify({ title, note, rows }, null, 1)}\n`,
    'report.html': gradeHtml(report, new Date()),
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
