import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Finding, type ReviewOptions, review } from '../../src/coach/index.ts';
import type { Judge } from '../../src/judge/index.ts';
import { presetNamed } from '../../src/model/index.ts';
import { ContestGuard, readPackage } from '../../src/problem/index.ts';
import { limitsOf } from '../../src/solver/index.ts';
import { ScriptedEngine } from '../../test/solver/scripted-engine.ts';
import { type Figure, median } from '../figure.ts';
import { readSets } from '../solver/sets.ts';
import { firstFailed, tinyTests } from './smallest.ts';

const folder = fileURLToPath(new URL('../problems/', import.meta.url));
const only = process.env.VERDICT_SOLVER_PROBLEMS?.split(',');
const cases = 300;
/** Of the wrong programs one in so many, beginning with the FROMth; all of them by default. */
const every = Number(process.env.VERDICT_COACH_EVERY ?? 1);
const from = Number(process.env.VERDICT_COACH_FROM ?? 0);
/** One in so many packages for the smallest possible inputs, one in so many programs for the fixes. */
const [everyPackage, everyProgram] = [3, 10];

/**
 * Every wrong program of the problems here that passes the samples, reviewed with the problem's own brute force: how
 * many are caught, how small the input is next to the smallest there is, and what the fixes are worth that are shown.
 * The model that proposes them answers first with another wrong program, then with the right one.
 */
export async function findings(judge: Judge): Promise<Figure[]> {
  const [ours, smallest]: [number[], number[]] = [[], []];
  let [reviewed, caught, asked, shown, held, longer] = [0, 0, 0, 0, 0, 0];
  let shownAndJudged = 0;
  const watched = watching(judge);
  const seconds: number[] = [];
  const kinds = new Map<Finding['kind'], number>();
  let number = 0;
  for (const [place, { name, problem, candidates, oracles }] of (await readSets(only)).entries()) {
    const fixed = candidates.find(({ isRight }) => isRight);
    const right = oracles.find(({ isRight }) => isRight) ?? fixed;
    const wrong = candidates.filter(({ isRight, passesSamples }) => !isRight && passesSamples);
    if (problem.interactive || !right || !fixed) continue;
    const program = (path: string) => programAt(join(folder, name, path));
    const oracle = {
      oracle: { language: 'cpp', source: right.source },
      generator: await program('generators/generate.py'),
      validator: await program('input_validators/validate.py'),
      origin: 'the brute force of the package',
    };
    // First as most users have it: a brute force and no generator.
    const { generator: _, ...alone } = oracle;
    const tests = place % everyPackage === 0 ? await tinyTests(judge, join(folder, name), oracle.oracle) : [];
    for (const [index, { name: file, source }] of wrong.entries()) {
      if (number++ % every !== from) continue;
      const submission = { language: 'cpp', source };
      const options = { judge, problem, submission, oracle, stressCases: cases, sanitize: false, seed: 1 };
      const started = performance.now();
      // The sanitizers last: where the answers differ, the program need not be built for them.
      const found =
        (await faultOf({ ...options, oracle: alone })) ??
        (await faultOf(options)) ??
        (await faultOf({ ...options, stressCases: 50, sanitize: true }));
      seconds.push((performance.now() - started) / 1000);
      if (found) {
        caught++;
        kinds.set(found.kind, (kinds.get(found.kind) ?? 0) + 1);
      }
      const input = found?.kind === 'counterexample' ? found.result?.test.input : undefined;
      const least = input && tests.length > 0 && (await firstFailed(judge, problem, submission, tests));
      if (input && least) {
        ours.push(input.length);
        smallest.push(least.length);
        if (input.length > least.length) longer++;
      }
      if (reviewed++ % everyProgram === 0) {
        const other = wrong[(index + 1) % wrong.length]?.source ?? source;
        for await (const event of review({
          ...options,
          judge: watched.judge,
          stressCases: 60,
          fixes: 2,
          coach: coach([other, fixed.source]),
        })) {
          if (event.type === 'fix-failed' || event.type === 'fix-held') asked++;
          if (event.type !== 'fix-held') continue;
          shown++;
          if (watched.accepted.has(event.source)) shownAndJudged++;
          if (await passes(judge, name, event.source)) held++;
        }
      }
      const sizes = input ? ` ${input.length} bytes${least ? `, smallest ${least.length}` : ''}` : '';
      console.error(
        `${found ? 'caught' : 'MISSED'} ${name} ${file} ${found?.kind ?? ''}${sizes} ${seconds.at(-1)?.toFixed(1)} s`,
      );
      if (least && input && input.length > least.length) console.error(JSON.stringify([input, least]));
    }
  }
  const part = (some: number, all: number) => (100 * some) / Math.max(1, all);
  return [
    {
      name: 'coach: wrong programs that pass the samples, caught by the review',
      value: part(caught, reviewed),
      unit: '%',
      peer: `${caught} of ${reviewed}${every > 1 ? ` (one in ${every} of all)` : ''}, in ${median(seconds).toFixed(1)} s in the median: ${[...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ')}`,
      bar: 'at least 95 %',
      met: caught >= 0.95 * reviewed,
    },
    {
      name: 'coach: bytes of a counterexample, median',
      value: median(ours),
      unit: 'bytes',
      peer: `the smallest there is has ${median(smallest)}, by trying all inputs of few tokens for ${ours.length} programs; ${longer} are longer than that`,
      bar: 'at most a tenth above the smallest',
      met: median(ours) <= 1.1 * median(smallest),
    },
    {
      name: 'coach: fixes shown that were judged',
      value: part(shownAndJudged, shown),
      unit: '%',
      peer: `${shownAndJudged} of ${shown} shown, of ${asked} proposed; ${held} of them pass the secret tests, too`,
      bar: 'all',
      met: shown > 0 && shownAndJudged === shown,
    },
  ];
}

