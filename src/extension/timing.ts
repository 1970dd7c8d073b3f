import { l10n, type Uri, window, workspace } from 'vscode';
import { complexityOf, drawTimings } from '../coach/index.ts';
import { fenced } from '../model/index.ts';
import { isProblem, programFor } from '../problem/index.ts';
import { sizedInputs } from '../solver/index.ts';
import type { ChatView } from './chat/chatView.ts';
import { type ReplyEvent, running, said } from './chat/reply.ts';
import { readDocument } from './documentProblem.ts';
import { type OwnProgram, programOf } from './sampleRun.ts';
import type { Workbench } from './workbench.ts';

const seed = 1;

/** Shows in the chat how the time of the program grows that belongs to the document at `uri`, or to the active editor. */
export async function showGrowth(workbench: Workbench, chat: ChatView, uri?: Uri): Promise<void> {
  const target = uri ?? window.activeTextEditor?.document.uri;
  const program = target && (await programOf(target));
  if (!program) return;
  await chat.show();
  await chat.reply(l10n.t('How does the time of {0} grow?', program.name), (signal) =>
    growth(workbench, program, target, signal),
  );
}

async function* growth(
  workbench: Workbench,
  program: OwnProgram,
  target: Uri,
  signal: AbortSignal,
): AsyncGenerator<ReplyEvent> {
  const reading = await readDocument(await workspace.openTextDocument(target));
  const problem = isProblem(reading) && !reading.problem.interactive ? reading.problem : undefined;
  const inputs = problem && sizedInputs(problem, seed);
  const whole = problem && programFor(problem, program.source, program.language);
  if (!inputs || !whole || 'reason' in whole) {
    const why =
      whole && 'reason' in whole ? whole.reason : 'no inputs of growing size could be built from it';
    yield said(
      `The runs need inputs of growing size, built from the statement beside the program: ${why}. With a program that prints inputs, \`verdict complexity\` measures the same.`,
    );
    return yield { type: 'ended', reason: 'stop' };
  }
  yield running(program.name);
  const events = complexityOf({
    judge: await workbench.judge(),
    submission: { language: program.language, source: whole.program },
    inputs,
    origin: 'built from the statement',
    inputFile: problem.inputFile,
    outputFile: problem.outputFile,
    seed,
    signal,
  });
  for await (const event of events) {
    if (event.type !== 'complexity-ended') continue;
    const { estimate, timings, reason } = event;
    if (estimate) yield said(`${fenced(drawTimings(timings, estimate))}\n\n`);
    yield said(`**${reason}**`);
  }
  yield { type: 'ended', reason: signal.aborted ? 'aborted' : 'stop' };
}
