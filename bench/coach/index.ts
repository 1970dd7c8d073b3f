import { openJudge } from '../../src/judge/index.ts';
import { cacheFolder } from '../../src/model/index.ts';
import type { Figure } from '../figure.ts';
import { answers } from './answers.ts';
import { complexity } from './complexity.ts';
import { findings } from './findings.ts';
import { grading } from './grading.ts';
import { scope } from './scope.ts';

const parts = { answers, scope, complexity, grading, findings };
const only = process.env.VERDICT_COACH_PARTS?.split(',');

/** What the coach says, held against what is known. `VERDICT_COACH_PARTS` names the parts to measure. */
export async function figures(tell: (figure: Figure) => void): Promise<Figure[]> {
  const all: Figure[] = [];
  for (const [name, measure] of Object.entries(parts)) {
    if (only && !only.includes(name)) continue;
    await using judge = await openJudge({ cacheFolder: cacheFolder(), parallel: 1 });
    const made = await measure(judge);
    made.forEach(tell);
    all.push(...made);
  }
  return all;
}
