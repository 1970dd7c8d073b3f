import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJudge } from '../../src/judge/index.ts';
import type { Figure } from '../figure.ts';
import { compiling } from './compiling.ts';
import { hundredTests } from './hundred-tests.ts';
import { stability } from './stability.ts';
import { stressing } from './stressing.ts';

export type { Figure } from '../figure.ts';

/** Every figure of the judge, its peers run beside it on this machine. Takes a few minutes. */
export async function figures(): Promise<Figure[]> {
  const cacheFolder = process.env.VERDICT_BENCH_CACHE ?? join(homedir(), '.cache', 'verdict', 'bench');
  await mkdir(cacheFolder, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'verdict-bench-'));
  const all: Figure[] = [];
  try {
    await using judge = await openJudge({ cacheFolder: join(folder, 'cache') });
    await judge.warmUp();
    for (const measure of [hundredTests, compiling, stressing, stability]) {
      all.push(...(await measure({ judge, folder, cacheFolder })));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return all;
}
