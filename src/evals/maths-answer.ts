/** The answer a reply ends with: what its last `\boxed{}` holds. Undefined: it boxes nothing. */
export function finalAnswer(reply: string): string | undefined {
  for (
    let at = reply.lastIndexOf('\\boxed');
    at !== -1;
    at = at === 0 ? -1 : reply.lastIndexOf('\\boxed', at - 1)
  ) {
    const open = reply.indexOf('{', at);
    if (open === -1 || reply.slice(at + '\\boxed'.length, open).trim() !== '') continue;
    const close = closing(reply, open);
    if (close !== undefined) return reply.slice(open + 1, close).trim();
  }
  return undefined;
}

function closing(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return undefined;
}

/**
 * True when two final answers are the same number or, but for how they are typeset, the same text. Expressions are
 * not calculated with.
 */
export function equivalent(a: string, b: string): boolean {
  const [left, right] = [plain(a), plain(b)];
  if (left === right) return true;
  const [one, other] = [ratioOf(left), ratioOf(right)];
  return one !== undefined && other !== undefined && one[0] * other[1] === other[0] * one[1];
}

function plain(text: string): string {
  return text
    .replace(/\\(?:left|right|displaystyle|,|;|!|:|quad|qquad)(?![a-zA-Z])/g, '')
    .replace(/\\[dt]frac/g, '\\frac')
    .replace(/\\(?:text|textbf|mathrm|mbox)\{([^{}]*)\}/g, '$1')
    .replace(/\^\{?\\circ\}?|\\%|[$%°]/g, '')
    .replace(/\\cdot|\\times/g, '*')
    .replace(/\{,\}/g, ',')
    .replace(/(\d),(?=\d{3}(?:\D|$))/g, '$1')
    .replace(/^[a-zA-Z]\s*=\s*/, '')
    .replace(/\s+/g, '')
    .replace(/\.$/, '');
}

/** A whole number, a decimal or a fraction as numerator and denominator. */
function ratioOf(text: string): [bigint, bigint] | undefined {
  const fraction =
    /^([+-]?)(?:\\frac\{([+-]?\d+)\}\{(\d+)\}|\\frac(\d)(\d)|\(?([+-]?\d+)\)?\/\(?(\d+)\)?)$/.exec(text);
  if (fraction) {
    const [, sign, ...parts] = fraction;
    const [top = '', bottom = ''] = parts.filter((part) => part !== undefined);
    return BigInt(bottom) === 0n ? undefined : [BigInt(top) * (sign === '-' ? -1n : 1n), BigInt(bottom)];
  }
  const decimal = /^([+-]?)(\d*)\.?(\d*)$/.exec(text);
  const [, sign, whole = '', part = ''] = decimal ?? [];
  if (whole + part === '') return undefined;
  return [BigInt(`${whole}${part}`) * (sign === '-' ? -1n : 1n), 10n ** BigInt(part.length)];
}
