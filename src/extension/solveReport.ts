import { env, l10n } from 'vscode';
import { fenced } from '../model/index.ts';
import { escapedHtml } from '../problem/index.ts';
import type { Candidate, SolveState } from '../solver/index.ts';
import { endings, helperNames } from '../webview/protocol.ts';
import { evidenceInWords, translated } from './words.ts';

/** One solve as a Markdown file: how it ended, on what that rests, and every candidate with its thoughts. */
export function solveInMarkdown(state: SolveState): string {
  const { title, cost, end, checked, code, helpers } = headOf(state);
  const parts = [`# ${title}`, cost, `**${end}**`];
  if (checked !== undefined) parts.push(checked);
  if (code) parts.push(fenced(code, state.language));
  if (helpers.length > 0)
    parts.push(`## ${l10n.t('Helpers')}`, helpers.map((line) => `- ${line}`).join('\n'));
  parts.push(
    `## ${l10n.t('Candidates')}`,
    ...state.candidates.map((it) => candidateInMarkdown(it, state.language)),
  );
  return `${parts.join('\n\n')}\n`;
}

function candidateInMarkdown(candidate: Candidate, language: string | undefined): string {
  const { number, thought, answer, code } = candidate;
  const parts = [`### ${l10n.t('Candidate {0}', number)}: ${markOf(candidate)}`, restOf(candidate)];
  if (thought)
    parts.push(
      `<details><summary>${l10n.t('Thoughts')}</summary>\n\n<pre>${escapedHtml(thought)}</pre>\n\n</details>`,
    );
  if (code) parts.push(fenced(code, language));
  else if (answer) parts.push(fenced(answer));
  return parts.join('\n\n');
}

/** The same as a page that stands alone: no script, nothing from elsewhere. */
export function solveInHtml(state: SolveState): string {
  const { cost, end, checked, code, helpers, ...head } = headOf(state);
  const title = escapedHtml(head.title);
  const candidates = state.candidates.map(
    (it) => `<details>
<summary><b>${escapedHtml(markOf(it))}</b> ${escapedHtml(`${l10n.t('Candidate {0}', it.number)}: ${restOf(it)}`)}</summary>
${it.thought ? `<details><summary>${escapedHtml(l10n.t('Thoughts'))}</summary><pre>${escapedHtml(it.thought)}</pre></details>` : ''}
<pre><code>${escapedHtml(it.code ?? it.answer)}</code></pre>
</details>`,
  );
  return `<!DOCTYPE html>
<html lang="${escapedHtml(env.language)}">
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
<p>${escapedHtml(cost)}</p>
<h2>${escapedHtml(end)}</h2>
${checked === undefined ? '' : `<p>${escapedHtml(checked)}</p>`}
${code ? `<pre><code>${escapedHtml(code)}</code></pre>` : ''}
${helpers.length > 0 ? `<h2>${l10n.t('Helpers')}</h2><ul>${helpers.map((line) => `<li>${escapedHtml(line)}</li>`).join('')}</ul>` : ''}
<h2>${l10n.t('Candidates')}</h2>
${candidates.join('\n')}
</body>
</html>
`;
}

/** What stands above the candidates: by what it was made, how it ended, on what that rests, and who helped. */
function headOf(state: SolveState) {
  const { model, backend, language, candidates, tokens = 0, ms = 0, best, reason } = state;
  const offered = candidates.find(({ number }) => number === best);
  const evidence = offered?.evidence ?? state.evidence;
  const by = l10n.t('{0} on {1}', model ?? l10n.t('No model'), backend ?? '-');
  const accepted = state.outcome === 'solved' && best !== undefined && offered !== undefined;
  return {
    title: state.title ?? l10n.t('Untitled problem'),
    cost: [
      by,
      language,
      candidates.length === 1 ? l10n.t('1 candidate') : l10n.t('{0} candidates', candidates.length),
      l10n.t('{0} tokens', tokens),
      l10n.t('{0} s', Math.round(ms / 1000)),
    ]
      .filter(Boolean)
      .join(' · '),
    end: accepted ? l10n.t('AC: candidate {0}', best) : translated(reason ?? 'Cut short.'),
    checked:
      offered &&
      l10n.t('Checked against: {0}.', evidence ? evidenceInWords(evidence) : l10n.t('not checked')),
    code: offered?.code,
    helpers: state.helpers.map(({ role, usable, reason: why }) =>
      [
        `${l10n.t(helperNames[role])}: ${usable ? l10n.t('used') : l10n.t('not used')}`,
        why && translated(why),
      ]
        .filter(Boolean)
        .join(' · '),
    ),
  };
}

function markOf({ verdict, outcome }: Candidate): string {
  return verdict ?? (outcome ? l10n.t(endings[outcome]) : l10n.t('not finished'));
}

function restOf({ reason, tokens, tests }: Candidate): string {
  return [
    reason && translated(reason),
    l10n.t('{0} tokens', tokens),
    tests.map(({ test, verdict }) => `${test.name} ${verdict}`).join(', '),
  ]
    .filter(Boolean)
    .join(' · ');
}
