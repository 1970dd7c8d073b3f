import { approves, type GivenInputs, type Judge, type Submission } from '../../judge/index.ts';
import type { Problem } from '../../problem/index.ts';
import { accepts } from './accepts.ts';
import {
  casesOf,
  cornerCases,
  type GeneratedInput,
  growingCases,
  largerRandom,
  largestCases,
  smallRandom,
} from './cases.ts';
import { Demands } from './demand.ts';
import { shapeOf } from './read-shape.ts';
import type { Shape } from './shape.ts';

/** Inputs to try programs on, and what tells whether a smaller one is still an input of the problem. */
export interface Pool {
  /** In words: "built from the statement", "by the generator beside the statement". */
  origin: string;
  /** Small inputs, the same for every program. */
  cases: GeneratedInput[];
  /** More of them, some at a time, for a program that has held so far: ever larger ones, or more by the generator. */
  further(): AsyncIterable<GeneratedInput[]>;
  /** Inputs as large as the statement allows; none when that is not known. */
  largest: GeneratedInput[];
  isValid(input: string): Promise<boolean>;
}

/** Every program meets the same inputs, so that what they do can be compared. */
const seed = 1;
/** Sizes given to a generator program grow up to this one. */
const largestSize = 50;
/** For each case that all programs meet this many more, for those that hold: built ones, and those a program makes. */
const furtherShare = { built: 14, generated: 3 };
const furtherTogether = 25;
/** Characters of an input that a brute force is asked to answer. */
const mostToFollow = 100_000;
const generatorLimits = { timeLimitMs: 10_000, memoryLimitMiB: 2048 };

/** Inputs of our own building, from what the statement says of them; undefined when that was not understood. */
export function builtPool(problem: Problem, count: number): Pool | undefined {
  const shape = shapeOf(problem);
  if (!shape) return undefined;
  const cases = casesOf(shape, count, seed);
  if (cases.length === 0) return undefined;
  const known = new Set(cases.map(({ input }) => input));
  const isNew = ({ input }: GeneratedInput) => !known.has(input) && known.add(input);
  // Made once, for the first program that holds.
  const rounds: GeneratedInput[][] = [];
  let corners: GeneratedInput[] | undefined;
  let growing: GeneratedInput[] | undefined;
  return {
    origin: 'built from the statement',
    cases,
    async *further() {
      for (let round = 0; round < furtherShare.built; round++) {
        const kind = round % 2 ? largerRandom : smallRandom;
        rounds[round] ??= casesOf(shape, count, seed + 1 + round, kind).filter(isNew);
        yield* inBatches(rounds[round] ?? []);
      }
      corners ??= cornerCases(shape, seed).filter(isNew);
      if (corners.length > 0) yield corners;
      growing ??= growingCases(shape, seed).filter(isNew);
      yield* growing.map((one) => [one]);
    },
    largest: largestCases(shape, seed),
    isValid: async (input) => accepts(shape, input),
  };
}

/**
 * Built inputs for a stress test: `count` small ones and half as many larger ones, then bounds in combination and some
 * that grow as far as a brute force may follow; and the largest that the statement allows. Undefined when it was not
 * understood.
 */
export function builtInputs(
  problem: Problem,
  count: number,
): (GivenInputs & { largest: GeneratedInput[] }) | undefined {
  const shape = shapeOf(problem);
  if (!shape) return undefined;
  const all = [
    ...casesOf(shape, count, seed),
    ...casesOf(shape, Math.ceil(count / 2), seed + 1, largerRandom),
    ...cornerCases(shape, seed),
    ...growingCases(shape, seed).filter(({ input }) => input.length <= mostToFollow),
  ];
  const cases = different(all);
  if (cases.length === 0) return undefined;
  const demands = new Demands();
  return {
    cases,
    largest: largestCases(shape, seed),
    mayBeValid: (input) => accepts(shape, input),
    asksNoLess: (...compared) => demands.asksNoLess(...compared),
  };
}

