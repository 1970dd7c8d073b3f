import { rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Sample } from '../problem.ts';
import { byNumber, isMissing, namesIn, textIn, writeWhole } from './files.ts';

/** A test case kept in a folder; `name` is its files' name without the extension ("1", "own-2", "group/3"). */
export interface TestCase extends Sample {
  name: string;
}

const deepest = 4;

/**
 * The tests of a folder in the problem package layout: `NAME.in` with `NAME.ans` (or `.out`) beside it, test
 * groups as folders. An input without an answer, or an unreadable file, costs only itself and is named in
 * `troubles`.
 */
export async function readTests(
  folder: string,
  troubles: string[],
  prefix = '',
  depth = 0,
): Promise<TestCase[]> {
  const names = await namesIn(folder, troubles);
  const tests: TestCase[] = [];
  for (const name of [...names].sort(byNumber)) {
    if (name.endsWith('.in')) {
      const test = await readTest(folder, name, names, troubles);
      if (test) tests.push({ ...test, name: prefix + test.name });
    } else if (!name.includes('.') && depth < deepest) {
      tests.push(...(await readTests(join(folder, name), troubles, `${prefix}${name}/`, depth + 1)));
    }
  }
  return tests;
}

async function readTest(
  folder: string,
  name: string,
  names: string[],
  troubles: string[],
): Promise<TestCase | undefined> {
  const stem = name.slice(0, -'.in'.length);
  const answer = [`${stem}.ans`, `${stem}.out`].find((candidate) => names.includes(candidate));
  if (answer === undefined) {
    troubles.push(`${join(folder, name)} has no answer file ${stem}.ans beside it`);
    return undefined;
  }
  const input = await textIn(join(folder, name), troubles);
  const output = await textIn(join(folder, answer), troubles);
  if (input === undefined || output === undefined) return undefined;
  const note = names.includes(`${stem}.md`) ? await textIn(join(folder, `${stem}.md`), troubles) : undefined;
  return { name: stem, input, output, ...(note === undefined ? {} : { note }) };
}

/** Writes one test; an existing one of this name is replaced. `name` may hold no path steps upwards. */
export async function writeTest(folder: string, test: TestCase): Promise<void> {
  if (test.name.split(/[\\/]/).some((step) => step === '..' || step === '' || step.startsWith('.'))) {
    throw new RangeError(`"${test.name}" is no name for a test. Use letters, digits, "-" and "_".`);
  }
  await writeWhole(join(folder, `${test.name}.ans`), test.output);
  await writeWhole(join(folder, `${test.name}.in`), test.input);
  if (test.note !== undefined) await writeWhole(join(folder, `${test.name}.md`), test.note);
}

/** Adds a test under the first free number and returns it with its name. */
export async function addTest(folder: string, sample: Sample): Promise<TestCase> {
  const taken = new Set(await namesIn(folder, []));
  let number = 1;
  while (taken.has(`${number}.in`) || taken.has(`${number}.ans`) || taken.has(`${number}.in.old`)) number++;
  const test = { ...sample, name: String(number) };
  await writeTest(folder, test);
  return test;
}

/** Takes a test out of use without losing it: its files get `.old` behind their names. */
export async function retireTest(folder: string, name: string): Promise<void> {
  for (const extension of ['in', 'ans', 'out', 'md']) {
    const path = join(folder, `${name}.${extension}`);
    try {
      await rename(path, `${path}.old`);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}

/** Makes a folder hold exactly these tests; others that lie there are retired, not deleted. */
export async function writeTests(folder: string, tests: TestCase[]): Promise<void> {
  const kept = new Set(tests.map((test) => test.name));
  const present = (await namesIn(folder, []))
    .filter((name) => name.endsWith('.in'))
    .map((name) => basename(name, '.in'));
  for (const name of present) if (!kept.has(name)) await retireTest(folder, name);
  for (const test of tests) await writeTest(folder, test);
}
