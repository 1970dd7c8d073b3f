import type { Fraction } from 'mathjs';
import {
  areEqual,
  type Budget,
  compareValues,
  evaluate,
  fractionOf,
  isExact,
  isReal,
  TooLarge,
  Undefined,
  type Value,
} from './algebra.ts';
import { type Answer, answerOf, cleaned, type Interval } from './answer.ts';
import { type Expression, variablesOf } from './expression.ts';

/** `unknown`: at least one was not understood, or comparing would take too long. */
export type Equivalence = 'equal' | 'unequal' | 'unknown';

/**
 * Whether two final answers say the same: numbers, fractions, radicals, intervals, sets, tuples, equations and
 * expressions in variables. Rational values are compared exactly, others to 50 digits; expressions in variables at
 * random points, exactly where they are rational there (Schwartz and Zippel). They are the same where both have
 * a value.
 */
export function equivalent(left: string, right: string): Equivalence {
  return areEquivalent(answerOf(left), answerOf(right), { slow: 900 }, cleaned(left) === cleaned(right));
}

/** Whether `left` and `right` have the same value; for a step that is shown in a solution. */
export function sameValue(left: Expression, right: Expression): Equivalence {
  return values(left, right, { slow: 600 });
}

function areEquivalent(left: Answer, right: Answer, budget: Budget, isSameText: boolean): Equivalence {
  if (isSameText) return 'equal';
  if (left.kind === 'text' || right.kind === 'text') return texts(left, right);
  if (left.kind === 'choice' || right.kind === 'choice') {
    if (left.kind !== right.kind) return 'unknown';
    return (left as { letter: string }).letter === (right as { letter: string }).letter ? 'equal' : 'unequal';
  }
  const again = (a: Answer, b: Answer) => areEquivalent(a, b, budget, false);
  if (left.kind === 'region' || right.kind === 'region') {
    const [a, b] = [intervalsOf(left), intervalsOf(right)];
    return a && b
      ? regions(a, b, budget)
      : left.kind === 'value' || right.kind === 'value'
        ? 'unequal'
        : 'unknown';
  }
  if (left.kind === 'equation' || right.kind === 'equation')
    return left.kind === 'equation' && right.kind === 'equation' ? equations(left, right, budget) : 'unknown';
  if (left.kind === 'value' && right.kind === 'value') return quantities(left, right, budget);
  if (left.kind === 'tuple' && right.kind === 'tuple') {
    if (left.parts.length !== right.parts.length) return 'unequal';
    return all(left.parts.map((part, index) => again(part, right.parts[index] as Answer)));
  }
  if (left.kind === 'set' && right.kind === 'set') return sets(left.parts, right.parts, again);
  if (left.kind === 'set' && right.kind === 'value') return sets(left.parts, [right], again);
  if (left.kind === 'value' && right.kind === 'set') return sets([left], right.parts, again);
  const list = left.kind === 'set' ? left : right.kind === 'set' ? right : undefined;
  return list?.isList ? 'unknown' : 'unequal';
}

function all(parts: Equivalence[]): Equivalence {
  if (parts.includes('unequal')) return 'unequal';
  return parts.includes('unknown') ? 'unknown' : 'equal';
}

function texts(left: Answer, right: Answer): Equivalence {
  if (left.kind !== 'text' || right.kind !== 'text') return 'unknown';
  const [a, b] = [words(left.text), words(right.text)];
  if (a === b && a !== '') return 'equal';
  const [first, second] = [truth(a), truth(b)];
  if (first === undefined || second === undefined) return 'unknown';
  return first === second ? 'equal' : 'unequal';
}

function words(text: string): string {
  if (text.length > 4000) return text;
  return text
    .replace(/\\(?:text|textbf|mathrm|textit)\s*\{([^{}]*)\}/g, ' $1 ')
    .replace(/[\s.,!]+/g, ' ')
    .trim()
    .toLowerCase();
}

function truth(text: string): boolean | undefined {
  if (/^(?:yes|true)$/.test(text)) return true;
  return /^(?:no|false)$/.test(text) ? false : undefined;
}

type Quantity = Extract<Answer, { kind: 'value' }>;

function quantities(left: Quantity, right: Quantity, budget: Budget): Equivalence {
  const same = values(left.value, right.value, budget);
  const areOtherUnits = left.unit !== undefined && right.unit !== undefined && left.unit !== right.unit;
  return areOtherUnits ? 'unknown' : same;
}

/** Each has its equal in the other, whatever the order and how often it is named. */
function sets(left: Answer[], right: Answer[], same: (a: Answer, b: Answer) => Equivalence): Equivalence {
  const table = left.map((a) => right.map((b) => same(a, b)));
  const columns = right.map((_, at) => table.map((row) => row[at] as Equivalence));
  const covered = [...table, ...columns].map((row): Equivalence => {
    if (row.includes('equal')) return 'equal';
    return row.includes('unknown') ? 'unknown' : 'unequal';
  });
  return all(covered);
}

function equations(
  left: Extract<Answer, { kind: 'equation' }>,
  right: Extract<Answer, { kind: 'equation' }>,
  budget: Budget,
): Equivalence {
  const difference = (it: typeof left): Expression => ({
    kind: 'call',
    operation: 'subtract',
    parts: [it.left, it.right],
  });
  const [a, b] = [difference(left), difference(right)];
  const points = pointsFor(new Set([...variablesOf(a), ...variablesOf(b)]), false);
  let factor: Value | undefined;
  let checked = 0;
  for (const at of points) {
    const [x, y] = [valueAt(a, budget, at), valueAt(b, budget, at)];
    if (!x || !y || !isExact(x) || !isExact(y) || y.n === 0n || x.n === 0n) continue;
    const ratio = x.div(y);
    if (factor && !areEqual(factor, ratio)) return 'unknown';
    factor = ratio;
    checked++;
  }
  return checked >= enough ? 'equal' : 'unknown';
}

