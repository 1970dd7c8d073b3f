import { commands, env, type Uri, window } from 'vscode';
import { describeEvidence, findOracle, solve, solveDefaults, solveRequest } from '../solver/index.ts';
import type { FromPanel } from '../webview/protocol.ts';
import { contestGuard } from './contestGuard.ts';
import { type DocumentProblem, problemIn } from './documentProblem.ts';
import { insertProgram, openProgram } from './insertion.ts';
import { ReasoningPanel } from './reasoningPanel.ts';
import { readSettings } from './settings.ts';
import type { Workbench } from './workbench.ts';

/** One solve at a time: started by a command or a lens, shown in the panel, stopped by either. */
export class Solving {
  readonly #workbench: Workbench;
  readonly #panel: ReasoningPanel;
  #solved: DocumentProblem | undefined;
  #stop: AbortController | undefined;

  constructor(extension: Uri, workbench: Workbench) {
    this.#workbench = workbench;
    this.#panel = new ReasoningPanel(extension, (message) => void this.#act(message));
  }

  /** Solves the problem in the document at `uri`, or in the active editor. */
  async solve(uri?: Uri): Promise<void> {
    const found = await problemIn(uri);
    if (!found) return;
    if (this.#stop && !(await this.#mayReplace())) return;
    const guard = contestGuard();
    // Before a model is fetched or loaded; the core asks again, and knows the answer.
    await guard.admit(found.problem);
    const model = await this.#workbench.model();
    if (!model) return;
    const { preset, engine } = model;
    const settings = readSettings();
    const path = found.document.uri.scheme === 'file' ? found.document.uri.fsPath : undefined;
    const defaults = solveDefaults(preset, path);
    const language = settings.language || defaults.language;
    const maxTokens = settings.maxTokens || undefined;
    const request = solveRequest({
      preset,
      problem: found.problem,
      language,
      maxTokens,
      instructions: settings.instructions.programming,
    });
    const judge = await this.#workbench.judge();
    const oracle = path === undefined ? undefined : await findOracle(path);

    const stop = new AbortController();
    this.#stop = stop;
    this.#solved = found;
    this.#panel.start();
    await commands.executeCommand('setContext', 'verdict.solving', true);
    try {
      const events = solve(found.problem, {
        guard,
        engine,
        judge,
        language,
        request,
        oracle,
        stressCases: settings.stressCases,
        maxCandidates: settings.candidates || defaults.maxCandidates,
        seed: 1,
        signal: stop.signal,
      });
      for await (const event of events) {
        if (this.#stop !== stop) continue;
        this.#panel.add(event);
        if (event.type === 'solve-ended') void this.#announce(event.outcome, found);
      }
    } finally {
      if (this.#stop === stop) {
        this.#stop = undefined;
        await commands.executeCommand('setContext', 'verdict.solving', false);
      }
    }
  }

  /** Stops the solve under way, if there is one. What has ended stays in the panel. */
  stop(): void {
    this.#stop?.abort();
  }

  /** Shows the panel with the last solve. */
  show(): void {
    this.#panel.show();
  }

  dispose(): void {
    this.stop();
    this.#panel.dispose();
  }

  async #mayReplace(): Promise<boolean> {
    const replace = 'Stop It and Solve This';
    const answer = await window.showInformationMessage('Another problem is being solved.', replace);
    if (answer !== replace) return false;
    this.stop();
    return true;
  }

  async #announce(outcome: string, found: DocumentProblem): Promise<void> {
    const { state } = this.#panel.record;
    if (outcome === 'broken') {
      const log = 'Show Log';
      const answer = await window.showErrorMessage(state.reason ?? 'The solve broke off.', log);
      if (answer === log) await commands.executeCommand('verdict.showLog');
      return;
    }
    if (outcome !== 'solved' || !state.evidence || state.best === undefined) return;
    const insert = 'Insert';
    const title = found.problem.title ?? 'The problem';
    const answer = await window.showInformationMessage(
      `${title}: AC. Checked against: ${describeEvidence(state.evidence)}.`,
      insert,
    );
    if (answer === insert) await this.#act({ type: 'insert', candidate: state.best });
  }

  async #act(message: FromPanel): Promise<void> {
    if (message.type === 'stop') return this.stop();
    if (message.type === 'ready') return;
    const { state } = this.#panel.record;
    const candidate = state.candidates.find((it) => it.number === message.candidate);
    if (candidate?.code === undefined || state.language === undefined) return;
    // What failed can be read and copied, but is not put into a file.
    if (message.type === 'copy') return void (await env.clipboard.writeText(candidate.code));
    if (candidate.outcome !== 'held') return;
    if (message.type === 'newFile' || !this.#solved) {
      return openProgram(this.#solved?.column, candidate.code, state.language);
    }
    await insertProgram(this.#solved, candidate.code, state.language);
  }
}
