import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { review } from '../../src/coach/index.ts';
import type { Judge } from '../../src/judge/index.ts';
import { presetNamed } from '../../src/model/index.ts';
import { ContestGuard, readPackage } from '../../src/problem/index.ts';
import { limitsOf } from '../../src/solver/index.ts';
import { ScriptedEngine } from '../../test/solver/scripted-engine.ts';
import { type Figure, median } from '../figure.ts';
import { readSets } from '../solver/sets.ts';

const folder = fileURLToPath(new URL('../problems/', import.meta.url));
const only = process.env.VERDICT_SOLVER_PROBLEMS?.split(',');
const fewest = 300;

/**
 * Every wrong program of the problems here that passes the samples, reviewed with the problem's own brute force: how
 * many are caught, how small the input is, and what the fixes are worth that are shown. The model that proposes them
 * answers first with another wrong program, then with the right one.
 */
export async function findings(judge: Judge): Promise<Figure[]> {
  const sizes: number[] = [];
  let [reviewed, caught, shown, held] = [0, 0, 0, 0];
  for (const { name, problem, candidates, oracles } of await readSets(only)) {
    const right = oracles.find(({ isRight }) => isRight) ?? candidates.find(({ isRight }) => isRight);
    const fixed = candidates.find(({ isRight }) => isRight);
    const wrong = candidates.filter(({ isRight, passesSamples }) => !isRight && passesSamples);
    if (problem.interactive || !right || !fixed) continue;
    const program = (path: string) => programAt(join(folder, name, path));
    const oracle = {
      oracle: { language: 'cpp', source: right.source },
      generator: await program('generators/generate.py'),
      validator: await program('input_validators/validate.py'),
      origin: 'the brute force of the package',
    };
    for (const [index, one] of wrong.entries()) {
      const other = wrong[(index + 1) % wrong.length] ?? one;
      const preset = presetNamed('vibethinker-1.5b');
      if (!preset) throw new Error('There is no such preset.');
      const engine = new ScriptedEngine(
        [other.source, fixed.source].map((it) => `So:\n\`\`\`cpp\n${it}\`\`\`\n`),
      );
      const guard = new ContestGuard({ mode: 'off', folder });
      const submission = { language: 'cpp', source: one.source };
      reviewed++;
      let isCaught = false;
      for await (const event of review({
        judge,
        problem,
        submission,
        oracle,
        stressCases: fewest,
        fixes: 2,
        seed: 1,
        coach: { guard, engine, preset },
      })) {
        if (event.type === 'review-found' && event.finding.result && event.finding.kind !== 'warning') {
          isCaught = true;
          if (event.finding.kind === 'counterexample')
            sizes.push(event.finding.result.test.input.trim().split(/\s+/).length);
        }
        if (event.type === 'fix-held') {
          shown++;
          if (await passes(judge, name, event.source)) held++;
        }
      }
      if (isCaught) caught++;
      console.error(`${isCaught ? 'caught' : 'MISSED'} ${name} ${one.name}`);
    }
  }
  const part = (some: number, all: number) => (100 * some) / Math.max(1, all);
  return [
    {
      name: 'coach: wrong programs that pass the samples, caught by the review',
      value: part(caught, reviewed),
      unit: '%',
      peer: `${caught} of ${reviewed}; the smallest input has ${median(sizes)} tokens in the median`,
      bar: 'at least 95 %',
      met: caught >= 0.95 * reviewed,
    },
    {
      name: 'coach: fixes shown that pass the secret tests',
      value: part(held, shown),
      unit: '%',
      peer: `${held} of ${shown}; every one was judged before it was shown`,
      bar: 'all',
      met: held === shown,
    },
  ];
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
