import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileNameFor, type Judge, type Submission, type Test, type TestResult } from '../../judge/index.ts';
import { type Engine, type Preset, reviewPrompt } from '../../model/index.ts';
import { type ContestGuard, type Problem, type ProblemPackage, programFor } from '../../problem/index.ts';
import { checkOracle, limitsOf, sampleTests, unjudgeable } from '../../solver/index.ts';
import { failureInWords, failureOf, smallestOf } from '../failure.ts';
import { type Inputs, inputsFor } from '../inputs.ts';
import { requestFor } from '../request.ts';
import type { Oracle } from '../review/review.ts';
import { alike } from './alike.ts';
import type { GradeEvent, GradeRow } from './events.ts';
import type { FinishedRows } from './record.ts';
import type { HandedIn } from './submissions.ts';

export interface GradeOptions {
  judge: Judge;
  submissions: HandedIn[];
  problem: Problem;
  /** The package the problem is from: its tests, validators and scoring are used, not the problem's samples. */
  pack?: { package: ProblemPackage; timeLimitMs: number };
  /** Tests besides the samples. */
  tests?: Test[];
  /**
   * Submissions that pass every test are compared with it, on inputs built from the statement and, where there is
   * one, of its generator. One that fails a sample is not used.
   */
  oracle?: Oracle;
  stressCases: number;
  /** Where finished rows are kept, so that a grading that was killed goes on. */
  record?: FinishedRows<GradeRow>;
  /** Who explains what is wrong with those that fail. The judge's results do not depend on it. */
  coach?: { guard: ContestGuard; engine: Engine; preset: Preset; replyLanguage?: string };
  signal?: AbortSignal;
}

/**
 * Grades what was handed in: each submission is judged, several at a time; those already in the record are
 * taken from it. Never throws: what goes wrong with one submission is the reason in its row, what goes wrong as
 * a whole is the `reason` of the last event, which always holds every row there is.
 */
export async function* grade(options: GradeOptions): AsyncGenerator<GradeEvent> {
  const { submissions, record, signal } = options;
  const rows = new Map<string, GradeRow>();
  const inOrder = () => submissions.flatMap(({ file }) => rows.get(file) ?? []);
  const ended = (outcome: 'done' | 'stopped' | 'broken', reason?: string): GradeEvent => ({
    type: 'grade-ended',
    outcome,
    rows: inOrder(),
    ...(reason && { reason }),
  });
  const why = options.pack ? undefined : unjudgeable(options.problem);
  if (why) return yield ended('broken', `${why} Give a problem package with an output validator.`);
  try {
    const open: HandedIn[] = [];
    for (const one of submissions) {
      const known = record?.known(one);
      if (known) rows.set(one.file, known);
      else open.push(one);
    }
    yield { type: 'grade-started', submissions: submissions.length, known: rows.size };
    const total = submissions.length;
    const stress = await stressOf(options);
    for await (const row of judged(open, options, stress)) {
      rows.set(row.file, row);
      await record?.keep(row);
      yield { type: 'grade-judged', row, done: rows.size, total };
    }
    if (signal?.aborted) return yield ended('stopped', 'Stopped. What was judged is kept.');
    markAlike(submissions, rows);
    const without = yield* explained(options, rows);
    const notes = [stress.note, without].filter(Boolean).join(' ');
    yield signal?.aborted ? ended('stopped', 'Stopped. What was judged is kept.') : ended('done', notes);
  } catch (error) {
    if (signal?.aborted) return yield ended('stopped', 'Stopped. What was judged is kept.');
    yield ended('broken', error instanceof Error ? error.message : String(error));
  }
}

/** What submissions that pass the tests are compared on; empty when there is nothing to compare them with. */
interface Stress {
  oracle?: Oracle;
  sources: Inputs['sources'];
  note?: string;
}

async function stressOf(options: GradeOptions): Promise<Stress> {
  const { oracle, stressCases, pack, problem, judge } = options;
  if (!oracle || stressCases === 0 || pack) return { sources: [] };
  const { signal = new AbortController().signal } = options;
  const { usable, reason } = await checkOracle(oracle, problem, judge, signal);
  // Its mistake would be every student's.
  if (!usable) return { sources: [], note: `Nothing was compared on generated inputs: ${reason}.` };
  const { sources } = inputsFor(problem, oracle.generator, stressCases);
  if (sources.length > 0) return { oracle, sources };
  return {
    sources,
    note: 'Nothing was compared on generated inputs: none could be built from the statement, and there is no generator.',
  };
}

/** The rows as they are finished; as many submissions at once as the judge has slots. */
async function* judged(open: HandedIn[], options: GradeOptions, stress: Stress): AsyncGenerator<GradeRow> {
  const waiting = [...open];
  const running = new Map<string, Promise<GradeRow>>();
  while (waiting.length > 0 || running.size > 0) {
    while (running.size < options.judge.parallel && !options.signal?.aborted) {
      const next = waiting.shift();
      if (!next) break;
      running.set(next.file, rowOf(next, options, stress));
    }
    if (running.size === 0) return;
    const row = await Promise.race(running.values());
    running.delete(row.file);
    // Where it was stopped, its verdict would be that of the stop.
    if (!options.signal?.aborted) yield row;
  }
}

