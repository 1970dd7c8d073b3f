import { type Uri, type WebviewView, type WebviewViewProvider, window, workspace } from 'vscode';
import { chatReply, explainProblem } from '../coach/index.ts';
import type { GenerateEvent, Message } from '../model/index.ts';
import { isProblem, type Problem } from '../problem/index.ts';
import { type ChatTurn, FromChat, type ToChat } from '../webview/protocol.ts';
import { contestGuard } from './contestGuard.ts';
import { readDocument } from './documentProblem.ts';
import { readSettings } from './settings.ts';
import { webviewOptions, webviewPage } from './webviewPage.ts';
import type { Model, Workbench } from './workbench.ts';

/** The chat in the side bar: one conversation with the model of this machine. */
export class ChatView implements WebviewViewProvider {
  static readonly id = 'verdict.chat';
  readonly #extension: Uri;
  readonly #workbench: Workbench;
  readonly #watching = [
    window.onDidChangeActiveTextEditor(() => this.#sendContext()),
    workspace.onDidSaveTextDocument(() => this.#sendContext()),
  ];
  #view: WebviewView | undefined;
  #turns: ChatTurn[] = [];
  #stop: AbortController | undefined;

  constructor(extension: Uri, workbench: Workbench) {
    this.#extension = extension;
    this.#workbench = workbench;
  }

  resolveWebviewView(view: WebviewView): void {
    this.#view = view;
    view.webview.options = webviewOptions(this.#extension);
    view.webview.html = webviewPage(view.webview, this.#extension, 'chat');
    view.webview.onDidReceiveMessage((raw) => {
      const message = FromChat.safeParse(raw);
      if (message.success) void this.#act(message.data);
    });
    view.onDidDispose(() => {
      this.#view = undefined;
    });
  }

  /** Explains the problem as a turn of the conversation. */
  async explain(problem: Problem): Promise<void> {
    const question = `Explain the problem "${problem.title ?? 'in the open file'}".`;
    await this.#reply(question, ({ engine, preset }, signal) =>
      explainProblem({
        guard: contestGuard(),
        engine,
        preset,
        problem,
        signal,
        instructions: readSettings().instructions.explain,
      }),
    );
  }

  /** Stops the reply under way; what has arrived stays. */
  stop(): void {
    this.#stop?.abort();
  }

  dispose(): void {
    this.stop();
    for (const it of this.#watching) it.dispose();
  }

  async #act(message: FromChat): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#send({ type: 'turns', turns: this.#turns });
        return this.#sendContext();
      case 'stop':
        return this.stop();
      case 'clear':
        this.stop();
        this.#turns = [];
        return this.#send({ type: 'turns', turns: this.#turns });
      case 'ask': {
        const problem = await problemOfActiveEditor();
        return this.#reply(message.text, ({ engine, preset }, signal) =>
          chatReply({
            instructions: readSettings().instructions.chat,
            guard: contestGuard(),
            engine,
            preset,
            history: this.#history(),
            problem,
            seed: this.#turns.length,
            signal,
          }),
        );
      }
    }
  }

  async #reply(
    question: string,
    generate: (model: Model, signal: AbortSignal) => AsyncIterable<GenerateEvent>,
  ): Promise<void> {
    this.stop();
    const stop = new AbortController();
    this.#stop = stop;
    const reply: ChatTurn = { role: 'assistant', text: '', thought: '' };
    this.#turns.push({ role: 'user', text: question, thought: '' }, reply);
    this.#send({ type: 'turns', turns: this.#turns });
    try {
      const model = await this.#workbench.model();
      if (!model) throw new Error('No model is chosen. Use "Verdict: Choose Model", then ask again.');
      for await (const event of generate(model, stop.signal)) {
        if (event.type === 'text') {
          if (event.channel === 'answer') reply.text += event.text;
          else reply.thought += event.text;
          if (this.#turns.at(-1) === reply) {
            this.#send({ type: 'text', channel: event.channel, text: event.text });
          }
        } else if (event.type === 'ended') {
          reply.ended = endings[event.reason];
        }
      }
    } catch (error) {
      reply.ended = stop.signal.aborted ? 'stopped' : 'error';
      reply.error = error instanceof Error ? error.message : String(error);
    }
    reply.ended ??= 'stopped';
    if (this.#stop === stop) this.#stop = undefined;
    this.#send({ type: 'turns', turns: this.#turns });
  }

  /** The conversation as the model is to see it: without the reply under way and without thoughts. */
  #history(): Message[] {
    return this.#turns.slice(0, -1).map(({ role, text }) => ({ role, content: text }));
  }

  async #sendContext(): Promise<void> {
    const problem = await problemOfActiveEditor();
    this.#send({ type: 'context', problem: problem?.title });
  }

  #send(message: ToChat): void {
    void this.#view?.webview.postMessage(message);
  }
}

const endings = {
  stop: 'whole',
  length: 'cut',
  context: 'cut',
  repetition: 'cut',
  aborted: 'stopped',
} as const;

async function problemOfActiveEditor(): Promise<Problem | undefined> {
  const document = window.activeTextEditor?.document;
  const reading = document && (await readDocument(document));
  return reading && isProblem(reading) ? reading.problem : undefined;
}
