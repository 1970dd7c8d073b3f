import { l10n, type TextDocument, workspace } from 'vscode';
import { isProblem, type Reading, type ReadingAt } from '../problem/index.ts';
import { exportMark } from './chat/sessions.ts';
import { readDocument, statementIn } from './documentProblem.ts';

interface Kept {
  version: number;
  text: string;
  reading: Promise<ReadingAt>;
}

/**
 * What the open documents hold, for everything that looks again at each change: a version is read once, and what lies
 * beside a file is looked at again only when its statement or the folder beside it has changed.
 */
export class Readings {
  #kept = new WeakMap<TextDocument, Kept>();

  /** The reading of the document as it is now. */
  of(document: TextDocument): Promise<ReadingAt> {
    const before = this.#kept.get(document);
    if (before?.version === document.version) return before.reading;
    if (document.lineAt(0).text === exportMark)
      return Promise.resolve({ reason: l10n.t('This is a chat, not a statement.') });
    const here = statementIn(document);
    const text = JSON.stringify(here);
    const isSame = before?.text === text && isWatched(document, here);
    const reading = isSame ? before.reading : readDocument(document);
    this.#kept.set(document, { version: document.version, text, reading });
    return reading;
  }

  /** Forgets them: something beside the files has changed. */
  forget(): void {
    this.#kept = new WeakMap();
  }
}

/** Whether a change beside the file would have been told: tests of a statement with samples lie in the workspace. */
function isWatched(document: TextDocument, here: Reading): boolean {
  return (
    isProblem(here) &&
    here.problem.samples.length > 0 &&
    workspace.getWorkspaceFolder(document.uri) !== undefined
  );
}
