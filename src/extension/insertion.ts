import { Position, type ViewColumn, WorkspaceEdit, window, workspace } from 'vscode';
import { languageOf } from '../judge/index.ts';
import { isProblem } from '../problem/index.ts';
import { type DocumentProblem, statementIn } from './documentProblem.ts';

/**
 * Puts a program below the statement it solves, as one edit that can be undone. A document that is no source
 * file in the program's language, is read-only, or holds the statement no more, is left alone: the program
 * then comes in a new file.
 */
export async function insertProgram(
  { document, column }: DocumentProblem,
  code: string,
  language: string,
): Promise<void> {
  const fits = languageOf(document.languageId)?.id === language;
  const reading = fits && !document.isClosed ? statementIn(document) : undefined;
  if (!reading || !isProblem(reading)) return openProgram(column, code, language);
  const last = document.lineAt(reading.range.endLine);
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(last.lineNumber, last.text.length), `\n\n${code.trimEnd()}\n`);
  if (!(await workspace.applyEdit(edit))) return openProgram(column, code, language);
  await window.showTextDocument(document, { viewColumn: column, preview: false });
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
}
