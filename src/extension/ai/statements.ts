import { type Disposable, Uri, workspace } from 'vscode';
import { isProblem, readProblem } from '../../problem/index.ts';
import { type DocumentProblem, readDocument } from '../documentProblem.ts';

const scheme = 'verdict-statement';
/** Statements kept at most: documents of earlier ones are of no use any more. */
const most = 20;

/** Statements that came as a text and stand in no file: each is a read-only document of its own. */
export class Statements implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #provider = workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ query }) => this.#texts.get(query) ?? '',
  });
  #count = 0;

  /** The problem in a text; undefined when it is none. */
  async in(text: string): Promise<DocumentProblem | undefined> {
    if (!isProblem(readProblem(text, { languageId: 'markdown' }))) return undefined;
    const query = String(++this.#count);
    this.#texts.set(query, text);
    this.#texts.delete(String(this.#count - most));
    const found = await problemAt(Uri.from({ scheme, path: '/statement.md', query }));
    return 'reason' in found ? undefined : found;
  }

  dispose(): void {
    this.#provider.dispose();
  }
}

/** The problem in a file with the document it stands in, or why there is none. */
export async function problemAt(uri: Uri): Promise<DocumentProblem | { reason: string }> {
  const document = await workspace.openTextDocument(uri);
  const { version } = document;
  const reading = await readDocument(document);
  return isProblem(reading) ? { ...reading, document, version, column: undefined } : reading;
}
