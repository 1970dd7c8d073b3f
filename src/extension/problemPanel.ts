import { basename } from 'node:path';
import { type Disposable, l10n, type Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import { isProblem, type ReadingAt, readProblemAt } from '../problem/index.ts';
import { FromProblem, type SampleRun, type ToProblem } from '../webview/protocol.ts';
import { type Change, keepChange, shownProblem } from './corrections.ts';
import { readDocument } from './documentProblem.ts';
import type { LastVerdicts } from './lastVerdict.ts';
import { programOf, runSamples } from './sampleRun.ts';
import { fetchStatementFor, pasteStatement } from './statementSource.ts';
import { webviewOptions, webviewPage } from './webviewPage.ts';
import { messageOf, translated } from './words.ts';
import type { Workbench } from './workbench.ts';

/** A text that changes is read again after it has been still for this long, in ms. */
const stillMs = 250;

/** The page beside the editor that shows what was understood of a problem, takes corrections and runs samples. */
export class ProblemPanel {
  readonly #extension: Uri;
  readonly #workbench: Workbench;
  readonly #verdicts: LastVerdicts;
  readonly #watching: Disposable[];
  #panel: WebviewPanel | undefined;
  #uri: Uri | undefined;
  #run: SampleRun | undefined;
  #stop: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Corrections are kept one after the other, in the order they were made. */
  #work: Promise<void> = Promise.resolve();

  constructor(extension: Uri, workbench: Workbench, verdicts: LastVerdicts) {
    this.#extension = extension;
    this.#workbench = workbench;
    this.#verdicts = verdicts;
    this.#watching = [
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.#uri?.toString()) this.refresh();
      }),
    ];
  }

  /** Shows the problem in the file at `uri`, or in the active editor, and puts the keyboard there. */
  async show(uri?: Uri): Promise<void> {
    const target = uri ?? window.activeTextEditor?.document.uri;
    if (!target) {
      void window.showInformationMessage(l10n.t('Open the file with the problem first, then try again.'));
      return;
    }
    this.#open(target, false);
  }

  /** Judges the user's program on the samples of the problem, and shows how it goes; the editor keeps the keyboard. */
  async runSamples(uri?: Uri): Promise<void> {
    const target = uri ?? window.activeTextEditor?.document.uri;
    if (!target) {
      void window.showInformationMessage(l10n.t('Open your program first, then try again.'));
      return;
    }
    const reading = await this.#read(target);
    if (!isProblem(reading)) {
      void window.showWarningMessage(translated(reading.reason));
      return;
    }
    const program = await programOf(target);
    if (!program) return;
    this.#open(target, true);
    this.stop();
    const stop = new AbortController();
    this.#stop = stop;
    try {
      for await (const run of runSamples(program, reading.problem, this.#workbench, stop.signal)) {
        if (this.#stop === stop) this.#showRun(run);
        if (run.verdict) this.#verdicts.note(target, run.program, run.verdict, run.reason, run.results);
      }
    } catch (error) {
      const reason = messageOf(error);
      if (this.#stop === stop) this.#showRun({ program: program.name, running: false, results: [], reason });
    } finally {
      if (this.#stop === stop) this.#stop = undefined;
    }
  }

  /** Stops the run under way. */
  stop(): void {
    this.#stop?.abort();
  }

  /** Reads the problem again when the last change is a moment ago. */
  refresh(): void {
    if (!this.#panel) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#queue(() => this.#send()), stillMs);
  }

  dispose(): void {
    this.stop();
    clearTimeout(this.#timer);
    this.#panel?.dispose();
    for (const it of this.#watching) it.dispose();
  }

  #open(uri: Uri, preserveFocus: boolean): void {
    if (uri.toString() !== this.#uri?.toString()) {
      this.stop();
      this.#run = undefined;
    }
    this.#uri = uri;
    if (this.#panel) {
      this.#panel.reveal(undefined, preserveFocus);
      this.#queue(() => this.#send());
      return;
    }
    const panel = window.createWebviewPanel(
      'verdict.problem',
      l10n.t('Problem'),
      { viewColumn: ViewColumn.Beside, preserveFocus },
      { ...webviewOptions(this.#extension), enableFindWidget: true },
    );
    this.#panel = panel;
    panel.webview.html = webviewPage(panel.webview, this.#extension, 'problem');
    panel.webview.onDidReceiveMessage((raw) => {
      const message = FromProblem.safeParse(raw);
      if (message.success) this.#act(message.data);
    });
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.stop();
    });
  }

  #act(message: FromProblem): void {
    const uri = this.#uri;
    if (message.type === 'stop') this.stop();
    if (!uri || message.type === 'stop') return;
    // A file that is not saved has no place for corrections and statements; its page offers none.
    const keepsNothing = message.type === 'ready' || message.type === 'run' || message.type === 'openFile';
    if (uri.scheme !== 'file' && !keepsNothing) return;
    this.#queue(async () => {
      switch (message.type) {
        case 'ready':
          break;
        case 'run':
          return void this.runSamples(uri);
        case 'openFile':
          return void (await window.showTextDocument(uri, { viewColumn: ViewColumn.One }));
        case 'pasteStatement':
          await pasteStatement(uri.fsPath);
          break;
        case 'fetchStatement':
          await this.#fetchStatement(uri);
          break;
        default:
          await this.#keep(uri, message);
      }
      await this.#send();
    });
  }

  async #keep(uri: Uri, change: Change): Promise<void> {
    try {
      await keepChange(uri.fsPath, change, await this.#read(uri));
    } catch (error) {
      const why = messageOf(error);
      throw new Error(
        l10n.t(
          'This is not kept: the folder .verdict beside the file could not be written ({0}). Make the folder writable, or save the file elsewhere.',
          why,
        ),
      );
    }
  }

  async #fetchStatement(uri: Uri): Promise<void> {
    const reading = await this.#read(uri);
    const url = isProblem(reading) ? reading.problem.source?.url : undefined;
    if (url !== undefined) await fetchStatementFor(uri.fsPath, url);
  }

  #queue(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      void window.showErrorMessage(messageOf(error));
    });
  }

  async #read(uri: Uri): Promise<ReadingAt> {
    const document = workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
    return document ? readDocument(document) : readProblemAt(uri.fsPath);
  }

  async #send(): Promise<void> {
    const uri = this.#uri;
    if (!uri) return;
    const reading = await this.#read(uri);
    if (uri !== this.#uri) return;
    const shown = shownProblem(uri.path, reading, uri.scheme === 'file');
    if (shown) this.#post({ type: 'problem', shown });
    else if ('reason' in reading) {
      this.#post({ type: 'none', file: basename(uri.path), reason: reading.reason });
    }
    this.#post({ type: 'run', run: this.#run });
  }

  #showRun(run: SampleRun): void {
    this.#run = run;
    this.#post({ type: 'run', run });
  }

  #post(message: ToProblem): void {
    void this.#panel?.webview.postMessage(message);
  }
}
