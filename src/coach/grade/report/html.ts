import { escapedHtml } from '../../../problem/index.ts';
import type { GradeRow } from '../events.ts';

/**
 * The results of `total` submissions as one page that needs nothing else: a table with filters, each row unfolds to its failing input.
 * All text of students and models is escaped; the page's policy allows nothing from elsewhere and only its own
 * script.
 */
export function gradeHtml(title: string, rows: GradeRow[], total: number, made: Date): string {
  const verdicts = [...new Set(rows.map(verdictOf))].sort();
  const accepted = rows.filter(({ verdict }) => verdict === 'AC').length;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escaped(title)}: results</title>
<style>${style}</style>
<h1>${escaped(title)}</h1>
<p class="sum">${rows.length < total ? `${rows.length} of ${total}` : total} submissions, ${accepted} accepted. Judged ${escaped(made.toISOString().slice(0, 16).replace('T', ' '))} UTC.</p>
<form class="filters">
<label>Find <input type="search" id="find" placeholder="student, file or reason"></label>
${verdicts.map((name) => `<label><input type="checkbox" name="verdict" value="${escaped(name)}" checked> ${escaped(name)}</label>`).join('\n')}
</form>
<div class="wide"><table>
<thead><tr><th>Student</th><th>File</th><th>Verdict</th><th>Score</th><th>Tests</th><th>Time</th><th>Memory</th><th>Reason</th><th title="Rows with the same number hold much the same code. A hint, not an accusation.">Alike</th></tr></thead>
<tbody>
${rows.map(rowHtml).join('\n')}
</tbody>
</table></div>
<p class="sum" role="status" id="shown"></p>
<script>${script}</script>
</html>
`;
}

function verdictOf({ verdict }: GradeRow): string {
  return verdict ?? 'not judged';
}

function rowHtml(row: GradeRow): string {
  const { student, file, score, passed, total, slowestMs, memoryBytes, alike } = row;
  const verdict = verdictOf(row);
  const cells = [
    escaped(student),
    escaped(file),
    `<b class="${verdict === 'AC' ? 'good' : 'bad'}">${escaped(verdict)}</b>`,
    score === undefined ? '' : String(score),
    total > 0 ? `${passed}/${total}` : '',
    slowestMs === undefined ? '' : `${(slowestMs / 1000).toFixed(2)} s`,
    memoryBytes === undefined ? '' : `${(memoryBytes / 2 ** 20).toFixed(1)} MiB`,
    reasonHtml(row),
    alike === undefined ? '' : String(alike),
  ];
  return `<tr data-verdict="${escaped(verdict)}">${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
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
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
body { max-width: 80rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: .85rem; margin: .6rem 0 .1rem; }
.sum { opacity: .8; } .filters { display: flex; flex-wrap: wrap; gap: .4rem 1rem; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #8885; }
td { overflow-wrap: anywhere; } th { white-space: nowrap; }
td:nth-child(3), td:nth-child(4), td:nth-child(5), td:nth-child(6), td:nth-child(7) { white-space: nowrap; }
.wide { overflow-x: auto; } td:nth-child(8) { min-width: 16rem; }
.good { color: #1a7f37; } .bad { color: #b42318; }
@media (prefers-color-scheme: dark) { .wide { overflow-x: auto; } td:nth-child(8) { min-width: 16rem; }
.good { color: #4ac26b; } .bad { color: #ff8b80; } }
pre { margin: 0; padding: .4rem .6rem; background: #8882; overflow: auto; max-height: 16rem; }
summary { cursor: pointer; }
@media print { .filters { display: none; } body { margin: 0; max-width: none; font-size: 11px; } tr { break-inside: avoid; } }
`;

const script = `
const find = document.getElementById('find');
const boxes = [...document.querySelectorAll('input[name=verdict]')];
const rows = [...document.querySelectorAll('tbody tr')];
const show = () => {
  const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  const text = find.value.trim().toLowerCase();
  let shown = 0;
  for (const row of rows) {
    row.hidden = !wanted.has(row.dataset.verdict) || !row.textContent.toLowerCase().includes(text);
    if (!row.hidden) shown++;
  }
  document.getElementById('shown').textContent = shown + ' of ' + rows.length + ' shown';
};
document.querySelector('form').addEventListener('input', show);
document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
show();
`;