/**
 * Inputs of a generator program, called with SEED and SIZE; those the validator refuses are left out when the
 * model wrote them. Throws an Error that names the program at fault.
 */
export async function generatedPool(
  programs: { generator: Submission; validator?: Submission; origin: string; by: 'user' | 'model' },
  problem: Problem,
  count: number,
  judge: Judge,
  signal: AbortSignal,
): Promise<Pool> {
  const { generator, validator, by } = programs;
  const shape = shapeOf(problem);
  const isValid = (input: string) => validates(validator, shape, input, judge, signal);
  const make = (plan: Planned[]) =>
    Promise.all(plan.map((one) => generated(generator, one.seed, one.size, judge, signal)));
  const valid = async (made: GeneratedInput[]) => {
    const verdicts = await Promise.all(made.map(({ input }) => isValid(input)));
    return made.filter((_, index) => verdicts[index]);
  };
  const made = await make(planned(count, seed));
  const cases = by === 'user' && !validator ? made : await valid(by === 'user' ? made : different(made));
  const refused = made.find((one) => !cases.includes(one));
  if (by === 'user' && refused)
    throw new Error(`The validator refuses what the generator printed (${refused.name}).`);
  if (cases.length === 0) throw new Error('The generator prints no valid input.');
  const largest =
    by === 'model' ? [await generated(generator, seed, 0, judge, signal).catch(() => undefined)] : [];
  // Later programs meet the same inputs as the first.
  const more: Promise<GeneratedInput[]>[] = [];
  const plans = inBatches(by === 'model' ? planned(furtherShare.generated * count, seed + count) : []);
  return {
    origin: programs.origin,
    cases,
    async *further() {
      for (const [at, plan] of plans.entries()) {
        more[at] ??= make(plan).then(valid);
        yield await more[at];
      }
    },
    largest: largest
      .filter((it) => it !== undefined)
      .map((it) => ({ ...it, name: 'largest, by the generator' })),
    isValid,
  };
}

function inBatches<T>(all: T[]): T[][] {
  const count = Math.ceil(all.length / furtherTogether);
  return Array.from({ length: count }, (_, at) =>
    all.slice(at * furtherTogether, (at + 1) * furtherTogether),
  );
}

interface Planned {
  seed: number;
  size: number;
}

/** Seeds one after the other, sizes from tiny to small. */
function planned(count: number, firstSeed: number): Planned[] {
  return Array.from({ length: count }, (_, index) => {
    const part = count <= 1 ? 0 : index / (count - 1);
    return { seed: firstSeed + index, size: 1 + Math.floor((largestSize - 1) * part * part) };
  });
}

async function generated(
  generator: Submission,
  seedOf: number,
  size: number,
  judge: Judge,
  signal: AbortSignal,
): Promise<GeneratedInput> {
  const name = `seed ${seedOf} size ${size}`;
  const args = [String(seedOf), String(size)];
  const result = await judge.run(generator, '', { limits: generatorLimits, args, signal });
  signal.throwIfAborted();
  if (result.verdict === 'AC') return { name, input: result.stdout };
  const said = [result.reason, result.stderr.trim().split('\n').at(-1)].filter(Boolean).join(': ');
  throw new Error(`The generator failed (${name}): ${result.verdict}${said ? `, ${said}` : ''}.`);
}

/** By the validator; without one, by what the statement says. */
async function validates(
  validator: Submission | undefined,
  shape: Shape | undefined,
  input: string,
  judge: Judge,
  signal: AbortSignal,
): Promise<boolean> {
  if (!validator) return shape === undefined || accepts(shape, input);
  const result = await judge.run(validator, input, { limits: generatorLimits, signal });
  signal.throwIfAborted();
  return approves(result);
}

function different(cases: GeneratedInput[]): GeneratedInput[] {
  const inputs = new Set<string>();
  return cases.filter(({ input }) => !inputs.has(input) && inputs.add(input));
}
