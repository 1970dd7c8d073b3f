import { isBalanced } from './brackets.ts';

/** Line `line`, token `token` of an input, both from 0. */
interface Position {
  line: number;
  token: number;
}

type Lines = string[][];
type Invariant = (lines: Lines) => boolean;

const HEAD_LINES = 3;
const HEAD_TOKENS = 4;

/**
 * Conditions that all of these inputs meet, to hold another input to where no validator says what is valid: likely
 * invariants, as Ernst et al. (2001) call them. They speak of lines and tokens: how many there are and which number
 * counts them, ranges, distinct and sorted values, what words are made of. The result tells whether an input meets
 * them all; of few inputs it asks more than the statement does, never less than they have in common.
 */
export function likelyInvariants(inputs: string[]): (input: string) => boolean {
  const seen = inputs.map(linesOf);
  const kept = candidates(seen).filter((holds) => seen.every(holds));
  return (input) => {
    const lines = linesOf(input);
    return kept.every((holds) => holds(lines));
  };
}

function linesOf(input: string): Lines {
  return input
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.trimEnd().split(' '));
}

function candidates(seen: Lines[]): Invariant[] {
  const [fewest, most] = extremes(seen.map((lines) => lines.length));
  const head = [...Array(Math.min(fewest, HEAD_LINES)).keys()];
  const numbers = head.flatMap((line) => {
    const tokens = Math.min(HEAD_TOKENS, ...seen.map((lines) => lines[line]?.length ?? 0));
    return [...Array(tokens).keys()].map((token) => ({ line, token }));
  });
  return [
    (lines) => lines.every((line) => line.every((token) => token !== '')),
    (lines) => fewest < most || lines.length === fewest,
    ...numbers.flatMap((at) => counts(at, numbers)),
    ...blocks(),
    ...[...head, HEAD_LINES].flatMap((first) => widths(first, seen)),
    ...head.flatMap((line) => orders((lines) => lines.slice(line, line + 1), seen)),
    ...[0, ...head.map((line) => line + 1)].flatMap((first) => [
      ...orders((lines) => lines.slice(first), seen),
      ...distinctRows(first, seen),
    ]),
    ...numbers.map((at) => ranges((lines) => (lines[at.line]?.[at.token] ?? '').split(' '), seen)),
    ...words((lines) => lines.flat(), seen),
    ...head.flatMap((line) => words((lines) => lines[line] ?? [], seen)),
    ...words((lines) => lines.slice(HEAD_LINES).flat(), seen),
    ...forms(seen),
    ...[1, 2, 3].flatMap((first) => [
      ranges((lines) => lines.slice(first).flat(), seen),
      ...[0, 1, 2].map((column) =>
        ranges((lines) => lines.slice(first).map((line) => line[column] ?? ''), seen),
      ),
    ]),
  ];
}

/** A number at `at` counts lines, tokens or letters, alone or with another; or no later number is larger. */
function counts(at: Position, others: Position[]): Invariant[] {
  const after = (lines: Lines) => lines.slice(at.line + 1);
  const same = (one: number, other: number) => one === other;
  return [
    ...[1, 2, 3].map(
      (times): Invariant =>
        (lines) =>
          same(after(lines).length, times * numberAt(lines, at)),
    ),
    ...others.map(
      (other): Invariant =>
        (lines) =>
          same(
            lines.length - 1 - Math.max(at.line, other.line),
            numberAt(lines, at) + numberAt(lines, other),
          ),
    ),
    (lines) => same((lines[at.line]?.length ?? 0) - at.token - 1, numberAt(lines, at)),
    ...[1, 2, 3].flatMap((below): Invariant[] => [
      (lines) => same(lines[at.line + below]?.length ?? 0, numberAt(lines, at)),
      (lines) => same(lines[at.line + below]?.[0]?.length ?? 0, numberAt(lines, at)),
    ]),
    (lines) => after(lines).every((line) => same(line.length, numberAt(lines, at))),
    (lines) => after(lines).every((line) => same(line[0]?.length ?? 0, numberAt(lines, at))),
    ...[0, 1, undefined].map(
      (column): Invariant =>
        (lines) =>
          after(lines)
            .flatMap((line) => (column === undefined ? line : line.slice(column, column + 1)))
            .every((token) => !(Number(token) > numberAt(lines, at))),
    ),
  ];
}

/** Cases one after the other: a line with their number, then each with a count of its lines, tokens or letters. */
function blocks(): Invariant[] {
  const walks: ((lines: Lines, line: number) => number | undefined)[] = [
    ...[0, 1].flatMap((token) =>
      [undefined, 1, 2, 3].map((width) => (lines: Lines, line: number) => {
        const next = line + 1 + numberAt(lines, { line, token });
        const same = lines.slice(line + 1, next).every((own) => width === undefined || own.length === width);
        return same && lines[line]?.length === token + 1 ? next : undefined;
      }),
    ),
    (lines, line) => (lines[line + 1]?.length === numberAt(lines, { line, token: 0 }) ? line + 2 : undefined),
    (lines, line) =>
      lines[line + 1]?.[0]?.length === numberAt(lines, { line, token: 0 }) ? line + 2 : undefined,
  ];
  return walks.map((next) => (lines) => {
    let line: number | undefined = 1;
    let cases = 0;
    for (; line !== undefined && line < lines.length; cases++) line = next(lines, line);
    return line === lines.length && cases === numberAt(lines, { line: 0, token: 0 });
  });
}

