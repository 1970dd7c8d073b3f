/** A bound's value as far as it can be told: whole numbers exactly, others as decimal text. */
export type Bound = { whole: bigint } | { decimal: string };

const term = String.raw`(?:\d{1,3}(?:[ ,']\d{3}){1,6}(?!\d)|\d{1,40}(?:\.\d{1,20})?)`;
const power = String.raw`(?:\s?(?:\^|\*\*)\s?\(?[-]?\d{1,4}\)?)?`;
const factor = `${term}${power}`;
const product = String.raw`${factor}(?:\s?\*\s?${factor})?`;

/** The pattern of a numeric bound: `10^5`, `2*10^5`, `2^31-1`, `1e9`, `100 000`, `-5`, `0.5`. */
export const numberPattern = String.raw`[-+]?(?:\d{1,4}(?:\.\d{1,4})?[eE]\+?\d{1,3}|${product}(?:\s?[-+]\s?${product})?)`;

/** The value of a text that matches `numberPattern`; undefined when it is none or is absurdly large. */
export function boundOf(text: string): Bound | undefined {
  const plain = text
    .replace(/(\d)[ ,'](?=\d{3}(?!\d))/g, '$1')
    .replace(/\s+/g, '')
    .replaceAll('**', '^')
    .replaceAll('−', '-');
  const scientific = /^([-+]?)(\d+)(?:\.(\d+))?[eE]\+?(\d{1,3})$/.exec(plain);
  if (scientific) return scientificBound(scientific);
  if (/^[-+]?\d+\.\d+$/.test(plain)) return { decimal: plain.replace(/^\+/, '') };
  const terms = plain.match(/[-+]?[^-+]+/g);
  if (!terms || terms.join('') !== plain) return undefined;
  let total = 0n;
  for (const part of terms) {
    const negative = part.startsWith('-');
    const value = productOf(part.replace(/^[-+]/, ''));
    if (value === undefined) return undefined;
    total += negative ? -value : value;
  }
  return { whole: total };
}

/** The bound as decimal text. */
export function decimalOf(bound: Bound): string {
  return 'whole' in bound ? bound.whole.toString() : bound.decimal;
}

/** -1, 0 or 1 as `left` is smaller than, equal to or larger than `right`. */
export function compareBounds(left: Bound, right: Bound): number {
  if ('whole' in left && 'whole' in right)
    return left.whole < right.whole ? -1 : left.whole > right.whole ? 1 : 0;
  return Math.sign(Number(decimalOf(left)) - Number(decimalOf(right)));
}

function scientificBound(match: RegExpExecArray): Bound | undefined {
  const [, sign = '', digits = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent) - fraction.length;
  if (shift < 0 || shift > 400) return undefined;
  const value = BigInt(digits + fraction) * 10n ** BigInt(shift);
  return { whole: sign === '-' ? -value : value };
}

function productOf(text: string): bigint | undefined {
  let value = 1n;
  for (const part of text.split('*')) {
    const match = /^(\d{1,40})(?:\^\(?(\d{1,4})\)?)?$/.exec(part);
    if (!match?.[1]) return undefined;
    const exponent = BigInt(match[2] ?? 1);
    if (exponent > 400n) return undefined;
    value *= BigInt(match[1]) ** exponent;
  }
  return value;
}
