import { basename } from 'node:path';
import {
  type CodeAction,
  CodeActionKind,
  commands,
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  l10n,
  languages,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { type Finding, failureInWords, failureOf, review } from '../coach/index.ts';
import { isProblem, type Problem, type ReadingAt } from '../problem/index.ts';
import { findOracle } from '../solver/index.ts';
import type { ChatView } from './chat/chatView.ts';
import type { Asked, ReplyEvent } from './chat/reply.ts';
import { contestGuard } from './contestGuard.ts';
import { readDocument } from './documentProblem.ts';
import { reviewInMarkdown } from './reviewWords.ts';
import { type OwnProgram, programOf } from './sampleRun.ts';
import { readSettings } from './settings.ts';
import { evidenceInWords, translated } from './words.ts';
import type { Workbench } from './workbench.ts';

/** Fixes asked of the model at most. */
const fixes = 4;
const fixScheme = 'verdict-fix';
const inputScheme = 'verdict-input';

/** A fix that was judged and held, for the program as it stood at `version`. */
interface Fix {
  document: TextDocument;
  version: number;
  source: string;
  evidence: string;
}

/**
 * Reviews the user's own program: judge first, the model's words in the chat after it. What was found is marked
 * at its line; a fix that held can be looked at as a diff and applied.
 */
export class Reviewing {
  readonly #workbench: Workbench;
  readonly #chat: ChatView;
  readonly #findings = languages.createDiagnosticCollection('verdict');
  readonly #registered: Disposable;
  #fix: Fix | undefined;
  /** What shows the findings that are marked, under the addresses they can be opened by. */
  readonly #inputs = new Map<string, string>();

  constructor(workbench: Workbench, chat: ChatView) {
    this.#workbench = workbench;
    this.#chat = chat;
    this.#registered = Disposable.from(
      this.#findings,
      workspace.registerTextDocumentContentProvider(fixScheme, {
        provideTextDocumentContent: () => this.#fix?.source ?? '',
      }),
      workspace.registerTextDocumentContentProvider(inputScheme, {
        provideTextDocumentContent: (uri) => this.#inputs.get(uri.toString()) ?? '',
      }),
      languages.registerCodeActionsProvider(
        [{ scheme: 'file' }, { scheme: 'untitled' }],
        { provideCodeActions: (document, range) => this.#actions(document, range) },
        { providedCodeActionKinds: [CodeActionKind.QuickFix] },
      ),
      workspace.onDidCloseTextDocument(({ uri }) => this.#findings.delete(uri)),
    );
  }

  /** Reviews the program that belongs to the document at `uri`, or to the active editor. */
  async review(uri?: Uri): Promise<void> {
    const asked = await this.asked(uri);
    if (!asked) return;
    await this.#chat.show();
    await this.#chat.reply(asked.question, asked.answer);
  }

  /** The same, to be shown elsewhere. Undefined after telling the user what to do. */
  async asked(uri?: Uri): Promise<Asked | undefined> {
    const target = uri ?? window.activeTextEditor?.document.uri;
    if (!target) {
      void window.showInformationMessage(l10n.t('Open your program first, then try again.'));
      return undefined;
    }
    const reading = await readDocument(await workspace.openTextDocument(target));
    if (!isProblem(reading)) {
      void window.showWarningMessage(translated(reading.reason));
      return undefined;
    }
    const program = await programOf(target);
    if (!program) return undefined;
    this.#findings.delete(program.document.uri);
    this.#inputs.clear();
    await this.#keep(undefined);
    return {
      question: l10n.t('Review my program {0}.', program.name),
      answer: (signal) => this.#run(program, reading, target, signal),
    };
  }

  /** Shows the last fix that held beside the program as it is. */
  async showFix(): Promise<void> {
    const fix = this.#fix;
    if (!fix) return;
    const { document } = fix;
    const fixed = Uri.from({ scheme: fixScheme, path: document.uri.path, query: String(fix.version) });
    await commands.executeCommand(
      'vscode.diff',
      document.uri,
      fixed,
      l10n.t('Your program ↔ the fix that held'),
    );
  }

  /** Puts the last fix that held in the place of the program, as one edit that can be undone. */
  async applyFix(): Promise<void> {
    const fix = this.#fix;
    if (!fix) return;
    const { document, source } = fix;
    if (document.isClosed || document.version !== fix.version) {
      void window.showWarningMessage(
        l10n.t('The program has changed since it was reviewed. Review it again.'),
      );
      return;
    }
    const edit = new WorkspaceEdit();
    const end = document.lineAt(document.lineCount - 1).range.end;
    edit.replace(document.uri, new Range(document.positionAt(0), end), source);
    await workspace.applyEdit(edit);
    this.#findings.delete(document.uri);
  }

  dispose(): void {
    this.#registered.dispose();
  }

  async *#run(
    program: OwnProgram,
    reading: Extract<ReadingAt, { problem: Problem }>,
    target: Uri,
    signal: AbortSignal,
  ): AsyncGenerator<ReplyEvent> {
    const { problem, sidecar } = reading;
    const { document, name: _, ...submission } = program;
    const { version } = document;
    const findings: Finding[] = [];
    const first = beginOf(
      document,
      document.uri.toString() === target.toString() ? reading.range.endLine + 1 : 0,
    );
    const guard = contestGuard();
    const events = review({
      judge: await this.#workbench.judge(),
      problem,
      submission,
      ownTests: sidecar?.secret.map(({ name, input, output }) => ({ name, input, answer: output })),
      oracle: target.scheme === 'file' ? await findOracle(target.fsPath) : undefined,
      stressCases: readSettings().stressCases,
      coach: async () => {
        await guard.admit(problem, [], signal);
        const model = await this.#workbench.model();
        return model && { ...model, guard, replyLanguage: readSettings().replyLanguage };
      },
      fixes,
      seed: 1,
      signal,
    });
    for await (const event of events) {
      if (event.type === 'review-found') findings.push({ ...event.finding });
      if (event.type === 'fix-held') {
        // What only a run shows has no line of its own: the fix says where to look.
        for (const it of findings) if (it.kind !== 'warning') it.line ??= event.line;
        const evidence = evidenceInWords(event.evidence);
        const fix: Fix = { document, version, source: event.source, evidence };
        await this.#keep(fix);
        void this.#offer(fix);
      }
      if (event.type === 'review-found' || event.type === 'fix-held')
        this.#findings.set(
          document.uri,
          findings.map((finding, at) => this.#marked(document, finding, first, at)),
        );
      const reply = reviewInMarkdown(event, submission.source);
      if (reply) yield reply;
    }
    yield { type: 'ended', reason: signal.aborted ? 'aborted' : 'stop' };
  }

  async #keep(fix: Fix | undefined): Promise<void> {
    this.#fix = fix;
    await commands.executeCommand('setContext', 'verdict.hasFix', fix !== undefined);
  }

  async #offer(fix: Fix): Promise<void> {
    const [show, apply] = [l10n.t('Show as Diff'), l10n.t('Apply')];
    const answer = await window.showInformationMessage(l10n.t('A fix held: {0}.', fix.evidence), show, apply);
    if (this.#fix !== fix) return;
    if (answer === show) await this.showFix();
    if (answer === apply) await this.applyFix();
  }

  /** The mark of a finding; the input that shows it can be opened from there. */
  #marked(document: TextDocument, finding: Finding, first: number, at: number): Diagnostic {
    const mark = markOf(document, finding, first);
    if (!finding.result) return mark;
    const path = `/${basename(document.uri.path)}.${at + 1}.in`;
    const target = Uri.from({ scheme: inputScheme, path, query: String(document.version) });
    this.#inputs.set(target.toString(), finding.result.test.input);
    mark.code = { value: String(mark.code), target };
    return mark;
  }

  #actions(document: TextDocument, range: Range): CodeAction[] {
    const marks = (this.#findings.get(document.uri) ?? []).filter((it) => it.range.intersection(range));
    if (marks.length === 0) return [];
    const action = (title: string, command: string, ...rest: unknown[]): CodeAction => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [...marks],
      command: { title, command, arguments: rest },
    });
    const inputs = marks.flatMap(({ code }) =>
      typeof code === 'object'
        ? [action(l10n.t('Open the input that shows it ({0})', code.value), 'vscode.open', code.target)]
        : [],
    );
    const fix = this.#fix;
    if (fix?.document !== document || fix.version !== document.version) return inputs;
    return [
      action(l10n.t('Apply the fix that held ({0})', fix.evidence), 'verdict.applyFix'),
      action(l10n.t('Show the fix that held as a diff'), 'verdict.showFix'),
      ...inputs,
    ];
  }
}

/** The line, from 0, that stands for the whole program: where it begins to run, where that can be seen; else `first`. */
function beginOf(document: TextDocument, first: number): number {
  for (let line = first; line < document.lineCount; line++)
    if (/\b[mM]ain\s*\(/.test(document.lineAt(line).text)) return line;
  return first;
}

/** A mark at the finding's line; one without a line stands at `first`, from 0. */
function markOf(document: TextDocument, finding: Finding, first: number): Diagnostic {
  const line = Math.min(finding.line === undefined ? first : finding.line - 1, document.lineCount - 1);
  const { firstNonWhitespaceCharacterIndex: start, range } = document.lineAt(line);
  const shown = finding.result ? `\n${failureInWords(failureOf(finding.result, 400))}` : '';
  const mark = new Diagnostic(
    new Range(line, start, line, range.end.character),
    `${finding.message}${shown}`,
    finding.kind === 'warning' ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
  );
  mark.source = 'Verdict';
  mark.code = finding.result?.verdict ?? finding.kind;
  return mark;
}
