import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import {
  FinishedRows,
  type GradeEvent,
  grade,
  type HandedIn,
  handedIn,
  listedIn,
  submissionTable,
  writeReport,
} from '../../coach/index.ts';
import type { Judge } from '../../judge/index.ts';
import { type ProblemPackage, readPackage } from '../../problem/index.ts';
import { type GuardFlags, guardOf, withGuardFlags } from '../contestGuard.ts';
import { type ModelFlags, wantedEngine, withModelFlags } from '../engine.ts';
import { Exit, UsageError } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { judgeGiven } from '../judging.ts';
import { type GivenProblem, givenProblem } from '../problemFile.ts';
import { paint, paintVerdict } from '../terminal/paint.ts';
import { plainText } from '../terminal/plainText.ts';
import { type ReplyFlags, wholeNumber, withReplyLanguage } from './options.ts';

interface GradeFlags extends GuardFlags, ModelFlags, ReplyFlags {
  problem: string;
  out: string;
  table?: string;
  stress: number;
  json?: boolean;
}

export function addGrade(program: Command): void {
  withReplyLanguage(withModelFlags(withGuardFlags(program.command('grade'))))
    .description('Judge every program in FOLDER and write a report: a page, a table for spreadsheets, JSON.')
    .argument('<folder>', 'one file or one folder for each student')
    .requiredOption('--problem <path>', 'the statement, or a problem package')
    .requiredOption('--out <folder>', 'where the report is written; run again, it goes on where it was')
    .option('--table <csv>', 'who handed in what: columns "student" and "file" (relative to FOLDER)')
    .option(
      '--stress <n>',
      'generated inputs for those that pass, where there is an oracle',
      wholeNumber(0),
      100,
    )
    .option('--json', 'one event a line on standard output')
    .addHelpText('after', '\nExample:\n  verdict grade homework/ --problem sum.md --out report/')
    .action(runGrade);
}

async function runGrade(folder: string, flags: GradeFlags): Promise<void> {
  const signal = interruptSignal();
  await isFolder(folder);
  await using judge = await judgeGiven(undefined);
  const languageOf = (name: string) => judge.languageOf(name)?.id;
  const submissions = flags.table
    ? await listedIn(folder, submissionTable(await textAt(flags.table)), languageOf)
    : await handedIn(folder, languageOf);
  const { pack, problem, oracle } = await problemOrReport(flags, submissions);
  if (submissions.length === 0)
    throw new UsageError(`${folder} holds no program in a language of the judge.`);
  const limits = pack && { package: pack, timeLimitMs: await timeLimitOf(pack, judge, signal) };
  const task = JSON.stringify([problem, pack?.tests, limits?.timeLimitMs, oracle, flags.stress]);
  const record = await FinishedRows.ofPrograms(join(flags.out, '.finished.jsonl'), task);
  const model = await wantedEngine(flags, { quiet: flags.json, signal });
  await using _ = model?.engine;
  const events = grade({
    judge,
    submissions,
    problem,
    pack: limits,
    oracle,
    stressCases: flags.stress,
    record,
    coach: model && { ...model, guard: guardOf(flags), replyLanguage: flags.replyLanguage },
    signal,
  });
  for await (const event of events) {
    if (flags.json) process.stdout.write(`${JSON.stringify(event)}\n`);
    else show(event);
    if (event.type !== 'grade-ended') continue;
    // What there is is written, however it ended.
    const { rows, reason: note } = event;
    const title = problem.title ?? 'Results';
    const paths = await writeReport(flags.out, { title, rows, total: submissions.length, note });
    if (!flags.json) process.stdout.write(`${paths.join('\n')}\n`);
    process.exitCode = { done: Exit.done, stopped: Exit.cancelled, broken: Exit.usage }[event.outcome];
  }
}

/** What to judge against. Where there is nothing, the report says so in every row, and the error is the command's. */
async function problemOrReport(
  { problem: path, out }: GradeFlags,
  submissions: HandedIn[],
): Promise<GivenProblem & { pack?: ProblemPackage }> {
  try {
    const pack = await packageAt(path);
    const given = pack ?? (await givenProblem(path));
    if (!pack && given.problem.samples.length === 0)
      throw new UsageError(`${path} has no samples to judge with.`);
    return { ...given, ...(pack && { pack }) };
  } catch (error) {
    if (submissions.length === 0) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const rows = submissions.map(({ file, student, language, trouble, note }) => ({
      ...{ file, student, language, note, passed: 0, total: 0, reason: trouble ?? reason },
    }));
    await writeReport(out, {
      title: 'Results',
      rows,
      total: rows.length,
      note: `Nothing was judged. ${reason}`,
    });
    throw error;
  }
}

function show(event: GradeEvent): void {
  if (event.type === 'grade-started' && event.known > 0) {
    process.stderr.write(`${event.known} of ${event.submissions} were judged before\n`);
  } else if (event.type === 'grade-judged') {
    const { row, done, total } = event;
    const mark = row.verdict ? paintVerdict(row.verdict) : paint('yellow', '--');
    const reason = row.reason ? ` ${plainText(row.reason.split('\n')[0] ?? '')}` : '';
    process.stderr.write(
      `${String(done).padStart(String(total).length)}/${total} ${mark} ${plainText(row.file)}${reason}\n`,
    );
  } else if (event.type === 'grade-explained') {
    process.stderr.write(`explained ${event.done}/${event.total} ${plainText(event.file)}\n`);
  } else if (event.type === 'grade-ended') {
    const accepted = event.rows.filter(({ verdict }) => verdict === 'AC').length;
    const ending = event.reason ? ` ${event.reason}` : '';
    process.stderr.write(`${accepted} of ${event.rows.length} accepted.${ending}\n`);
  }
}

async function isFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UsageError(`There is no folder ${path}.`);
  if (!found.isDirectory())
    throw new UsageError(`${path} is a file. Name the folder it lies in: ${dirname(path)}`);
}

async function textAt(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

async function packageAt(path: string): Promise<ProblemPackage | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ? readPackage(resolve(path)) : undefined;
}

/** What the package says, or what follows from its accepted submissions. */
async function timeLimitOf(pack: ProblemPackage, judge: Judge, signal: AbortSignal): Promise<number> {
  const { timeLimitMs } = pack.metadata.limits;
  if (timeLimitMs !== undefined) return timeLimitMs;
  process.stderr.write('The package names no time limit: deriving it from its accepted submissions ...\n');
  for await (const event of judge.verifyPackage(pack.folder, { signal }))
    if (event.type === 'time-limit') return event.timeLimitMs;
  throw new UsageError(`${pack.folder}: no time limit could be derived. "verdict verify" says why.`);
}
