import { deepEqual } from 'node:assert/strict';
import { constraintsOf } from '../../src/problem/constraint.ts';

/** Lines where bounds are expected, and what is read in them: "n: 1..10 m: ..5". */
const expected: [lines: string | string[], bounds: string][] = [
  ['1 ≤ n ≤ 100', 'n: 1..100'],
  ['1 <= a, b <= 10', 'a: 1..10 b: 1..10'],
  ['$1 \\le n, m \\le 2 \\cdot 10^5$', 'n: 1..200000 m: 1..200000'],
  ['1 &le; n &lt; 10', 'n: 1..9'],
  ['- 1 ≤ n ≤ 5', 'n: 1..5'],
  ['* 1 ≤ n ≤ 5', 'n: 1..5'],
  ['1 ≤ n', 'n: 1..'],
  ['n ≤ 5, m ≤ 6', 'n: ..5 m: ..6'],
  ['1 ≤ n ≤ 5, 2 ≤ m ≤ 6', 'n: 1..5 m: 2..6'],
  ['The number n (1 ≤ n ≤ 5) of things', 'n: 1..5'],
  ['nothing of the kind', ''],
  ['  +  1 ≤ n ≤ 5', 'n: 1..5'],
  [`1 ≤ n ≤ 5${' '.repeat(3000)}`, ''],
  [`1 ≤ n ≤ 5${' '.repeat(2991)}`, 'n: 1..5'],

  // Names.
  ['1 ≤ a_1, a_2, ..., a_n ≤ 9', 'a_1: 1..9 a_2: 1..9 a_n: 1..9'],
  ['0 ≤ x_i,y_j ≤ 5', 'x_i: 0..5 y_j: 0..5'],
  ['1 ≤ |s| ≤ 100', '|s|: 1..100'],
  ['1 ≤ s.length ≤ 100', 's.length: 1..100'],
  ['1 ≤ a[i][j] ≤ 9', 'a[i][j]: 1..9'],
  ["1 ≤ n' ≤ 4", "n': 1..4"],
  ['A<sub>i</sub> ≤ 5', 'A_i: ..5'],
  ['1 ≤ a[i,jj], b ≤ 9', 'a[i,jj]: 1..9 b: 1..9'],
  ['1 ≤ a_1, ... a_n ≤ 9', 'a_1: 1..9 a_n: 1..9'],
  ...['and', 'or', 'if', 'is', 'that', 'where', 'with', 'the', 'for', 'all', 'и', 'br'].map(
    (word): [string, string] => [`1 ≤ ${word} ≤ 5`, ''],
  ),
  ['1 ≤ n, and ≤ 5', 'n: 1..5'],

  // Chains.
  ['1 ≤ l ≤ r ≤ n ≤ 10^5', 'l: 1..100000 r: 1..100000 n: 1..100000'],
  ['for all 1 ≤ i ≤ n', 'i: 1.. n: 1..'],
  ['n < 10', 'n: ..9'],
  ['n > 10', 'n: 11..'],
  ['n ≥ 10', 'n: 10..'],
  ['1 < n < 10', 'n: 2..9'],
  ['10 > n > 1', 'n: 2..9'],
  ['2^31-1 ≥ x ≥ -2^31', 'x: -2147483648..2147483647'],
  ['10 ≥ n > 1', 'n: 2..10'],
  ['1 < x < y < 10', 'x: 2..8 y: 3..9'],
  ['1 ≤ n ≤ m ≥ 3', ''],
  ['1 ≥ n ≥ m ≤ 3', ''],
  ['1 ≤ n ≤ m > 3', ''],
  ['1 < n ≤ m ≤ 3', 'n: 2..3 m: 2..3'],
  ['3 ≥ m ≥ n > 1', 'n: 2..3 m: 2..3'],
  ['a ≤ b ≤ c', ''],
  ['1 ≤ 2 ≤ 3', ''],

  // Numbers.
  ['-10^9 ≤ x ≤ 10^9', 'x: -1000000000..1000000000'],
  ['0.5 ≤ p < 0.9', 'p: 0.5..0.9'],
  ['0 < p < 1', 'p: 0..1'],
  ['1 > p > 0', 'p: 0..1'],
  ['0 < p < 2', 'p: 1..1'],
  ['1 ≤ n ≤ 1e9', 'n: 1..1000000000'],
  ['1 ≤ n ≤ 2.5e3', 'n: 1..2500'],
  ['-1E3 ≤ n ≤ 1e+3', 'n: -1000..1000'],
  ['1 ≤ n ≤ 2.55e1', 'n: 1..'],
  ['1 ≤ n ≤ 100 000', 'n: 1..100000'],
  ['1 ≤ n ≤ 1,000,000', 'n: 1..1000000'],
  ["1 ≤ n ≤ 1'000", 'n: 1..1000'],
  ['1 ≤ n ≤ 10**5 + 1', 'n: 1..100001'],
  ['1 ≤ n ≤ 5*10^3', 'n: 1..5000'],
  ['1 ≤ n ≤ 10^18 - 1', 'n: 1..999999999999999999'],
  ['1 ≤ n ≤ 2 · 10⁵', 'n: 1..200000'],
  ['+1 ≤ n ≤ +5', 'n: 1..5'],
  ['-0.5 ≤ n ≤ +0.5', 'n: -0.5..0.5'],
  ['1 ≤ n ≤ 10^400', `n: 1..1${'0'.repeat(400)}`],
  ['1 ≤ n ≤ 10^401', 'n: 1..'],
  ['1 ≤ n ≤ 1e400', `n: 1..1${'0'.repeat(400)}`],
  ['1 ≤ n ≤ 1e401', 'n: 1..'],
  ['10^500 ≤ n ≤ m', ''],
  ['-10^500 ≤ n ≤ 5', 'n: ..5'],

  // Expressions have bounds that no variable of theirs has.
  ['1 ≤ N * M ≤ 10', ''],
  ['1 ≤ N + M ≤ 10', ''],
  ['N - M ≤ 10', ''],
  ['a+b ≤ 5', ''],
  ['1 ≤ 2n ≤ 10', ''],
  ['n^2 ≤ 10', ''],
  ['n * (n + 1) / 2 ≤ 100', ''],
  ['1 ≤ k ≤ n*(n+1)/2', 'k: 1..'],
  ['1 ≤ k ≤ n - 1', 'k: 1..'],
  ['1 ≤ x ≤ 10 * k', 'x: 1..'],
  ['x ≤ 10 + k', ''],
  ['1 ≤ x ≤ 10 - the number of things', 'x: 1..10'],
  ['1 ≤ x ≤ 10 - a number', 'x: 1..10'],
  ['1 ≤ |x - y| ≤ 5', ''],

  // Words.
  ['1 ≤ length of a name ≤ 10', ''],
  ['1 ≤ n m ≤ 10', ''],
  ['1 ≤ n  m ≤ 10', ''],
  ['1 ≤ length of 5 and x ≤ 10', ''],
  ['1≤n≤10 and m≤5', 'n: 1..10 m: ..5'],
  ['n ≥ -100 and m ≥ 5', 'n: -100.. m: 5..'],
  ['1 ≤ a ≤ b and c ≤ 9', 'a: 1.. b: 1.. c: ..9'],
  ['1 ≤ x1 and y2 ≤ 5', 'x1: 1.. y2: ..5'],
  ['1 ≤ length of a name ≤ 10 and n ≤ 5', 'n: ..5'],
  ['n ≤ 10 and m ≤ 5', 'n: ..10 m: ..5'],
  ['1 ≤ n ≤ 10 and 1 ≤ m ≤ 5', 'n: 1..10 m: 1..5'],
  ['1 ≤ n and 2 ≤ m ≤ 5', 'n: 1.. m: 2..5'],
  ['n ≤ 10 where all m ≤ 5', 'n: ..10 m: ..5'],
  ['1 ≤ x (a number of things) ≤ 4', 'x: 1..'],
  ['Let k be such that n ≤ 5', 'n: ..5'],

  // Named more than once: the loosest, and rather what stands beside the number.
  [['1 ≤ n ≤ 10', '1 ≤ n ≤ 1000', '2 ≤ n ≤ 5'], 'n: 1..1000'],
  [['2 ≤ n', '1 ≤ n', '3 ≤ n'], 'n: 1..'],
  [['n ≤ 5', '1 ≤ n'], 'n: 1..5'],
  [['0.5 ≤ p', '0.25 ≤ p ≤ 0.75', 'p ≤ 1'], 'p: 0.25..1'],
  [['1 ≤ l ≤ r ≤ 9', '1 ≤ l ≤ 1000'], 'l: 1..1000 r: 1..9'],
  [['1 ≤ l ≤ 5', '1 ≤ l ≤ r ≤ 9'], 'l: 1..5 r: 1..9'],
];

/** The same in the story, where a bound on one side may be an example. */
const unexpected: [line: string, bounds: string][] = [
  ['n < 10', ''],
  ['1 ≤ l ≤ r', ''],
  ['1 < n < 10', 'n: 2..9'],
];

function told(lines: string[], isExpected: boolean): string {
  return constraintsOf(lines.map((text) => ({ text, expected: isExpected })))
    .map(({ variable, lower = '', upper = '' }) => `${variable}: ${lower}..${upper}`)
    .join(' ');
}

describe('bounds stated in a statement', () => {
  for (const [lines, bounds] of expected)
    it(String(lines).trim(), () => deepEqual(told([lines].flat(), true), bounds));

  for (const [line, bounds] of unexpected)
    it(`${line}, in the story`, () => deepEqual(told([line], false), bounds));
});
