import { isDeepStrictEqual } from 'node:util';
import { l10n, Range, type TextDocument, workspace } from 'vscode';
import { headLength, isProblem, isSourceLanguage, type Reading, type ReadingAt } from '../problem/index.ts';
import { exportMark } from './chat/sessions.ts';
import { readDocument, statementIn } from './documentProblem.ts';

interface Kept {
  version: number;
  /** What the document's own text holds. */
  here: Reading;
  head: Head | undefined;
  reading: Promise<ReadingAt>;
}

/** The first lines of a source file, while its statement depends on nothing below them. */
interface Head {
  languageId: string;
  lines: number;
  text: string;
}

/**
 * What the open documents hold, for everything that looks again at each change: a version is read once, the code below
 * a statement not at all, and what lies beside a file only when its statement or the folder beside it has changed.
 */
export class Readings {
  #kept = new WeakMap<TextDocument, Kept>();

  /** The reading of the document as it is now. */
  of(document: TextDocument): Promise<ReadingAt> {
    const before = this.#kept.get(document);
    if (before?.version === document.version) return before.reading;
    if (document.lineAt(0).text === exportMark)
      return Promise.resolve({ reason: l10n.t('This is a chat, not a statement.') });
    const sameHead = before?.head && hasHead(document, before.head);
    const here = sameHead ? before.here : statementIn(document);
    const head = sameHead ? before.head : headOf(document, here);
    const isSame = before && isWatched(document, here) && isDeepStrictEqual(here, before.here);
    const reading = isSame ? before.reading : readDocument(document);
    this.#kept.set(document, { version: document.version, here, head, reading });
    return reading;
  }

  /** Forgets them: something beside the files has changed. */
  forget(): void {
    this.#kept = new WeakMap();
  }
}

function headOf(document: TextDocument, here: Reading): Head | undefined {
  const { languageId } = document;
  // Code that is to be completed tells which function is asked for.
  if (!isSourceLanguage(languageId) || !isProblem(here) || here.problem.function !== undefined)
    return undefined;
  const lines = headLength(document.getText(), languageId);
  return { languageId, lines, text: firstLines(document, lines) };
}

function hasHead(document: TextDocument, { languageId, lines, text }: Head): boolean {
  return document.languageId === languageId && firstLines(document, lines) === text;
}

function firstLines(document: TextDocument, count: number): string {
  return document.getText(new Range(0, 0, count, 0));
}

/** Whether a change beside the file would have been told: tests of a statement with samples lie in the workspace. */
function isWatched(document: TextDocument, here: Reading): boolean {
  return (
    isProblem(here) &&
    here.problem.samples.length > 0 &&
    workspace.getWorkspaceFolder(document.uri) !== undefined
  );
}
