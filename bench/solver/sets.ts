import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Problem, readPackage } from '../../src/problem/index.ts';
import type { Asked, Scripted } from './scripted-model.ts';

export const problemsFolder = fileURLToPath(new URL('../problems/', import.meta.url));

/** A recorded program and what is known of it. */
export interface Recorded {
  name: string;
  source: string;
  isRight: boolean;
  passesSamples: boolean;
  /** It solves another problem than the one that is stated. */
  isMisreading: boolean;
}

/** A problem with the answers a model might give to it. */
export interface ProblemSet {
  name: string;
  problem: Problem;
  candidates: Recorded[];
  oracles: Recorded[];
  /** What makes inputs, called with SEED and SIZE, where the input builder does not read the statement. */
  generator?: string;
}

/** How often the scripted model writes what. The shares of one kind sum to 1. */
export interface Shares {
  right: number;
  /** Wrong, passes the samples, by another mistake than a misreading. */
  plausible: number;
  misreading: number;
  failing: number;
}

/** A model of middling skill; oracles are right as often as the literature has it (88 %), less what misreads. */
export const usual: { candidate: Shares; oracle: Shares; repair: Shares } = {
  candidate: { right: 0.45, plausible: 0.25, misreading: 0.08, failing: 0.22 },
  oracle: { right: 0.84, plausible: 0.05, misreading: 0.05, failing: 0.06 },
  repair: { right: 0.6, plausible: 0.15, misreading: 0.05, failing: 0.2 },
};

/** A model that reads the statement wrongly more often than not, and in the same way each time. */
export const misled: typeof usual = {
  candidate: { right: 0.1, plausible: 0.1, misreading: 0.7, failing: 0.1 },
  oracle: { right: 0.1, plausible: 0, misreading: 0.9, failing: 0 },
  repair: { right: 0.1, plausible: 0, misreading: 0.9, failing: 0 },
};

/** How often a model's generator can be used at all. */
const generatorWorks = 0.85;

/** Mean tokens of a thought. A brute force needs no clever idea, and the thought about it is shorter. */
const meanTokens = { candidate: 6000, repair: 5000, oracle: 2500, generator: 1200, validator: 900 };

export async function readSets(only?: string[]): Promise<ProblemSet[]> {
  const names = (await readdir(problemsFolder, { withFileTypes: true }))
    .filter((it) => it.isDirectory() && (!only || only.includes(it.name)))
    .map(({ name }) => name)
    .sort();
  return Promise.all(names.map(readSet));
}

async function readSet(name: string): Promise<ProblemSet> {
  const folder = join(problemsFolder, name);
  const { problem, submissions } = await readPackage(folder);
  // C++ is asked for, and an answer in another language is not looked at.
  const inCpp = submissions.filter(({ path }) => path.endsWith('.cpp'));
  const candidates = await Promise.all(
    inCpp.map(({ path, folder: own }) => recorded(path, own === 'accepted')),
  );
  const own = await readdir(join(folder, 'oracles')).catch(() => []);
  const oracles = await Promise.all(
    own.map((file) => recorded(join(folder, 'oracles', file), file.startsWith('right'))),
  );
  // What else the model may take for a brute force: its own wrong ideas, slow as they may be.
  const wrong = candidates.filter(
    ({ isRight, name: file }) => !isRight && !/^(?:quadratic|slow|linear|cubic|exp|every)/.test(file),
  );
  const generator = await readFile(join(folder, 'generators', 'generate.cpp'), 'utf8').catch(() => undefined);
  return { name, problem, candidates, oracles: [...oracles, ...wrong], ...(generator && { generator }) };
}

async function recorded(path: string, isRight: boolean): Promise<Recorded> {
  const name = basename(path);
  return {
    name,
    source: await readFile(path, 'utf8'),
    isRight,
    passesSamples: !name.startsWith('fails_samples'),
    isMisreading: name.startsWith('misread'),
  };
}

/**
 * The answer to a request: drawn from the recorded programs by the request's seed, so that every policy is told
 * the same by the same seed. Every second draw of a program differs in its text, as a model's would.
 */
export function respondFrom(sets: ProblemSet[], shares: typeof usual, salt: number) {
  return (asked: Asked): Scripted => {
    const set = sets.find(({ name }) => name === asked.model);
    if (!set) throw new Error(`There is no set ${asked.model}.`);
    const { kind } = asked;
    const random = randomOf(`${set.name} ${kind} ${asked.seed} ${salt}`);
    const thoughtTokens = Math.round(meanTokens[kind] * (0.5 + random() + 0.5 * random() ** 3));
    if (kind === 'generator' && set.generator && random() < generatorWorks)
      return { answer: `\`\`\`cpp\n${set.generator}\`\`\`\n`, thoughtTokens };
    if (kind === 'generator' || kind === 'validator') return { answer: 'I do not know.', thoughtTokens };
    const chosen = draw(kind === 'oracle' ? set.oracles : set.candidates, shares[kind], random);
    const isSecond = random() < 0.5 && kind !== 'oracle' && (chosen.isMisreading || chosen.isRight);
    const source = isSecond ? anotherText(chosen.source) : chosen.source;
    return { answer: `The program:\n\`\`\`cpp\n${source}\`\`\`\n`, thoughtTokens };
  };
}

function draw(from: Recorded[], shares: Shares, random: () => number): Recorded {
  const kinds: [number, Recorded[]][] = [
    [shares.right, from.filter((it) => it.isRight)],
    [shares.misreading, from.filter((it) => it.isMisreading)],
    [shares.plausible, from.filter((it) => !it.isRight && it.passesSamples && !it.isMisreading)],
    [shares.failing, from.filter((it) => !it.passesSamples)],
  ];
  const open = kinds.filter(([share, programs]) => share > 0 && programs.length > 0);
  let left = random() * open.reduce((sum, [share]) => sum + share, 0);
  for (const [share, programs] of open) {
    left -= share;
    if (left <= 0) return programs[Math.floor(random() * programs.length)] ?? fallback(from);
  }
  return fallback(from);
}

function fallback(from: Recorded[]): Recorded {
  const [first] = from;
  if (!first) throw new Error('There is no recorded program.');
  return first;
}

const other = '\nconst int spare_value = 0;\n';

function anotherText(source: string): string {
  return source.replace('using namespace std;\n', (found) => found + other);
}

/** What is known of a program the solver offers. */
export function recordOf(
  { candidates, oracles }: ProblemSet,
  code: string,
  as: 'candidate' | 'oracle',
): Recorded | undefined {
  const plain = code.replace(other, '').trim();
  // The same brute force is a right oracle and, being too slow, a wrong candidate.
  const known = as === 'oracle' ? [...oracles, ...candidates] : [...candidates, ...oracles];
  return known.find(({ source }) => source.trim() === plain);
}

/** Numbers in [0, 1) that depend on the text alone. */
function randomOf(text: string): () => number {
  let state = 2166136261;
  for (const letter of text) state = Math.imul(state ^ letter.charCodeAt(0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
