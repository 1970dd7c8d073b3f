import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { GradeRow } from './events.ts';
import type { HandedIn } from './submissions.ts';

/**
 * The finished rows of a grading, one JSON line each, so that one that was killed goes on where it was. A row
 * counts only for the same source, judged on the same `task` (whatever decides verdicts: tests, limits).
 */
export class GradeRecord {
  readonly #path: string;
  readonly #task: string;
  readonly #rows = new Map<string, GradeRow>();
  readonly #keys = new Map<string, string>();

  private constructor(path: string, task: string) {
    this.#path = path;
    this.#task = task;
  }

  /** Opens the record at `path`; a line that was cut off by a kill, or is older than this program, is left out. */
  static async open(path: string, task: string): Promise<GradeRecord> {
    const record = new GradeRecord(path, createHash('sha256').update(task).digest('hex'));
    await mkdir(dirname(path), { recursive: true });
    const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n');
    for (const line of lines) {
      const kept = keptIn(line);
      if (kept) record.#rows.set(kept.key, kept.row);
    }
    // What comes next begins on a line of its own.
    if (lines.at(-1) !== '') await appendFile(path, '\n');
    return record;
  }

  /** The row of this submission, if it was finished before. */
  known(one: HandedIn): GradeRow | undefined {
    const key = this.#keyOf(one);
    this.#keys.set(one.file, key);
    const row = this.#rows.get(key);
    return row && { ...row, file: one.file, student: one.student, note: one.note };
  }

  async keep(row: GradeRow): Promise<void> {
    const key = this.#keys.get(row.file);
    // What could not be judged may go better next time.
    if (key === undefined || row.verdict === undefined || row.verdict === 'JE') return;
    await appendFile(this.#path, `${JSON.stringify({ key, row })}\n`);
  }

  #keyOf({ language, source }: HandedIn): string {
    return createHash('sha256')
      .update(JSON.stringify([this.#task, language, source]))
      .digest('hex');
  }
}

function keptIn(line: string): { key: string; row: GradeRow } | undefined {
  try {
    const { key, row } = JSON.parse(line);
    const checked = GradeRow.safeParse(row);
    return typeof key === 'string' && checked.success ? { key, row: checked.data } : undefined;
  } catch {
    return undefined;
  }
}
