import { accepts } from './accepts.ts';
import { aloneIn, buildInput, hasLargest, isOfScalars, isPoint, scalarsOf } from './build.ts';
import { Random } from './random.ts';
import { allParts, type Shape } from './shape.ts';
import type { Scale, Wish } from './wish.ts';

/** A generated input and what it is meant to try: "all equal", "random, size 7". */
export interface GeneratedInput {
  name: string;
  input: string;
  /**
   * What grows from one of these inputs to the next, where something does: "size", then "size of tiny", or a
   * variable. An oracle that stays behind in one is not asked for more of it, nor of those that begin with it.
   */
  grows?: string;
}

/** What programs are known to break on, by name, the smallest first. */
const edges: [string, Wish][] = [
  ['minimum', { size: 'least', values: 'lowest' }],
  ['single, largest value', { size: 'least', values: 'highest' }],
  ['single, any value', { size: 'least', values: 'any' }],
  ['all equal', { size: 4, values: 'equal' }],
  ['sorted', { size: 5, values: 'small', order: 'sorted' }],
  ['reversed', { size: 5, values: 'small', order: 'reversed' }],
  ['lowest values', { size: 4, values: 'lowest' }],
  ['zeros', { size: 4, values: 'zero' }],
  ['largest values', { size: 4, values: 'highest' }],
  ['largest values, more of them', { size: 12, values: 'highest' }],
  ['any values within the largest', { size: 4, isExact: true, values: 'any', scalars: 'highest' }],
  [
    'any values within the largest, more of them',
    { size: 7, isExact: true, values: 'any', scalars: 'highest' },
  ],
  ['both extremes', { size: 6, values: 'extremes' }],
  ['a path', { size: 6, values: 'small', form: 'path' }],
  ['a star', { size: 6, values: 'small', form: 'star' }],
  ['points on one line', { size: 6, values: 'small', form: 'line' }],
  ['disconnected', { size: 6, values: 'small', form: 'sparse' }],
  ['all equal, more of them', { size: 14, values: 'equal' }],
];

/** What random inputs are like: between which sizes they lie, and how large their values are, in turn. */
interface Kind {
  from: number;
  to: number;
  turns: readonly (Scale | 'mixed')[];
}

/** Small enough for any brute force. */
export const smallRandom: Kind = {
  from: 1,
  to: 10,
  turns: ['small', 'tiny', 'mixed', 'middle', 'power', 'band', 'mixed', 'any', 'middle', 'band'],
};

/** Rules of thumb (take the heaviest first) fail where there is much of about one size. */
export const largerRandom: Kind = {
  from: 8,
  to: 16,
  turns: ['band', 'small', 'band', 'mixed', 'band', 'any', 'band', 'middle', 'band', 'tiny'],
};

/**
 * `count` different inputs of the shape: the named edge cases, then random ones of growing size; their values are
 * small, hardly different, in the thousands, anywhere in their bounds or in one part of them, about a power of two, or
 * of another size for each variable; of points a quarter are all on one line. They come in the order of their weight,
 * so that a slow oracle can follow for as long as it can. The same shape and seed give the same inputs.
 */
export function casesOf(
  shape: Shape,
  count: number,
  seed: number,
  { from, to, turns }: Kind = smallRandom,
): GeneratedInput[] {
  const has = { points: hasPoints(shape), graph: hasGraph(shape), scalars: scalarsOf(shape).size > 0 };
  const { found, add } = gathered(shape);
  for (const [name, wish] of edges) {
    if (found.size >= count) break;
    if (wish.scalars && !has.scalars) continue;
    if (wish.form && !(wish.form === 'line' ? has.points : has.graph)) continue;
    add({ name }, wish, seed);
  }
  for (let index = 0, tries = 0; found.size < count && tries < count * 6; index++, tries++) {
    const size = from + Math.floor((to - from) * Math.sqrt(Math.min(1, index / count)));
    const values = index % 16 === 6 ? 'extremes' : (turns[index % turns.length] ?? 'small');
    const wish: Wish = { size, values, ...(has.points && index % 4 === 0 && { form: 'line' }) };
    add({ name: `random, size ${size}` }, wish, seed * 1_000_003 + index);
  }
  return [...found.values()].sort((a, b) => weightOf(a.input) - weightOf(b.input));
}

/** Different inputs of a shape as they are found; a wish that comes to none, or to one that is there, adds nothing. */
function gathered(shape: Shape) {
  const found = new Map<string, GeneratedInput>();
  const add = (what: Omit<GeneratedInput, 'input'>, wish: Wish, seed: number) => {
    const input = buildInput(shape, wish, new Random(seed));
    if (input !== undefined && !found.has(input) && accepts(shape, input))
      found.set(input, { ...what, input });
  };
  return { found, add };
}

/** How much an input may give a program to do: the bits of its numbers and the letters of its words. */
function weightOf(input: string): number {
  return input
    .split(/\s+/)
    .reduce((sum, word) => sum + (/^-?\d+$/.test(word) ? BigInt(word).toString(2).length : word.length), 0);
}

function hasGraph(shape: Shape): boolean {
  return allParts(shape.parts).some((part) => part.kind === 'rows' && part.nodes);
}

