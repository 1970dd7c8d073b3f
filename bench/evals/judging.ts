import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type EvalTask, judgeProgram } from '../../src/evals/index.ts';
import { preamble } from '../../src/evals/sets/livecodebench.ts';
import { type Judge, openJudge } from '../../src/judge/index.ts';
import { cacheFolder } from '../../src/model/index.ts';
import { readPackage } from '../../src/problem/index.ts';
import { type Figure, timed } from '../figure.ts';

const seconds = 6;
const only = process.env.VERDICT_EVALS_LANGUAGE;
const programs = fileURLToPath(new URL('programs/', import.meta.url));
const rule = fileURLToPath(new URL('rule.py', import.meta.url));

interface Job {
  task: EvalTask;
  language: string;
  ending: string;
  /** What the set puts in front of each program. */
  before: string;
  source: string;
  tests: [string, string][];
}

/**
 * Judging by LiveCodeBench's rule next to the same rule in Python with a subprocess for each test: the same
 * programs and tests, compiled anew by both, side by side in one run.
 */
export async function judgingFigures(folders: string[]): Promise<Figure[]> {
  await using judge = await openJudge({ cacheFolder: cacheFolder() });
  await judge.warmUp();
  const figures: Figure[] = [];
  for (const [language, ending, before, most] of [
    ['cpp', '.cpp', '', 24],
    ['python', '.py', preamble, 24],
  ] as const) {
    if (only && only !== language) continue;
    const all = await jobsIn(folders, language, ending, before);
    const jobs = all.filter((_, index) => index % Math.ceil(all.length / most) === 0);
    if (jobs.length === 0) continue;
    let ours: boolean[] = [];
    let theirs: boolean[] = [];
    const [our, their] = [
      await timed(async () => {
        ours = await judgedAtOnce(jobs, judge);
      }),
      await timed(async () => {
        theirs = await judgedInPython(jobs);
      }),
    ];
    const different = jobs.filter((_, index) => ours[index] !== theirs[index]).map(({ task }) => task.id);
    const name = `${jobs.length} programs in ${language}`;
    figures.push(
      {
        name: `evals: judging ${name}`,
        value: their / our,
        unit: 'times as fast',
        peer: `the same rule in Python with subprocesses: ${(their / 1000).toFixed(1)} s, ours ${(our / 1000).toFixed(1)} s on ${judge.parallel} cores`,
        bar: 'at least 3',
        met: their / our >= 3,
      },
      {
        name: `evals: verdicts that differ, ${name}`,
        value: different.length,
        unit: 'programs',
        peer: different.join(', ') || `${ours.filter(Boolean).length} pass in both`,
        bar: '0',
        met: different.length === 0,
      },
    );
  }
  return figures;
}

async function jobsIn(folders: string[], language: string, ending: string, before: string): Promise<Job[]> {
  const jobs: Job[] = [];
  for (const folder of folders) {
    const { submissions, tests: all, problem } = await readPackage(folder);
    // A checker or an interactor is beyond this rule.
    if (problem.checker || problem.interactive) continue;
    const tests = all.flatMap(({ kind, name, input, answer }) =>
      (kind === 'sample' || kind === 'secret') && answer !== undefined ? [{ name, input, answer }] : [],
    );
    const title = folder.split('/').at(-1);
    // What this bench adds: right programs in Python.
    const more = { name: `${title}.py`, path: `${programs}${title}.py`, folder: 'accepted' };
    const isThere = await access(more.path).then(
      () => true,
      () => false,
    );
    for (const { name, path, folder: own } of isThere ? [...submissions, more] : submissions) {
      // Near a time limit the two clocks may differ, and waiting for it would hide all else.
      if (extname(path) !== ending || own === 'time_limit_exceeded' || own === 'run_time_error') continue;
      const comment = ending === '.cpp' ? '//' : '#';
      const id = `${title}/${name}`;
      jobs.push({
        task: {
          id,
          kind: 'programming',
          problem,
          topics: [],
          tests: async () => ({
            kind: 'io',
            tests,
            rule: 'livecodebench',
            before,
            timeLimitMs: seconds * 1000,
            memoryLimitMiB: 4096,
          }),
        },
        language,
        ending: ending.slice(1),
        before,
        // Nobody has compiled it before.
        source: `${await readFile(path, 'utf8')}\n${comment} ${randomUUID()}\n`,
        tests: tests.map(({ input, answer }) => [input, answer]),
      });
    }
  }
  return jobs;
}

/** As a run does it: several programs at once, as many as the judge has slots. */
async function judgedAtOnce(jobs: Job[], judge: Judge): Promise<boolean[]> {
  const results: boolean[] = [];
  const waiting = [...jobs.entries()];
  const { signal } = new AbortController();
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, { task, language, source }] = next;
      results[index] =
        (await judgeProgram(judge, task, { language, source }, 'set', signal)).verdict === 'AC';
    }
  };
  await Promise.all(Array.from({ length: judge.parallel + 1 }, work));
  return results;
}

function judgedInPython(jobs: Job[]): Promise<boolean[]> {
  const input = JSON.stringify(
    jobs.map(({ before, source, ending, tests }) => ({ source: before + source, ending, tests, seconds })),
  );
  return new Promise((done, failed) => {
    const child = execFile('python3', [rule], { maxBuffer: 1 << 26 }, (error, stdout) =>
      error ? failed(error) : done(JSON.parse(stdout)),
    );
    child.stdin?.end(input);
  });
}
