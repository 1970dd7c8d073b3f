import { escapedHtml } from '../../problem/index.ts';
import type { Summary } from '../scores/summary.ts';
import { type Facts, grouped, headline, percent, rerunOf, type Table, tablesOf, titleOf } from './facts.ts';
import { type Axis, barPlot, linePlot, type Series } from './plots.ts';

const share: Pick<Axis, 'from' | 'to' | 'show'> = {
  from: 0,
  to: 1,
  show: (value) => `${Math.round(100 * value)} %`,
};

/** The report as one page that needs nothing else and asks for nothing: its policy forbids both requests and scripts. */
export function reportHtml(facts: Facts): string {
  const title = titleOf(facts.run);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapedHtml(title)}: eval</title>
<style>${style}</style>
<main>
<h1>${escapedHtml(title)}</h1>
<p class="head">${escapedHtml(headline(facts))}</p>
<section class="plots">
${plotsOf(facts).join('\n')}
</section>
<section class="tables">
${tablesOf(facts).map(tableHtml).join('\n')}
</section>
<section><h2>To run it again</h2>
<dl>${rerunOf(facts)
    .map(([name, value]) => `<dt>${escapedHtml(name)}</dt><dd><code>${escapedHtml(value)}</code></dd>`)
    .join('')}</dl></section>
