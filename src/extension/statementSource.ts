import { env, l10n, ProgressLocation, window } from 'vscode';
import { fetchStatement, isProblem, saveStatement } from '../problem/index.ts';
import { translated } from './words.ts';

/** Takes the statement from the clipboard and keeps it with the problem. False after telling the user what to do. */
export async function pasteStatement(path: string): Promise<boolean> {
  const text = (await env.clipboard.readText()).trim();
  if (text.length < 20) {
    void window.showInformationMessage(
      l10n.t(
        'The clipboard holds no statement. Copy it from the problem’s page, then choose Paste Statement again.',
      ),
    );
    return false;
  }
  await saveStatement(path, text);
  return true;
}

/** Fetches the statement from the judge's page, on the user's act, and keeps it. False after telling the user why not. */
export async function fetchStatementFor(path: string, url: string): Promise<boolean> {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Fetching {0}', url),
    cancellable: true,
  };
  const stop = new AbortController();
  const reading = await window.withProgress(options, (_, token) => {
    token.onCancellationRequested(() => stop.abort());
    return fetchStatement(url, { signal: stop.signal });
  });
  if (stop.signal.aborted) return false;
  if (!isProblem(reading)) {
    void window.showWarningMessage(translated(reading.reason));
    return false;
  }
  await saveStatement(path, reading.problem.statement);
  return true;
}
