import type { Command } from 'commander';
import {
  describeTrace,
  type ExplainEvent,
  type ExplainOptions,
  explainInSections,
  sectionTitles,
  tableInWords,
} from '../../coach/index.ts';
import type { Judge } from '../../judge/index.ts';
import { type GuardFlags, guardOf, withGuardFlags } from '../contestGuard.ts';
import { givenEngine, type ModelFlags, withModelFlags } from '../engine.ts';
import { Exit } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { judgeGiven } from '../judging.ts';
import { givenProblem } from '../problemFile.ts';
import { givenSubmission } from '../submissionFile.ts';
import { engineLine } from '../terminal/modelWords.ts';
import { paint } from '../terminal/paint.ts';
import { plainText } from '../terminal/plainText.ts';
import { type ReplyFlags, withReplyLanguage } from './options.ts';

type ExplainFlags = GuardFlags & ModelFlags & ReplyFlags & { json?: boolean; code?: string };

export function addExplain(program: Command): void {
  withReplyLanguage(withModelFlags(withGuardFlags(program.command('explain'))))
    .description('Explain the problem in FILE; what could be checked of it is said.')
    .argument('<file>', 'a statement, or a source file whose leading comment is one ("-": standard input)')
    .option('--code <file>', 'a program that is right: the worked sample is compared with a run of it')
    .option('--json', 'one event a line on standard output')
    .addHelpText('after', '\nExample:\n  verdict explain problem.md --code mine.cpp')
    .action(runExplain);
}

async function runExplain(file: string, flags: ExplainFlags): Promise<void> {
  const signal = interruptSignal();
  const { problem } = await givenProblem(file);
  const guard = guardOf(flags);
  // Before a model is fetched or loaded; the core asks again, and knows the answer.
  await guard.admit(problem, [], signal);
  await using judge = flags.code === undefined ? undefined : await judgeGiven(undefined);
  const verified = judge && (await verifiedBy(judge, flags.code ?? ''));
  const { engine: opened, preset } = await givenEngine(flags, { quiet: flags.json, signal });
  await using engine = opened;
  const { replyLanguage } = flags;
  const options = { guard, engine, preset, problem, verified, replyLanguage, signal };
  for await (const event of explainInSections(options)) {
    if (flags.json) process.stdout.write(`${JSON.stringify(event)}\n`);
    else show(event);
  }
  if (signal.aborted) process.exitCode = Exit.cancelled;
}

async function verifiedBy(judge: Judge, path: string): Promise<ExplainOptions['verified']> {
  return { judge, submission: await givenSubmission(judge, path) };
}

function show(event: ExplainEvent): void {
  const write = (text: string) => process.stdout.write(text);
  if (event.type === 'explain-started') {
    process.stderr.write(`${engineLine(event.engine)}\n`);
    if (event.tables.length > 0) write(`${paint('bold', 'What the limits allow')} (computed)\n`);
    for (const table of event.tables) write(`${plainText(tableInWords(table))}\n`);
  } else if (event.type === 'explain-section') write(`\n${paint('bold', sectionTitles[event.section])}\n`);
  else if (event.type === 'explain-text' && event.channel === 'answer') write(plainText(event.text));
  else if (event.type === 'explain-note') write(`\n${paint('dim', plainText(event.text))}\n`);
  else if (event.type === 'explain-traced') write(`\n${paint('bold', describeTrace(event.check))}\n`);
  else if (event.type === 'explain-ended')
    write(`\n${paint('dim', 'The rest is the words of the model: not checked.')}\n`);
}
