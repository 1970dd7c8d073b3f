import { basename } from 'node:path';
import {
  commands,
  Disposable,
  EndOfLine,
  l10n,
  type Position,
  type TextDocument,
  Uri,
  type ViewColumn,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { languageOf } from '../judge/index.ts';
import { isProblem } from '../problem/index.ts';
import { type DocumentProblem, statementIn } from './documentProblem.ts';

const scheme = 'verdict-proposal';

/** A program that is shown as a difference until the user takes it or not. */
interface Proposal {
  document: TextDocument;
  version: number;
  place: Position;
  text: string;
  shown: Uri;
}

/**
 * Puts programs below the statements they solve, as one edit that can be undone. A document that is no source file
 * in the program's language, is read-only, or holds the statement no more, is left alone: the program then comes in
 * a new file. One that has changed since the solve began is asked about first.
 */
export class Insertion {
  readonly #registered: Disposable;
  #proposal: Proposal | undefined;
  #count = 0;

  constructor() {
    this.#registered = Disposable.from(
      workspace.registerTextDocumentContentProvider(scheme, {
        provideTextDocumentContent: () => (this.#proposal ? textWith(this.#proposal) : ''),
      }),
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        const { shown } = this.#proposal ?? {};
        const isShown = closed.some(({ input }) => modifiedOf(input)?.toString() === shown?.toString());
        if (shown && isShown) void this.#keep(undefined);
      }),
    );
  }

  /** Inserts the program where it belongs. */
  async insert(found: DocumentProblem, code: string, language: string): Promise<void> {
    const { document, column, version } = found;
    const place = placeIn(document, language);
    if (!place) return openProgram(column, code, language);
    if (document.version !== version) {
      const [show, insert] = [l10n.t('Show Diff'), l10n.t('Insert')];
      const answer = await window.showWarningMessage(
        l10n.t('{0} has changed since the solve began.', basename(document.uri.path)),
        show,
        insert,
      );
      if (answer === show) return this.propose(found, code, language);
      if (answer !== insert) return;
    }
    const now = placeIn(document, language);
    if (!now || !(await apply(document, now, textFor(code)))) return openProgram(column, code, language);
    await window.showTextDocument(document, { viewColumn: column, preview: false });
  }

  /** Shows the file as it would be, beside what it is; the user accepts or rejects it. */
  async propose({ document, column }: DocumentProblem, code: string, language: string): Promise<void> {
    const place = placeIn(document, language);
    if (!place) return openProgram(column, code, language);
    const shown = Uri.from({ scheme, path: document.uri.path, query: String(++this.#count) });
    const proposal: Proposal = { document, version: document.version, place, text: textFor(code), shown };
    await this.#keep(proposal);
    const title = l10n.t('{0} ↔ with the program', basename(document.uri.path));
    await commands.executeCommand('vscode.diff', document.uri, shown, title, { viewColumn: column });
    const [accept, reject] = [l10n.t('Accept'), l10n.t('Reject')];
    const answer = await window.showInformationMessage(l10n.t('Insert this program?'), accept, reject);
    if (this.#proposal !== proposal) return;
    if (answer === accept) await this.accept();
    if (answer === reject) await this.reject();
  }

  /** Inserts what is proposed. */
  async accept(): Promise<void> {
    const proposal = this.#proposal;
    if (!proposal) return;
    const { document, version, place, text } = proposal;
    await this.reject();
    if (document.isClosed || document.version !== version) {
      void window.showWarningMessage(
        l10n.t('The file has changed since it was compared. Show the difference again.'),
      );
      return;
    }
    await apply(document, place, text);
    await window.showTextDocument(document, { preview: false });
  }

  /** Closes what is proposed, and leaves the file as it is. */
  async reject(): Promise<void> {
    const { shown } = this.#proposal ?? {};
    await this.#keep(undefined);
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    await window.tabGroups.close(
      tabs.filter(({ input }) => shown && modifiedOf(input)?.toString() === shown.toString()),
    );
  }

  dispose(): void {
    this.#registered.dispose();
  }

  async #keep(proposal: Proposal | undefined): Promise<void> {
    this.#proposal = proposal;
    await commands.executeCommand('setContext', 'verdict.hasProposal', proposal !== undefined);
  }
}

/** Opens a program as a new, untitled file in the program's language. */
export async function openProgram(
  column: ViewColumn | undefined,
  code: string,
  language: string,
): Promise<void> {
  const languageId = languageOf(language)?.languageIds[0] ?? language;
  const document = await workspace.openTextDocument({ content: `${code.trimEnd()}\n`, language: languageId });
  await window.showTextDocument(document, { viewColumn: column, preview: false });
  await noteInserted();
}

/** The last step of the walkthrough is done. */
async function noteInserted(): Promise<void> {
  await commands.executeCommand('setContext', 'verdict.hasInserted', true);
}

/** The end of the statement's last line; undefined where the document can hold no program below one. */
function placeIn(document: TextDocument, language: string): Position | undefined {
  const fits = languageOf(document.languageId)?.id === language;
  const reading = fits && !document.isClosed ? statementIn(document) : undefined;
  if (!reading || !isProblem(reading)) return undefined;
  return document.lineAt(reading.range.endLine).range.end;
}

function textFor(code: string): string {
  return `\n\n${code.trimEnd()}\n`;
}

async function apply(document: TextDocument, place: Position, text: string): Promise<boolean> {
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, place, text);
  const done = await workspace.applyEdit(edit);
  if (done) await noteInserted();
  return done;
}

function textWith({ document, place, text }: Proposal): string {
  const before = document.getText();
  const at = document.offsetAt(place);
  return (
    before.slice(0, at) +
    text.replaceAll('\n', document.eol === EndOfLine.CRLF ? '\r\n' : '\n') +
    before.slice(at)
  );
}

/** The right side of a difference; tabs of other kinds have none. */
function modifiedOf(input: unknown): Uri | undefined {
  const { modified } = (input ?? {}) as { modified?: unknown };
  return modified instanceof Uri ? modified : undefined;
}
