/**
 * LiveCodeBench's comparison of outputs (its `testing_util.py`): both texts stripped, the same number of lines, and
 * each line, stripped, either the same text or the same list of decimal numbers, compared exactly. It is stricter
 * than the judge's token checker about line ends within the output, and laxer about how a number is written
 * (`1.0` is `1`). White space is what Python strips.
 */
export function agreesLineByLine(output: string, answer: string): boolean {
  const [got, expected] = [strippedLines(output), strippedLines(answer)];
  if (got.length !== expected.length) return false;
  return got.every((line, index) => line === expected[index] || sameDecimals(line, expected[index] ?? ''));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: Python counts them as white space
const space = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const atEnds = new RegExp(`^${space.source}|${space.source}$`, 'g');

function strippedLines(text: string): string[] {
  return text
    .replace(atEnds, '')
    .split('\n')
    .map((line) => line.replace(atEnds, ''));
}

function sameDecimals(got: string, expected: string): boolean {
  const [ours, theirs] = [got.split(space), expected.split(space)];
  if (ours.length !== theirs.length) return false;
  return ours.every((one, index) => {
    const [left, right] = [decimalOf(one), decimalOf(theirs[index] ?? '')];
    return left !== undefined && left !== 'nan' && left === right;
  });
}

const decimal = /^([+-]?)(?:(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,18}))?|(inf(?:inity)?)|(s?nan\d*))$/i;

/** One text for each value that Python's `Decimal` reads; undefined where it reads none. */
function decimalOf(text: string): string | undefined {
  const read = decimal.exec(text.replaceAll('_', ''));
  if (!read) return undefined;
  const [, sign = '', whole = '', part = '', exponent = '0', infinite, nan] = read;
  if (nan) return 'nan';
  const minus = sign === '-' ? '-' : '';
  if (infinite) return `${minus}inf`;
  if (whole + part === '') return undefined;
  const digits = (whole + part).replace(/^0+/, '');
  if (digits === '') return '0';
  const kept = digits.replace(/0+$/, '');
  const shift = BigInt(exponent) - BigInt(part.length) + BigInt(digits.length - kept.length);
  return `${minus}${kept}e${shift}`;
}
