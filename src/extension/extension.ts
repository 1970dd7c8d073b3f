import {
  commands,
  type ExtensionContext,
  l10n,
  languages,
  type TestItem,
  Uri,
  window,
  workspace,
} from 'vscode';
import { programQuestion } from '../coach/index.ts';
import { ContestRefusal } from '../problem/index.ts';
import { askInChat } from './ai/participant.ts';
import { Statements } from './ai/statements.ts';
import { registerAi } from './ai/surfaces.ts';
import { ChatView } from './chat/chatView.ts';
import { StatementLenses } from './codeLenses.ts';
import { Companion } from './companion.ts';
import { showRefusal } from './contestGuard.ts';
import { problemIn } from './documentProblem.ts';
import { EndpointKeys } from './endpointChoice.ts';
import { openEvalReport } from './evalReport.ts';
import { Hinting } from './hinting.ts';
import { LastVerdicts } from './lastVerdict.ts';
import { ProblemPanel } from './problemPanel.ts';
import { Readings } from './readings.ts';
import { Reviewing } from './reviewing.ts';
import { Solving } from './solving.ts';
import { ModelStatus } from './statusItem.ts';
import { Stressing } from './stressing.ts';
import { copyForSubmission } from './submission/submitting.ts';
import { Terminals } from './terminals.ts';
import { fileOfItem, Testing } from './testing/testing.ts';
import { showGrowth } from './timing.ts';
import { showUntrusted, UntrustedFolder } from './trust.ts';
import { messageOf } from './words.ts';
import { Workbench } from './workbench.ts';

let workbench: Workbench | undefined;

/**
 * Registers what the user can see. Nothing is loaded, probed or started before its first use, but the loopback
 * port for Competitive Companion, unless it is switched off.
 */
export function activate(context: ExtensionContext): void {
  const owner = new Workbench(
    context.extensionPath,
    context.logUri.fsPath,
    new EndpointKeys(context.secrets),
  );
  workbench = owner;
  const solving = new Solving(context, owner);
  const verdicts = new LastVerdicts();
  const chat = new ChatView(context, owner, verdicts);
  const hinting = new Hinting(context.workspaceState, owner, chat);
  const reviewing = new Reviewing(owner, chat);
  const stressing = new Stressing(owner, chat);
  const statements = new Statements();
  const terminals = new Terminals(context.extensionPath);
  const status = new ModelStatus();
  const readings = new Readings();
  const lenses = new StatementLenses(readings);
  const problemPanel = new ProblemPanel(context.extensionUri, owner, verdicts);
  const testing = new Testing(owner, verdicts, readings);
  const companion = new Companion(context.globalStorageUri.fsPath);
  // Once the host has gone on to other extensions.
  setImmediate(guarded(() => companion.start()));
  const sidecars = workspace.createFileSystemWatcher('**/.verdict/**');
  const refresh = () => {
    readings.forget();
    lenses.refresh();
    problemPanel.refresh();
    testing.refresh();
  };
  for (const event of [sidecars.onDidChange, sidecars.onDidCreate, sidecars.onDidDelete]) event(refresh);
  owner.onInfoChange((info) => status.update(info));
  owner.onSandbox((report) => status.updateSandbox(report));

  const explain = async (uri?: Uri) => {
    const found = await problemIn(uri);
    if (!found) return;
    await chat.show();
    await chat.explain(found.problem);
  };
  const stop = () => {
    solving.stop();
    chat.stop();
    problemPanel.stop();
  };
  context.subscriptions.push(
    solving,
    verdicts,
    statements,
    chat,
    reviewing,
    status,
    lenses,
    problemPanel,
    testing,
    companion,
    sidecars,
    ...registerAi({
      extension: context.extensionUri,
      workbench: owner,
      verdicts,
      solving,
      hinting,
      reviewing,
      stressing,
      statements,
    }),
    languages.registerCodeLensProvider([{ scheme: 'file' }, { scheme: 'untitled' }], lenses),
    window.registerWebviewPanelSerializer('verdict.reasoning', {
      deserializeWebviewPanel: (panel) => solving.revive(panel),
    }),
    window.registerWebviewViewProvider(ChatView.id, chat),
    workspace.onDidChangeConfiguration((event) => {
      if (
        ['model', 'endpoint', 'endpointModel', 'gpu', 'gpuDevice'].some((it) =>
          event.affectsConfiguration(`verdict.${it}`),
        )
      )
        status.update(undefined);
    }),
    ...Object.entries({
      solve: (uri?: Uri) => solving.solve(uri),
      explain,
      hint: (uri?: Uri) => hinting.hint(uri),
      review: (uri?: Uri) => reviewing.review(uri),
      explainCode: (uri?: Uri) => explainCode(chat, uri),
      complexity: (uri?: Uri) => showGrowth(owner, chat, uri),
      stress: (target?: Uri | TestItem) => stressing.stress(fileOfItem(target)),
      copyForSubmission: (uri?: Uri) => copyForSubmission(owner, uri),
      gradeFolder: (uri?: Uri) => terminals.gradeFolder(uri),
      openEvalReport: (folder?: Uri) => openEvalReport(folder),
      gradeProofs: (uri?: Uri) => terminals.gradeProofs(uri),
      startServer: () => terminals.startServer(),
      checkToolchain: () => terminals.checkToolchain(),
      openExample,
      showFix: () => reviewing.showFix(),
      applyFix: () => reviewing.applyFix(),
      stop,
      runSamples: (uri?: Uri) => problemPanel.runSamples(uri),
      showProblem: (target?: Uri | TestItem) => problemPanel.show(fileOfItem(target)),
      toggleCompanion: () => companion.toggle(),
      showReasoning: () => solving.show(),
      pastSolves: () => solving.showPast(),
      exportSolve: () => solving.exportSolve(),
      acceptProgram: () => solving.insertion.accept(),
      rejectProgram: () => solving.insertion.reject(),
      chooseModel: () => owner.chooseModel(),
      newChat: async () => {
        await chat.newChat();
        await chat.show();
      },
      chatHistory: () => chat.showHistory(),
      exportChat: () => chat.exportChat(),
      askInChat,
      setEndpointKey: () => owner.setEndpointKey(),
      showLog: () => showLog(owner.logFile),
    }).map(([name, run]) => commands.registerCommand(`verdict.${name}`, guarded(run))),
  );
}

