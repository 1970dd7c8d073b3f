import { basename, dirname } from 'node:path';
import { l10n, ProgressLocation, RelativePattern, type Uri, window, workspace } from 'vscode';
import { reviewParts } from '../coach/index.ts';
import { languageOf, type StressEvent } from '../judge/index.ts';
import { isProblem, keepTest } from '../problem/index.ts';
import { findOracle, limitsOf, type OracleSource } from '../solver/index.ts';
import type { ChatView } from './chat/chatView.ts';
import { type Asked, doing, type ReplyEvent, said } from './chat/reply.ts';
import { readDocument } from './documentProblem.ts';
import { failureInMarkdown } from './reviewWords.ts';
import { type OwnProgram, programOf, readProgram } from './sampleRun.ts';
import { readSettings } from './settings.ts';
import { translated } from './words.ts';
import type { Workbench } from './workbench.ts';

/** Compares the user's program with a slow one on generated inputs; what differs is kept as a test. */
export class Stressing {
  readonly #workbench: Workbench;
  readonly #chat: ChatView;

  constructor(workbench: Workbench, chat: ChatView) {
    this.#workbench = workbench;
    this.#chat = chat;
  }

  /** Stress tests the program that belongs to the document at `uri`, or to the active editor. */
  async stress(uri?: Uri): Promise<void> {
    const asked = await this.asked(uri);
    if (!asked) return;
    await this.#chat.show();
    await this.#chat.reply(asked.question, asked.answer);
  }

  /** The same, to be shown elsewhere. Undefined after telling the user what to do. */
  async asked(uri?: Uri): Promise<Asked | undefined> {
    const target = uri ?? window.activeTextEditor?.document.uri;
    if (target?.scheme !== 'file') {
      void window.showInformationMessage(l10n.t('Open your program and save it first, then try again.'));
      return undefined;
    }
    const program = await programOf(target);
    if (!program) return undefined;
    const source = (await findOracle(target.fsPath)) ?? (await chooseOracle(program));
    if (!source) return undefined;
    return {
      question: l10n.t('Stress test my program {0} against {1}.', program.name, source.origin),
      answer: (signal) => this.run(program, source, target, signal),
    };
  }

  /** Compares a program with an oracle; what differs is kept as a test of the file at `target`. */
  async *run(
    program: OwnProgram,
    source: OracleSource,
    target: Uri,
    signal: AbortSignal,
  ): AsyncGenerator<ReplyEvent> {
    const reading = await readDocument(await workspace.openTextDocument(target));
    yield doing(translated(reviewParts.stress));
    const judge = await this.#workbench.judge();
    const { origin: _, ...programs } = source;
    const events = judge.stress({
      ...(isProblem(reading) ? limitsOf(reading.problem) : {}),
      ...programs,
      submission: { language: program.language, source: program.source },
      cases: readSettings().stressCases,
      signal,
    });
    const ended = await withCases(events);
    if (!ended) return;
    const { verdict, cases, seed, difference, reason = '' } = ended;
    if (verdict === 'AC') yield said(l10n.t('**AC** No difference in {0} cases (seed {1}).', cases, seed));
    else if (difference) {
      const { input, answer = '' } = difference.test;
      yield said(`**${verdict}** ${translated(reason)}\n\n${failureInMarkdown(difference)}`);
      const kept = await keepTest(target.fsPath, { input, output: answer });
      yield said(
        l10n.t(
          'Kept as the test {0}: *Review My Code* and `verdict judge` run it from now on.',
          basename(kept),
        ),
      );
    } else yield said(`**${verdict}** ${translated(reason)}`);
    yield { type: 'ended', reason: signal.aborted ? 'aborted' : 'stop' };
  }
}

/** Shows in the status bar how far it has come; the last event, or undefined when it was stopped before. */
async function withCases(
  events: AsyncIterable<StressEvent>,
): Promise<Extract<StressEvent, { type: 'stress-ended' }> | undefined> {
  return window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t('Stress test') },
    async (progress) => {
      for await (const event of events) {
        if (event.type === 'stress-progress')
          progress.report({ message: l10n.t('{0} of {1} cases', event.cases, event.total) });
        if (event.type === 'stress-shrinking')
          progress.report({ message: l10n.t('{0} bytes differ', event.inputBytes) });
        if (event.type === 'stress-ended') return event;
      }
      return undefined;
    },
  );
}

/** The slow program and the generator, chosen from the source files beside the program. */
async function chooseOracle(program: OwnProgram): Promise<OracleSource | undefined> {
  const folder = dirname(program.document.uri.fsPath);
  const files = await workspace.findFiles(new RelativePattern(folder, '*'));
  const pick = async (placeHolder: string, not: string[]) => {
    const rows = files
      .filter(({ fsPath }) => languageOf(fsPath) && !not.includes(basename(fsPath)))
      .map((file) => ({ label: basename(file.fsPath), file }))
      .sort((left, right) => left.label.localeCompare(right.label));
    if (rows.length === 0) {
      void window.showInformationMessage(
        l10n.t(
          'A stress test needs two more programs beside this one: a slow one whose answers are right, and one that is run as GENERATOR SEED SIZE and prints an input.',
        ),
      );
      return undefined;
    }
    return window.showQuickPick(rows, { title: l10n.t('Verdict: Stress Test'), placeHolder });
  };
  const oracle = await pick(l10n.t('A slow program whose answers are right'), [program.name]);
  if (!oracle) return undefined;
  const generator = await pick(l10n.t('A generator, run as GENERATOR SEED SIZE'), [
    program.name,
    oracle.label,
  ]);
  if (!generator) return undefined;
  const read = async (uri: Uri) => {
    const { language, source } = await readProgram(uri, languageOf(uri.fsPath)?.id ?? '');
    return { language, source };
  };
  return {
    oracle: await read(oracle.file),
    generator: await read(generator.file),
    origin: oracle.label,
  };
}