async function rowOf(one: HandedIn, options: GradeOptions, stress: Stress): Promise<GradeRow> {
  const { file, student, language, note, source } = one;
  const base = { file, student, passed: 0, total: 0, ...(language && { language }), ...(note && { note }) };
  if (source === undefined || language === undefined)
    return { ...base, reason: one.trouble ?? 'it is no program' };
  try {
    const { verdict, reason, results, score } = options.pack
      ? await inPackage({ language, source }, options.pack, options)
      : await onTests({ language, source }, options, stress);
    const passed = results.filter((it) => it.verdict === 'AC').length;
    const failing = smallestOf(results.filter((it) => it.verdict !== 'AC'));
    const times = results.map((it) => it.cpuMs ?? it.wallMs);
    const memory = results.flatMap((it) => it.memoryBytes ?? []);
    const points = score ?? (results.length > 0 ? Math.round((1000 * passed) / results.length) / 10 : 0);
    return {
      ...base,
      verdict,
      passed,
      total: results.length,
      score: points,
      ...(times.length > 0 && { slowestMs: Math.max(...times) }),
      ...(memory.length > 0 && { memoryBytes: Math.max(...memory) }),
      ...(reason && { reason }),
      ...(failing && { failing: { test: failing.test.name, ...failureOf(failing, 600) } }),
    };
  } catch (error) {
    return { ...base, reason: error instanceof Error ? error.message : String(error) };
  }
}

interface Judged {
  verdict: NonNullable<GradeRow['verdict']>;
  reason?: string;
  results: TestResult[];
  score?: number;
}

async function onTests(
  submission: Submission,
  { judge, problem, tests = [], signal }: GradeOptions,
  { oracle, sources }: Stress,
): Promise<Judged> {
  const whole = programFor(problem, submission.source, submission.language);
  if ('reason' in whole) throw new Error(whole.reason);
  const program = { ...submission, source: whole.program };
  const limits = { ...limitsOf(problem), signal };
  for await (const event of judge.judge(program, [...sampleTests(problem), ...tests], limits)) {
    if (event.type !== 'judged') continue;
    const { verdict, reason, results } = event;
    if (verdict !== 'AC' || !oracle) return { verdict, results, ...(reason && { reason }) };
    const troubles: string[] = [];
    for (const { words, ...source } of sources) {
      const stress = judge.stress({ ...oracle, ...source, submission: program, ...limits });
      for await (const found of stress) {
        if (found.type !== 'stress-ended' || found.verdict === 'AC') continue;
        const { difference } = found;
        if (!difference) {
          troubles.push(`Not compared on ${words}: ${found.reason ?? found.verdict}`);
          continue;
        }
        const test = { ...difference.test, name: 'generated' };
        return {
          verdict: found.verdict,
          reason: `a generated input: ${difference.reason ?? found.reason ?? ''}`,
          results: [...results, { ...difference, test }],
        };
      }
    }
    return { verdict, results, ...(troubles.length > 0 && { reason: troubles.join(' ') }) };
  }
  throw new Error('The judge ended without a verdict.');
}

async function inPackage(
  submission: Submission,
  pack: NonNullable<GradeOptions['pack']>,
  { judge, signal }: GradeOptions,
): Promise<Judged> {
  // A file's name may say anything; the program gets the one its language wants.
  const folder = await mkdtemp(join(judge.temporary, 'grade-'));
  try {
    const path = join(folder, fileNameFor(submission));
    await writeFile(path, submission.source);
    return await judge.judgeInPackage(pack.package, path, { timeLimitMs: pack.timeLimitMs, signal });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function markAlike(submissions: HandedIn[], rows: Map<string, GradeRow>): void {
  const programs = submissions.filter(({ source }) => source !== undefined);
  const groups = alike(programs.map(({ source }) => source ?? ''));
  for (const [index, { file }] of programs.entries()) {
    const row = rows.get(file);
    if (row && groups[index] !== undefined) rows.set(file, { ...row, alike: groups[index] });
  }
}

/** Gives back why explanations are missing, if they are: the table is complete without them. */
async function* explained(
  options: GradeOptions,
  rows: Map<string, GradeRow>,
): AsyncGenerator<GradeEvent, string | undefined> {
  const { coach, problem, submissions, record, signal } = options;
  const faulty = submissions.filter(({ file }) => {
    const row = rows.get(file);
    return row?.verdict && row.verdict !== 'AC' && row.verdict !== 'JE' && row.explanation === undefined;
  });
  if (faulty.length === 0) return undefined;
  if (!coach) return 'No model was named, so the failures are not explained.';
  const { guard, preset, engine, replyLanguage } = coach;
  let done = 0;
  try {
    await guard.admit(problem, [], signal);
    for (const { file, language = '', source = '' } of faulty) {
      const row = rows.get(file);
      if (!row || signal?.aborted) return undefined;
      const program = { language, source };
      const made = reviewPrompt({ preset, problem, program, found: [inWords(row)], replyLanguage });
      let answer = '';
      for await (const event of engine.generate(requestFor(preset, 'explain', made, 1), signal))
        if (event.type === 'text' && event.channel === 'answer') answer += event.text;
      if (signal?.aborted) return undefined;
      const complete = { ...row, explanation: withoutPrograms(answer) };
      rows.set(file, complete);
      await record?.keep(complete);
      yield { type: 'grade-explained', file, done: ++done, total: faulty.length };
    }
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `${faulty.length - done} of ${faulty.length} failures are not explained: ${why}`;
  }
}

function inWords({ verdict, reason, failing }: GradeRow): string {
  const head = [verdict, reason].filter(Boolean).join(': ');
  return failing ? `${head}\n${failureInWords(failing)}` : head;
}

/** A program the model adds was not judged: it does not belong in a report. */
function withoutPrograms(answer: string): string {
  return answer
    .replace(/^(`{3,}|~{3,})[\s\S]*?(?:^\1[ \t]*$|$(?![\s\S]))/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