async function faultOf(options: Omit<ReviewOptions, 'fixes'>): Promise<Finding | undefined> {
  let found: Finding | undefined;
  for await (const event of review({ ...options, fixes: 0 })) {
    if (event.type === 'review-found' && event.finding.result && event.finding.kind !== 'warning')
      found = event.finding;
    if (event.type === 'review-ended' && event.outcome === 'broken') console.error(event.reason);
  }
  return found;
}

/** The judge, and what it is seen to accept. */
function watching(judge: Judge): { judge: Judge; accepted: Set<string> } {
  const accepted = new Set<string>();
  const watched = new Proxy(judge, {
    get(_, name) {
      if (name !== 'judge') {
        const found = Reflect.get(judge, name);
        return typeof found === 'function' ? found.bind(judge) : found;
      }
      return async function* (...args: Parameters<Judge['judge']>) {
        for await (const event of judge.judge(...args)) {
          if (event.type === 'judged' && event.verdict === 'AC') accepted.add(args[0].source);
          yield event;
        }
      };
    },
  });
  return { judge: watched, accepted };
}

/** A model that proposes these programs, one after the other. */
function coach(sources: string[]) {
  const preset = presetNamed('vibethinker-1.5b');
  if (!preset) throw new Error('There is no such preset.');
  const engine = new ScriptedEngine(sources.map((it) => `So:\n\`\`\`cpp\n${it}\`\`\`\n`));
  return { engine, preset, guard: new ContestGuard({ mode: 'off', folder }) };
}

async function programAt(path: string): Promise<{ language: string; source: string }> {
  return {
    language: basename(path).endsWith('.py') ? 'python' : 'cpp',
    source: await readFile(path, 'utf8'),
  };
}

/** On the secret tests of the package. */
async function passes(judge: Judge, name: string, source: string): Promise<boolean> {
  const { tests, problem } = await readPackage(join(folder, name));
  const secret = tests.filter(({ kind }) => kind === 'secret');
  for await (const event of judge.judge({ language: 'cpp', source }, secret, {
    ...limitsOf(problem),
    stopAtFirst: true,
  }))
    if (event.type === 'judged') return event.verdict === 'AC';
  return false;
}
