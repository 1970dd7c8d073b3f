import { stat } from 'node:fs/promises';
import type { Test } from '../judge/index.ts';
import { type Problem, readPackage, readSidecar, sidecarOf, type TestCase } from '../problem/index.ts';
import { sampleTests } from '../solver/index.ts';

/**
 * What a program is judged on: all tests of a package; for a statement its samples and the tests kept beside it,
 * and for each program those that were kept beside the program, by a stress test for example.
 */
export async function testsFor(problemPath: string, problem: Problem, programPath: string): Promise<Test[]> {
  if (await isFolder(problemPath)) {
    const { tests } = await readPackage(problemPath);
    return tests
      .filter(({ kind }) => kind === 'sample' || kind === 'secret')
      .map(({ name, input, answer }) => ({ name, input, ...(answer === undefined ? {} : { answer }) }));
  }
  const beside = problemPath === '-' ? [] : (await readSidecar(sidecarOf(problemPath))).secret;
  const own = programPath === problemPath ? [] : (await readSidecar(sidecarOf(programPath))).secret;
  const known = new Set(problem.samples.map(({ input }) => input));
  const kept = [...beside, ...own].filter(({ input }) => !known.has(input) && known.add(input));
  return [...sampleTests(problem), ...kept.map(asTest)];
}

function asTest({ name, input, output }: TestCase): Test {
  return { name: `kept ${name}`, input, answer: output };
}

async function isFolder(path: string): Promise<boolean> {
  if (path === '-') return false;
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
