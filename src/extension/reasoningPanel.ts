import { type Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { SolveEvent } from '../solver/index.ts';
import { FromPanel, type ToPanel } from '../webview/protocol.ts';
import { SolveRecord } from './solveRecord.ts';
import { webviewOptions, webviewPage } from './webviewPage.ts';

/** Events are handed to the webview this often at most, in ms; it draws once a frame anyhow. */
const batchMs = 30;

/** The panel beside the editor that shows a solve. It can be closed and opened again at any time. */
export class ReasoningPanel {
  readonly #extension: Uri;
  readonly #act: (message: FromPanel) => void;
  #panel: WebviewPanel | undefined;
  #record: SolveRecord | undefined;
  /** What the webview has not been sent yet. */
  #waiting: SolveRecord | undefined;
  /** When each candidate was begun. */
  readonly #begun = new Map<number, number>();
  #timer: NodeJS.Timeout | undefined;
  #ready = false;

  constructor(extension: Uri, act: (message: FromPanel) => void) {
    this.#extension = extension;
    this.#act = act;
  }

  /** The solve that is shown. */
  get record(): SolveRecord {
    // Made at its first use: the solver is not loaded for a panel that nobody opens.
    this.#record ??= new SolveRecord();
    return this.#record;
  }

  /** Opens the panel beside the editor, or brings it to the front; the editor keeps the keyboard. */
  show(): void {
    if (this.#panel) {
      this.#panel.reveal(undefined, true);
      return;
    }
    const panel = window.createWebviewPanel(
      'verdict.reasoning',
      'Verdict',
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      webviewOptions(this.#extension),
    );
    this.adopt(panel);
  }

  /** Takes over a panel, a new one or one that VS Code has kept over a reload. */
  adopt(panel: WebviewPanel): void {
    this.#panel = panel;
    panel.webview.options = webviewOptions(this.#extension);
    panel.webview.html = webviewPage(panel.webview, this.#extension, 'panel');
    panel.webview.onDidReceiveMessage((raw) => {
      const message = FromPanel.safeParse(raw);
      if (!message.success) return;
      if (message.data.type === 'ready') this.#showAll();
      else this.#act(message.data);
    });
    panel.onDidChangeViewState(() => {
      // A hidden webview loses its page; when it is shown again it says "ready" anew.
      if (!panel.visible) this.#ready = false;
    });
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#ready = false;
    });
  }

  /** Forgets the solve that was shown. */
  start(): void {
    this.#record = new SolveRecord();
    this.#waiting = undefined;
    this.#begun.clear();
    this.#send({ type: 'reset' });
    this.show();
  }

  /** Adds an event of the solve that is shown. */
  add(event: SolveEvent): void {
    this.record.add(event);
    if (event.type === 'candidate-started') this.#begun.set(event.candidate, Date.now());
    if (!this.#ready) return;
    this.#waiting ??= new SolveRecord();
    this.#waiting.add(event);
    this.#timer ??= setTimeout(() => this.#flush(), batchMs);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#panel?.dispose();
  }

  #flush(): void {
    this.#timer = undefined;
    if (this.#waiting) this.#send({ type: 'events', events: this.#waiting.events });
    this.#waiting = undefined;
  }

  #showAll(): void {
    this.#ready = true;
    this.#waiting = undefined;
    const now = Date.now();
    const agesMs = Object.fromEntries([...this.#begun].map(([candidate, at]) => [candidate, now - at]));
    this.#send({ type: 'reset' });
    this.#send({ type: 'events', events: this.record.events, agesMs });
  }

  #send(message: ToPanel): void {
    void this.#panel?.webview.postMessage(message);
  }
}
