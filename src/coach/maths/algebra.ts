import {
  absDependencies,
  acosDependencies,
  addDependencies,
  asinDependencies,
  atanDependencies,
  type BigNumber,
  bignumberDependencies,
  type Complex,
  ceilDependencies,
  cosDependencies,
  coshDependencies,
  create,
  divideDependencies,
  eDependencies,
  expDependencies,
  type FactoryFunctionMap,
  type Fraction,
  floorDependencies,
  fractionDependencies,
  iDependencies,
  logDependencies,
  type MathJsInstance,
  type MathType,
  multiplyDependencies,
  nthRootDependencies,
  piDependencies,
  powDependencies,
  sinDependencies,
  sinhDependencies,
  sqrtDependencies,
  subtractDependencies,
  tanDependencies,
  tanhDependencies,
  unaryMinusDependencies,
} from 'mathjs';
import type { Expression, Operation } from './expression.ts';

/** Significant digits of what is not computed exactly. */
const digits = 80;

const math = create(
  {
    absDependencies,
    acosDependencies,
    addDependencies,
    asinDependencies,
    atanDependencies,
    bignumberDependencies,
    ceilDependencies,
    cosDependencies,
    coshDependencies,
    divideDependencies,
    eDependencies,
    expDependencies,
    floorDependencies,
    fractionDependencies,
    iDependencies,
    logDependencies,
    multiplyDependencies,
    nthRootDependencies,
    piDependencies,
    powDependencies,
    sinDependencies,
    sinhDependencies,
    sqrtDependencies,
    subtractDependencies,
    tanDependencies,
    tanhDependencies,
    unaryMinusDependencies,
  } as unknown as FactoryFunctionMap,
  { number: 'BigNumber', precision: digits },
) as MathJsInstance;

/** An exact rational number, or one with `digits` digits, or (in doubles) one that is not real. */
export type Value = Fraction | BigNumber | Complex;

/** The value needs more digits than are spent on a comparison. */
export class TooLarge extends Error {
  override name = 'TooLarge';
  constructor() {
    super('its numbers are too large to compute with');
  }
}

/** There is no value here: a division by zero, a logarithm of zero, an infinity. */
export class Undefined extends Error {
  override name = 'Undefined';
}

/** Operations with 80 digits that may still be made: each takes up to some milliseconds. */
export interface Budget {
  slow: number;
}

/** Decimal digits of the largest number that is computed exactly. */
const mostDigits = 5000;
const largest = 10n ** BigInt(mostDigits);

/**
 * The value of an expression where its variables are `at`. Rational operations on rational numbers stay exact;
 * everything else has 80 digits. What could take long is refused before it is begun.
 * @throws TooLarge, Undefined
 */
export function evaluate(
  expression: Expression,
  budget: Budget,
  at: ReadonlyMap<string, Fraction> = new Map(),
): Value {
  if (expression.kind === 'number') return fractionOf(expression.text);
  if (expression.kind === 'symbol') return symbolValue(expression.name, at);
  const parts = expression.parts.map((part) => evaluate(part, budget, at));
  const value = within(apply(expression.operation, parts));
  if (!isExact(value) && budget.slow-- <= 0) throw new TooLarge();
  return value;
}

export function fractionOf(text: string): Fraction {
  if (text.length > mostDigits) throw new TooLarge();
  return math.fraction(text.startsWith('.') ? `0${text}` : text);
}

export function isExact(value: Value): value is Fraction {
  return 'd' in value && 'n' in value;
}

