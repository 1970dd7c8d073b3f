import type { Judge } from '../../src/judge/index.ts';

/** What every measurement gets: a judge that is warm, a folder that is removed, a cache that stays. */
export interface Bench {
  judge: Judge;
  folder: string;
  cacheFolder: string;
}
