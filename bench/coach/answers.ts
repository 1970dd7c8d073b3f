import { readFile } from 'node:fs/promises';
import { equivalent } from '../../src/coach/maths/equivalent.ts';
import type { Figure } from '../figure.ts';

/** Pairs of final answers, each both ways round: how many are told wrongly, or not at all. */
export async function answers(): Promise<Figure[]> {
  const path = new URL('../../test/coach/maths/pairs.json', import.meta.url);
  const pairs: Record<'equal' | 'unequal', [string, string][]> = JSON.parse(await readFile(path, 'utf8'));
  let [total, wrong, unknown] = [0, 0, 0];
  for (const expected of ['equal', 'unequal'] as const)
    for (const [left, right] of pairs[expected])
      for (const said of [equivalent(left, right), equivalent(right, left)]) {
        total++;
        if (said === 'unknown') unknown++;
        else if (said !== expected) wrong++;
      }
  return [
    {
      name: 'coach: pairs of mathematical answers told wrongly',
      value: wrong,
      unit: `of ${total}`,
      peer: `${unknown} were not decided`,
      bar: 'none',
      met: wrong === 0,
    },
  ];
}
