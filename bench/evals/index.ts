import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { passAtK } from '../../src/evals/index.ts';
import type { Figure } from '../figure.ts';
import { judgingFigures } from './judging.ts';
import { killedRunFigures } from './killed-run.ts';
import { tinyRunFigures } from './tiny-run.ts';

const problems = fileURLToPath(new URL('../problems/', import.meta.url));
/** Problems of the run that is killed. */
const limit = process.env.VERDICT_EVALS_PROBLEMS ? Number(process.env.VERDICT_EVALS_PROBLEMS) : undefined;

/** Judging next to the set's rule in Python, pass@k next to counting, and runs that are killed three times. */
export async function figures(): Promise<Figure[]> {
  const folders = (await readdir(problems, { withFileTypes: true }))
    .filter((it) => it.isDirectory())
    .map(({ name }) => `${problems}${name}`)
    .sort();
  return [
    counted(),
    ...(await judgingFigures(folders)),
    ...(await killedRunFigures(limit)),
    ...(await tinyRunFigures(limit)),
  ];
}

/** The largest difference between the formula and all choices counted, for up to 12 answers. */
function counted(): Figure {
  let worst = 0;
  for (let n = 1; n <= 12; n++)
    for (let k = 1; k <= n; k++) {
      const hits = new Array<number>(n + 1).fill(0);
      let all = 0;
      for (let taken = 0; taken < 2 ** n; taken++) {
        const chosen = Array.from({ length: n }, (_, at) => (taken >> at) & 1);
        if (chosen.reduce((sum, it) => sum + it, 0) !== k) continue;
        all++;
        for (let c = 0; c <= n; c++) if (chosen.slice(0, c).includes(1)) hits[c] = (hits[c] ?? 0) + 1;
      }
      for (let c = 0; c <= n; c++)
        worst = Math.max(worst, Math.abs((passAtK(n, c, k) ?? 0) - (hits[c] ?? 0) / all));
    }
  return {
    name: 'evals: pass@k, largest difference from counting every choice',
    value: worst,
    unit: 'for n up to 12',
    peer: 'all choices of k of n counted',
    bar: 'less than 1e-9',
    met: worst < 1e-9,
  };
}
