import { strict as assert } from 'node:assert';
import { isProblem, type Problem, readProblem } from '../../src/problem/index.ts';
import { accepts } from '../../src/solver/inputs/accepts.ts';
import {
  casesOf,
  cornerCases,
  growingCases,
  largerRandom,
  largestCases,
} from '../../src/solver/inputs/cases.ts';
import { shapeOf } from '../../src/solver/inputs/read-shape.ts';

function shape(input: string, sample: string, story = 'A story.') {
  const text = `# Title\n\n${story}\n\n## Input\n\n${input}\n\n## Output\n\nPrint a number.\n\n## Sample Input 1\n\n\`\`\`\n${sample}\n\`\`\`\n\n## Sample Output 1\n\n\`\`\`\n1\n\`\`\`\n`;
  const reading = readProblem(text, { path: 'problem.md' });
  assert.ok(isProblem(reading));
  const found = shapeOf(reading.problem);
  assert.ok(found, 'the statement was understood');
  return found;
}

describe('inputs built from a statement', () => {
  it('are arrays with their lengths, within their bounds', () => {
    const array = shape(
      'The first line contains two integers $n$ and $k$ ($1 \\le n \\le 10^5$, $0 \\le k \\le n$). The second line contains $n$ integers $a_1, \\ldots, a_n$ ($-10^9 \\le a_i \\le 10^9$).',
      '3 1\n1 -2 3',
    );
    for (const { input } of casesOf(array, 80, 1)) {
      const [n = 0, k = 0, ...a] = input.split(/\s+/).filter(Boolean).map(Number);
      assert.ok(n >= 1 && k >= 0 && k <= n && a.length === n, input);
      assert.ok(a.every((it) => Math.abs(it) <= 1e9));
    }
  });

  it('are trees that are trees, from a path to a star', () => {
    const tree = shape(
      'The first line contains an integer $n$ ($1 \\le n \\le 1000$). Each of the next $n - 1$ lines contains two integers $u$ and $v$ ($1 \\le u, v \\le n$), an edge of the tree.',
      '3\n1 2\n2 3',
      'A tree has $n$ nodes.',
    );
    const cases = casesOf(tree, 60, 1);
    assert.ok(cases.some(({ name }) => name === 'a star'));
    for (const { input } of cases) {
      const [n = 0, ...ends] = input.split(/\s+/).filter(Boolean).map(Number);
      assert.equal(ends.length, 2 * (n - 1));
      const reached = new Set([1]);
      for (let round = 0; round < n; round++)
        for (let at = 0; at < ends.length; at += 2) {
          const [u = 0, v = 0] = [ends[at], ends[at + 1]];
          if (reached.has(u) || reached.has(v)) reached.add(u).add(v);
        }
      assert.equal(reached.size, n, input);
    }
  });

  it('of points are often all on one line, beyond the ends of a flat triangle too', () => {
    const points = shape(
      'The first line contains six integers $x_1$, $y_1$, $x_2$, $y_2$, $x_3$, $y_3$ ($-1000 \\le x_i, y_i \\le 1000$). The second line contains an integer $n$ ($1 \\le n \\le 100$). Each of the next $n$ lines contains two integers $x$ and $y$ ($-1000 \\le x, y \\le 1000$).',
      '0 0 4 0 0 4\n1\n1 1',
    );
    const flat = casesOf(points, 60, 1)
      .map(({ input }) => input.split(/\s+/).slice(0, -1).map(Number))
      .filter(
        ([ax = 0, ay = 0, bx = 0, by = 0, cx = 0, cy = 0]) => (bx - ax) * (cy - ay) === (by - ay) * (cx - ax),
      );
    assert.ok(flat.length >= 12, `${flat.length}`);
    const isBeyond = ([ax = 0, , bx = 0, , cx = 0, , , ...trees]: number[]) =>
      trees.some((x, at) => at % 2 === 0 && (x < Math.min(ax, bx, cx) || x > Math.max(ax, bx, cx)));
    assert.ok(flat.some(isBeyond));
  });

  it('are graphs without loops and double edges, permutations, grids and strings', () => {
    const graph = shape(
      'The first line contains two integers $n$ and $m$ ($2 \\le n \\le 100$, $1 \\le m \\le 1000$). Each of the next $m$ lines contains three integers $u$, $v$ and $w$ ($1 \\le u, v \\le n$, $1 \\le w \\le 10^9$): a road between $u$ and $v$.',
      '3 2\n1 2 7\n2 3 8',
    );
    for (const { input } of casesOf(graph, 40, 1)) {
      const edges = input
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(' ').slice(0, 2).sort().join(' '));
      assert.equal(new Set(edges).size, edges.length, input);
      assert.ok(edges.every((it) => it.split(' ')[0] !== it.split(' ')[1]));
    }
    const permutation = shape(
      'The first line contains an integer $n$ ($1 \\le n \\le 9$). The second line contains $n$ integers $p_1, \\ldots, p_n$, a permutation of the numbers from 1 to $n$.',
      '3\n2 1 3',
    );
    for (const { input } of casesOf(permutation, 40, 1)) {
      const numbers =
        input
          .trim()
          .split('\n')[1]
          ?.split(' ')
          .map(Number)
          .sort((a, b) => a - b) ?? [];
      assert.deepEqual(
        numbers,
        numbers.map((_, at) => at + 1),
      );
    }
    const grid = shape(
      "The first line contains two integers $h$ and $w$ ($1 \\le h, w \\le 50$). Each of the next $h$ lines contains a string of length $w$ of the characters '#' and '.'.",
      '2 3\n#..\n..#',
    );
    for (const { input } of casesOf(grid, 40, 1)) assert.match(input, /^\d+ \d+\n([#.]+\n)+$/);
    const text = shape(
      'The only line contains a string $s$ ($1 \\le |s| \\le 100$) of lowercase English letters.',
      'abc',
    );
    for (const { input } of casesOf(text, 40, 1)) assert.match(input, /^[a-z]{1,100}\n$/);
  });

  it('are texts without a name, of the letters and lengths they are said to have', () => {
    const word = shape(
      "The first line contains a word of at least 2 and at most 40 letters 'b' to 'e'. The second line contains a letter, one of 'b' to 'e'.",
      'bed\nd',
    );
    for (const { input } of casesOf(word, 40, 1)) assert.match(input, /^[b-e]{2,40}\n[b-e]\n$/);
    const brackets = shape(
      "The only line contains a string of at least 1 and at most 30 characters: '(', ')' and '?'.",
      '(?)',
    );
    for (const { input } of casesOf(brackets, 40, 1)) assert.match(input, /^[()?]{1,30}\n$/);
  });

  it('are as long as a sentence about each of the texts says', () => {
    const words = shape(
      'The first line contains the word $u$, the second line the word $v$. Each has at least 2 and at most 40 lower-case letters.',
      'ab\ncd',
    );
    const lengths = largestCases(words, 1).flatMap(({ input }) =>
      input
        .trim()
        .split('\n')
        .map((it) => it.length),
    );
    assert.ok(lengths.length > 0 && lengths.every((length) => length === 40));
    assert.ok(!accepts(words, 'a\nbc\n'));
  });

  it('keep to what binds the values of one line to each other', () => {
    const range = shape(
      'The only line contains two integers $a$ and $b$ ($1 \\le a \\le b \\le 10^{12}$, $b - a \\le 300$).',
      '3 9',
    );
    const ranges = casesOf(range, 60, 1).map(({ input }) => input.split(' ').map(Number));
    assert.ok(ranges.every(([a = 0, b = 0]) => a >= 1 && a <= b && b - a <= 300));
    assert.ok(ranges.some(([a = 0]) => a > 1e6));
    const pond = shape(
      'The only line contains three integers $w$, $l$ and $r$ ($1 \\le w \\le 2000$, $1 \\le l < r \\le w + 1$).',
      '5 2 6',
    );
    for (const { input } of casesOf(pond, 60, 1)) {
      const [w = 0, l = 0, r = 0] = input.split(' ').map(Number);
      assert.ok(l >= 1 && l < r && r <= w + 1, input);
    }
    const swaps = shape(
      'The only line contains two integers $n$ and $k$ ($1 \\le n \\le 5000$, $0 \\le k \\le \\frac{n(n - 1)}{2}$).',
      '4 6',
    );
    const counts = casesOf(swaps, 60, 1).map(({ input }) => input.split(' ').map(Number));
    assert.ok(counts.every(([n = 0, k = 0]) => k <= (n * (n - 1)) / 2));
    assert.ok(counts.some(([n = 0, k = 0]) => k > n));
    const quarrels = shape(
      'The first line contains two integers $n$ and $m$ ($2 \\le n \\le 2000$, $0 \\le m \\le 5000$). Each of the next $m$ lines contains two integers $a$ and $b$ ($1 \\le a, b \\le n$, $a \\ne b$).',
      '3 2\n1 2\n2 1',
    );
    for (const { input } of casesOf(quarrels, 60, 1)) {
      const [n = 0, , ...pairs] = input.split(/\s+/).filter(Boolean).map(Number);
      for (let at = 0; at < pairs.length; at += 2)
        assert.ok(pairs[at] !== pairs[at + 1] && Math.max(pairs[at] ?? 0, pairs[at + 1] ?? 0) <= n, input);
    }
    const map = shape(
      'The first line contains two integers $h$ and $w$ ($1 \\le h, w \\le 200$). Each of the next $h$ lines contains a string of length $w$: `.` is a free cell, `#` a wall, `S` the start and `T` the target.',
      '2 3\nS.#\n..T',
    );
    for (const { input } of casesOf(map, 40, 1)) {
      assert.match(input, /^\d+ \d+\n[.#ST\n]+$/);
      for (const letter of 'ST') assert.equal(input.split(letter).length, 2, input);
    }
  });

  it('are polygons whose fence neither touches nor crosses itself', () => {
    const fence = shape(
      'The first line contains an integer $n$ ($3 \\le n \\le 1000$). Each of the next $n$ lines contains two integers $x$ and $y$ ($-100 \\le x, y \\le 100$), the corners of a polygon in order.',
      '3\n0 0\n2 0\n0 2',
    );
    const polygons = casesOf(fence, 40, 1).map(({ input }) => input);
    assert.ok(polygons.length >= 30);
    for (const input of polygons) assert.ok(accepts(fence, input), input);
    for (const wrong of ['4\n0 0\n2 2\n2 0\n0 2\n', '3\n0 0\n1 1\n2 2\n', '4\n0 0\n4 0\n2 0\n2 2\n'])
      assert.ok(!accepts(fence, wrong), wrong);
    // Corners of a walk to the left have a positive area by the shoelace formula.
    const isToTheLeft = (input: string) => {
      const [, ...corners] = input
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ').map(Number));
      const twice = corners.reduce((sum, [x = 0, y = 0], at) => {
        const [nextX = 0, nextY = 0] = corners[(at + 1) % corners.length] ?? [];
        return sum + x * nextY - nextX * y;
      }, 0);
      return twice > 0;
    };
    assert.deepEqual(new Set(polygons.map(isToTheLeft)), new Set([true, false]));
    for (const [words, isLeft] of [
      ['in counterclockwise order', true],
      ['in anti-clockwise order', true],
      ['clockwise', false],
    ] as const) {
      const walk = shape(
        `The first line contains an integer $n$ ($3 \\le n \\le 1000$). Each of the next $n$ lines contains two integers $x$ and $y$ ($-100 \\le x, y \\le 100$), the corners of a polygon ${words}.`,
        isLeft ? '3\n0 0\n2 0\n0 2' : '3\n0 0\n0 2\n2 0',
      );
      for (const { input } of casesOf(walk, 20, 1)) assert.equal(isToTheLeft(input), isLeft, input);
      assert.ok(!accepts(walk, isLeft ? '3\n0 0\n0 2\n2 0\n' : '3\n0 0\n2 0\n0 2\n'));
    }
  });

  it('grow in small values further than in large ones, but only where the first steps were answered', () => {
    const list = shape(
      'The first line contains an integer $n$ ($1 \\le n \\le 10^5$). The second line contains $n$ integers $a_1, \\ldots, a_n$ ($1 \\le a_i \\le 10^9$).',
      '2\n1 2',
    );
    const grown = growingCases(list, 1);
    assert.deepEqual(
      [...new Set(grown.map(({ grows }) => grows))],
      ['size', 'size of large', 'size of small', 'size of tiny'],
    );
    const numbersOf = (grows: string) =>
      grown.filter((it) => it.grows === grows).map(({ input }) => input.trimEnd().split(/\s/).map(Number));
    assert.ok(numbersOf('size').every(([n = 0]) => n <= 101));
    assert.ok(numbersOf('size of tiny').every(([n = 0, ...a]) => n > 1000 && Math.max(...a) <= 3));
  });

  it('of numbers that count nothing grow in each of them alone, among large ones and zeros', () => {
    const lamps = shape(
      'The only line contains three integers $n$, $m$ and $x$ ($1 \\le n, m \\le 200000$, $-10^9 \\le x \\le 10^9$).',
      '3 4 5',
    );
    const growing = growingCases(lamps, 1);
    const grown = growing
      .filter(({ grows }) => grows === 'm')
      .map(({ input }) => input.split(' ').map(Number));
    const sizes = grown.map(([, m]) => m ?? 0);
    assert.deepEqual(
      sizes,
      sizes.toSorted((a, b) => a - b),
    );
    assert.ok(sizes.includes(65_536) && sizes.at(-1) === 200_000);
    assert.ok(grown.some(([n, , x]) => n === 200_000 && x === 1e9));
    assert.ok(grown.some(([n, , x]) => n === 1 && x === 0));
    for (const { input } of growing) assert.ok(accepts(lamps, input), input);
  });

  it('of numbers that count nothing combine their bounds, the lightest first', () => {
    const lamps = shape(
      'The only line contains three integers $n$, $m$ and $x$ ($1 \\le n, m \\le 200000$, $0 \\le x \\le 10^9$).',
      '3 4 5',
    );
    const corners = cornerCases(lamps, 1).map(({ input }) => input.split(' ').map(Number));
    assert.ok(corners.some(([n, m, x]) => n === 200_000 && m === 200_000 && (x ?? 2) < 2));
    assert.ok(corners.some(([n, m, x]) => n === 200_000 && m === 1 && x === 1e9));
    assert.ok(corners.some(([n, m, x = 0]) => n === 1 && m === 200_000 && x > 2 && x < 1e9));
    const bits = corners.map((corner) => corner.reduce((sum, it) => sum + it.toString(2).length, 0));
    assert.deepEqual(
      bits,
      bits.toSorted((a, b) => a - b),
    );
    const list = shape(
      'The first line contains an integer $n$ ($1 \\le n \\le 10$). The second line contains $n$ integers $a_1, \\ldots, a_n$ ($1 \\le a_i \\le 10^{18}$).',
      '2\n1 2',
    );
    assert.deepEqual(cornerCases(list, 1), []);
  });

  it('hold much of about one size among the larger ones, where rules of thumb fail', () => {
    const loads = shape(
      'The first line contains two integers $n$ and $c$ ($1 \\le n \\le 17$, $1 \\le c \\le 10^9$). The second line contains $n$ integers $w_1, \\ldots, w_n$ ($1 \\le w_i \\le c$).',
      '3 10\n2 3 4',
    );
    const isCrowded = ({ input }: { input: string }) => {
      const [n = 0, c = 0, ...weights] = input.split(/\s+/).filter(Boolean).map(Number);
      return n >= 9 && Math.min(...weights) * 8 > c && Math.max(...weights) * 2 < c;
    };
    const of = (...kind: (typeof largerRandom)[]) => casesOf(loads, 200, 1, ...kind).filter(isCrowded).length;
    assert.ok(of(largerRandom) > 4 * of(), `${of(largerRandom)} and ${of()}`);
  });

  it('have large values next to each other, in a part of their bounds and about a power of two', () => {
    const list = shape(
      'The first line contains an integer $n$ ($1 \\le n \\le 10$). The second line contains $n$ integers $a_1, \\ldots, a_n$ ($1 \\le a_i \\le 10^{18}$).',
      '2\n1 2',
    );
    const values = casesOf(list, 200, 1)
      .map(({ input }) => input.trimEnd().split(/\s/).slice(1).map(BigInt))
      .filter(({ length }) => length > 3);
    const spread = (of: bigint[]) => {
      const sorted = of.toSorted((a, b) => (a < b ? -1 : 1));
      return { from: sorted[0] ?? 0n, to: sorted.at(-1) ?? 0n };
    };
    const isPart = ({ from, to }: { from: bigint; to: bigint }) => from > 10n ** 15n && to < 2n * from;
    assert.ok(values.map(spread).some((it) => isPart(it) && it.to - it.from > 1000n));
    assert.ok(values.map(spread).some((it) => isPart(it) && it.to - it.from <= 4n && it.to < 10n ** 18n));
  });

  it('are several tests, whose sizes obey the bound on their sum', () => {
    const tests = shape(
      'The first line contains an integer $t$ ($1 \\le t \\le 1000$), the number of test cases. The first line of each test case contains an integer $n$ ($1 \\le n \\le 1000$). The second line of each test case contains $n$ integers $a_1, \\ldots, a_n$ ($1 \\le a_i \\le 9$). The sum of $n$ over all test cases does not exceed 2000.',
      '2\n1\n5\n2\n1 2',
    );
    const [largest] = largestCases(tests, 1);
    assert.ok(largest && accepts(tests, largest.input));
    for (const { input } of casesOf(tests, 40, 1)) assert.ok(accepts(tests, input));
  });

  it('grow to the largest that is allowed, and come out the same every time', () => {
    const array = shape(
      'The first line contains an integer $n$ ($1 \\le n \\le 200000$). The second line contains $n$ integers $a_1, \\ldots, a_n$ ($1 \\le a_i \\le 10^9$).',
      '2\n1 2',
    );
    assert.ok(largestCases(array, 1).every(({ input }) => input.startsWith('200000\n')));
    assert.ok(growingCases(array, 1).length >= 5);
    assert.deepEqual(casesOf(array, 50, 1), casesOf(array, 50, 1));
    assert.notDeepEqual(casesOf(array, 50, 1), casesOf(array, 50, 2));
  });

  it('are not built where the layout was not understood', () => {
    const problem: Problem = {
      statement: 'x',
      inputFormat: 'The first line contains an integer $n$ ($1 \\le n \\le 5$).',
      samples: [{ input: '3\n1 2 3\n', output: '6\n' }],
    };
    assert.equal(shapeOf(problem), undefined);
  });

  it('are not built where a bound is more than was understood', () => {
    const told = (most: string): Problem => ({
      statement: `# Input\n\nThe only line contains two integers $n$ and $k$ ($1 \\le n \\le 5000$, $0 \\le k \\le ${most}$).`,
      samples: [{ input: '3 2\n', output: '6\n' }],
    });
    assert.ok(shapeOf(told('n')));
    for (const most of ['n(n + 1)', 'n^2', 'n / 2']) assert.equal(shapeOf(told(most)), undefined, most);
  });

  it('refuse what breaks a bound, an order or the layout', () => {
    const array = shape(
      'The first line contains an integer $n$ ($1 \\le n \\le 5$). The second line contains $n$ distinct integers $a_1, \\ldots, a_n$ ($1 \\le a_i \\le 9$).',
      '2\n1 2',
    );
    for (const bad of [
      '',
      '0\n\n',
      '6\n1 2 3 4 5 6\n',
      '2\n1\n',
      '2\n1 1\n',
      '2\n1 10\n',
      '2\n1 2\n3\n',
      'x\n',
    ])
      assert.equal(accepts(array, bad), false, JSON.stringify(bad));
    assert.ok(accepts(array, '2\n9 1\n'));
  });
});
