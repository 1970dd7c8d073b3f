import { escapedHtml } from '../../../problem/index.ts';
import type { GradeRow } from '../events.ts';

/** A cell of a report's table: safe HTML, and whether it is a word that must not break or a text that needs room. */
interface Cell {
  html: string;
  kind?: 'word' | 'text';
}

/** A page with one table, filtered by a word in its rows and by the mark of each. */
interface ReportPage {
  title: string;
  summary: string;
  columns: { name: string; hint?: string }[];
  rows: { mark: string; cells: Cell[] }[];
}

export interface GradeReport {
  title: string;
  rows: GradeRow[];
  /** Submissions, those without a row among them. */
  total: number;
  /** What is missing, and why. */
  note?: string;
}

/** The results as one page; each row unfolds to its failing input. */
export function gradeHtml({ title, rows, total, note }: GradeReport, made: Date): string {
  const accepted = rows.filter(({ verdict }) => verdict === 'AC').length;
  const names = ['Student', 'File', 'Verdict', 'Score', 'Tests', 'Time', 'Memory', 'Reason'];
  const hint = 'Rows with the same number hold much the same code. A hint, not an accusation.';
  return reportPage({
    title,
    summary: `${rows.length < total ? `${rows.length} of ${total}` : total} submissions, ${accepted} accepted. Judged ${timeOf(made)}.${note ? ` ${note}` : ''}`,
    columns: [...names.map((name) => ({ name })), { name: 'Alike', hint }],
    rows: rows.map((row) => ({ mark: verdictOf(row), cells: cellsOf(row) })),
  });
}

