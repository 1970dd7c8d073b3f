import { basename, dirname, extname } from 'node:path';
import { l10n, RelativePattern, type TextDocument, type Uri, window, workspace } from 'vscode';
import { languageOf, type Submission, type TestResult } from '../judge/index.ts';
import { type Problem, programFor } from '../problem/index.ts';
import { judgeOnSamples } from '../solver/index.ts';
import type { SampleRun } from '../webview/protocol.ts';
import type { Workbench } from './workbench.ts';

/** A program of the user's, as it stands in the editor or on disk. */
export interface OwnProgram extends Submission {
  name: string;
  document: TextDocument;
}

/**
 * The program that belongs to a file: the file itself when it is a source file, else one of the source files
 * beside it, which the user chooses. Undefined when there is none (the user is told) or none is chosen.
 */
export async function programOf(uri: Uri): Promise<OwnProgram | undefined> {
  const programs = await programsFor(uri);
  const [first] = programs;
  if (first?.file === uri) return readProgram(uri, first.language);
  if (!first) {
    void window.showInformationMessage(
      l10n.t(
        'There is no program beside this statement. Save one in its folder, or put the statement in a comment at the head of your program.',
      ),
    );
    return undefined;
  }
  const chosen = await window.showQuickPick(programs, {
    title: 'Verdict',
    placeHolder: l10n.t('Which program?'),
  });
  return chosen && readProgram(chosen.file, chosen.language);
}

/** The programs that may belong to a file, for a list: the file itself, or the source files beside a statement. */
export async function programsFor(
  uri: Uri,
): Promise<{ file: Uri; label: string; description: string; language: string }[]> {
  const row = (file: Uri, language: ReturnType<typeof languageOf>) =>
    language
      ? [{ file, label: basename(file.fsPath), description: language.name, language: language.id }]
      : [];
  const document = workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
  const own = row(uri, (document && languageOf(document.languageId)) ?? languageOf(uri.fsPath));
  if (own.length > 0 || uri.scheme !== 'file') return own;
  const files = await workspace.findFiles(new RelativePattern(dirname(uri.fsPath), '*'));
  const stem = basename(uri.fsPath, extname(uri.fsPath));
  return files
    .flatMap((file) => row(file, languageOf(file.fsPath)))
    .sort(
      (left, right) =>
        rank(left.label, stem) - rank(right.label, stem) || left.label.localeCompare(right.label),
    );
}

/** A program named like the statement comes first. */
function rank(name: string, stem: string): number {
  return basename(name, extname(name)) === stem ? 0 : 1;
}

/** The program in a file, as it stands in the editor or on disk. */
export async function readProgram(uri: Uri, language: string): Promise<OwnProgram> {
  const document = await workspace.openTextDocument(uri);
  return { name: basename(uri.fsPath), language, source: document.getText(), document };
}

/** Characters of one output that are shown. */
const shownCharacters = 20_000;

/** Judges the program on the problem's samples; every step gives the whole run so far. */
export async function* runSamples(
  program: OwnProgram,
  problem: Problem,
  workbench: Workbench,
  signal: AbortSignal,
): AsyncGenerator<SampleRun> {
  const run: SampleRun = { program: program.name, running: true, results: [] };
  const ended = (more: Partial<SampleRun>): SampleRun => ({ ...run, ...more, running: false });
  if (problem.samples.length === 0)
    return yield ended({ reason: l10n.t('There are no samples. Add a test below.') });
  if (problem.interactive)
    return yield ended({
      reason: l10n.t(
        'The problem is interactive: a sample shows a conversation and cannot be run without an interactor.',
      ),
    });
  const whole = programFor(problem, program.source, program.language);
  if ('reason' in whole) return yield ended({ reason: whole.reason });
  yield run;
  const judge = await workbench.judge();
  const submission = { language: program.language, source: whole.program };
  for await (const event of judgeOnSamples(judge, submission, problem, signal)) {
    if (event.type === 'test-judged') {
      run.results = [...run.results, short(event.result)];
      yield { ...run };
    } else if (event.type === 'judged') {
      const { verdict, reason } = event;
      return yield signal.aborted ? ended({ reason: l10n.t('Stopped.') }) : ended({ verdict, reason });
    }
  }
}

function short(result: TestResult): TestResult {
  const { stdout, stderr, transcript: _, ...rest } = result;
  const truncated = result.truncated || stdout.length > shownCharacters || undefined;
  return {
    ...rest,
    stdout: stdout.slice(0, shownCharacters),
    stderr: stderr.slice(0, shownCharacters),
    truncated,
  };
}
