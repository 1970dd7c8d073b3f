import { basename } from 'node:path';
import { Disposable, EventEmitter, l10n, type TextEditor, window, workspace } from 'vscode';
import { fenced } from '../../model/index.ts';
import { isProblem, type Problem } from '../../problem/index.ts';
import type { ContextChip } from '../../webview/protocol.ts';
import { readDocument } from '../documentProblem.ts';
import type { LastVerdicts } from '../lastVerdict.ts';

/** Characters of a selection that are sent at most. */
const mostSelected = 20_000;

/** What a question is asked about, as chips that the user can take away: the problem, the selection, the last verdict. */
export class ChatContext {
  readonly #verdicts: LastVerdicts;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #watching: Disposable;
  readonly #taken = new Set<string>();
  #problem: Problem | undefined;

  constructor(verdicts: LastVerdicts) {
    this.#verdicts = verdicts;
    this.#watching = Disposable.from(
      this.#changed,
      window.onDidChangeActiveTextEditor(() => this.refresh()),
      workspace.onDidSaveTextDocument(() => this.refresh()),
      window.onDidChangeTextEditorSelection(() => this.#changed.fire()),
      verdicts.onDidChange(() => this.#changed.fire()),
    );
  }

  /** Reads the problem of the active editor again. */
  async refresh(): Promise<Problem | undefined> {
    const document = editorInUse()?.document;
    const reading = document && (await readDocument(document));
    this.#problem = reading && isProblem(reading) ? reading.problem : undefined;
    this.#changed.fire();
    return this.#problem;
  }

  chips(): ContextChip[] {
    const found: ContextChip[] = [];
    if (this.#problem) found.push({ kind: 'problem', label: this.#problem.title ?? l10n.t('open file') });
    const editor = editorInUse();
    if (editor && !editor.selection.isEmpty) {
      const { start, end } = editor.selection;
      const name = basename(editor.document.uri.path);
      found.push({ kind: 'selection', label: `${name}:${start.line + 1}–${end.line + 1}` });
    }
    const verdict = this.#verdicts.of(editor?.document.uri);
    if (verdict) found.push({ kind: 'verdict', label: `${verdict.verdict} ${verdict.program}` });
    return found.filter((chip) => !this.#taken.has(keyOf(chip)));
  }

  /** Takes a chip away; it comes back when it stands for something else. */
  take(chip: ContextChip): void {
    this.#taken.add(keyOf(chip));
    this.#changed.fire();
  }

  /** What a question now is about: the problem, and the words that go with the question. */
  async now(): Promise<{ problem?: Problem; words: string; labels: string[] }> {
    const problem = await this.refresh();
    const chips = this.chips();
    const has = (kind: ContextChip['kind']) => chips.some((it) => it.kind === kind);
    const words: string[] = [];
    const editor = editorInUse();
    if (has('selection') && editor) {
      const selected = editor.document.getText(editor.selection).slice(0, mostSelected);
      const name = basename(editor.document.uri.path);
      words.push(`Selected in ${name}:\n${fenced(selected, editor.document.languageId)}`);
    }
    const verdict = has('verdict') && this.#verdicts.of(editor?.document.uri);
    if (verdict) words.push(verdict.words);
    return {
      ...(problem && has('problem') && { problem }),
      words: words.join('\n\n'),
      labels: chips.map(({ label }) => label),
    };
  }

  dispose(): void {
    this.#watching.dispose();
  }
}

/** The text editor in use, or the first one in sight while a panel has the focus. */
export function editorInUse(): TextEditor | undefined {
  return (
    window.activeTextEditor ??
    window.visibleTextEditors.find(({ document }) => document.uri.scheme !== 'output')
  );
}

function keyOf({ kind, label }: ContextChip): string {
  return `${kind} ${label}`;
}