</main>
</html>
`;
}

/** A share with its bounds stays on one line. */
const isScore = /^-?[\d.]+ % \(/;

function tableHtml({ title, note, rows }: Table): string {
  const [head = [], ...body] = rows;
  const row = (cells: string[]) =>
    `<tr>${cells.map((cell, index) => (index === 0 ? `<th scope="row">${escapedHtml(cell)}</th>` : `<td${isScore.test(cell) ? ' class="score"' : ''}>${escapedHtml(cell)}</td>`)).join('')}</tr>`;
  const heading = head.some((cell) => cell !== '')
    ? `<thead><tr>${head.map((cell) => `<th scope="col">${escapedHtml(cell)}</th>`).join('')}</tr></thead>`
    : '';
  return `<section><h2>${escapedHtml(title)}</h2>${note ? `<p>${escapedHtml(note)}</p>` : ''}<table>${heading}<tbody>${body.map(row).join('')}</tbody></table></section>`;
}

function plotsOf(facts: Facts): string[] {
  const { run, summary, against } = facts;
  const both: [string, Summary][] = [
    [against ? 'this run' : titleOf(run), summary],
    ...(against ? [['the other', against.summary] as [string, Summary]] : []),
  ];
  const series = (points: (of: Summary) => Series['points']): Series[] =>
    both.map(([name, of]) => ({ name, points: points(of) }));
  const score: Axis = { label: 'right', ...share };
  const most = Math.max(1, ...both.flatMap(([, of]) => of.withinTokens.map(({ tokens }) => tokens)));
  const tokens: Axis = { label: 'tokens of an answer', from: 0, to: most, show: thousands };
  const plots = [
    linePlot(
      'Score, had every answer been ended at so many tokens',
      tokens,
      score,
      series(({ withinTokens }) => [
        { x: 0, y: 0 },
        ...withinTokens.map((it) => ({ x: it.tokens, y: it.score })),
      ]),
    ),
  ];
  const curves: Series[] = [
    ...series(({ passAt }) => passAt.map(({ k, value, low, high }) => ({ x: k, y: value, low, high }))).map(
      (it) => ({
        ...it,
        name: against ? `pass@k, ${it.name}` : 'pass@k',
      }),
    ),
    ...(against
      ? []
      : [
          { name: 'maj@k', points: summary.majorityAt.map(({ k, value }) => ({ x: k, y: value })) },
          { name: 'clr@k', points: summary.reliableAt.map(({ k, value }) => ({ x: k, y: value })) },
          { name: 'verified@k', points: summary.verifiedAt.map(({ k, value }) => ({ x: k, y: value })) },
        ].filter(({ points }) => points.length > 1)),
  ];
  const sizes = summary.passAt.map(({ k }) => k);
  if (sizes.length > 1)
    plots.push(
      linePlot(
        'pass@k, with 95 % intervals',
        { label: 'k', from: 1, to: Math.max(...sizes), ticks: sizes, logarithmic: true },
        score,
        curves,
      ),
    );
  const tallest = Math.max(1, ...summary.lengths.map(({ right, wrong }) => right + wrong));
  plots.push(
    barPlot(
      'Lengths of answers',
      { ...tokens, to: summary.lengths.at(-1)?.to ?? 1 },
      { label: 'answers', from: 0, to: tallest },
      ['right', 'wrong'],
      summary.lengths.map(({ from, to, right, wrong }) => ({
        from,
        to,
        first: right,
        second: wrong,
        tip: `${grouped(from)} to ${grouped(to)} tokens: ${right} right, ${wrong} wrong`,
      })),
    ),
  );
  const { calibration } = summary;
  if (calibration.length > 0)
    plots.push(
      barPlot(
        'How often what was known is true',
        {
          label: 'evidence without the set’s tests',
          from: 0,
          to: calibration.length,
          ticks: calibration.map((_, index) => index + 0.5),
          show: (value) => {
            const { level, samples } = calibration[Math.floor(value)] ?? { level: '', samples: 0 };
            return `${level} (${samples})`;
          },
        },
        score,
        ['right', 'wrong'],
        calibration.map(({ level, samples, right }, index) => ({
          from: index + 0.2,
          to: index + 0.8,
          first: right / Math.max(1, samples),
          second: 1 - right / Math.max(1, samples),
          tip: `${level}: ${right} of ${samples} right, ${percent(right / Math.max(1, samples))}`,
        })),
      ),
    );
  return plots;
}

function thousands(tokens: number): string {
  return tokens >= 1000 ? `${Math.round(tokens / 100) / 10}k` : String(Math.round(tokens));
}

const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d8dee4; --page: #fff; --first: #1f6feb; --second: #c9d1d9; --third: #bc4c00; --fourth: #1a7f37; --fifth: #8250df;
font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9198a1; --line: #3d444d; --page: #0d1117; --first: #58a6ff; --second: #484f58; --third: #f0883e; --fourth: #3fb950; --fifth: #bc8cff; } }
main { max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.05rem; margin: 1.6rem 0 .3rem; }
.head { font-size: 1.1rem; margin: .3rem 0 1rem; } p { color: var(--soft); margin: .2rem 0 .5rem; max-width: 46rem; } .head { color: var(--ink); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 1rem; }
figure { margin: 0; padding: .7rem; border: 1px solid var(--line); border-radius: 8px; break-inside: avoid; }
figcaption { font-weight: 600; margin-bottom: .3rem; } svg { width: 100%; height: auto; display: block; }
svg text { fill: var(--soft); font: 11px system-ui, sans-serif; } .grid line { stroke: var(--line); }
polyline { fill: none; stroke-width: 2; } .band { opacity: .18; stroke: none; }
.s0 polyline { stroke: var(--first); } .s1 polyline { stroke: var(--third); } .s2 polyline { stroke: var(--fourth); } .s3 polyline { stroke: var(--fifth); }
.s0 .band, .s0 circle, rect.first { fill: var(--first); } .s1 .band, .s1 circle { fill: var(--third); } .s2 .band, .s2 circle { fill: var(--fourth); } .s3 .band, .s3 circle { fill: var(--fifth); } rect.second { fill: var(--second); }
.key { margin: .2rem 0 0; font-size: .87em; } .key span { margin-right: 1rem; } .key span::before { content: ''; display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin-right: .4em; background: var(--first); }
svg:has(polyline) + .key .k1::before { background: var(--third); } svg:has(polyline) + .key .k2::before { background: var(--fourth); } svg:has(polyline) + .key .k3::before { background: var(--fifth); } svg:has(rect) + .key .k1::before { background: var(--second); }
.tables { columns: 2 26rem; column-gap: 2rem; } .tables section { break-inside: avoid; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; font-variant-numeric: tabular-nums; } thead th { color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; } code { font: .87em ui-monospace, monospace; } .score { white-space: nowrap; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
@media print { :root { --ink: #000; --soft: #444; --line: #ccc; --page: #fff; --first: #1f6feb; --second: #c9d1d9; --third: #bc4c00; --fourth: #1a7f37; --fifth: #8250df; font-size: 11px; } main { margin: 0; max-width: none; padding: 0; } .plots { grid-template-columns: 1fr 1fr; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