export function isReal(value: Value): value is Fraction | BigNumber {
  return !('re' in value);
}

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`, both real. */
export function compareValues(left: Fraction | BigNumber, right: Fraction | BigNumber): number {
  if (areEqual(left, right)) return 0;
  return Number(math.subtract(bigOf(left), bigOf(right)).toString()) < 0 ? -1 : 1;
}

/**
 * Exactly for rational numbers; otherwise to 50 of 80 digits, further than different numbers of this size come
 * together by chance; values that are not real to 10 of 16.
 */
export function areEqual(left: Value, right: Value): boolean {
  if (isExact(left) && isExact(right)) return left.equals(right);
  if (isReal(left) && isReal(right)) {
    const [a, b] = [bigOf(left), bigOf(right)];
    const apart = a.minus(b).abs();
    const scale = maxOf(a.abs(), b.abs(), math.bignumber(1));
    return apart.lte(scale.times('1e-50'));
  }
  const [a, b] = [complexOf(left), complexOf(right)];
  const scale = Math.max(1, Math.hypot(a.re, a.im), Math.hypot(b.re, b.im));
  return Math.hypot(a.re - b.re, a.im - b.im) <= 1e-10 * scale;
}

function maxOf(...values: BigNumber[]): BigNumber {
  return values.reduce((most, it) => (it.gt(most) ? it : most));
}

function bigOf(value: Fraction | BigNumber): BigNumber {
  if (!isExact(value)) return value;
  const [top, bottom] = [math.bignumber(value.n.toString()), math.bignumber(value.d.toString())];
  return (math.divide(top, bottom) as BigNumber).times(Number(value.s) < 0 ? -1 : 1);
}

function complexOf(value: Value): { re: number; im: number } {
  if (!isReal(value)) return value;
  return { re: Number(bigOf(value).toString()), im: 0 };
}

function symbolValue(name: string, at: ReadonlyMap<string, Fraction>): Value {
  const given = at.get(name);
  if (given) return given;
  if (name === 'pi') return math.pi as unknown as BigNumber;
  if (name === 'e') return math.e as unknown as BigNumber;
  if (name === 'i') return math.i as unknown as Complex;
  throw new Undefined(`${name} has no value`);
}

/** Throws unless the value is finite and of a size that can go on being computed with. */
function within(value: Value): Value {
  if (isExact(value)) {
    if (value.n > largest || value.d > largest) throw new TooLarge();
    return value;
  }
  if (isReal(value)) {
    if (value.isNaN() || !value.isFinite()) throw new Undefined('it has no value');
    if (Math.abs(value.e) > mostDigits) throw new TooLarge();
    return value;
  }
  if (!Number.isFinite(value.re) || !Number.isFinite(value.im)) throw new Undefined('it has no value');
  // What is real again is held against real numbers.
  return value.im === 0 ? math.bignumber(value.re) : value;
}

function apply(operation: Operation, parts: Value[]): Value {
  const [a, b] = parts as [Value, Value];
  switch (operation) {
    case 'add':
    case 'subtract':
    case 'multiply':
      return exactly(parts, (x, y) => x[shortNames[operation]](y)) ?? two(operation, a, b);
    case 'divide':
      if (isZero(b)) throw new Undefined('a division by zero');
      return exactly(parts, (x, y) => x.div(y)) ?? two(operation, a, b);
    case 'negate':
      return isExact(a) ? a.neg() : one('unaryMinus', a);
    case 'pow':
      return power(a, b);
    case 'sqrt':
      return exactRoot(a, 2) ?? one('sqrt', big(a));
    case 'root':
      return root(a, wholeOf(b));
    case 'factorial':
      return math.fraction(`${factorial(wholeOf(a))}`);
    case 'binomial':
      return math.fraction(`${binomial(wholeOf(a), wholeOf(b))}`);
    case 'gcd':
    case 'lcm':
      return math.fraction(`${parts.map(integerOf).reduce(operation === 'gcd' ? gcd : lcm)}`);
    case 'mod': {
      const [x, y] = [integerOf(a), integerOf(b)];
      if (y === 0n) throw new Undefined('a remainder of a division by zero');
      return math.fraction(`${((x % y) + y) % y}`);
    }
    case 'max':
    case 'min':
      return parts.map(realOf).reduce((best, it) => {
        const order = compareValues(it, best);
        return (operation === 'max' ? order > 0 : order < 0) ? it : best;
      });
    case 'abs':
      return isExact(a) ? a.abs() : one('abs', a);
    case 'floor':
    case 'ceil':
      if (isExact(a)) return operation === 'floor' ? a.floor() : a.ceil();
      return rounded(operation, realOf(a) as BigNumber);
    case 'exp':
      return power(math.e as unknown as BigNumber, a);
    case 'ln':
    case 'log':
      if (isZero(a)) throw new Undefined('a logarithm of zero');
      if (operation === 'ln') return one('log', big(a));
      return two('divide', one('log', big(a)), one('log', math.bignumber(10)));
    case 'cot':
      return apply('divide', [apply('cos', [a]), apply('sin', [a])]);
    case 'sec':
      return apply('divide', [math.fraction(1), apply('cos', [a])]);
    case 'csc':
      return apply('divide', [math.fraction(1), apply('sin', [a])]);
    case 'tan': {
      const under = apply('cos', [a]);
      if (areEqual(under, math.fraction(0))) throw new Undefined('a tangent of a right angle');
      return one('tan', tame(a));
    }
    case 'arcsin':
      return one('asin', tame(a));
    case 'arccos':
      return one('acos', tame(a));
    case 'arctan':
      return one('atan', tame(a));
    default:
      return one(operation, tame(a));
  }
}

const shortNames = { add: 'add', subtract: 'sub', multiply: 'mul' } as const;

function exactly(parts: Value[], made: (a: Fraction, b: Fraction) => Fraction): Fraction | undefined {
  const [a, b] = parts;
  return a && b && isExact(a) && isExact(b) ? made(a, b) : undefined;
}

type Unary =
  | 'unaryMinus'
  | 'sqrt'
  | 'abs'
  | 'log'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'asin'
  | 'acos'
  | 'atan'
  | 'sinh'
  | 'cosh'
  | 'tanh';

function one(name: Unary, value: Value): Value {
  const given = isExact(value) ? bigOf(value) : value;
  return (math[name] as (it: MathType) => Value)(given as MathType);
}

function two(name: 'add' | 'subtract' | 'multiply' | 'divide' | 'pow', a: Value, b: Value): Value {
  return (math[name] as (x: MathType, y: MathType) => Value)(big(a) as MathType, big(b) as MathType);
}

function big(value: Value): BigNumber | Complex {
  return isExact(value) ? bigOf(value) : value;
}

/** Angles of millions of turns have no digits left that mean something. */
function tame(value: Value): BigNumber | Complex {
  const given = big(value);
  if (isReal(given) && given.abs().gt(1e6)) throw new TooLarge();
  return given;
}

function power(base: Value, exponent: Value): Value {
  if (isExact(exponent) && exponent.d === 1n) {
    const times = exponent.n * (exponent.s < 0n ? -1n : 1n);
    if (isZero(base) && times < 0n) throw new Undefined('a division by zero');
    if (isExact(base)) {
      const isUnit = base.n <= 1n && base.d === 1n;
      if (isUnit && exponent.n % 2n === 0n) return times === 0n ? math.fraction(1) : base.abs();
      if (isUnit) return base;
      if (Number(exponent.n) * Math.max(digitsOf(base.n), digitsOf(base.d)) > mostDigits)
        throw new TooLarge();
      return base.pow(math.fraction(`${times}`)) ?? two('pow', base, exponent);
    }
  }
  const [a, b] = [complexOf(base), complexOf(exponent)];
  const size = Math.abs(b.re) * Math.abs(Math.log10(Math.hypot(a.re, a.im) || 1));
  if (!(size <= mostDigits) || Math.abs(b.re) > 1e6 || Math.abs(b.im) > 1e6) throw new TooLarge();
  // A root of odd degree of a negative number is the real one, as answers mean it.
  if (isExact(exponent) && exponent.d % 2n === 1n && exponent.d > 1n && isReal(base) && isNegative(base)) {
    const rooted = root(base, exponent.d);
    return power(rooted, math.fraction(`${exponent.n * (exponent.s < 0n ? -1n : 1n)}`));
  }
  const isHalf = isExact(exponent) && exponent.d === 2n && exponent.n === 1n && exponent.s > 0n;
  return (isHalf ? exactRoot(base, 2) : undefined) ?? two('pow', base, exponent);
}

/** The decimal logarithm of a positive whole number. */
function digitsOf(whole: bigint): number {
  const text = whole.toString();
  return text.length - 1 + Math.log10(Number(`${text.charAt(0)}.${text.slice(1, 15)}`));
}

function root(value: Value, degree: bigint): Value {
  if (degree < 1n || degree > 100n) throw new TooLarge();
  const times = Number(degree);
  const exact = exactRoot(value, times);
  if (exact) return exact;
  if (isReal(value) && isNegative(value) && times % 2 === 1)
    return apply('negate', [root(apply('negate', [value]), degree)]);
  if (isReal(value) && !isNegative(value))
    return math.nthRoot(bigOf(value) as never, math.bignumber(times) as never) as unknown as BigNumber;
  return two('pow', value, math.bignumber(1).div(times));
}

/** The root of a rational number where it is rational again. */
function exactRoot(value: Value, degree: number): Fraction | undefined {
  if (!isExact(value) || value.s < 0n) return undefined;
  const [top, bottom] = [rootOf(value.n, degree), rootOf(value.d, degree)];
  return top === undefined || bottom === undefined ? undefined : math.fraction(`${top}/${bottom}`);
}

/** By bisection: exact whatever the size. */
function rootOf(value: bigint, degree: number): bigint | undefined {
  let [low, high] = [0n, 1n];
  while (high ** BigInt(degree) < value) high *= 2n;
  while (low < high) {
    const middle = (low + high) / 2n;
    if (middle ** BigInt(degree) < value) low = middle + 1n;
    else high = middle;
  }
  return low ** BigInt(degree) === value ? low : undefined;
}

/** Digits beyond the precision may hide the other side of a whole number: then nothing is said. */
function rounded(operation: 'floor' | 'ceil', value: BigNumber): Value {
  const nearest = value.round();
  if (value.e > digits / 2) throw new TooLarge();
  if (areEqual(value, nearest)) return math.fraction(nearest.toFixed(0));
  return math.fraction(value[operation]().toFixed(0));
}

function isZero(value: Value): boolean {
  return areEqual(value, math.fraction(0));
}

function isNegative(value: Fraction | BigNumber): boolean {
  return isExact(value) ? value.s < 0n : value.isNegative();
}

function realOf(value: Value): Fraction | BigNumber {
  if (!isReal(value)) throw new Undefined('it is not real');
  return value;
}

function integerOf(value: Value): bigint {
  if (!isExact(value) || value.d !== 1n) throw new Undefined('it is no whole number');
  return value.s < 0n ? -value.n : value.n;
}

function wholeOf(value: Value): bigint {
  const whole = integerOf(value);
  if (whole < 0n) throw new Undefined('it is negative');
  if (whole > 1500n) throw new TooLarge();
  return whole;
}

function factorial(n: bigint): bigint {
  let product = 1n;
  for (let factor = 2n; factor <= n; factor++) product *= factor;
  return product;
}

function binomial(n: bigint, k: bigint): bigint {
  if (k > n) return 0n;
  let product = 1n;
  for (let index = 1n; index <= k; index++) product = (product * (n - k + index)) / index;
  return product;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function lcm(a: bigint, b: bigint): bigint {
  if (a === 0n || b === 0n) return 0n;
  const product = a * b;
  return (product < 0n ? -product : product) / gcd(a, b);
}
