import { cleaned } from './answer.ts';
import { sameValue } from './equivalent.ts';
import type { MathsStep } from './events.ts';
import { type Expression, expressionOf, NotUnderstood, variablesOf } from './expression.ts';

const mostSteps = 200;
const longestSide = 300;
/** Time for all steps together, ms: what is left then is not checked. */
const patience = 3000;

/**
 * The equalities a solution shows, each checked where arithmetic or algebra decides it: both sides are numbers, or
 * the same for all values of their variables. An equation that only holds for some values is not checked.
 */
export function stepsIn(solution: string): MathsStep[] {
  const began = performance.now();
  const steps: MathsStep[] = [];
  for (const chain of chainsIn(solution.slice(0, 200_000))) {
    for (let at = 0; at + 1 < chain.length && steps.length < mostSteps; at++) {
      const [left = '', right = ''] = [chain[at], chain[at + 1]];
      const isLate = performance.now() - began > patience;
      steps.push({ left, right, verdict: isLate ? 'not-checked' : checked(left, right) });
    }
  }
  return steps;
}

/**
 * Arithmetic in a sentence, from its beginning (after a word or a sign) to its end: in "a^2 = 2b", "x - 3 = 5" and
 * "n times 4 = 12" there is none.
 */
const plainArithmetic =
  /(?<=^[ \t]*|[,:;][ \t]|(?<!\b(?:times|plus|minus|over|by|of))(?<=\p{L}{2})[ \t])[\d(√-][\d \t().+\-*/^·×÷√!]{0,200}=[\d \t().+\-*/^·×÷√!=]{1,200}(?<=[\d)!.])(?![\d^_(\\]|[ \t]*\p{L}(?!\p{L})|\p{L})/gmu;

/** Sides of `a = b = c`, from formulas between dollar signs and lines of plain arithmetic. */
function chainsIn(solution: string): string[][] {
  const formulas = [
    ...solution.matchAll(
      /\$\$([^$]{3,4000})\$\$|\$([^$\n]{3,1000})\$|\\\[([\s\S]{3,4000}?)\\\]|\\\(([\s\S]{3,1000}?)\\\)/g,
    ),
  ].map((found) => found[1] ?? found[2] ?? found[3] ?? found[4] ?? '');
  const prose = solution.replace(/\$\$[^$]*\$\$|\$[^$\n]*\$|\\\[[\s\S]*?\\\]|\\\([\s\S]*?\\\)/g, '\n');
  const plain = [...prose.matchAll(plainArithmetic)].map(([found]) => found);
  return [...formulas.flatMap(rowsOf), ...plain.map((line) => line.replace(/[.\s]+$/, ''))]
    .map((row) => row.split('=').map((side) => side.trim()))
    .filter((sides) => sides.length > 1 && sides.every((side) => side !== '' && side.length <= longestSide));
}

/** The rows of an aligned formula; a row that begins with `=` goes on from the one before. */
function rowsOf(formula: string): string[] {
  const bare = formula.replace(/\\(?:begin|end)\{[a-z]+\*?\}(?:\{[^}]*\})?/g, '').replaceAll('&', '');
  const rows: string[] = [];
  for (const row of bare.split('\\\\').map((it) => it.trim())) {
    if (row.startsWith('=') && rows.length > 0) rows[rows.length - 1] += row;
    else if (row !== '') rows.push(row);
  }
  return rows.filter(
    (row) =>
      !/\\(?:p?mod|equiv|approx|ne|neq|le|ge|leq|geq|to|implies|Rightarrow|iff)(?![A-Za-z])|[<>≈≡≠≤≥:]/.test(
        row,
      ),
  );
}

function checked(left: string, right: string): MathsStep['verdict'] {
  try {
    const [a, b] = [expressionOf(cleaned(left)), expressionOf(cleaned(right).replace(/,$/, ''))];
    // Degrees are often left out: sin 30 may be meant as one half.
    if (hasBareAngle(a) || hasBareAngle(b)) return 'not-checked';
    const same = sameValue(a, b);
    if (same === 'equal') return 'held';
    const areNumbers = variablesOf(a).size === 0 && variablesOf(b).size === 0;
    return same === 'unequal' && areNumbers ? 'failed' : 'not-checked';
  } catch (error) {
    if (error instanceof NotUnderstood) return 'not-checked';
    throw error;
  }
}

function hasBareAngle(expression: Expression): boolean {
  if (expression.kind !== 'call') return false;
  const isAngle = ['sin', 'cos', 'tan', 'cot', 'sec', 'csc'].includes(expression.operation);
  return (isAngle && expression.parts[0]?.kind === 'number') || expression.parts.some(hasBareAngle);
}
