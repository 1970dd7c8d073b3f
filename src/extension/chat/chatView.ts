import { join } from 'node:path';
import {
  commands,
  type ExtensionContext,
  l10n,
  type Memento,
  type QuickPickItem,
  ThemeIcon,
  type Uri,
  type WebviewView,
  type WebviewViewProvider,
  window,
  workspace,
} from 'vscode';
import type { Message } from '../../model/index.ts';
import type { Problem } from '../../problem/index.ts';
import {
  type ChatTurn,
  FromChat,
  isSlashCommand,
  slashCommands,
  type ToChat,
} from '../../webview/protocol.ts';
import type { LastVerdicts } from '../lastVerdict.ts';
import { webviewOptions, webviewPage } from '../webviewPage.ts';
import { messageOf } from '../words.ts';
import type { Workbench } from '../workbench.ts';
import { answered } from './answering.ts';
import { CodeBlocks } from './codeBlocks.ts';
import { ChatContext, editorInUse } from './context.ts';
import { explanation } from './explanation.ts';
import { type ReplyEvent, said } from './reply.ts';
import { samplesInWords } from './runInMarkdown.ts';
import { type ChatSession, ChatSessions, inMarkdown, newSession, titleOf } from './sessions.ts';

const openKey = 'verdict.chat.open';

/** What a turn of the user is made with, beside its text. */
interface Company {
  /** What the model reads with the question. */
  attached?: string;
  /** The same in the user's words. */
  context?: string[];
  /** The slash command that does it again. */
  command?: string;
}

/** The chat in the side bar: conversations with the model, kept until they are deleted. */
export class ChatView implements WebviewViewProvider {
  static readonly id = 'verdict.chat';
  readonly #extension: Uri;
  readonly #workbench: Workbench;
  readonly #memory: Memento;
  readonly #sessions: ChatSessions;
  readonly #context: ChatContext;
  readonly #verdicts: LastVerdicts;
  readonly #code: CodeBlocks;
  #view: WebviewView | undefined;
  #session: ChatSession | undefined;
  #restoring: Promise<ChatSession> | undefined;
  #stop: AbortController | undefined;

  constructor(context: ExtensionContext, workbench: Workbench, verdicts: LastVerdicts) {
    this.#extension = context.extensionUri;
    this.#workbench = workbench;
    this.#memory = context.workspaceState;
    this.#sessions = new ChatSessions(join((context.storageUri ?? context.globalStorageUri).fsPath, 'chats'));
    this.#context = new ChatContext(verdicts);
    this.#verdicts = verdicts;
    this.#code = new CodeBlocks(workbench);
    this.#context.onDidChange(() => this.#sendContext());
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
    const question = l10n.t('Explain the problem "{0}".', problem.title ?? l10n.t('in the open file'));
    await this.reply(question, (signal) => explanation(this.#workbench, problem, signal), {
      command: '/explain',
    });
  }

  /** Stops the reply under way; what has arrived stays. */
  stop(): void {
    this.#stop?.abort();
  }

  dispose(): void {
    this.stop();
    this.#context.dispose();
    this.#code.dispose();
  }

  async #act(message: FromChat): Promise<void> {
    switch (message.type) {
      case 'ready':
        await this.#current();
        this.#sendTurns();
        return void (await this.#context.refresh());
      case 'stop':
        return this.stop();
      case 'clear':
        return this.newChat();
      case 'ask':
        return this.ask(message.text);
      case 'retry':
        return this.#again(undefined);
      case 'edit':
        return this.#again(message);
      case 'takeChip':
        return this.#context.take(message.chip);
      case 'code': {
        const { action, code, language } = message;
        if (action === 'copy') return this.#code.copy(code);
        if (action === 'insert') return this.#code.insert(code, language);
        if (action === 'diff') return this.#code.compare(code);
        return this.reply(l10n.t('Run the samples on the code above.'), (signal) =>
          this.#code.run(code, language, signal),
        );
      }
    }
  }

