import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { l10n, type Uri, ViewColumn, window, workspace } from 'vscode';
import { reportPage } from '../evals/index.ts';

/** Runs that the list shows at most. */
const mostRuns = 100;
/** How often a run is looked at that may go on. */
const everyMs = 1000;

/** In the colours of the editor, as its own charts are. */
const colours = `
:root { --ink: var(--vscode-foreground); --soft: var(--vscode-descriptionForeground); --line: var(--vscode-widget-border, var(--vscode-contrastBorder)); --page: var(--vscode-editor-background);
--first: var(--vscode-charts-blue); --third: var(--vscode-charts-orange); --fourth: var(--vscode-charts-green); --fifth: var(--vscode-charts-purple); }
body { padding: 0; background: var(--page); color: var(--ink); }
code { color: inherit; background: none; }
`;

/**
 * Shows the report of a run of `verdict eval` in an editor, and keeps it up to date while the run goes on. The page is
 * made from the run's own lines; it holds no script and asks for nothing.
 * @param folder of the run; asked for when absent
 */
export async function openEvalReport(folder?: Uri): Promise<void> {
  const chosen = folder?.fsPath ?? (await chooseRun());
  if (chosen === undefined) return;
  const samples = join(chosen, 'samples.jsonl');
  let shown = await sizeOf(samples);
  const { title, html } = await reportPage(chosen);
  const panel = window.createWebviewPanel('verdict.evalReport', `Eval: ${title}`, ViewColumn.Active, {
    enableScripts: false,
    localResourceRoots: [],
    enableFindWidget: true,
  });
  panel.webview.html = inColours(html);
  // Asked for again and again: a watcher of VS Code may begin only after the first change, and sees none over a network.
  const timer = setInterval(async () => {
    const size = await sizeOf(samples);
    if (size === shown) return;
    shown = size;
    // A line may be half written: the next change shows it.
    const now = await reportPage(chosen).catch(() => undefined);
    if (now) panel.webview.html = inColours(now.html);
  }, everyMs);
  panel.onDidDispose(() => clearInterval(timer));
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.size;
}

/** One of the runs in the workspace's folders, or any other folder. */
async function chooseRun(): Promise<string | undefined> {
  const found = await workspace.findFiles('**/eval.json', '**/node_modules/**', mostRuns);
  const runs = found.map(({ fsPath }) => dirname(fsPath)).sort();
  const another = { label: l10n.t('Another Folder…'), run: undefined };
  const items = runs.map((run) => ({
    label: basename(run),
    description: workspace.asRelativePath(dirname(run)),
    run,
  }));
  const chosen =
    items.length === 0
      ? another
      : await window.showQuickPick([...items, another], {
          title: l10n.t('Verdict: Open Eval Report'),
          placeHolder: l10n.t('The run'),
        });
  if (!chosen || chosen.run !== undefined) return chosen?.run;
  const title = l10n.t('The Folder That Was Given as --out');
  return (await window.showOpenDialog({ title, openLabel: l10n.t('Open'), canSelectFolders: true }))?.[0]
    ?.fsPath;
}

function inColours(html: string): string {
  return html.replace('</style>', () => `${colours}</style>`);
}
