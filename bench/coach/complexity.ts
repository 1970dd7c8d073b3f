import { complexityOf } from '../../src/coach/index.ts';
import type { Judge } from '../../src/judge/index.ts';
import type { Figure } from '../figure.ts';
import { generators, knownPrograms } from './complexity-programs.ts';

const only = process.env.VERDICT_COACH_COMPLEXITY?.split(',');

/** Programs whose class of growth is known: how often the estimate, with what it does not exclude, holds it. */
export async function complexity(judge: Judge): Promise<Figure[]> {
  const programs = knownPrograms.filter(({ name }) => !only || only.includes(name));
  let [right, best, classes] = [0, 0, 0];
  for (const { name, growth, reads, language, source } of programs) {
    const generator = {
      language: 'cpp',
      source: `#include <cstdio>\n#include <cstdlib>\n${generators[reads]}\n`,
    };
    const submission = { language, source };
    for await (const event of complexityOf({
      judge,
      submission,
      inputs: { generator },
      origin: 'generated',
      seed: 1,
    })) {
      if (event.type !== 'complexity-ended') continue;
      const said = event.estimate?.notExcluded ?? [];
      const isRight = said.includes(growth);
      if (isRight) right++;
      if (event.estimate?.best.growth === growth) best++;
      classes += said.length;
      console.error(`${isRight ? 'right' : 'WRONG'} ${growth.padEnd(7)} ${name}: ${event.reason}`);
    }
  }
  return [
    {
      name: 'coach: growth of time, class among those not excluded',
      value: (100 * right) / programs.length,
      unit: '%',
      peer: `${best} of ${programs.length} by the first named alone; ${(classes / programs.length).toFixed(1)} classes named in the mean`,
      bar: 'at least 90 %',
      met: right >= 0.9 * programs.length,
    },
  ];
}