/** Every line from `first` on, and that line alone, has a number of tokens that was seen there. */
function widths(first: number, seen: Lines[]): Invariant[] {
  const among = (pick: (lines: Lines) => Lines): Invariant => {
    const [least, most] = extremes(seen.flatMap((lines) => pick(lines).map((line) => line.length)));
    return (lines) => pick(lines).every((line) => line.length >= least && line.length <= most);
  };
  return [among((lines) => lines.slice(first)), among((lines) => lines.slice(first, first + 1))];
}

/** Values of a line are distinct, or never fall; believed where lines were long enough to show it. */
function orders(pick: (lines: Lines) => Lines, seen: Lines[]): Invariant[] {
  if (seen.filter((lines) => pick(lines).some((line) => line.length > 2)).length < 5) return [];
  return [
    (lines) => pick(lines).every((line) => new Set(line).size === line.length),
    (lines) =>
      pick(lines).every((line) =>
        line.every((token, at) => at === 0 || !(Number(token) < Number(line[at - 1]))),
      ),
  ];
}

/** No line from `first` on comes twice; the two ends of an edge differ. */
function distinctRows(first: number, seen: Lines[]): Invariant[] {
  if (seen.filter((lines) => lines.length > first + 2).length < 5) return [];
  return [
    (lines) => new Set(lines.slice(first).map((line) => line.join(' '))).size === lines.length - first,
    (lines) =>
      new Set(lines.slice(first).map((line) => [...line].sort().join(' '))).size === lines.length - first,
    (lines) => lines.slice(first).every((line) => line.length > 1 && line[0] !== line[1]),
  ];
}

/** Numbers lie between the least and the greatest that were seen there; what was always a number stays one. */
function ranges(pick: (lines: Lines) => string[], seen: Lines[]): Invariant {
  const isNumber = (token: string) => token !== '' && Number.isFinite(Number(token));
  const all = seen.flatMap(pick).filter((token) => token !== '');
  if (!all.every(isNumber)) return () => true;
  const [lowest, highest] = extremes(all.map(Number));
  // The bound itself may not have come up: the gap to it is about as wide as those between the values.
  const gap = (2 * (highest - lowest)) / all.length;
  const least = lowest > 0 ? Math.max(1, lowest - gap) : lowest;
  const most = highest < 0 ? Math.min(-1, highest + gap) : highest;
  return (lines) =>
    pick(lines).every(
      (token) => token === '' || (isNumber(token) && Number(token) >= least && Number(token) <= most),
    );
}

/**
 * Words that came often are of those seen, such as the names of commands. Others are as long as those seen, and each
 * two letters side by side are of kinds that stood so in one (a 2-testable language: García and Vidal, 1990);
 * brackets are closed, and all are of one length. What was always a word stays one.
 */
function words(pick: (lines: Lines) => string[], seen: Lines[]): Invariant[] {
  const tokens = (lines: Lines) => pick(lines).filter((token) => token !== '');
  const always = seen.flatMap(tokens).every(isWord);
  const wordsIn = always ? tokens : (lines: Lines) => tokens(lines).filter(isWord);
  const all = seen.flatMap(wordsIn);
  const known = new Set(all);
  if (4 * known.size <= all.length) return [(lines) => wordsIn(lines).every((word) => known.has(word))];
  const pairs = new Set([...known].flatMap(pairsOf));
  const [least, most] = extremes([...known].map((word) => word.length));
  const showLength = seen.filter((lines) => wordsIn(lines).length > 1).length >= 5;
  return [
    (lines) => wordsIn(lines).every(({ length }) => length >= least && length <= most),
    (lines) => wordsIn(lines).every((word) => pairsOf(word).every((pair) => pairs.has(pair))),
    (lines) => wordsIn(lines).every(isBalanced),
    (lines) => !showLength || new Set(wordsIn(lines).map(({ length }) => length)).size <= 1,
  ];
}

/** Lines after the first are of the few forms that were seen, such as a command with the numbers it takes. */
function forms(seen: Lines[]): Invariant[] {
  const formOf = (line: string[]) => line.map((token) => (isWord(token) ? token : '0')).join(' ');
  const all = seen.flatMap((lines) => lines.slice(1).map(formOf));
  const known = new Set(all);
  if (4 * known.size > all.length || ![...known].some((form) => /[^0 ]/.test(form))) return [];
  return [(lines) => lines.slice(1).every((line) => known.has(formOf(line)))];
}

function isWord(token: string): boolean {
  return token !== '' && Number.isNaN(Number(token));
}

/** The kinds of each two neighbours in a word, its two ends among them. */
function pairsOf(word: string): string[] {
  const kinds = `^${word
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{Ll}/gu, 'a')
    .replace(/\d/g, '0')}$`;
  return Array.from({ length: kinds.length - 1 }, (_, at) => kinds.slice(at, at + 2));
}

function extremes(values: number[]): [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  return [least, most];
}

function numberAt(lines: Lines, { line, token }: Position): number {
  const text = lines[line]?.[token] ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}
