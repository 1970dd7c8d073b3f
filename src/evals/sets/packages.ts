import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readPackage } from '../../problem/index.ts';
import { type EvalTask, SetError } from '../task.ts';

/** The problem packages in a folder, or the folder itself where it is one. */
export async function packageTasks(folder: string): Promise<{ tasks: EvalTask[]; sha256: string }> {
  const entries = await readdir(folder, { withFileTypes: true });
  const isOne = entries.some(({ name }) => name === 'problem.yaml');
  const places = isOne
    ? [folder]
    : entries
        .filter((it) => it.isDirectory() && !it.name.startsWith('.'))
        .map(({ name }) => join(folder, name))
        .sort();
  const hash = createHash('sha256');
  const tasks: EvalTask[] = [];
  for (const place of places) {
    if (!isOne && !(await readdir(place)).includes('problem.yaml')) continue;
    const { problem, tests, metadata } = await readPackage(place);
    const id = basename(place);
    hash.update(
      JSON.stringify([id, problem.statement, tests.map(({ name, input, answer }) => [name, input, answer])]),
    );
    tasks.push({
      id,
      kind: 'programming',
      problem,
      tests: async () => ({ kind: 'package', package: await readPackage(place) }),
      topics: metadata.keywords,
    });
  }
  if (tasks.length === 0)
    throw new SetError(`${folder} holds no problem package: no folder in it has a problem.yaml.`);
  return { tasks, sha256: hash.digest('hex') };
}
