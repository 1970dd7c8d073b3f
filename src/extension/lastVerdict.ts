import { EventEmitter, type Uri } from 'vscode';
import { failureInWords, failureOf } from '../coach/index.ts';
import type { TestResult, Verdict } from '../judge/index.ts';

/** What the judge said last of the program of a file. */
export interface LastVerdict {
  program: string;
  verdict: Verdict;
  /** For the model: what failed, with its texts. */
  words: string;
}

/** The last verdict of each file of this window. */
export class LastVerdicts {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #byFile = new Map<string, LastVerdict>();

  of(uri: Uri | undefined): LastVerdict | undefined {
    return uri && this.#byFile.get(uri.toString());
  }

  /** Notes how the program of the problem at `uri` was judged. */
  note(uri: Uri, program: string, verdict: Verdict, reason: string | undefined, results: TestResult[]): void {
    const failing = results.find((it) => it.verdict !== 'AC');
    const shown = failing ? `\n${failureInWords(failureOf(failing, 800))}` : '';
    const words = `The judge said of ${program}: ${verdict}${reason ? `, ${reason}` : ''}.${shown}`;
    this.#byFile.set(uri.toString(), { program, verdict, words });
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
