import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type * as z from 'zod';
import { ProofRow } from '../maths/events.ts';
import { GradeRow } from './events.ts';
import type { HandedIn } from './submissions.ts';

type Row = GradeRow | ProofRow;

/**
 * The finished rows of a grading, one JSON line each, so that one that was killed goes on where it was. A row
 * counts only for the same source, judged on the same `task` (whatever decides about it: tests, limits, a rubric).
 */
export class FinishedRows<R extends Row> {
  readonly #path: string;
  readonly #task: string;
  readonly #isFinished: (row: R) => boolean;
  readonly #rows = new Map<string, R>();
  readonly #keys = new Map<string, string>();

  private constructor(path: string, task: string, isFinished: (row: R) => boolean) {
    this.#path = path;
    this.#task = createHash('sha256').update(task).digest('hex');
    this.#isFinished = isFinished;
  }

  /** Those of programs. What could not be judged may go better next time. */
  static ofPrograms(path: string, task: string): Promise<FinishedRows<GradeRow>> {
    const isFinished = ({ verdict }: GradeRow) => verdict !== undefined && verdict !== 'JE';
    return FinishedRows.#open(path, GradeRow, new FinishedRows(path, task, isFinished));
  }

  /** Those of proofs. */
  static ofProofs(path: string, task: string): Promise<FinishedRows<ProofRow>> {
    const isFinished = ({ points }: ProofRow) => points.length > 0;
    return FinishedRows.#open(path, ProofRow, new FinishedRows(path, task, isFinished));
  }

  /** A line that was cut off by a kill, or is older than this program, is left out. */
  static async #open<R extends Row>(
    path: string,
    schema: z.ZodType<R>,
    record: FinishedRows<R>,
  ): Promise<FinishedRows<R>> {
    await mkdir(dirname(path), { recursive: true });
    const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n');
    for (const line of lines) {
      const kept = keptIn(line, schema);
      if (kept) record.#rows.set(kept.key, kept.row);
    }
    // What comes next begins on a line of its own.
    if (lines.at(-1) !== '') await appendFile(path, '\n');
    return record;
  }

  /** The row of this submission, if it was finished before. */
  known(one: HandedIn): R | undefined {
    const key = this.#keyOf(one);
    this.#keys.set(one.file, key);
    const row = this.#rows.get(key);
    return row && { ...row, file: one.file, student: one.student, note: one.note };
  }

  async keep(row: R): Promise<void> {
    const key = this.#keys.get(row.file);
    if (key === undefined || !this.#isFinished(row)) return;
    await appendFile(this.#path, `${JSON.stringify({ key, row })}\n`);
  }

  #keyOf({ language, source }: HandedIn): string {
    return createHash('sha256')
      .update(JSON.stringify([this.#task, language, source]))
      .digest('hex');
  }
}

function keptIn<R>(line: string, schema: z.ZodType<R>): { key: string; row: R } | undefined {
  try {
    const { key, row } = JSON.parse(line);
    const checked = schema.safeParse(row);
    return typeof key === 'string' && checked.success ? { key, row: checked.data } : undefined;
  } catch {
    return undefined;
  }
}