function hasPoints(shape: Shape): boolean {
  return allParts(shape.parts).some(
    (part) =>
      (part.kind === 'line' || part.kind === 'rows') && part.fields.some((_, at) => isPoint(part.fields, at)),
  );
}

/** Inputs as large as the statement allows; none when it does not say. */
export function largestCases(shape: Shape, seed: number): GeneratedInput[] {
  if (!hasLargest(shape)) return [];
  const wishes: [string, Wish][] = [
    ['random', { size: 'most', values: 'any' }],
    ['all equal', { size: 'most', values: 'equal' }],
    ['largest values', { size: 'most', values: 'highest' }],
    ['sorted', { size: 'most', values: 'any', order: 'sorted' }],
    ...(scalarsOf(shape).size > 0
      ? ([
          ['small values within the largest', { size: 'most', values: 'small', scalars: 'highest' }],
        ] satisfies [string, Wish][])
      : []),
    ...(hasGraph(shape)
      ? ([
          ['a path', { size: 'most', values: 'any', form: 'path' }],
          ['a star', { size: 'most', values: 'any', form: 'star' }],
        ] satisfies [string, Wish][])
      : []),
  ];
  const found = new Map<string, GeneratedInput>();
  for (const [name, wish] of wishes) {
    const input = buildInput(shape, wish, new Random(seed));
    if (input !== undefined && !found.has(input)) found.set(input, { name: `largest, ${name}`, input });
    // What compares until something differs has to go to the end.
    const isUniform = wish.values === 'equal' || wish.values === 'highest';
    const almost = isUniform && input !== undefined ? butForTheEnd(shape, input) : undefined;
    if (almost !== undefined) found.set(almost, { name: `largest, ${name} but for the end`, input: almost });
  }
  return [...found.values()];
}

/** The input with another last letter or number, where that is still one of the shape. */
function butForTheEnd(shape: Shape, input: string): string | undefined {
  const [word = ''] = /\S+$/.exec(input.trimEnd()) ?? [];
  const before = input.slice(0, input.trimEnd().length - word.length);
  const others = /^-?\d+$/.test(word)
    ? [BigInt(word) + 1n, BigInt(word) - 1n].map(String)
    : ['b', 'y', 'B', 'Y', '1', '0', '#', '.'].map((letter) => word.slice(0, -1) + letter);
  return others
    .filter((other) => other !== word)
    .map((other) => `${before}${other}\n`)
    .find((changed) => accepts(shape, changed));
}

/**
 * Sizes on which an oracle that is not too slow can still answer. The first follow each other closely, so that one
 * that tries all subsets is met where it is too slow, before `1 << n` makes it quick and wrong.
 */
const growing = [20, 23, 26, 29, 100, 1000, 10_000, 70_000];

const kinds: [string, Omit<Wish, 'size'>, string][] = [
  ['any values', { values: 'any' }, 'large'],
  ['small values', { values: 'small' }, 'small'],
  ['sorted', { values: 'any', order: 'sorted' }, 'large'],
  ['hardly different', { values: 'tiny' }, 'tiny'],
  ['highest values', { values: 'highest' }, 'large'],
];

/**
 * What grows: up to here, where a brute force that tries all subsets is too slow, the size; from there on the size
 * with values of one kind, as one that walks over values follows small ones for longer.
 */
const largestOfAny = 100;

/**
 * Ever larger inputs: with values at random, in order, hardly different, and all at their upper bounds; of a few
 * numbers that count nothing, each of them in turn.
 */
export function growingCases(shape: Shape, seed: number): GeneratedInput[] {
  const { found, add } = gathered(shape);
  for (const size of growing) {
    for (const [kind, wish, scale] of size > 20 && size < 100 ? kinds.slice(0, 1) : kinds) {
      const grows = size > largestOfAny ? `size of ${scale}` : 'size';
      add({ name: `size ${size}, ${kind}`, grows }, { ...wish, size, isExact: true }, seed + size);
    }
  }
  if (!isOfScalars(shape)) return [...found.values()];
  // Nothing is counted: each number grows alone, among large ones and among small ones.
  for (const name of aloneIn(shape)) {
    for (const to of scalarSizes)
      for (const values of ['any', 'highest', 'zero'] as const)
        add(
          { name: `${name} about ${to}, ${values} values`, grows: name },
          { size: 'most', values, grown: { name, to } },
          seed + Number(to),
        );
  }
  return [...found.values()];
}

/** To where a brute force does not come any more. */
const scalarSizes = Array.from({ length: 22 }, (_, step) => 1n << BigInt(6 + step));

const cornerInputs = 100;

/** Combinations of the bounds of a few numbers that count nothing: what is large in one may be easy by another. */
export function cornerCases(shape: Shape, seed: number): GeneratedInput[] {
  if (!isOfScalars(shape)) return [];
  const { found, add } = gathered(shape);
  for (let index = 0; index < cornerInputs; index++)
    add({ name: 'bounds', grows: 'bounds' }, { size: 'most', values: 'corners' }, seed * 1_000_003 + index);
  return [...found.values()].sort((a, b) => weightOf(a.input) - weightOf(b.input));
}