/** "2025-03-09 14:30 UTC" */
export function timeOf(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/**
 * A page that needs nothing else. All text of students and models is escaped by whoever makes a cell; the page's
 * policy allows nothing from elsewhere and only its own script, which keeps what is ticked in boxes of the class "kept".
 */
export function reportPage({ title, summary, columns, rows }: ReportPage): string {
  const marks = [...new Set(rows.map(({ mark }) => mark))].sort();
  const head = columns.map(
    ({ name, hint }) => `<th${hint ? ` title="${escaped(hint)}"` : ''}>${escaped(name)}</th>`,
  );
  const body = rows.map(({ mark, cells }) => {
    const all = cells.map(({ html, kind }) => `<td${kind ? ` class="${kind}"` : ''}>${html}</td>`);
    return `<tr data-mark="${escaped(mark)}">${all.join('')}</tr>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escaped(title)}: results</title>
<style>${style}</style>
<main>
<h1>${escaped(title)}</h1>
<p class="sum">${escaped(summary)}</p>
<form class="filters">
<label>Find <input type="search" id="find" placeholder="student, file or reason"></label>
${marks.map((name) => `<label><input type="checkbox" name="mark" value="${escaped(name)}" checked> ${escaped(name)}</label>`).join('\n')}
</form>
<div class="wide"><table>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>
<p class="sum" role="status" id="shown"></p>
</main>
<script>${script}</script>
</html>
`;
}

function verdictOf({ verdict }: GradeRow): string {
  return verdict ?? 'not judged';
}

function cellsOf(row: GradeRow): Cell[] {
  const { student, file, score, passed, total, slowestMs, memoryBytes, alike } = row;
  const verdict = verdictOf(row);
  const word = (html: string): Cell => ({ html, kind: 'word' });
  return [
    { html: escaped(student) },
    { html: escaped(file) },
    word(`<b class="${verdict === 'AC' ? 'good' : 'bad'}">${escaped(verdict)}</b>`),
    word(score === undefined ? '' : String(score)),
    word(total > 0 ? `${passed}/${total}` : ''),
    word(slowestMs === undefined ? '' : `${(slowestMs / 1000).toFixed(2)} s`),
    word(memoryBytes === undefined ? '' : `${(memoryBytes / 2 ** 20).toFixed(1)} MiB`),
    { html: reasonHtml(row), kind: 'text' },
    word(alike === undefined ? '' : String(alike)),
  ];
}

function reasonHtml({ reason, failing, note, explanation }: GradeRow): string {
  const first = [reason?.split('\n')[0], note].filter(Boolean).join(' · ');
  const parts = [
    reason?.includes('\n') && block('Reason', reason),
    failing && block(`Input of ${failing.test}`, failing.input),
    failing?.expected !== undefined && block('Expected', failing.expected),
    failing && block('Got', failing.got),
    explanation && `<p><i>The model says (not checked):</i> ${escaped(explanation)}</p>`,
  ].filter(Boolean);
  if (parts.length === 0) return escaped(first);
  return `<details><summary>${escaped(first || 'Details')}</summary>${parts.join('')}</details>`;
}

function block(title: string, text: string): string {
  return `<h2>${escaped(title)}</h2><pre>${escaped(text)}</pre>`;
}

/** Safe as text and in a quoted attribute; control and direction signs are shown as a replacement sign. */
export function escaped(text: string): string {
  return escapedHtml(text).replace(unseen, '\ufffd');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const style = `
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; background: Canvas; color: CanvasText; }
body { max-width: 80rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: .85rem; margin: .6rem 0 .1rem; }
.sum { opacity: .8; } .filters { display: flex; flex-wrap: wrap; gap: .4rem 1rem; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #8885; }
td { overflow-wrap: break-word; min-width: 7rem; max-width: 30rem; } th, .word { white-space: nowrap; min-width: 0; }
.wide { overflow-x: auto; } .text { min-width: 16rem; }
.good { color: #1a7f37; } .bad { color: #b42318; } .open { color: #8a6100; }
@media (prefers-color-scheme: dark) { .good { color: #4ac26b; } .bad { color: #ff8b80; } .open { color: #e0b040; } }
pre { margin: 0; padding: .4rem .6rem; background: #8882; overflow: auto; max-height: 16rem; white-space: pre-wrap; overflow-wrap: anywhere; }
summary { cursor: pointer; } .unheaded { display: none; }
@media screen and (max-width: 44rem) {
  thead { display: none; } tr:not([hidden]) { display: block; padding: .4rem 0; border-bottom: 1px solid #8885; }
  td { display: inline-block; min-width: 0; padding: .1rem .8rem .1rem 0; border: 0; max-width: 100%; }
  .text { display: block; } td:empty { display: none; } .unheaded { display: inline; }
}
@media print {
  :root { color-scheme: light; font-size: 10px; }
  .filters { display: none; } body { margin: 0; padding: 0; max-width: none; }
  .wide { overflow: visible; } td { min-width: 6rem; }
  pre { max-height: none; } tr, pre { break-inside: avoid; }
  .good, .bad, .open { color: inherit; }
}
`;

const script = `
const find = document.getElementById('find');
const boxes = [...document.querySelectorAll('input[name=mark]')];
const rows = [...document.querySelectorAll('tbody tr')];
const show = () => {
  const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  const text = find.value.trim().toLowerCase();
  let shown = 0;
  for (const row of rows) {
    row.hidden = !wanted.has(row.dataset.mark) || !row.textContent.toLowerCase().includes(text);
    if (!row.hidden) shown++;
  }
  document.getElementById('shown').textContent = shown + ' of ' + rows.length + ' shown';
};
// What is folded away is not printed.
const folded = [...document.querySelectorAll('details')];
addEventListener('beforeprint', () => folded.forEach((it) => { it.dataset.was = it.open; it.open = true; }));
addEventListener('afterprint', () => folded.forEach((it) => { it.open = it.dataset.was === 'true'; }));
// What is ticked stays, in this browser, for as long as the row says the same.
for (const box of document.querySelectorAll('input.kept')) {
  const key = 'verdict: ' + box.closest('tr').textContent;
  try { box.checked = localStorage.getItem(key) !== null; } catch { continue; }
  box.addEventListener('change', () => box.checked ? localStorage.setItem(key, '') : localStorage.removeItem(key));
}
document.querySelector('form').addEventListener('input', show);
document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
show();
`;
