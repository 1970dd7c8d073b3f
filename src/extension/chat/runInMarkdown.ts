import { l10n, type Uri, workspace } from 'vscode';
import { isProblem } from '../../problem/index.ts';
import type { SampleRun } from '../../webview/protocol.ts';
import { readDocument } from '../documentProblem.ts';
import type { LastVerdicts } from '../lastVerdict.ts';
import { failureInMarkdown } from '../reviewWords.ts';
import { programOf, runSamples } from '../sampleRun.ts';
import { translated } from '../words.ts';
import type { Workbench } from '../workbench.ts';
import { editorInUse } from './context.ts';
import { type ReplyEvent, running, said } from './reply.ts';

/** A run of the samples in words: the verdict, each sample, and the first that failed. */
export function runInMarkdown({ program, results, verdict, reason }: SampleRun): string {
  if (verdict === undefined) return reason === undefined ? l10n.t('Stopped.') : translated(reason);
  const passed = results.filter((it) => it.verdict === 'AC').length;
  const failing = results.find((it) => it.verdict !== 'AC');
  const score = results.length > 0 ? ` ${l10n.t('{0}/{1} samples', passed, results.length)}` : '';
  const head = `**${verdict}** ${program}:${score}${verdict !== 'AC' && reason ? `, ${translated(reason)}` : ''}`;
  return failing ? `${head}\n\n${failureInMarkdown(failing)}` : head;
}

/** What a run of the samples adds to a reply, at any of its steps. */
export function runInReply(run: SampleRun): ReplyEvent {
  return run.running ? running(run.program) : said(runInMarkdown(run));
}

/** Judges the program of the file at `uri`, or in use, on its samples, and says in words what came of it. */
export async function* samplesInWords(
  workbench: Workbench,
  verdicts: LastVerdicts,
  signal: AbortSignal,
  uri: Uri | undefined = editorInUse()?.document.uri,
): AsyncGenerator<ReplyEvent> {
  const reading = uri && (await readDocument(await workspace.openTextDocument(uri)));
  const program = uri && reading && isProblem(reading) && (await programOf(uri));
  if (!program) yield said(l10n.t('Open your program, or the statement beside it, then try again.'));
  else
    for await (const run of runSamples(program, reading.problem, workbench, signal)) {
      if (!run.running && run.verdict) verdicts.note(uri, run.program, run.verdict, run.reason, run.results);
      yield runInReply(run);
    }
  yield { type: 'ended', reason: signal.aborted ? 'aborted' : 'stop' };
}
