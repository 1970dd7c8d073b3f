import { join } from 'node:path';
import {
  commands,
  type ExtensionContext,
  env,
  l10n,
  type Memento,
  Uri,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { isProblem, type Problem } from '../problem/index.ts';
import {
  findOracle,
  readRecord,
  type SolveEvent,
  type SolveOptions,
  Steering,
  solveDefaults,
  solveRecorded,
  solveRequest,
} from '../solver/index.ts';
import type { FromPanel } from '../webview/protocol.ts';
import { contestGuard } from './contestGuard.ts';
import { type DocumentProblem, problemIn, readDocument } from './documentProblem.ts';
import { Insertion, openProgram } from './insertion.ts';
import { PastSolves } from './pastSolves.ts';
import { ReasoningPanel } from './reasoningPanel.ts';
import { readSettings } from './settings.ts';
import { solveInHtml, solveInMarkdown } from './solveReport.ts';
import { needTrust } from './trust.ts';
import { evidenceInWords, messageOf, translated } from './words.ts';
import type { Workbench } from './workbench.ts';

/** What is solved, under which name it is recorded, and what was chosen for it when it is gone on with. */
interface Begun {
  problem: Problem;
  path: string | undefined;
  /** Where it was found; undefined when that is gone. */
  found: DocumentProblem | undefined;
  id: string;
  chosen?: Pick<SolveOptions, 'language' | 'maxCandidates' | 'stressCases' | 'seed'>;
}

/** One solve at a time: started by a command or a lens, shown in the panel, stopped by either. */
export class Solving {
  readonly #workbench: Workbench;
  readonly #panel: ReasoningPanel;
  readonly #past: PastSolves;
  readonly #memory: Memento;
  readonly insertion = new Insertion();
  #solved: DocumentProblem | undefined;
  #stop: AbortController | undefined;
  #steering: Steering | undefined;
  /** Programs the model writes side by side. */
  #lanes = 1;

  constructor(context: ExtensionContext, workbench: Workbench) {
    this.#workbench = workbench;
    this.#memory = context.workspaceState;
    this.#past = new PastSolves(join((context.storageUri ?? context.globalStorageUri).fsPath, 'solves'));
    this.#panel = new ReasoningPanel(
      context.extensionUri,
      (message) =>
        void this.#act(message).catch((error: unknown) => void window.showErrorMessage(messageOf(error))),
    );
  }

  /** Solves the problem in the document at `uri`, or in the active editor. */
  async solve(uri?: Uri): Promise<void> {
    const found = await problemIn(uri);
    if (!found) return;
    for await (const _ of this.events(found)) {
      // The panel shows them.
    }
  }

  /**
   * Solves a problem in the panel, and gives what the panel shows as it comes. Nothing comes when the user leaves the
   * solve that is under way, or chooses no model.
   * @throws ContestRefusal
   */
  async *events(found: DocumentProblem, signal?: AbortSignal): AsyncGenerator<SolveEvent> {
    if (this.#stop && !(await this.#mayReplace())) return;
    const { problem, document } = found;
    const path = document.uri.scheme === 'file' ? document.uri.fsPath : undefined;
    yield* this.#run({ problem, path, found, id: this.#past.newId() }, signal);
  }

  /** Takes up the solve that is shown, where it was cut short: no finished answer is asked for again. */
  async #goOn(): Promise<void> {
    const id = this.#memory.get<string>(lastKey);
    if (id === undefined || this.#stop) return;
    const { about } = await readRecord(this.#past.folderOf(id));
    const { problem, ...chosen } = about;
    const begun = { problem, path: problem.source?.path, found: this.#solved, id, chosen };
    for await (const _ of this.#run(begun)) {
      // The panel shows them.
    }
  }

  async *#run({ problem, path, found, id, chosen }: Begun, signal?: AbortSignal): AsyncGenerator<SolveEvent> {
    // Before a model is fetched or loaded for nothing.
    needTrust();
    const guard = contestGuard();
    // Before a model is fetched or loaded; the core asks again, and knows the answer.
    await guard.admit(problem, [], signal);
    const model = await this.#workbench.model();
    if (!model) return;
    const { preset, engine } = model;
    const settings = readSettings();
    const defaults = solveDefaults(preset, path);
    const { language, maxCandidates, stressCases, seed } = chosen ?? {
      language: settings.language || defaults.language,
      maxCandidates: settings.candidates || defaults.maxCandidates,
      stressCases: settings.stressCases,
      seed: 1,
    };
    const maxTokens = settings.maxTokens || undefined;
    const instructions = settings.instructions.programming;
    const request = solveRequest({ preset, problem, language, maxTokens, instructions });
    const judge = await this.#workbench.judge();
    const oracle = path === undefined ? undefined : await findOracle(path);

    const stop = new AbortController();
    this.#stop = stop;
    this.#steering = new Steering();
    signal?.addEventListener('abort', () => stop.abort());
    if (signal?.aborted) stop.abort();
    this.#solved = found;
    this.#panel.start();
    await this.#memory.update(lastKey, id);
    await commands.executeCommand('setContext', 'verdict.solving', true);
    try {
      const options = {
        ...{ guard, engine, judge, language, request, oracle, stressCases, maxCandidates, seed },
        lanes: settings.lanes || undefined,
        steering: this.#steering,
        signal: stop.signal,
      };
      const events = solveRecorded(problem, options, this.#past.folderOf(id));
      for await (const event of events) {
        if (this.#stop === stop) {
          this.#panel.add(event);
          if (event.type === 'solve-started') this.#lanes = event.engine.lanes;
          if (event.type === 'solve-ended') {
            if (event.outcome === 'solved')
              await commands.executeCommand('setContext', 'verdict.hasSolved', true);
            void this.#announce(event.outcome, problem.title);
          }
        }
        yield event;
      }
    } finally {
      if (this.#stop === stop) {
        this.#stop = undefined;
        await commands.executeCommand('setContext', 'verdict.solving', false);
      }
      await this.#past.tidy();
    }
  }

  /** Stops the solve under way, if there is one. What has ended stays in the panel. */
  stop(): void {
    this.#stop?.abort();
  }

  /** Shows the panel with the last solve, be it of before a restart. */
  async show(): Promise<void> {
    this.#panel.show();
    await this.#restore();
  }

  /** Fills the panel that VS Code has kept over a reload. */
  async revive(panel: WebviewPanel): Promise<void> {
    this.#panel.adopt(panel);
    await this.#restore();
  }

  /** Lets the user choose one of the solves of before, and shows it. */
  async showPast(): Promise<void> {
    const id = await this.#past.choose();
    if (id === undefined) return;
    if (this.#stop && !(await this.#mayReplace())) return;
    await this.#reopen(id);
  }

  /** Writes the solve that is shown as a Markdown document or as a page. */
  async exportSolve(): Promise<void> {
    const { state } = this.#panel.record;
    if (!state.model) {
      void window.showInformationMessage(
        l10n.t('There is nothing to export. Solve a problem, or open a past solve.'),
      );
      return;
    }
    const [markdown, html] = ['Markdown', 'HTML'];
    const kind = await window.showQuickPick([markdown, html], { title: l10n.t('Verdict: Export Solve') });
    if (kind === markdown) {
      const content = solveInMarkdown(state);
      const document = await workspace.openTextDocument({ language: 'markdown', content });
      await window.showTextDocument(document, { preview: false });
    } else if (kind === html) {
      const folder = workspace.workspaceFolders?.[0]?.uri;
      const target = await window.showSaveDialog({
        title: l10n.t('Export Solve'),
        filters: { HTML: ['html'] },
        ...(folder && { defaultUri: Uri.joinPath(folder, 'solve.html') }),
      });
      if (target) await workspace.fs.writeFile(target, new TextEncoder().encode(solveInHtml(state)));
    }
  }

  async #restore(): Promise<void> {
    const id = this.#memory.get<string>(lastKey);
    if (id !== undefined && this.#panel.record.events.length === 0) await this.#reopen(id);
  }

  async #reopen(id: string): Promise<void> {
    const record = await readRecord(this.#past.folderOf(id)).catch(() => undefined);
    if (!record) return;
    await this.#memory.update(lastKey, id);
    this.#panel.start();
    for (const event of record.events) this.#panel.add(event);
    // One that a restart cut short runs no more.
    if (!this.#panel.record.state.outcome)
      this.#panel.add({
        type: 'solve-ended',
        outcome: 'stopped',
        reason: l10n.t('Cut short when the window was closed.'),
        tokens: 0,
        ms: 0,
      });
    this.#solved = await documentOf(record.about.problem.source?.path);
  }

  dispose(): void {
    this.stop();
    this.#panel.dispose();
    this.insertion.dispose();
  }

  async #mayReplace(): Promise<boolean> {
    const replace = l10n.t('Stop It and Solve This');
    const answer = await window.showInformationMessage(l10n.t('Another problem is being solved.'), replace);
    if (answer !== replace) return false;
    this.stop();
    return true;
  }

  async #announce(outcome: string, title = l10n.t('The problem')): Promise<void> {
    const { state } = this.#panel.record;
    if (outcome === 'broken') {
      const log = l10n.t('Show Log');
      const answer = await window.showErrorMessage(
        state.reason ? translated(state.reason) : l10n.t('The solve broke off.'),
        log,
      );
      if (answer === log) await commands.executeCommand('verdict.showLog');
      return;
    }
    if (outcome !== 'solved' || !state.evidence || state.best === undefined) return;
    const insert = l10n.t('Insert');
    const answer = await window.showInformationMessage(
      l10n.t('{0}: AC. Checked against: {1}.', title, evidenceInWords(state.evidence)),
      insert,
    );
    if (answer === insert) await this.#act({ type: 'insert', candidate: state.best });
  }

  async #act(message: FromPanel): Promise<void> {
    if (message.type === 'stop') return this.stop();
    if (message.type === 'ready') return;
    if (message.type === 'goOn') return this.#goOn();
    if (message.type === 'stopCandidate') return this.#steering?.stop(message.candidate);
    if (message.type === 'more') return this.#steering?.more(Math.max(2, this.#lanes));
    const { state } = this.#panel.record;
    const candidate = state.candidates.find((it) => it.number === message.candidate);
    if (candidate?.code === undefined || state.language === undefined) return;
    // What failed can be read and copied, but is not put into a file.
    if (message.type === 'copy') return void (await env.clipboard.writeText(candidate.code));
    if (candidate.outcome !== 'held') return;
    if (message.type === 'newFile' || !this.#solved) {
      return openProgram(this.#solved?.column, candidate.code, state.language);
    }
    if (message.type === 'diff') await this.insertion.propose(this.#solved, candidate.code, state.language);
    else await this.insertion.insert(this.#solved, candidate.code, state.language);
  }
}

const lastKey = 'verdict.lastSolve';

/** The file that a past solve was of, as it is now; undefined when it is gone. Whatever it holds, it has changed. */
async function documentOf(path: string | undefined): Promise<DocumentProblem | undefined> {
  if (path === undefined) return undefined;
  try {
    const document = await workspace.openTextDocument(path);
    const reading = await readDocument(document);
    return isProblem(reading) ? { ...reading, document, version: -1, column: undefined } : undefined;
  } catch {
    return undefined;
  }
}