/** Points at which expressions must agree. */
const enough = 6;

function values(left: Expression, right: Expression, budget: Budget): Equivalence {
  const [a, b] = [infinite(left), infinite(right)];
  if (a !== undefined && b !== undefined) return a === b ? 'equal' : 'unequal';
  if (holdsInfinity(left) || holdsInfinity(right))
    return a !== undefined || b !== undefined ? 'unequal' : 'unknown';
  const variables = new Set([...variablesOf(left), ...variablesOf(right)]);
  if (variables.size === 0) {
    const [x, y] = [valueAt(left, budget), valueAt(right, budget)];
    if (!x || !y) return 'unknown';
    return areEqual(x, y) ? 'equal' : 'unequal';
  }
  const mayBeWhole = [...variables].every((name) => /^[jkmn]$/.test(name));
  for (const areWhole of mayBeWhole ? [true] : [false, true]) {
    let checked = 0;
    for (const at of pointsFor(variables, areWhole)) {
      const [x, y] = [valueAt(left, budget, at), valueAt(right, budget, at)];
      // Where one is not real the other may have been simplified: sqrt(x)^2 is x.
      if (!x || !y || isReal(x) !== isReal(y)) continue;
      if (!areEqual(x, y)) return 'unequal';
      checked++;
    }
    if (checked >= enough) return 'equal';
  }
  return 'unknown';
}

/** Undefined where there is no value, or none that can be computed soon. */
function valueAt(
  expression: Expression,
  budget: Budget,
  at?: ReadonlyMap<string, Fraction>,
): Value | undefined {
  try {
    return evaluate(expression, budget, at);
  } catch (error) {
    if (error instanceof TooLarge || error instanceof Undefined) return undefined;
    throw error;
  }
}

/** The same points for the same variables: half of them positive, for roots and logarithms. */
function pointsFor(variables: Set<string>, areWhole: boolean): Map<string, Fraction>[] {
  let state = 20_011;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
  const names = [...variables].sort();
  return Array.from({ length: 16 }, (_, index) => {
    const one = () => {
      if (areWhole) return fractionOf(`${1 + ((index + next(3) * 7) % 23)}`);
      const sign = index % 2 === 0 || next(3) === 0 ? '' : '-';
      return fractionOf(`${sign}${1 + next(index < 8 ? 30 : 300)}/${[7, 11, 13, 17][next(4)]}`);
    };
    return new Map(names.map((name) => [name, one()]));
  });
}

function infinite(expression: Expression): 1 | -1 | undefined {
  if (expression.kind === 'symbol' && expression.name === 'infinity') return 1;
  if (expression.kind !== 'call' || expression.operation !== 'negate') return undefined;
  const [part] = expression.parts;
  return part?.kind === 'symbol' && part.name === 'infinity' ? -1 : undefined;
}

function holdsInfinity(expression: Expression): boolean {
  if (expression.kind === 'symbol') return expression.name === 'infinity';
  return expression.kind === 'call' && expression.parts.some(holdsInfinity);
}

function intervalsOf(answer: Answer): Interval[] | undefined {
  if (answer.kind === 'region') return answer.intervals;
  const [low, high, more] = answer.kind === 'tuple' ? answer.parts : [];
  if (low?.kind !== 'value' || high?.kind !== 'value' || more) return undefined;
  return [{ low: { at: low.value, isOpen: true }, high: { at: high.value, isOpen: true } }];
}

function regions(left: Interval[], right: Interval[], budget: Budget): Equivalence {
  const [a, b] = [joined(left, budget), joined(right, budget)];
  if (a.length !== b.length) return 'unequal';
  return all(
    a.flatMap((one, index) => {
      const other = b[index] as Interval;
      if (one.low.isOpen !== other.low.isOpen || one.high.isOpen !== other.high.isOpen) return ['unequal'];
      return [values(one.low.at, other.low.at, budget), values(one.high.at, other.high.at, budget)];
    }),
  );
}

/** In order, those that touch joined, where their ends are numbers. */
function joined(intervals: Interval[], budget: Budget): Interval[] {
  const order = (a: Expression, b: Expression): number => {
    const [x, y] = [infinite(a), infinite(b)];
    if (x !== undefined || y !== undefined) return (x ?? 0) - (y ?? 0);
    const [left, right] = [valueAt(a, budget), valueAt(b, budget)];
    return left && right && isReal(left) && isReal(right) ? compareValues(left, right) : 0;
  };
  const sorted = [...intervals].sort((a, b) => order(a.low.at, b.low.at));
  const result: Interval[] = [];
  for (const one of sorted) {
    const last = result.at(-1);
    const gap = last ? order(last.high.at, one.low.at) : -1;
    const touches = gap > 0 || (gap === 0 && !(last?.high.isOpen && one.low.isOpen));
    if (!last || !touches || variablesOf(one.low.at).size > 0) result.push(one);
    else if (order(one.high.at, last.high.at) > 0) result[result.length - 1] = { ...last, high: one.high };
  }
  return result;
}
