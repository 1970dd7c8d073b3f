import { fenced } from '../model/index.ts';
import { escapedHtml } from '../problem/index.ts';
import { type Candidate, describeEvidence, type SolveState } from '../solver/index.ts';

/** One solve as a Markdown file: how it ended, on what that rests, and every candidate with its thoughts. */
export function solveInMarkdown(state: SolveState): string {
  const best = state.candidates.find((it) => it.number === state.best);
  const parts = [`# ${state.title ?? 'Untitled problem'}`, costOf(state), `**${endOf(state)}**`];
  if (best) {
    const evidence = best.evidence ?? state.evidence;
    parts.push(`Checked against: ${evidence ? describeEvidence(evidence) : 'not checked'}.`);
    if (best.code) parts.push(fenced(best.code, state.language));
  }
  if (state.helpers.length > 0)
    parts.push(
      '## Helpers',
      state.helpers
        .map(
          ({ role, usable, reason }) =>
            `- ${role}: ${usable ? 'used' : 'not used'}${reason ? `, ${reason}` : ''}`,
        )
        .join('\n'),
    );
  parts.push('## Candidates', ...state.candidates.map((it) => candidateInMarkdown(it, state.language)));
  return `${parts.join('\n\n')}\n`;
}

function candidateInMarkdown(candidate: Candidate, language: string | undefined): string {
  const { number, outcome, verdict, reason, tokens, thought, answer, code, tests } = candidate;
  const parts = [
    `### Candidate ${number}: ${verdict ?? outcome ?? 'cut short'}`,
    [reason, `${tokens} tokens`, tests.map(({ test, verdict: of }) => `${test.name} ${of}`).join(', ')]
      .filter(Boolean)
      .join(' · '),
  ];
  if (thought)
    parts.push(`<details><summary>Thoughts</summary>\n\n<pre>${escapedHtml(thought)}</pre>\n\n</details>`);
  if (code) parts.push(fenced(code, language));
  else if (answer) parts.push(fenced(answer));
  return parts.join('\n\n');
}

/** The same as a page that stands alone: no script, nothing from elsewhere. */
export function solveInHtml(state: SolveState): string {
  const best = state.candidates.find((it) => it.number === state.best);
  const evidence = best?.evidence ?? state.evidence;
  const helpers = state.helpers.map(
    ({ role, usable, reason }) =>
      `<li>${role}: ${usable ? 'used' : 'not used'}${reason ? `, ${escapedHtml(reason)}` : ''}</li>`,
  );
  const candidates = state.candidates.map(
    ({ number, outcome, verdict, reason, tokens, thought, answer, code }) => `<details>
<summary><b>${escapedHtml(verdict ?? outcome ?? 'cut short')}</b> candidate ${number}: ${escapedHtml(reason ?? '')} · ${tokens} tokens</summary>
${thought ? `<details><summary>Thoughts</summary><pre>${escapedHtml(thought)}</pre></details>` : ''}
<pre><code>${escapedHtml(code ?? answer)}</code></pre>
</details>`,
  );
  const title = escapedHtml(state.title ?? 'Untitled problem');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 900px; margin: 2em auto; padding: 0 1em; font: 15px/1.5 system-ui, sans-serif; }
pre { padding: 10px; overflow: auto; white-space: pre-wrap; border: 1px solid #8888; border-radius: 4px; }
summary { cursor: pointer; padding: 4px 0; }
</style>
</head>
<body>
<h1>${title}</h1>
<p>${escapedHtml(costOf(state))}</p>
<h2>${escapedHtml(endOf(state))}</h2>
${best ? `<p>Checked against: ${escapedHtml(evidence ? describeEvidence(evidence) : 'not checked')}.</p>` : ''}
${best?.code ? `<pre><code>${escapedHtml(best.code)}</code></pre>` : ''}
${helpers.length > 0 ? `<h2>Helpers</h2><ul>${helpers.join('')}</ul>` : ''}
<h2>Candidates</h2>
${candidates.join('\n')}
</body>
</html>
`;
}

/** By what it was made, and what that took. */
function costOf({ model, backend, language, candidates, tokens, ms }: SolveState): string {
  const by = `${model ?? 'No model'} on ${backend ?? 'nothing'} · ${language ?? ''}`;
  return `${by} · ${candidates.length} candidates · ${tokens ?? 0} tokens · ${Math.round((ms ?? 0) / 1000)} s`;
}

/** How it ended: the candidate that is offered, or why there is none. */
function endOf({ outcome, candidates, best, reason }: SolveState): string {
  const offered = outcome === 'solved' && candidates.some(({ number }) => number === best);
  return offered ? `AC: candidate ${best}` : (reason ?? 'Cut short.');
}
