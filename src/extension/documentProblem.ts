import { l10n, type TextDocument, type Uri, type ViewColumn, window } from 'vscode';
import {
  isProblem,
  type LineRange,
  type Problem,
  type Reading,
  type ReadingAt,
  readProblem,
  readProblemAt,
} from '../problem/index.ts';
import { translated } from './words.ts';

/** A problem with the document it was read from. */
export interface DocumentProblem {
  problem: Problem;
  range: LineRange;
  document: TextDocument;
  /** Of the document when it was read. */
  version: number;
  /** Where it is shown; what belongs to it is opened there too. */
  column: ViewColumn | undefined;
}

/**
 * The problem in the document at `uri`, or in the active editor. Undefined after telling the user why there is
 * none and what to do.
 */
export async function problemIn(uri?: Uri): Promise<DocumentProblem | undefined> {
  const editor = uri
    ? window.visibleTextEditors.find((it) => it.document.uri.toString() === uri.toString())
    : window.activeTextEditor;
  if (!editor) {
    void window.showInformationMessage(
      l10n.t('Open the file with the problem statement first, then try again.'),
    );
    return undefined;
  }
  const { document, selection, viewColumn: column } = editor;
  const { version } = document;
  if (!selection.isEmpty) {
    const selected = readProblem(document.getText(selection), { part: 'selection', languageId: 'plaintext' });
    if (isProblem(selected)) {
      const range = { startLine: selection.start.line, endLine: selection.end.line };
      return { problem: selected.problem, range, document, version, column };
    }
  }
  const reading = await readDocument(document);
  if (isProblem(reading)) return { ...reading, document, version, column };
  void window.showWarningMessage(translated(reading.reason));
  return undefined;
}

/** Reads the document as it stands in the editor, with all that lies beside its file: corrections and tests win. */
export async function readDocument(document: TextDocument): Promise<ReadingAt> {
  if (document.uri.scheme !== 'file') return statementIn(document);
  const { languageId } = document;
  return readProblemAt(document.uri.fsPath, { text: document.getText(), languageId });
}

/** Reads only the document's own text: where in it a statement stands. */
export function statementIn(document: TextDocument): Reading {
  const path = document.uri.scheme === 'file' ? document.uri.fsPath : document.uri.path;
  return readProblem(document.getText(), { path, languageId: document.languageId });
}
