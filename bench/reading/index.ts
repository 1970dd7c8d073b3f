import { parseDocument } from 'htmlparser2';
import { readProblem } from '../../src/problem/index.ts';
import { fieldScores, statementSets } from '../../test/problem/field-scores.ts';
import { hostilePage, hostileStatements } from '../../test/problem/hostile-statements.ts';
import type { Figure } from '../figure.ts';

/** The processor's time for some work, in ms, the least of several runs: noise only ever adds. */
function milliseconds(work: () => void): number {
  const runs = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...runs);
}

/** How fast any 2 MB are read, and how much of what a person reads in a statement is found. */
export async function figures(): Promise<Figure[]> {
  const parsing = milliseconds(() => parseDocument(hostilePage));
  const times = hostileStatements.map(({ name, languageId, build }): Figure => {
    const text = build(2_000_000);
    const value = milliseconds(() => readProblem(text, { languageId }));
    return {
      name: `2 MB read: ${name}`,
      value,
      unit: 'ms',
      peer: `${parsing.toFixed(0)} ms to parse 2 MB of page and do nothing else`,
      bar: '200 ms of processor time',
      met: value < 200,
    };
  });
  const found = statementSets.flatMap(({ title, folder, names }) =>
    fieldScores(folder, names).flatMap(({ field, wanted, precision, recall, aim }) =>
      Object.entries({ precision, recall }).map(
        ([measure, value]): Figure => ({
          name: `${measure} of ${field}, ${title}`,
          value,
          unit: `over ${wanted} in ${names.length}`,
          peer: 'a person who read them',
          bar: `at least ${aim}`,
          met: value >= aim,
        }),
      ),
    ),
  );
  return [...times, ...found];
}
