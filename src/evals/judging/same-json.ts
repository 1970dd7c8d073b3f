const token = /"(?:[^"\\]|\\.)*"|[^\s[\]{},:"]+|[[\]{},:]/g;
const whole = /^-?\d+$/;
const words: Record<string, number> = { true: 1, false: 0, Infinity: Number.POSITIVE_INFINITY };

/** The parts of a JSON text, without the white space between them. */
export function jsonTokens(text: string): string[] {
  return text.match(token) ?? [];
}

/**
 * True when two JSON texts hold what Python calls equal: whole numbers exactly, others as doubles, `true` as 1.
 * Keys of an object must come in the same order.
 */
export function sameJson(got: string, expected: string): boolean {
  const [ours, theirs] = [jsonTokens(got), jsonTokens(expected)];
  return ours.length === theirs.length && ours.every((part, index) => samePart(part, theirs[index] ?? ''));
}

function samePart(got: string, expected: string): boolean {
  if (got === expected) return got !== 'NaN';
  if (got.startsWith('"') || expected.startsWith('"'))
    return stringOf(got) !== undefined && stringOf(got) === stringOf(expected);
  if (whole.test(got) && whole.test(expected)) return BigInt(got) === BigInt(expected);
  const number = (text: string) => words[text] ?? (/^-?[\d.]/.test(text) ? Number(text) : Number.NaN);
  return number(got) === number(expected);
}

function stringOf(text: string): string | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
