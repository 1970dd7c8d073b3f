import type { Command } from 'commander';
import {
  describeTrace,
  type ExplainEvent,
  explainInSections,
  explainProgram,
  sectionTitles,
  tableInWords,
} from '../../coach/index.ts';
import type { GenerateEvent } from '../../model/index.ts';
import { type GuardFlags, guardOf, withGuardFlags } from '../contestGuard.ts';
import { givenEngine, type ModelFlags, withModelFlags } from '../engine.ts';
import { Exit, UsageError } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { judgeGiven } from '../judging.ts';
import { givenProblem } from '../problemFile.ts';
import { givenSubmission } from '../submissionFile.ts';
import { engineLine } from '../terminal/modelWords.ts';
import { paint } from '../terminal/paint.ts';
import { plainText } from '../terminal/plainText.ts';
import { type ReplyFlags, withReplyLanguage } from './options.ts';

type ExplainFlags = GuardFlags &
  ModelFlags &
  ReplyFlags & { json?: boolean; code?: string; program?: string };

export function addExplain(program: Command): void {
  withReplyLanguage(withModelFlags(withGuardFlags(program.command('explain'))))
    .description('Explain the problem in FILE, or a program; what could be checked of it is said.')
    .argument('[file]', 'a statement, or a source file whose leading comment is one ("-": standard input)')
    .option('--code <file>', 'a program that is right: the worked sample is compared with a run of it')
    .option('--program <file>', 'explain this program instead, with or without its problem')
    .option('--json', 'one event a line on standard output')
    .addHelpText('after', '\nExample:\n  verdict explain problem.md --code mine.cpp')
    .action(runExplain);
}

async function runExplain(file: string | undefined, flags: ExplainFlags): Promise<void> {
  const signal = interruptSignal();
  if (file === undefined && flags.program === undefined)
    throw new UsageError('Name a statement, or a program with --program.');
  const problem = file === undefined ? undefined : (await givenProblem(file)).problem;
  const guard = guardOf(flags);
  // Before a model is fetched or loaded; the core asks again, and knows the answer.
  if (problem) await guard.admit(problem, [], signal);
  const path = flags.program ?? flags.code;
  await using judge = path === undefined ? undefined : await judgeGiven(undefined);
  const submission = judge && path !== undefined ? await givenSubmission(judge, path) : undefined;
  const { engine: opened, preset } = await givenEngine(flags, { quiet: flags.json, signal });
  await using engine = opened;
  const { replyLanguage } = flags;
  const asked = { guard, engine, preset, replyLanguage, seed: 1, signal };
  if (flags.program !== undefined && submission) {
    await show(explainProgram({ ...asked, submission, problem }), flags.json, showWords);
  } else if (problem) {
    const verified = judge && submission && { judge, submission };
    await show(explainInSections({ ...asked, problem, verified }), flags.json, showSection);
  }
  if (signal.aborted) process.exitCode = Exit.cancelled;
}

async function show<Event>(
  events: AsyncIterable<Event>,
  json: boolean | undefined,
  inWords: (event: Event) => void,
): Promise<void> {
  for await (const event of events) {
    if (json) process.stdout.write(`${JSON.stringify(event)}\n`);
    else inWords(event);
  }
}

function showWords(event: GenerateEvent): void {
  if (event.type === 'text' && event.channel === 'answer') process.stdout.write(plainText(event.text));
  else if (event.type === 'ended')
    process.stdout.write(`\n\n${paint('dim', 'These are the words of the model: not checked.')}\n`);
}

function showSection(event: ExplainEvent): void {
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
