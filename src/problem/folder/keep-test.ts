import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sample } from '../problem.ts';
import { sidecarOf } from './sidecar.ts';
import { addTest, readTests } from './tests.ts';

/**
 * Keeps a case among the tests of a package, or beside a single file; says where it lies. One with the same input
 * is kept once.
 */
export async function keepTest(path: string, sample: Sample): Promise<string> {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory();
  const folder = join(isFolder ? path : sidecarOf(path), 'data', 'secret');
  const same = (await readTests(folder, [])).find(({ input }) => input === sample.input);
  const { name } = same ?? (await addTest(folder, sample));
  return join(folder, `${name}.in`);
}
