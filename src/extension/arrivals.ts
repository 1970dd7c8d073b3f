import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { commands, Uri, ViewColumn, window, workspace } from 'vscode';
import { languageOf } from '../judge/index.ts';
import { type CompanionEvent, canFetch, type Problem, saveArrival } from '../problem/index.ts';
import { contestGuard } from './contestGuard.ts';
import { readSettings } from './settings.ts';
import { fetchStatementFor, pasteStatement } from './statementSource.ts';

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
      const reason = error instanceof Error ? error.message : String(error);
      void window.showErrorMessage(`${titleOf(problem)} could not be saved: ${reason}`);
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
    const contest = problem.source?.contest ?? 'the contest';
    void window.showInformationMessage(
      `${batch.paths.length} problems of ${contest} are in ${basename(dirname(first))}. Statements did not come with them: "Verdict: Show Problem" takes them.`,
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
      `The template ${path} (setting verdict.templates) cannot be read; the file was made without it.`,
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
  const count = problem.samples.length === 1 ? '1 test' : `${problem.samples.length} tests`;
  const what = created ? `saved as ${relative(root, path)} with ${count}` : `brought up to date, ${count}`;
  const { url } = problem.source ?? {};
  const paste = 'Paste Statement';
  const fetch = 'Fetch Statement';
  const answer = await window.showInformationMessage(
    `${titleOf(problem)}: ${what}. Its statement did not come with it; judging works without.`,
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
  const open = 'Open Folder';
  const answer = await window.showInformationMessage(
    `${titleOf(problem)} came in, but no folder is open to save it in. Open one and send it again.`,
    open,
  );
  if (answer === open) await commands.executeCommand('workbench.action.files.openFolder');
}

function titleOf(problem: Problem): string {
  return problem.title ?? 'A problem';
}
