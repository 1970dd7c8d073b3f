import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { commands, l10n, Uri, ViewColumn, window, workspace } from 'vscode';
import { languageOf } from '../judge/index.ts';
import { type CompanionEvent, canFetch, type Problem, saveArrival } from '../problem/index.ts';
import { contestGuard } from './contestGuard.ts';
import { readSettings } from './settings.ts';
import { fetchStatementFor, pasteStatement } from './statementSource.ts';
import { messageOf } from './words.ts';

type Arrival = Extract<CompanionEvent, { kind: 'arrival' }>;

/** A contest that is coming in, problem by problem. */
interface Batch {
  arrived: number;
  paths: string[];
}

/** Makes files of the problems that the Companion's button sends, one after the other. Nothing is run. */
export class Arrivals {
  readonly #batches = new Map<string, Batch>();
  #work: Promise<void> = Promise.resolve();

  /** Saves the problem and tells the user; what goes wrong is told too. */
  take(arrival: Arrival): void {
    this.#work = this.#work.then(() => this.#receive(arrival));
  }

  async #receive({ problem, batch }: Arrival): Promise<void> {
    const root = workspace.workspaceFolders?.[0]?.uri.fsPath;
    if (root === undefined) return void askForFolder(problem);
    const isContest = batch !== undefined && batch.size > 1;
    try {
      const options = { root, ...(await newFile(root)), inContestFolder: isContest };
      const { path, created } = await saveArrival(problem, options);
      await contestGuard().note(problem);
      if (isContest) return await this.#ofBatch(problem, batch, path);
      await showFile(path);
      void offerStatement(problem, path, created);
    } catch (error) {
      const reason = messageOf(error);
      void window.showErrorMessage(l10n.t('{0} could not be saved: {1}', titleOf(problem), reason));
      if (isContest) await this.#ofBatch(problem, batch, undefined);
    }
  }

  /** Shows the first problem of a contest when the last one has come. */
  async #ofBatch(problem: Problem, { id, size }: { id: string; size: number }, path: string | undefined) {
    const batch = this.#batches.get(id) ?? { arrived: 0, paths: [] };
    batch.arrived++;
    if (path !== undefined) batch.paths.push(path);
    this.#batches.set(id, batch);
    if (batch.arrived < size) return;
    this.#batches.delete(id);
    const [first] = batch.paths.sort((left, right) => left.localeCompare(right, 'en', { numeric: true }));
    if (first === undefined) return;
    await showFile(first);
    const contest = problem.source?.contest ?? l10n.t('the contest');
    void window.showInformationMessage(
      l10n.t(
        '{0} problems of {1} are in {2}. Statements did not come with them: "Verdict: Show Problem" takes them.',
        batch.paths.length,
        contest,
        basename(dirname(first)),
      ),
    );
  }
}

/** The language and template of new files, as the settings want them. */
async function newFile(root: string): Promise<{ extension: string; template?: string }> {
  const { language, templates } = readSettings();
  const known = languageOf(language || 'cpp');
  const extension = (known?.extensions[0] ?? '.cpp').slice(1);
  const named = known && templates[known.id];
  if (!named) return { extension };
  const home = named.replace(/^~(?=[\\/])/, homedir());
  const path = isAbsolute(home) ? home : join(root, home);
  try {
    return { extension, template: await readFile(path, 'utf8') };
  } catch {
    void window.showWarningMessage(
      l10n.t(
        'The template {0} (setting verdict.templates) cannot be read; the file was made without it.',
        path,
      ),
    );
    return { extension };
  }
}

async function showFile(path: string): Promise<void> {
  const viewColumn = window.activeTextEditor?.viewColumn ?? ViewColumn.One;
  await window.showTextDocument(Uri.file(path), { preview: false, viewColumn });
}

async function offerStatement(problem: Problem, path: string, created: boolean): Promise<void> {
  const root = workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const count = problem.samples.length === 1 ? l10n.t('1 test') : l10n.t('{0} tests', problem.samples.length);
  const what = created
    ? l10n.t('saved as {0} with {1}', relative(root, path), count)
    : l10n.t('brought up to date, {0}', count);
  const { url } = problem.source ?? {};
  const paste = l10n.t('Paste Statement');
  const fetch = l10n.t('Fetch Statement');
  const answer = await window.showInformationMessage(
    l10n.t('{0}: {1}. Its statement did not come with it; judging works without.', titleOf(problem), what),
    paste,
    ...(url !== undefined && canFetch(url) ? [fetch] : []),
  );
  const isKept =
    answer === paste
      ? await pasteStatement(path)
      : answer === fetch && url !== undefined && (await fetchStatementFor(path, url));
  if (isKept) await commands.executeCommand('verdict.showProblem', Uri.file(path));
}

async function askForFolder(problem: Problem): Promise<void> {
  const open = l10n.t('Open Folder');
  const answer = await window.showInformationMessage(
    l10n.t('{0} came in, but no folder is open to save it in. Open one and send it again.', titleOf(problem)),
    open,
  );
  if (answer === open) await commands.executeCommand('workbench.action.files.openFolder');
}

function titleOf(problem: Problem): string {
  return problem.title ?? l10n.t('A problem');
}
