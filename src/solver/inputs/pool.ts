import type { Judge, Submission } from '../../judge/index.ts';
import type { Problem } from '../../problem/index.ts';
import { accepts } from './accepts.ts';
import { casesOf, type GeneratedInput, growingCases, largestCases } from './cases.ts';
import { shapeOf } from './read-shape.ts';
import type { Shape } from './shape.ts';

/** Inputs to try programs on, and what tells whether a smaller one is still an input of the problem. */
export interface Pool {
  /** In words: "built from the statement", "by the generator beside the statement". */
  origin: string;
  /** Small inputs, the same for every program. */
  cases: GeneratedInput[];
  /** Ever larger ones, as far as an oracle may be able to follow. */
  growing: GeneratedInput[];
  /** Inputs as large as the statement allows; none when that is not known. */
  largest: GeneratedInput[];
  isValid(input: string): Promise<boolean>;
}

/** Every program meets the same inputs, so that what they do can be compared. */
const seed = 1;
/** Sizes given to a generator program grow up to this one. */
const largestSize = 50;
const generatorLimits = { timeLimitMs: 10_000, memoryLimitMiB: 2048 };

/** Inputs of our own building, from what the statement says of them; undefined when that was not understood. */
export function builtPool(problem: Problem, count: number): Pool | undefined {
  const shape = shapeOf(problem);
  if (!shape) return undefined;
  const cases = casesOf(shape, count, seed);
  if (cases.length === 0) return undefined;
  return {
    origin: 'built from the statement',
    cases,
    growing: growingCases(shape, seed),
    largest: largestCases(shape, seed),
    isValid: async (input) => accepts(shape, input),
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
  const made = await Promise.all(
    Array.from({ length: count }, (_, index) => {
      const part = count <= 1 ? 0 : index / (count - 1);
      const size = 1 + Math.floor((largestSize - 1) * part * part);
      return generated(generator, seed + index, size, judge, signal);
    }),
  );
  const cases = by === 'user' ? made : different(made);
  const valid: GeneratedInput[] = [];
  const isValid = (input: string) => validates(validator, shape, input, judge, signal);
  const isUnchecked = by === 'user' && !validator;
  const verdicts = isUnchecked ? [] : await Promise.all(cases.map(({ input }) => isValid(input)));
  for (const [index, one] of cases.entries()) {
    if (isUnchecked || verdicts[index]) valid.push(one);
    else if (by === 'user')
      throw new Error(`The validator refuses what the generator printed (${one.name}).`);
  }
  if (valid.length === 0) throw new Error('The generator prints no valid input.');
  const largest =
    by === 'model' ? [await generated(generator, seed, 0, judge, signal).catch(() => undefined)] : [];
  return {
    origin: programs.origin,
    cases: valid,
    growing: [],
    largest: largest
      .filter((it) => it !== undefined)
      .map((it) => ({ ...it, name: 'largest, by the generator' })),
    isValid,
  };
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

/** By the validator's exit code (0, or 42 as Kattis has it); without one, by what the statement says. */
async function validates(
  validator: Submission | undefined,
  shape: Shape | undefined,
  input: string,
  judge: Judge,
  signal: AbortSignal,
): Promise<boolean> {
  if (!validator) return shape === undefined || accepts(shape, input);
  const { verdict, exitCode } = await judge.run(validator, input, { limits: generatorLimits, signal });
  signal.throwIfAborted();
  return verdict === 'AC' || exitCode === 42;
}

function different(cases: GeneratedInput[]): GeneratedInput[] {
  const inputs = new Set<string>();
  return cases.filter(({ input }) => !inputs.has(input) && inputs.add(input));
}
