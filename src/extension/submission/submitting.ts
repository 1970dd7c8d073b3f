import { readFile } from 'node:fs/promises';
import { env, l10n, ProgressLocation, Uri, window, workspace } from 'vscode';
import { isProblem, type Problem } from '../../problem/index.ts';
import type { SampleRun } from '../../webview/protocol.ts';
import { readDocument } from '../documentProblem.ts';
import { type OwnProgram, programOf, runSamples } from '../sampleRun.ts';
import { readSettings } from '../settings.ts';
import { translated } from '../words.ts';
import type { Workbench } from '../workbench.ts';
import { singleFile } from './singleFile.ts';
import { submitPage } from './submitPage.ts';

/**
 * Puts the program that belongs to the document at `uri`, or to the active editor, on the clipboard as one file, once
 * it has been judged on the samples in that form.
 */
export async function copyForSubmission(workbench: Workbench, uri?: Uri): Promise<void> {
  const target = uri ?? window.activeTextEditor?.document.uri;
  if (!target) {
    void window.showInformationMessage(l10n.t('Open your program first, then try again.'));
    return;
  }
  const reading = await readDocument(await workspace.openTextDocument(target));
  const problem = isProblem(reading) ? reading.problem : undefined;
  const program = await programOf(target);
  if (!program) return;
  const { fsPath } = program.document.uri;
  const made = await singleFile(fsPath, program.source, program.language, readSettings().debugMacro, textAt);
  const run = problem && (await judged({ ...program, source: made.source }, problem, workbench));
  const parts = [
    made.inlined.length > 0 ? l10n.t('With {0} in it.', made.inlined.join(', ')) : '',
    ...made.left.map((it) => l10n.t('Left as it is: {0}.', it)),
  ].filter((it) => it !== '');
  if (run && run.verdict !== undefined && run.verdict !== 'AC') {
    const anyway = l10n.t('Copy Anyway');
    const answer = await window.showWarningMessage(
      [`${run.verdict}: ${run.reason ? translated(run.reason) : l10n.t('a sample fails')}.`, ...parts].join(
        ' ',
      ),
      anyway,
    );
    if (answer !== anyway) return;
  }
  await env.clipboard.writeText(made.source);
  const page = submitPage(problem?.source?.url);
  const open = l10n.t('Open Submit Page');
  const answer = await window.showInformationMessage(
    [l10n.t('{0} is in the clipboard, {1}.', program.name, inWords(run)), ...parts].join(' '),
    ...(page ? [open] : []),
  );
  if (answer === open && page) await env.openExternal(Uri.parse(page));
}

/** Judges with a progress that can be cancelled; undefined when it was. */
async function judged(
  program: OwnProgram,
  problem: Problem,
  workbench: Workbench,
): Promise<SampleRun | undefined> {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Judging {0} as it is submitted', program.name),
    cancellable: true,
  };
  return window.withProgress(options, async (_, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    try {
      for await (const run of runSamples(program, problem, workbench, stop.signal))
        if (!run.running) return run;
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
    return undefined;
  });
}

function inWords(run: SampleRun | undefined): string {
  if (!run?.verdict) return l10n.t('not judged');
  const passed = run.results.filter((it) => it.verdict === 'AC').length;
  return l10n.t('{0} on {1}/{2} samples', run.verdict, passed, run.results.length);
}

async function textAt(path: string): Promise<string | undefined> {
  const open = workspace.textDocuments.find((it) => it.uri.fsPath === path);
  return open?.getText() ?? (await readFile(path, 'utf8').catch(() => undefined));
}
