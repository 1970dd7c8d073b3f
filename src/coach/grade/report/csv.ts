import papaparse from 'papaparse';
import type { GradeRow } from '../events.ts';

/**
 * The rows as CSV with a heading. Cells that a spreadsheet would take for a formula are quoted so that it does
 * not: names and outputs are what students wrote.
 */
export function gradeCsv(rows: GradeRow[]): string {
  const table = rows.map((row) => ({
    student: row.student,
    file: row.file,
    language: row.language ?? '',
    verdict: row.verdict ?? 'not judged',
    score: row.score ?? '',
    passed: row.passed,
    tests: row.total,
    'slowest ms': row.slowestMs === undefined ? '' : Math.round(row.slowestMs),
    'memory MiB': row.memoryBytes === undefined ? '' : (row.memoryBytes / 2 ** 20).toFixed(1),
    reason: row.reason ?? '',
    'failing input': row.failing?.input ?? '',
    expected: row.failing?.expected ?? '',
    got: row.failing?.got ?? '',
    alike: row.alike ?? '',
    note: row.note ?? '',
    explanation: row.explanation ?? '',
  }));
  return csvOf(table);
}

/** A table as CSV, safe to open in a spreadsheet. */
export function csvOf(table: Record<string, string | number>[]): string {
  // The mark at the beginning makes spreadsheets read UTF-8.
  return `\ufeff${papaparse.unparse(table, { escapeFormulae: /^[=+\-@\t\r]/, newline: '\r\n' })}\r\n`;
}

/** The students and files of a table with the columns `student` and `file`. Throws with what is missing. */
export function submissionTable(csv: string): { student: string; file: string }[] {
  const { data, meta } = papaparse.parse<Record<string, string>>(csv.replace(/^\ufeff/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (name) => name.trim().toLowerCase(),
  });
  const columns = meta.fields ?? [];
  if (!columns.includes('student') || !columns.includes('file')) {
    throw new Error(
      `The table needs the columns "student" and "file"; it has: ${columns.join(', ') || 'none'}.`,
    );
  }
  return data.map((row) => ({ student: (row.student ?? '').trim(), file: (row.file ?? '').trim() }));
}