  /** Begins a new conversation; the one before is kept. */
  async newChat(): Promise<void> {
    this.stop();
    await this.#open(newSession());
  }

  /** Lets the user choose, search and delete conversations. */
  async showHistory(): Promise<void> {
    const list = window.createQuickPick<QuickPickItem & { session: ChatSession }>();
    const deleting = { iconPath: new ThemeIcon('trash'), tooltip: l10n.t('Delete') };
    const renaming = { iconPath: new ThemeIcon('edit'), tooltip: l10n.t('Rename') };
    list.title = l10n.t('Verdict: Chats');
    list.placeholder = l10n.t('Search titles and questions');
    list.matchOnDescription = true;
    list.matchOnDetail = true;
    const fill = async () => {
      const current = await this.#current();
      list.items = (await this.#sessions.all()).map((session) => ({
        session,
        label: session.title || l10n.t('Chat'),
        description: `${new Date(session.changedMs).toLocaleString()}${session.id === current.id ? ` · ${l10n.t('open')}` : ''}`,
        detail: questionsOf(session),
        buttons: [renaming, deleting],
      }));
      if (list.items.length === 0) list.placeholder = l10n.t('No chat has been kept yet.');
    };
    await fill();
    list.onDidAccept(() => {
      const [chosen] = list.selectedItems;
      list.hide();
      if (!chosen) return;
      this.stop();
      void this.#open(chosen.session).then(() => this.show());
    });
    list.onDidTriggerItemButton(async ({ item: { session }, button }) => {
      if (button === deleting) {
        await this.#sessions.remove(session.id);
        if (session.id === this.#session?.id) await this.newChat();
        return fill();
      }
      const title = await window.showInputBox({
        title: l10n.t('The Title of the Chat'),
        value: session.title,
      });
      if (title === undefined) return;
      const kept = session.id === this.#session?.id ? this.#session : session;
      kept.title = title.trim();
      await this.#sessions.keep(kept);
    });
    list.onDidHide(() => list.dispose());
    list.show();
  }

  /** Opens the conversation as a Markdown document that the user may save. */
  async exportChat(): Promise<void> {
    const session = await this.#current();
    if (session.turns.length === 0) {
      void window.showInformationMessage(l10n.t('There is nothing to export: the chat is empty.'));
      return;
    }
    const document = await workspace.openTextDocument({ language: 'markdown', content: inMarkdown(session) });
    await window.showTextDocument(document, { preview: false });
  }

  /** Asks the model, about what the chips show; a slash command does what its namesake does. */
  async ask(text: string): Promise<void> {
    const slash = /^\/(\w+)\s*([\s\S]*)$/.exec(text);
    if (slash) return this.#command(text, slash[1] ?? '');
    const session = await this.#current();
    const { problem, words, labels } = await this.#context.now();
    const question: Message = { role: 'user', content: words ? `${text}\n\n${words}` : text };
    const history = [...historyOf(session.turns), question];
    await this.reply(text, (signal) => answered(this.#workbench, history, problem, signal), {
      context: labels,
      ...(words && { attached: words }),
    });
  }

  /** Shows a question and what answers it, as it comes, in the place of a reply that is still under way. */
  async reply(
    question: string,
    answer: (signal: AbortSignal) => AsyncIterable<ReplyEvent>,
    company: Company = {},
  ): Promise<void> {
    this.stop();
    const stop = new AbortController();
    this.#stop = stop;
    const session = await this.#current();
    const reply: ChatTurn = { role: 'assistant', text: '', thought: '' };
    session.turns.push({ role: 'user', text: question, thought: '', ...company }, reply);
    session.title ||= titleOf(question);
    this.#sendTurns();
    await this.#keep(session);
    try {
      for await (const event of answer(stop.signal)) {
        if (event.type === 'text') {
          if (event.channel === 'answer') reply.text += event.text;
          else reply.thought += event.text;
          if (this.#session?.turns.at(-1) === reply) {
            this.#send({ type: 'text', channel: event.channel, text: event.text });
          }
        } else if (event.type === 'ended') {
          reply.ended = endings[event.reason];
        } else if (event.type === 'doing') {
          if (this.#session?.turns.at(-1) === reply) this.#send(event);
        } else if (event.type === 'note') {
          reply.note = event.text;
          this.#sendTurns();
        }
      }
    } catch (error) {
      reply.ended = stop.signal.aborted ? 'stopped' : 'error';
      reply.error = messageOf(error);
    }
    reply.ended ??= 'stopped';
    if (this.#stop === stop) this.#stop = undefined;
    this.#sendTurns();
    await this.#keep(session);
  }

  /** Asks the last question again, or another in the place of an earlier one; what came after it goes. */
  async #again(edited: { turn: number; text: string } | undefined): Promise<void> {
    this.stop();
    const { turns } = await this.#current();
    const at = edited?.turn ?? turns.findLastIndex(({ role }) => role === 'user');
    const question = turns[at];
    if (question?.role !== 'user') return;
    turns.splice(at);
    this.#sendTurns();
    await this.ask(edited?.text ?? question.command ?? question.text);
  }

  async #command(text: string, name: string): Promise<void> {
    if (!isSlashCommand(name)) {
      return this.reply(text, async function* () {
        const known = Object.entries(slashCommands).map(([it, what]) => `- \`/${it}\`: ${l10n.t(what)}`);
        yield said(`${l10n.t('There is no command {0}. There are:', `\`/${name}\``)}\n\n${known.join('\n')}`);
        yield { type: 'ended', reason: 'stop' };
      });
    }
    if (name === 'test')
      return this.reply(text, (signal) => samplesInWords(this.#workbench, this.#verdicts, signal), {
        command: text,
      });
    if (name !== 'solve')
      return void (await commands.executeCommand(`verdict.${name}`, editorInUse()?.document.uri));
    await this.reply(
      text,
      async function* () {
        yield said(l10n.t('The solve is shown in the panel *Verdict* beside the editor.'));
        yield { type: 'ended', reason: 'stop' };
      },
      { command: text },
    );
    await commands.executeCommand('verdict.solve', editorInUse()?.document.uri);
  }

  /** The conversation that is open: the one of before a reload, or a new one. */
  async #current(): Promise<ChatSession> {
    if (this.#session) return this.#session;
    this.#restoring ??= this.#restored();
    this.#session ??= await this.#restoring;
    return this.#session;
  }

  async #restored(): Promise<ChatSession> {
    const id = this.#memory.get<string>(openKey);
    return (id && (await this.#sessions.find(id))) || newSession();
  }

  async #open(session: ChatSession): Promise<void> {
    this.#session = session;
    await this.#memory.update(openKey, session.id);
    this.#sendTurns();
  }

  async #keep(session: ChatSession): Promise<void> {
    session.changedMs = Date.now();
    try {
      await this.#sessions.keep(session);
      await this.#memory.update(openKey, this.#session?.id);
      await this.#sessions.tidy();
    } catch (error) {
      const why = messageOf(error);
      void window.showWarningMessage(l10n.t('The chat could not be kept: {0}', why));
    }
  }

  #sendTurns(): void {
    this.#send({ type: 'turns', turns: this.#session?.turns ?? [] });
  }

  #sendContext(): void {
    if (this.#view?.visible) this.#send({ type: 'context', chips: this.#context.chips() });
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

/** The conversation as the model is to see it: without thoughts. */
function historyOf(turns: ChatTurn[]): Message[] {
  return turns
    .filter(({ role, text }) => role === 'user' || text !== '')
    .map(({ role, text, attached }) => ({ role, content: attached ? `${text}\n\n${attached}` : text }));
}

function questionsOf({ turns }: ChatSession): string {
  const questions = turns.filter(({ role }) => role === 'user').map(({ text }) => text);
  return questions.slice(1).join(' · ').replace(/\s+/g, ' ').slice(0, 400);
}
