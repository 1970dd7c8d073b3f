import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import {
  FinishedRows,
  gradeProof,
  gradeProofs,
  type ProofEvent,
  type ProofOptions,
  type ProofPoint,
  proofsIn,
  rubricOf,
  writeProofReport,
} from '../../coach/index.ts';
import { type GuardFlags, guardOf, withGuardFlags } from '../contestGuard.ts';
import { givenEngine, type ModelFlags, withModelFlags } from '../engine.ts';
import { Exit, UsageError } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { paint } from '../terminal/paint.ts';
import { plainText } from '../terminal/plainText.ts';
import { givenText } from '../textFile.ts';
import { type ReplyFlags, wholeNumber, withReplyLanguage } from './options.ts';

interface ProofFlags extends GuardFlags, ModelFlags, ReplyFlags {
  problem: string;
  rubric?: string;
  reference?: string;
  out?: string;
  seed: number;
  json?: boolean;
}

const mostBytes = 100_000;

export function addProof(program: Command): void {
  withReplyLanguage(withModelFlags(withGuardFlags(program.command('proof'))))
    .description('Look for the points of a rubric in PROOF; a proposal that the teacher confirms.')
    .argument(
      '<proof>',
      'what was handed in, as text; or a folder of it, one file or folder for each student',
    )
    .requiredOption('--problem <file>', 'what was to be proved')
    .option('--rubric <file>', 'the points asked for, one a line')
    .option('--reference <file>', 'a right proof, to make the rubric from where there is none')
    .option(
      '--out <folder>',
      'of a folder of proofs: where the report is written; run again, it goes on where it was',
    )
    .option('--seed <n>', 'seed of the model', wholeNumber(0), 1)
    .option('--json', 'one event a line on standard output')
    .addHelpText('after', '\nExample:\n  verdict proof ann.md --problem root2.md --rubric points.txt')
    .action(runProof);
}

async function runProof(path: string, flags: ProofFlags): Promise<void> {
  if (!flags.rubric && !flags.reference)
    throw new UsageError('Give --rubric, or --reference to make one from.');
  const signal = interruptSignal();
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
  if (isFolder && !flags.out) throw new UsageError('Give --out, the folder where the report is written.');
  const proof = isFolder ? '' : await givenText(path, mostBytes);
  if (!isFolder && proof.trim() === '') throw new UsageError(`${path} is empty: there is nothing to grade.`);
  const statement = await givenText(flags.problem, mostBytes);
  const rubric = flags.rubric ? rubricOf(await givenText(flags.rubric, mostBytes)) : undefined;
  if (rubric?.length === 0) throw new UsageError(`${flags.rubric} names no point. Write one a line.`);
  const reference = flags.reference ? await givenText(flags.reference, mostBytes) : undefined;
  const { engine, preset } = await givenEngine(flags, { quiet: flags.json, signal });
  await using _ = engine;
  const guard = guardOf(flags);
  const { seed, replyLanguage } = flags;
  const options = { guard, engine, preset, statement, rubric, reference, replyLanguage, seed, signal };
  if (flags.out && isFolder) return runFolder(path, flags.out, options, flags);
  for await (const event of gradeProof({ ...options, proof })) {
    if (flags.json) process.stdout.write(`${JSON.stringify(event)}\n`);
    else show(event);
    if (event.type === 'proof-ended')
      process.exitCode = { graded: Exit.done, stopped: Exit.cancelled, broken: Exit.usage }[event.outcome];
  }
}

async function runFolder(
  folder: string,
  out: string,
  options: Omit<ProofOptions, 'proof'>,
  flags: ProofFlags,
): Promise<void> {
  const proofs = await proofsIn(folder);
  if (proofs.length === 0) throw new UsageError(`${folder} holds no text (.md, .txt or .tex).`);
  const { statement, rubric, reference, preset, seed, replyLanguage } = options;
  const task = JSON.stringify([statement, rubric, reference, preset.id, seed, replyLanguage]);
  const record = await FinishedRows.ofProofs(join(out, '.finished.jsonl'), task);
  for await (const event of gradeProofs({ ...options, proofs, record })) {
    if (flags.json) process.stdout.write(`${JSON.stringify(event)}\n`);
    if (event.type === 'proofs-graded') {
      const { row, done, total } = event;
      process.stderr.write(`${done}/${total} ${plainText(row.file)} ${plainText(row.reason)}\n`);
      continue;
    }
    // What there is is written, however it ended.
    const paths = await writeProofReport(out, basename(flags.problem), event.rows);
    if (!flags.json) process.stdout.write(`${paths.join('\n')}\n`);
    process.exitCode = event.outcome === 'stopped' ? Exit.cancelled : Exit.done;
  }
}

function show(event: ProofEvent): void {
  if (event.type === 'proof-rubric' && event.by === 'model')
    process.stdout.write(
      `${paint('dim', 'The rubric, made by the model from the reference:')}\n${event.points.map((it) => `- ${plainText(it)}`).join('\n')}\n\n`,
    );
  if (event.type !== 'proof-ended') return;
  for (const point of event.points) process.stdout.write(`${inWords(point)}\n`);
  for (const { left, right, verdict } of event.steps)
    if (verdict === 'failed')
      process.stdout.write(`${paint('red', 'does not hold')} ${plainText(`${left} = ${right}`)}\n`);
  process.stdout.write(`${paint('bold', plainText(event.reason))}\n`);
}

const colours = { found: 'green', missing: 'red', unclear: 'yellow' } as const;

function inWords({ point, outcome, sentence, confidence, why }: ProofPoint): string {
  const head = `${paint(colours[outcome], outcome.padEnd(7))} ${plainText(point)}`;
  const sure = confidence ? paint('dim', ` (confidence of the model: ${confidence})`) : '';
  const rest = [sentence && `        "${plainText(sentence)}"`, why && `        ${plainText(why)}`].filter(
    Boolean,
  );
  return [`${head}${sure}`, ...rest].join('\n');
}
