import { commands, type Uri, type WebviewView, type WebviewViewProvider, window, workspace } from 'vscode';
import { chatReply, explainProblem } from '../coach/index.ts';
import type { FinishReason, Message } from '../model/index.ts';
import { isProblem, type Problem } from '../problem/index.ts';
import { type ChatTurn, FromChat, type ToChat } from '../webview/protocol.ts';
import { contestGuard } from './contestGuard.ts';
import { readDocument } from './documentProblem.ts';
import { readSettings } from './settings.ts';
import { webviewOptions, webviewPage } from './webviewPage.ts';
import type { Model, Workbench } from './workbench.ts';

/** What a reply is made of; other events of the model are passed over. */
export type ReplyEvent =
  | { type: 'text'; channel: 'thought' | 'answer'; text: string }
  | { type: 'ended'; reason: FinishReason }
  | { type: 'started' };

/** A piece of a reply, in Markdown. */
export function said(text: string): ReplyEvent {
  return { type: 'text', channel: 'answer', text };
}

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

  /** Brings the chat to the front. */
  async show(): Promise<void> {
    await commands.executeCommand(`${ChatView.id}.focus`);
  }

  /** Explains the problem as a turn of the conversation. */
  async explain(problem: Problem): Promise<void> {
    const question = `Explain the problem "${problem.title ?? 'in the open file'}".`;
    await this.reply(question, (signal) =>
      this.#asked(problem, [], signal, ({ engine, preset }) =>
        explainProblem({
          guard: contestGuard(),
          engine,
          preset,
          problem,
          signal,
          instructions: readSettings().instructions.explain,
        }),
      ),
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
      case 'ask':
        return this.ask(message.text);
    }
  }

  /** Asks the model, about the problem of the active editor if there is one. */
  async ask(text: string): Promise<void> {
    const problem = await problemOfActiveEditor();
    const history = [...this.#history(), { role: 'user', content: text } as const];
    await this.reply(text, (signal) =>
      this.#asked(problem, history, signal, ({ engine, preset }) =>
        chatReply({
          instructions: readSettings().instructions.chat,
          guard: contestGuard(),
          engine,
          preset,
          history,
          problem,
          seed: this.#turns.length,
          signal,
        }),
      ),
    );
  }

  /** Shows a question and what answers it, as it comes, in the place of a reply that is still under way. */
  async reply(question: string, answer: (signal: AbortSignal) => AsyncIterable<ReplyEvent>): Promise<void> {
    this.stop();
    const stop = new AbortController();
    this.#stop = stop;
    const reply: ChatTurn = { role: 'assistant', text: '', thought: '' };
    this.#turns.push({ role: 'user', text: question, thought: '' }, reply);
    this.#send({ type: 'turns', turns: this.#turns });
    try {
      for await (const event of answer(stop.signal)) {
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

  /** Asks the model, once the contest guard lets it; before that no model is fetched or loaded. */
  async *#asked(
    problem: Problem | undefined,
    history: Message[],
    signal: AbortSignal,
    generate: (model: Model) => AsyncIterable<ReplyEvent>,
  ): AsyncGenerator<ReplyEvent> {
    const texts = history.filter(({ role }) => role === 'user').map(({ content }) => content);
    await contestGuard().admit(problem, texts, signal);
    yield* generate(await this.#workbench.neededModel());
  }

  /** The conversation as the model is to see it: without thoughts. */
  #history(): Message[] {
    return this.#turns.map(({ role, text }) => ({ role, content: text }));
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
