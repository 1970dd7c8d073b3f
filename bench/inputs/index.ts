import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Judge, openJudge, type Submission } from '../../src/judge/index.ts';
import { cacheFolder } from '../../src/model/index.ts';
import type { GeneratedInput } from '../../src/solver/inputs/cases.ts';
import { builtPool, type Pool } from '../../src/solver/inputs/pool.ts';
import { type Runner, Trials } from '../../src/solver/trials.ts';
import type { Figure } from '../figure.ts';
import { type ProblemSet, problemsFolder, type Recorded, readSets } from '../solver/sets.ts';

const only = process.env.VERDICT_SOLVER_PROBLEMS?.split(',');
const count = Number(process.env.VERDICT_INPUTS_CASES ?? 100);
const { signal } = new AbortController();

/** How many of the wrong programs that pass the samples the inputs built from the statements tell from a right one. */
export async function figures(): Promise<Figure[]> {
  await using judge = await openJudge({ cacheFolder: cacheFolder() });
  const unread: string[] = [];
  let [wrong, toldApart, byFurther, invalid] = [0, 0, 0, 0];
  for (const set of await readSets(only)) {
    if (set.problem.interactive) continue;
    const pool = builtPool(set.problem, count);
    if (!pool) {
      unread.push(set.name);
      continue;
    }
    const told = await tellApart(set, pool, judge);
    invalid += told.invalid;
    for (const { program, by } of told.programs) {
      wrong++;
      if (by === undefined) console.error(`${set.name}: ${program} is not told apart`);
      else toldApart++;
      if (by === 'further') byFurther++;
    }
  }
  return [
    {
      name: `inputs: wrong programs told apart by ${count} built inputs and a few that grow`,
      value: (100 * toldApart) / Math.max(1, wrong),
      unit: '%',
      peer: `${toldApart} of ${wrong}, ${byFurther} of them only by one that is larger; statements not read: ${unread.join(', ') || 'none'}`,
      bar: 'at least 98 %',
      met: toldApart >= 0.98 * wrong,
    },
    {
      name: 'inputs: built ones that the validator of the package refuses',
      value: invalid,
      unit: 'inputs',
      peer: 'they would be no inputs of the problem',
      bar: '0',
      met: invalid === 0,
    },
  ];
}

interface ToldApart {
  programs: { program: string; by?: 'cases' | 'further' }[];
  /** Cases that the package's own validator refuses. */
  invalid: number;
}

async function tellApart(set: ProblemSet, pool: Pool, judge: Judge): Promise<ToldApart> {
  const right = set.candidates.find(({ isRight }) => isRight);
  if (!right) throw new Error(`${set.name} has no right program.`);
  const trials = new Trials(judge, set.problem);
  const reference: Runner = { program: asCpp(right), role: 'oracle' };
  await trials.run(reference, pool.cases, { signal });
  const validator = await validatorOf(set);
  const exits = await Promise.all(
    pool.cases.map(async ({ input }) => (await judge.run(validator, input, { signal })).exitCode),
  );
  const invalid = exits.filter((code) => code !== 42).length;
  const differs = async (program: Submission, some: GeneratedInput[]) => {
    const candidate: Runner = { program, role: 'candidate' };
    await trials.run(reference, some, { signal });
    await trials.run(candidate, some, { signal });
    return (await trials.compare(candidate, reference, some, signal)).difference !== undefined;
  };
  const by = async (program: Submission): Promise<'cases' | 'further' | undefined> => {
    // In a few steps: most are told apart by the first.
    for (let from = 0; from < pool.cases.length; from += 20)
      if (await differs(program, pool.cases.slice(from, from + 20))) return 'cases';
    for await (const some of pool.further()) if (await differs(program, some)) return 'further';
    return undefined;
  };
  const programs: ToldApart['programs'] = [];
  // What is only too slow is for the largest inputs to find.
  const slow = /^(?:quadratic|slow|linear|cubic|exp|every)/;
  for (const one of set.candidates)
    if (!one.isRight && one.passesSamples && !slow.test(one.name)) {
      const how = await by(asCpp(one));
      programs.push({ program: one.name, ...(how && { by: how }) });
    }
  return { programs, invalid };
}

async function validatorOf({ name }: ProblemSet): Promise<Submission> {
  const path = join(problemsFolder, name, 'input_validators', 'validate.py');
  return { language: 'python', source: await readFile(path, 'utf8') };
}

function asCpp({ source }: Recorded): Submission {
  return { language: 'cpp', source };
}
