import { basename } from 'node:path';
import { commands, env, l10n, Uri, window, workspace } from 'vscode';
import { languageOf } from '../../judge/index.ts';
import { isProblem } from '../../problem/index.ts';
import { readDocument } from '../documentProblem.ts';
import { openProgram } from '../insertion.ts';
import { runSamples } from '../sampleRun.ts';
import type { Workbench } from '../workbench.ts';
import { editorInUse } from './context.ts';
import { type ReplyEvent, said } from './reply.ts';
import { runInReply } from './runInMarkdown.ts';

const scheme = 'verdict-code';

/** What can be done with a program that stands in the chat. */
export class CodeBlocks {
  readonly #workbench: Workbench;
  readonly #provider = workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: () => this.#shown,
  });
  #shown = '';
  #count = 0;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  async copy(code: string): Promise<void> {
    await env.clipboard.writeText(code);
  }

  /** Puts the code in the place of every selection, as one edit; where no file can take it, into a new one. */
  async insert(code: string, language: string): Promise<void> {
    const editor = editorInUse();
    if (editor) {
      const done = await editor.edit((edit) => {
        for (const selection of editor.selections) edit.replace(selection, code);
      });
      if (done) {
        await window.showTextDocument(editor.document, { viewColumn: editor.viewColumn });
        return;
      }
    }
    await openProgram(undefined, code, language);
  }

  /** Shows the file in use beside the code. */
  async compare(code: string): Promise<void> {
    const document = editorInUse()?.document;
    if (!document) {
      void window.showInformationMessage(l10n.t('Open the file to compare it with, then try again.'));
      return;
    }
    this.#shown = code;
    const right = Uri.from({ scheme, path: document.uri.path, query: String(++this.#count) });
    const title = l10n.t('{0} ↔ the chat', basename(document.uri.path));
    await commands.executeCommand('vscode.diff', document.uri, right, title);
  }

  /** Judges the code on the samples of the problem in use. */
  async *run(code: string, language: string, signal: AbortSignal): AsyncGenerator<ReplyEvent> {
    const document = editorInUse()?.document;
    const reading = document && (await readDocument(document));
    if (!document || !reading || !isProblem(reading)) {
      yield said(l10n.t('Open the file with the problem first: its samples are what the code is run on.'));
      return yield { type: 'ended', reason: 'stop' };
    }
    const id = languageOf(language)?.id ?? languageOf(document.languageId)?.id;
    if (!id) {
      yield said(l10n.t('The code names no language that can be run.'));
      return yield { type: 'ended', reason: 'stop' };
    }
    const program = { name: l10n.t('the code above'), language: id, source: code, document };
    for await (const run of runSamples(program, reading.problem, this.#workbench, signal))
      yield runInReply(run);
    yield { type: 'ended', reason: signal.aborted ? 'aborted' : 'stop' };
  }

  dispose(): void {
    this.#provider.dispose();
  }
}
