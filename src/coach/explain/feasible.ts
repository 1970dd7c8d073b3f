import type { Constraint, Problem } from '../../problem/index.ts';
import type { ComplexityTable, Feasible } from './events.ts';

/** Simple steps a compiled program makes in a second, about. */
const stepsPerSecond = 1e8;
const usualSeconds = 1;
const mostVariables = 3;

const growths: [string, (n: number) => number][] = [
  ['log n', (n) => Math.log2(n + 1)],
  ['sqrt n', Math.sqrt],
  ['n', (n) => n],
  ['n log n', (n) => n * Math.log2(n + 1)],
  ['n sqrt n', (n) => n * Math.sqrt(n)],
  ['n^2', (n) => n ** 2],
  ['n^3', (n) => n ** 3],
  ['2^n', (n) => 2 ** n],
  [
    'n!',
    (n) =>
      n > 170
        ? Number.POSITIVE_INFINITY
        : Array.from({ length: n }, (_, at) => at + 1).reduce((a, b) => a * b, 1),
  ],
];

/**
 * Which complexities the limits of a problem allow, from its bounds and its time limit alone. Empty where the
 * statement bounds nothing that could be counted.
 */
export function complexityTables(problem: Problem): ComplexityTable[] {
  const seconds = (problem.timeLimitMs ?? usualSeconds * 1000) / 1000;
  const bounded = (problem.constraints ?? []).flatMap((constraint) => {
    const largest = countOf(constraint);
    return largest === undefined ? [] : [{ variable: constraint.variable, largest }];
  });
  return bounded.slice(0, mostVariables).map(({ variable, largest }) => ({
    variable,
    largest,
    seconds,
    isAssumed: problem.timeLimitMs === undefined,
    rows: growths.map(([growth, steps]) => {
      const needed = steps(largest);
      return {
        growth: growth.replace(/\bn\b/g, variable),
        steps: Math.min(needed, 1e30),
        verdict: verdictOf(needed, seconds),
      };
    }),
  }));
}

/** The bound of a plain variable: `a_i`, `w[i]` and coordinates are values, and do not say how much there is. */
function countOf({ variable, upper }: Constraint): number | undefined {
  if (!/^\|?[A-Za-z]{1,2}\|?$|^(?:length|\|[A-Za-z]\|)/.test(variable) || /^[xyXY]\d?$/.test(variable))
    return undefined;
  const largest = upper === undefined ? Number.NaN : Number(upper);
  return largest >= 2 ? largest : undefined;
}

function verdictOf(steps: number, seconds: number): Feasible {
  const part = steps / (stepsPerSecond * seconds);
  return part <= 0.5 ? 'fits' : part <= 5 ? 'tight' : 'too slow';
}
