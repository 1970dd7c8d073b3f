import type { FinishedRows } from '../grade/record.ts';
import { csvOf } from '../grade/report/csv.ts';
import { escaped, reportPage, timeOf } from '../grade/report/html.ts';
import { writeFiles } from '../grade/report/write.ts';
import { type HandedIn, handedIn } from '../grade/submissions.ts';
import type { ProofPoint, ProofRow, ProofsEvent } from './events.ts';
import { gradeProof, type ProofOptions } from './proof.ts';

/** The proofs in a folder: texts, one file or one folder for each student. */
export function proofsIn(folder: string): Promise<HandedIn[]> {
  return handedIn(
    folder,
    (name) => (/\.(?:md|txt|tex)$/i.test(name) ? 'text' : undefined),
    'text of a proof',
  );
}

/**
 * Looks for the points of one rubric in every proof, one after the other; a rubric made from the reference is made
 * once. Those already in the record are taken from it. Throws nothing: every proof has its row, what went wrong with
 * it is the reason there.
 */
export async function* gradeProofs(
  options: Omit<ProofOptions, 'proof'> & {
    proofs: HandedIn[];
    /** Where finished rows are kept, so that a grading that was killed goes on. */
    record?: FinishedRows<ProofRow>;
  },
): AsyncGenerator<ProofsEvent> {
  const { proofs, record, signal } = options;
  const known = new Map(proofs.map((one) => [one.file, record?.known(one)]));
  const before = [...known.values()].find((row) => row !== undefined);
  // Made from the reference, it is the same for all, also for those that were graded before.
  let rubric = options.rubric ?? before?.points.map(({ point }) => point);
  const rows: ProofRow[] = [];
  for (const { file, student, source, trouble, note } of proofs) {
    if (signal?.aborted) break;
    const base = { file, student, points: [], ...(note && { note }) };
    const old = known.get(file);
    let row: ProofRow = old ?? { ...base, reason: trouble ?? 'it is no text' };
    if (source !== undefined && !old)
      for await (const event of gradeProof({ ...options, proof: source, ...(rubric && { rubric }) })) {
        if (event.type === 'proof-rubric') rubric = event.points;
        if (event.type === 'proof-ended') row = { ...base, points: event.points, reason: event.reason };
      }
    // Where it was stopped, the row would be that of the stop.
    if (signal?.aborted) break;
    rows.push(row);
    if (!old) await record?.keep(row);
    yield { type: 'proofs-graded', row, done: rows.length, total: proofs.length };
  }
  yield { type: 'proofs-ended', outcome: signal?.aborted ? 'stopped' : 'done', rows };
}

const confirm = 'All of it is a proposal of a model, to be confirmed by the teacher.';

const confirming =
  '<label><input type="checkbox" class="kept" aria-label="confirmed"> <span class="unheaded">confirmed</span></label>';

/** Writes `results.csv`, `results.json` and `report.html` of the rows there are into `folder`. */
export function writeProofReport(folder: string, title: string, rows: ProofRow[]): Promise<string[]> {
  const table = rows.map(
    (row): Record<string, string | number> => ({
      student: row.student,
      file: row.file,
      found: foundIn(row),
      points: row.points.length,
      confirmed: '',
      reason: row.reason,
      note: row.note ?? '',
      ...Object.fromEntries(row.points.flatMap((point, index) => columnsOf(point, index + 1))),
    }),
  );
  // The columns are those of the first row.
  const widest = Math.max(0, ...rows.map(({ points }) => points.length));
  const names = Array.from({ length: widest }, (_, at) => [`point ${at + 1}`, `sentence ${at + 1}`]).flat();
  const whole = table.map((row) => ({
    ...row,
    ...Object.fromEntries(names.map((it) => [it, row[it] ?? ''])),
  }));
  return writeFiles(folder, {
    'results.csv': csvOf(whole),
    'results.json': `${JSON.stringify({ title, note: confirm, rows }, null, 1)}\n`,
    'report.html': reportPage({
      title,
      summary: `${rows.length} proofs. ${confirm} ${timeOf(new Date())}.`,
      columns: ['Student', 'File', 'Found', 'Points', 'Confirmed'].map((name) => ({ name })),
      rows: rows.map((row) => ({
        mark: markOf(row),
        cells: [
          { html: escaped(row.student) },
          { html: escaped(row.file) },
          { html: row.points.length > 0 ? `${foundIn(row)}/${row.points.length}` : '', kind: 'word' },
          { html: pointsHtml(row), kind: 'text' },
          { html: row.points.length > 0 ? confirming : '', kind: 'word' },
        ],
      })),
    }),
  });
}

function foundIn({ points }: ProofRow): number {
  return points.filter(({ outcome }) => outcome === 'found').length;
}

function markOf(row: ProofRow): string {
  if (row.points.length === 0) return 'not graded';
  return foundIn(row) === row.points.length ? 'all points found' : 'points open';
}

function columnsOf({ outcome, sentence }: ProofPoint, number: number): [string, string][] {
  return [
    [`point ${number}`, outcome],
    [`sentence ${number}`, sentence ?? ''],
  ];
}

const marks = { found: 'good', missing: 'bad', unclear: 'open' };

function pointsHtml({ points, reason, note }: ProofRow): string {
  const first = escaped([reason, note].filter(Boolean).join(' · '));
  if (points.length === 0) return first;
  const items = points.map(({ point, outcome, sentence, confidence, why }) => {
    const sure = confidence ? ` (confidence of the model: ${confidence})` : '';
    const rests = sentence === undefined ? '' : `<pre>${escaped(sentence)}</pre>`;
    return `<p><b class="${marks[outcome]}">${outcome}</b> ${escaped(point)}${sure}</p>${rests}${why ? `<p><i>The model says:</i> ${escaped(why)}</p>` : ''}`;
  });
  return `<details><summary>${first}</summary>${items.join('')}</details>`;
}
