import {
  CodeLens,
  type CodeLensProvider,
  EventEmitter,
  l10n,
  Range,
  type TextDocument,
  workspace,
} from 'vscode';
import { isProblem } from '../problem/index.ts';
import type { Readings } from './readings.ts';
import { readSettings } from './settings.ts';

/** What can be done with a problem, above its statement, wherever in the file it stands. */
export class StatementLenses implements CodeLensProvider {
  readonly #readings: Readings;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #settings = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('verdict.codeLens')) this.#changed.fire();
  });

  constructor(readings: Readings) {
    this.#readings = readings;
  }

  /** What is known of problems has changed beside their files: samples are counted anew. */
  refresh(): void {
    this.#changed.fire();
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    if (!readSettings().codeLens) return [];
    const reading = await this.#readings.of(document);
    if (!isProblem(reading)) return [];
    const { startLine } = reading.range;
    const range = new Range(startLine, 0, startLine, 0);
    const lens = (title: string, tooltip: string, command: string) =>
      new CodeLens(range, { title, tooltip, command, arguments: [document.uri] });
    const count = reading.problem.samples.length;
    return [
      lens(
        l10n.t('$(play) Solve'),
        l10n.t('Let the model solve it; every program is judged'),
        'verdict.solve',
      ),
      lens(l10n.t('$(comment) Explain'), l10n.t('Let the model explain the problem'), 'verdict.explain'),
      lens(l10n.t('$(lightbulb) Hint'), l10n.t('One hint more at each press, without code'), 'verdict.hint'),
      ...(count > 0
        ? [
            lens(
              l10n.t('$(beaker) Run samples ({0})', count),
              l10n.t('Judge your program on the samples'),
              'verdict.runSamples',
            ),
          ]
        : []),
      lens(l10n.t('$(book) Problem'), l10n.t('See and correct what was understood'), 'verdict.showProblem'),
    ];
  }

  dispose(): void {
    this.#settings.dispose();
    this.#changed.dispose();
  }
}
