import { env, l10n, Uri, window } from 'vscode';
import { cacheFolder } from '../model/index.ts';
import { ContestGuard, type ContestRefusal, type GuardDecision } from '../problem/index.ts';
import { readSettings } from './settings.ts';
import { translated } from './words.ts';

/** The guard as the settings want it now; it asks with a dialog, once for a problem, and remembers. */
export function contestGuard(): ContestGuard {
  const { contestGuard: mode, contestLists: mayFetchLists } = readSettings();
  return new ContestGuard({
    mode,
    mayFetchLists,
    folder: cacheFolder(),
    ask,
    remedy: l10n.t('Nothing was begun. The setting verdict.contestGuard says what happens here.'),
  });
}

async function ask({ reason, rule }: GuardDecision): Promise<boolean> {
  const practice = l10n.t('It Is Over, or Practice');
  const read = l10n.t('Read the Rule');
  const detail = [
    ...(rule ? [l10n.t('The rule: {0}', rule)] : []),
    l10n.t('Judging and stress testing always work. Your answer is remembered for this problem.'),
  ].join('\n\n');
  const answer = await window.showWarningMessage(
    translated(reason),
    { modal: true, detail },
    practice,
    ...(rule ? [read] : []),
  );
  if (answer === read && rule) await env.openExternal(Uri.parse(rule));
  return answer === practice;
}

/** Tells why nothing was begun; whoever has just been asked and said no is not told again. */
export function showRefusal({ message, decision }: ContestRefusal): void {
  if (decision.decision === 'ask') return;
  void window.showWarningMessage(translated(message));
}
