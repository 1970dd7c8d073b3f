import type { Checker } from '../../problem/index.ts';

/** What a checker says: accepted, or which kind of wrong and why, in one sentence. */
export interface Finding {
  verdict: 'AC' | 'WA' | 'PE';
  reason?: string;
  /** From checkers that give points, as they printed it. */
  score?: number;
  /** The part of the test's points, 0..1. */
  scoreMultiplier?: number;
  /** For the judges, accepted or not. */
  judgeMessage?: string;
}

type BuiltIn = Exclude<Checker, { kind: 'program' }>;

/** Compares an output with the answer by one of the built-in rules. */
export function compare(checker: BuiltIn, output: string, answer: string): Finding {
  switch (checker.kind) {
    case 'exact':
      return compareExactly(output, answer);
    case 'tokens':
      return compareTokens(output, answer, (got, expected) => got === expected);
    case 'caseInsensitive':
      return compareTokens(output, answer, (got, expected) => got.toLowerCase() === expected.toLowerCase());
    case 'float': {
      const within = { absolute: checker.absolute ?? 0, relative: checker.relative ?? 0 };
      if (checker.absolute === undefined && checker.relative === undefined) {
        within.absolute = 1e-9;
        within.relative = 1e-9;
      }
      return compareTokens(apart(output), apart(answer), (got, expected) =>
        closeEnough(got, expected, within),
      );
    }
    case 'unordered':
      return compareUnordered(output, answer);
  }
}

/** Brackets and commas as tokens of their own, so that the numbers in `[2.0,1.5]` are seen as numbers. */
function apart(text: string): string {
  return text.replace(/[[\],]/g, ' $& ');
}

const accepted: Finding = { verdict: 'AC' };

/** Bytes must agree, but for one final newline and `\r` before a newline (a Windows program's own habit). */
function compareExactly(output: string, answer: string): Finding {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').replace(/\n$/, '');
  if (plain(output) === plain(answer)) return accepted;
  const byTokens = compareTokens(output, answer, (got, expected) => got === expected);
  if (byTokens.verdict !== 'AC') return byTokens;
  return {
    verdict: 'PE',
    reason: `${firstLineThatDiffers(plain(output), plain(answer))}: only the white space differs`,
  };
}

function firstLineThatDiffers(output: string, answer: string): string {
  const [lines, expected] = [output.split('\n'), answer.split('\n')];
  const index = lines.findIndex((line, at) => line !== expected[at]);
  return `line ${(index === -1 ? lines.length : index) + 1}`;
}

interface Token {
  text: string;
  line: number;
}

/** Tokens one at a time, so that a first difference in a large output is found without splitting all of it. */
function* tokensOf(text: string): Generator<Token> {
  let line = 1;
  let counted = 0;
  for (const match of text.matchAll(/\S+/g)) {
    for (
      let at = text.indexOf('\n', counted);
      at !== -1 && at < match.index;
      at = text.indexOf('\n', counted)
    ) {
      line++;
      counted = at + 1;
    }
    yield { text: match[0], line };
  }
}

function compareTokens(
  output: string,
  answer: string,
  same: (got: string, expected: string) => boolean,
): Finding {
  if (output === answer) return accepted;
  const got = tokensOf(output);
  for (const expected of tokensOf(answer)) {
    const next = got.next();
    if (next.done) return wrong(`the output ends where ${shown(expected.text)} was expected`);
    const { text, line } = next.value;
    if (!same(text, expected.text)) {
      return wrong(`line ${line}: expected ${shown(expected.text)}, got ${shown(text)}`);
    }
  }
  const extra = got.next();
  return extra.done
    ? accepted
    : wrong(`line ${extra.value.line}: ${shown(extra.value.text)} after the end of the answer`);
}

function compareUnordered(output: string, answer: string): Finding {
  const normal = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim().replace(/\s+/g, ' '))
      .filter((line) => line !== '');
  const missing = new Map<string, number>();
  for (const line of normal(answer)) missing.set(line, (missing.get(line) ?? 0) + 1);
  for (const line of normal(output)) {
    const count = missing.get(line) ?? 0;
    if (count === 0) return wrong(`the line ${shown(line)} is not in the answer`);
    if (count === 1) missing.delete(line);
    else missing.set(line, count - 1);
  }
  const [first] = missing.keys();
  return first === undefined ? accepted : wrong(`the line ${shown(first)} is missing`);
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** As ICPC's default validator: equal text, or both numbers and within one of the tolerances. */
function closeEnough(got: string, expected: string, within: { absolute: number; relative: number }): boolean {
  if (got === expected) return true;
  if (!decimal.test(got) || !decimal.test(expected)) return got.toLowerCase() === expected.toLowerCase();
  const error = Math.abs(Number(got) - Number(expected));
  return error <= within.absolute || error <= within.relative * Math.abs(Number(expected));
}

function wrong(reason: string): Finding {
  return { verdict: 'WA', reason };
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
