import type { Problem } from '../../problem/index.ts';
import type { Limit, Relation } from './shape.ts';

interface Bound {
  lower?: Limit;
  upper?: Limit;
}

/** Plain notation: no dollar signs or TeX commands, `≤` for every way to write it, `a_i` for subscripts. */
export function plain(text: string): string {
  return text
    .replace(/\\(?:leq?|leqslant)(?![a-z])|<=|≦|⩽|&le;/g, '≤')
    .replace(/\\(?:ldots|dots|cdots)(?![a-z])|…/g, '...')
    .replace(/\\(?:cdot|times)(?![a-z])|[·×⋅]/g, '*')
    .replace(/\\(?:neq?)(?![a-z])|!=/g, '≠')
    .replace(/`(\S)`/g, "'$1'")
    .replace(/\\(?:text|mathrm|texttt|mathit)\{([^{}]*)\}/g, '$1')
    .replace(/\\d?frac\{([^{}]*)\}\{([^{}]*)\}/g, '$1/$2')
    .replace(/\\[,;: ]|~/g, ' ')
    .replace(/<sub>\s*(\w+)\s*<\/sub>/gi, '_$1')
    .replace(/<sup>\s*(\w+)\s*<\/sup>/gi, '^$1')
    .replace(/([_^])\{([^{}]*)\}/g, '$1$2')
    .replace(/[−–](?=\d|\s*\d)/g, '-')
    .replace(/\*\*|[$`{}]|\\(?=[|_])/g, '')
    .replace(/(?<=\d),(?=\d{3}\b)/g, '')
    .replace(/ ?\.\.\. ?,/g, ' ...,');
}

/** `n(n-1)/2`, all pairs of n things, is written `n@` where chains are read. */
const pairs = /([A-Za-z]) ?\*? ?\( ?\1 ?- ?1 ?\) ?\/ ?2/g;
const side = String.raw`-?\d[\d^* ]*(?:[-+] ?\d+)?|[|A-Za-z][\w|'[\]]*@?(?:,\w(?=[ ≤<]))?(?:(?:,| ,) ?(?:\.\.\.,? ?)?[|A-Za-z][\w|'[\]]*)*(?: ?[-+] ?\d+)?`;
const chain = new RegExp(`(?:${side})(?: ?[≤<] ?(?:${side}))+`, 'g');

/**
 * What the statement says of each variable: numbers as the problem's own constraints have them, else the chains
 * `1 ≤ l ≤ r ≤ n`, whose bounds may be variables; and sums over all tests.
 */
export function boundsOf(problem: Problem, statement: string) {
  const found = new Map<string, Bound>();
  const relations = relationsIn(statement);
  const unclear = new Set<string>();
  const chains = statement.replace(difference, ' ').replace(pairs, '$1@');
  for (const { 0: text, index } of chains.matchAll(chain)) {
    readChain(text, found, relations);
    if (!/^(?:\(| ?[/*^!])/.test(chains.slice(index + text.length))) continue;
    // The bound goes on as no side does: nothing is known of it.
    for (const side of text.split(/[≤<]/).slice(0, -1))
      for (const variable of namesIn(side.trim())) unclear.add(keyOf(variable));
  }
  for (const { variable, lower, upper } of problem.constraints ?? []) {
    const key = keyOf(variable);
    const known = found.get(key) ?? {};
    const [low, high] = [wholeOf(lower), wholeOf(upper)];
    // A bound that is a variable is tighter than the number behind it.
    if (low !== undefined && typeof known.lower !== 'object') known.lower = low;
    if (high !== undefined && typeof known.upper !== 'object') known.upper = high;
    found.set(key, known);
  }
  const sums = new Map<string, bigint>();
  const sum =
    /sum of (?:all )?([A-Za-z]\w?)[^.;]{0,60}?(?:not exceed|at most|not greater than|≤|bounded by) ?(\d[\d^* ]*)/gi;
  for (const [, variable = '', most = ''] of statement.matchAll(sum)) {
    const whole = wholeOf(most);
    if (whole !== undefined) sums.set(variable, whole);
  }
  return {
    of: (variable: string) => found.get(keyOf(variable)),
    /** It is bounded by more than was understood. */
    isUnclear: (variable: string) => unclear.has(keyOf(variable)),
    relations,
    /** Bounds of values that the sentence states without a name: "each between 1 and 100". */
    valueIn: (sentence: string) =>
      boundIn(
        sentence,
        /\beach(?: of (?:them|these))?(?: is| lies|,)? (?:between|at least|from) (-?\d[\d^* ]*?) (?:and|to) (?:at most )?(-?\d[\d^* ]*)/i,
      ),
    /** Bounds of everything that has none of its own: "All coordinates are at least -10 and at most 10". */
    general: boundIn(
      statement,
      /\b(?:all|the) (?:coordinates|numbers|values|integers) (?:in the input )?are (?:integers )?(?:between|at least|from) (-?\d[\d^* ]*?) (?:and|to) (?:at most )?(-?\d[\d^* ]*)/i,
    ),
    /** Bounds of a length that the sentence states without a name: "length between 1 and 100". */
    lengthIn(sentence: string): Bound | undefined {
      const between =
        /length (?:between|from) (\d[\d^* ]*) (?:and|to) (\d[\d^* ]*)/i.exec(sentence) ??
        /(?:between|at least) (\d[\d^* ]*?) and (?:at most )?(\d[\d^* ]*?) (?:[\w-]+ ){0,2}(?:characters|letters|digits)/i.exec(
          sentence,
        );
      const most =
        /(?:length (?:is )?at most|at most|up to) (\d[\d^* ]*)(?: (?:characters|letters)|$|[,. ])/i.exec(
          sentence,
        );
      if (between) return { lower: wholeOf(between[1]), upper: wholeOf(between[2]) };
      return most ? { upper: wholeOf(most[1]) } : undefined;
    },
    sums,
  };
}

const difference = /\b([A-Za-z]\w?) ?- ?([A-Za-z]\w?) ?(≤|<) ?(\d[\d^* ]*)/g;

function relationsIn(statement: string): Relation[] {
  const found: Relation[] = [];
  for (const [, upper = '', lower = '', sign, most] of statement.matchAll(difference)) {
    const whole = wholeOf(most);
    if (whole !== undefined)
      found.push({ kind: 'difference', upper, lower, most: sign === '<' ? whole - 1n : whole });
  }
  for (const [, left = '', right = ''] of statement.matchAll(
    /(?<![\w|])([A-Za-z](?:_?\w{1,2})?) ?≠ ?([A-Za-z](?:_?\w{1,2})?)(?![\w|])/g,
  ))
    found.push({ kind: 'unequal', names: [left, right] });
  return found;
}

function boundIn(text: string, pattern: RegExp): Bound | undefined {
  const found = pattern.exec(text);
  return found ? { lower: wholeOf(found[1]), upper: wholeOf(found[2]) } : undefined;
}

/** One value, whose order to its neighbour in a chain counts. */
const single = /^[A-Za-z](?:_\d)?$/;

function readChain(text: string, found: Map<string, Bound>, relations: Relation[]): void {
  const sides = text.split(/[≤<]/).map((it) => it.trim().replace(/,$/, ''));
  const signs = [...text.matchAll(/[≤<]/g)].map(([sign]) => sign);
  // "1 ≤ a, b ≤ n, a ≠ b": what follows the last bound is another matter.
  sides.push(sides.pop()?.split(',')[0]?.trim() ?? '');
  for (const [at, words] of sides.entries()) {
    if (/^-?\d/.test(words)) continue;
    for (const variable of namesIn(words)) {
      const known = found.get(keyOf(variable)) ?? {};
      const lower = nearest(sides, signs, at, -1);
      const upper = nearest(sides, signs, at, 1);
      if (lower !== undefined) known.lower ??= lower;
      if (upper !== undefined) known.upper ??= upper;
      found.set(keyOf(variable), known);
    }
    const next = sides[at + 1] ?? '';
    if (single.test(words) && single.test(next))
      relations.push({
        kind: 'difference',
        upper: words,
        lower: next,
        most: signs[at] === '<' ? -1n : 0n,
      });
  }
}

/** The nearest side that is a number or a plain variable. Of `l ≤ r ≤ n` both get n: order is another matter. */
function nearest(sides: string[], signs: string[], from: number, step: 1 | -1): Limit | undefined {
  let strict = 0;
  let variable: Limit | undefined;
  for (let at = from + step; at >= 0 && at < sides.length; at += step) {
    if (signs[step === 1 ? at - 1 : at] === '<') strict++;
    const text = sides[at] ?? '';
    const whole = wholeOf(text);
    if (whole !== undefined) return variable ?? whole - BigInt(step * strict);
    const named = /^([A-Za-z])(@?)(?: ?([-+]) ?(\d+))?$/.exec(text);
    const isLast = at === (step === 1 ? sides.length - 1 : 0);
    if (step === 1 && named && (isLast || wholeOf(sides[at + 1] ?? '') !== undefined) && sides.length > 2) {
      const [, name = '', isPairs, sign, step = 0] = named;
      const plus = (sign === '-' ? -1 : 1) * Number(step) - strict;
      variable ??= { variable: name, plus, ...(isPairs && { pairs: true }) };
      return variable;
    }
  }
  return variable;
}

function namesIn(words: string): string[] {
  return words
    .replace(/ ?[-+] ?\d+$/, '')
    .split(/,(?![^[]*\])/)
    .map((it) => it.trim())
    .filter((it) => it !== '' && it !== '...');
}

/** `a_i`, `a_1`, `a[i]` and `a` are one variable; `|s|` stays as it is. */
function keyOf(variable: string): string {
  if (variable.startsWith('|')) return variable.replace(/\s/g, '');
  return variable.replace(/(?:_[a-z0-9]{1,3}(?:,\w)?|\[\w\](?:\[\w\])?)$/i, '');
}

/** `10^5`, `2*10^5`, `10^9 - 1`, `200 000`. */
function wholeOf(text: string | undefined): bigint | undefined {
  const found = /^(-?)(?:(\d[\d ]*?) ?\* ?)?(\d[\d ]*)(?:\^(\d{1,2}))? ?(?:([-+]) ?(\d+))?$/.exec(
    (text ?? '').trim(),
  );
  if (!found) return undefined;
  const [, minus, factor, base = '0', power, sign, step] = found;
  const of = (digits: string) => BigInt(digits.replace(/ /g, ''));
  const value = (factor ? of(factor) : 1n) * of(base) ** BigInt(power ?? 1) * (minus ? -1n : 1n);
  return step ? value + (sign === '-' ? -1n : 1n) * BigInt(step) : value;
}
