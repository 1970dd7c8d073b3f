import { CodeLens, type CodeLensProvider, EventEmitter, Range, type TextDocument, workspace } from 'vscode';
import { findStatement } from '../problem/index.ts';
import { readSettings } from './settings.ts';

/** "Solve" and "Explain" above a statement, wherever in the file it stands. */
export class StatementLenses implements CodeLensProvider {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #settings = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('verdict.codeLens')) this.#changed.fire();
  });

  provideCodeLenses(document: TextDocument): CodeLens[] {
    if (!readSettings().codeLens) return [];
    const statement = findStatement(document.getText(), document.languageId);
    if (!statement) return [];
    const range = new Range(statement.startLine, 0, statement.startLine, 0);
    const lens = (title: string, tooltip: string, command: string) =>
      new CodeLens(range, { title, tooltip, command, arguments: [document.uri] });
    return [
      lens('$(play) Solve', 'Let the model solve it; every program is judged', 'verdict.solve'),
      lens('$(comment) Explain', 'Let the model explain the problem', 'verdict.explain'),
    ];
  }

  dispose(): void {
    this.#settings.dispose();
    this.#changed.dispose();
  }
}
