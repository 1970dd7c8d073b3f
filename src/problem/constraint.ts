import { plainNotation } from './notation.ts';
import { type Bound, boundOf, compareBounds, decimalOf, numberPattern } from './number.ts';
import type { Constraint } from './problem.ts';

/** A line that may state bounds. One-sided bounds count only where bounds are expected, not in the story. */
export interface ConstraintLine {
  text: string;
  expected: boolean;
}

const name = String.raw`\|?\s?(?:\p{L}|[A-Za-z][\w.]{1,24})(?:\[[^\][]{1,12}\]){0,2}(?:_\w{1,10}(?:,\w{1,4})?)?(?:\.length|\.size)?'?\s?\|?`;
const names = String.raw`${name}(?:\s?,\s?(?:\.\.\.\s?,?\s?)?${name}){0,7}`;
const side = `(?:${numberPattern}|${names})`;
/** What stands beside an operator is a part of an expression, of which no variable has the bound. */
const operand = String.raw`\s?[-*/+]\s?(?:[\d(]|\p{L}(?!\p{L}|\s\p{L}{2}))`;
const atEnd = new RegExp(String.raw`(?:^|(?<![\w)]\s?[-*/+]\s?)(?<=[^\w.^*]))(${side})\s?$`, 'u');
const atStart = new RegExp(String.raw`^\s?(${side})(?![\w^]|${operand})`, 'u');
const whole = new RegExp(String.raw`^\s?(${side})\s?$`, 'u');
const onlyNumber = new RegExp(`^${numberPattern}$`);

/** A bound and whether it stands right beside the variable; one that comes through another variable is weaker. */
interface Stated {
  bound: Bound;
  direct: boolean;
}

interface Found {
  lower?: Stated;
  upper?: Stated;
}

/**
 * Bounds of variables stated in the lines, as chains of `≤` and `<` with a number in them (`1 ≤ l ≤ r ≤ n`
 * gives l and r their lower bound). A variable named twice gets its loosest bounds: subtasks narrow, the
 * problem itself does not.
 */
export function constraintsOf(lines: ConstraintLine[]): Constraint[] {
  const found = new Map<string, Found>();
  for (const line of lines) {
    if (line.text.length > 3000 || !/[<>≤≥≦≧⩽⩾]|\\(?:le|ge|lt|gt)|&l[et];/.test(line.text)) continue;
    for (const chain of chainsOf(plainNotation(line.text))) addChain(chain, line.expected, found);
  }
  return [...found].map(([variable, { lower, upper }]) => ({
    variable,
    ...(lower ? { lower: decimalOf(lower.bound) } : {}),
    ...(upper ? { upper: decimalOf(upper.bound) } : {}),
  }));
}

interface Chain {
  sides: string[];
  signs: string[];
}

/** Cuts a line at its relation signs and joins the sides that are complete expressions into chains. */
function chainsOf(line: string): Chain[] {
  const parts = line.split(/([<>≤≥])/);
  const chains: Chain[] = [];
  let open: Chain | undefined;
  for (let index = 1; index < parts.length; index += 2) {
    const sign = parts[index] ?? '';
    const before = parts[index - 1] ?? '';
    const after = parts[index + 1] ?? '';
    if (!open) {
      if (index > 1 && isPhrase(before)) continue;
      const left = atEnd.exec(before.slice(-120))?.[1];
      if (left === undefined) continue;
      open = { sides: [left], signs: [] };
    }
    const middle = index + 2 < parts.length ? whole.exec(after.slice(0, 160))?.[1] : undefined;
    const isEnd = index + 2 >= parts.length;
    const right = middle ?? (isEnd || !isPhrase(after) ? atStart.exec(after.slice(0, 160))?.[1] : undefined);
    if (right !== undefined) {
      open.signs.push(sign);
      open.sides.push(right);
    }
    if (middle === undefined) {
      chains.push(open);
      open = undefined;
    }
  }
  return chains;
}

/** Words between two relation signs that name no variable: "1 ≤ length of a name ≤ 10". */
function isPhrase(text: string): boolean {
  return /[A-Za-z]\s+[A-Za-z]/.test(text) && !/[,;.()，、；。:：]/.test(text) && !betweenChains.test(text);
}

/** The end of one chain and the beginning of another: "n ≤ 10 and m ≤ 5". */
const betweenChains =
  /^\s?(?:[-+]?\d[\d^*]*|\p{L}\w?)\s(?:and|or|but|if|where|when|while|with|for|и|или|y|o|e|et|ou)\s/u;

function addChain(chain: Chain, expected: boolean, found: Map<string, Found>): void {
  const descending = chain.signs.every((sign) => sign === '≥' || sign === '>');
  if (!descending && chain.signs.some((sign) => sign === '≥' || sign === '>')) return;
  const sides = descending ? [...chain.sides].reverse() : chain.sides;
  const strict = (descending ? [...chain.signs].reverse() : chain.signs).map((sign) => /[<>]/.test(sign));
  const bounds = sides.map((text) => (onlyNumber.test(text) ? boundOf(text) : undefined));
  if (!expected && bounds.filter((bound) => bound !== undefined).length === 1) return;
  for (const [index, text] of sides.entries()) {
    if (bounds[index] || onlyNumber.test(text)) continue;
    let lower = nearest(bounds, strict, index, -1);
    let upper = nearest(bounds, strict, index, 1);
    // Between 0 and 1 is no whole number: the variable is a real one.
    if (lower && upper && compareBounds(lower.bound, upper.bound) > 0) {
      lower = nearest(bounds, [], index, -1);
      upper = nearest(bounds, [], index, 1);
    }
    for (const variable of variablesOf(text)) merge(found, variable, lower, upper);
  }
}

/** The nearest number on one side of a variable; each `<` on the way moves a whole bound by one. */
function nearest(
  bounds: (Bound | undefined)[],
  strict: boolean[],
  from: number,
  step: 1 | -1,
): Stated | undefined {
  let moved = 0n;
  for (let index = from; index + step >= 0 && index + step < bounds.length; index += step) {
    if (strict[step === 1 ? index : index - 1]) moved++;
    const bound = bounds[index + step];
    if (!bound) continue;
    const direct = index === from;
    return { bound: 'whole' in bound ? { whole: bound.whole - BigInt(step) * moved } : bound, direct };
  }
  return undefined;
}

function variablesOf(text: string): string[] {
  return text
    .split(/,(?![^[]*\])|\.{3}/)
    .map((variable) => variable.trim())
    .filter((variable) => variable !== '' && !/^\d/.test(variable) && !smallWord.has(variable.toLowerCase()));
}

const smallWord = new Set(['and', 'or', 'if', 'is', 'that', 'where', 'with', 'the', 'for', 'all', 'и', 'br']);

function merge(found: Map<string, Found>, variable: string, lower?: Stated, upper?: Stated): void {
  const known = found.get(variable) ?? {};
  const result: Found = {
    lower: looser(known.lower, lower, -1),
    upper: looser(known.upper, upper, 1),
  };
  if (result.lower || result.upper) found.set(variable, result);
}

/** The looser of two bounds of a kind; a direct one before one that came through another variable. */
function looser(known: Stated | undefined, stated: Stated | undefined, side: 1 | -1): Stated | undefined {
  if (!known || !stated) return known ?? stated;
  if (known.direct !== stated.direct) return known.direct ? known : stated;
  return compareBounds(stated.bound, known.bound) === side ? stated : known;
}