export async function deactivate(): Promise<void> {
  await workbench?.[Symbol.asyncDispose]();
}

/** A command that fails tells the user why; its message says what to do. */
function guarded<Args extends unknown[]>(run: (...args: Args) => unknown): (...args: Args) => Promise<void> {
  return async (...args) => {
    try {
      await run(...args);
    } catch (error) {
      if (error instanceof ContestRefusal) return showRefusal(error);
      if (error instanceof UntrustedFolder) return showUntrusted(error);
      void window.showErrorMessage(messageOf(error));
    }
  };
}

/** Asks the chat about the selection, or the whole of the document. */
async function explainCode(chat: ChatView, uri?: Uri): Promise<void> {
  const document = uri ? await workspace.openTextDocument(uri) : window.activeTextEditor?.document;
  if (!document) {
    void window.showInformationMessage(l10n.t('Open the program first, then try again.'));
    return;
  }
  const editor = window.visibleTextEditors.find((it) => it.document === document);
  const code = document.getText(editor && !editor.selection.isEmpty ? editor.selection : undefined);
  await chat.show();
  await chat.ask(programQuestion(code, document.languageId));
}

/** A statement to begin with, as a document that belongs to nobody yet. */
async function openExample(): Promise<void> {
  const content = `# A plus B

Read two integers a and b from one line and print their sum. (-1000 <= a, b <= 1000)

## Sample Input 1

1 2

## Sample Output 1

3

## Sample Input 2

-4 10

## Sample Output 2

6
`;
  const document = await workspace.openTextDocument({ language: 'markdown', content });
  await window.showTextDocument(document, { preview: false });
}

async function showLog(path: string): Promise<void> {
  try {
    await window.showTextDocument(await workspace.openTextDocument(Uri.file(path)));
  } catch {
    void window.showInformationMessage(
      l10n.t('There is no log yet: the model has not been loaded in this window.'),
    );
  }
}
