import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { estimateGrowth } from '../../src/coach/complexity/fit.ts';
import { type ComplexityEvent, complexityOf, type Growth, type Timing } from '../../src/coach/index.ts';
import { type Judge, openJudge } from '../../src/judge/index.ts';
import { isProblem, readProblem } from '../../src/problem/index.ts';
import { sizedInputs } from '../../src/solver/index.ts';

/** Timings of a law, each off by up to `noise` of itself, the same ones every time. */
const timingsOf = (ms: (n: number) => number, sizes: number[], noise = 0.02): Timing[] =>
  sizes.map((size, index) => ({ size, runs: 3, ms: ms(size) * (1 + noise * Math.sin(7 * index + size)) }));
const byFactor = (largest: number) => [
  1,
  ...Array.from({ length: 10 }, (_, index) => Math.round(largest / 64 ** (1 - index / 9))),
];

describe('the growth of timings', () => {
  const laws: [Growth, (n: number) => number, number[]][] = [
    ['log n', (n) => 5 + 3 * Math.log2(n + 1), [1, 10, 1e3, 1e5, 1e7, 1e9, 1e11]],
    ['n', (n) => 5 + n / 2000, byFactor(1e6)],
    ['n log n', (n) => 5 + (n * Math.log2(n + 1)) / 40_000, byFactor(1e6)],
    ['n^2', (n) => 5 + n ** 2 / 1e5, byFactor(8000)],
    ['n^3', (n) => 5 + n ** 3 / 1e6, byFactor(800)],
    ['2^n', (n) => 5 + 2 ** n / 1e4, [1, 5, 10, 17, 18, 19, 20, 21, 22]],
  ];
  for (const [growth, ms, sizes] of laws) {
    it(`is found to be ${growth}, the others of another power excluded`, () => {
      const estimate = estimateGrowth(timingsOf(ms, sizes));
      assert.ok('best' in estimate, JSON.stringify(estimate));
      assert.equal(estimate.best.growth, growth);
      assert.ok(estimate.notExcluded.length <= 2, estimate.notExcluded.join());
    });
  }

  it('leaves n log n open where a line with as much noise fits as well', () => {
    const estimate = estimateGrowth(timingsOf((n) => 5 + n / 2000, byFactor(1e6), 0.2));
    assert.ok('best' in estimate && estimate.notExcluded.includes('n log n'));
  });

  for (const [what, timings, reason] of [
    ['too few sizes', timingsOf((n) => n, [1, 10, 100]), /too few/],
    ['nothing but starting', timingsOf(() => 12, byFactor(1e5)), /Too quick to measure/],
    [
      'no law at all',
      byFactor(1e5).map((size, index) => ({ size, runs: 3, ms: index % 2 ? 40 : 4000 + index })),
      /None of the classes fits|Too quick/,
    ],
  ] as const) {
    it(`is not told from ${what}`, () => {
      const estimate = estimateGrowth([...timings]);
      assert.ok('unknown' in estimate, JSON.stringify(estimate));
      assert.match(estimate.unknown, reason);
    });
  }

  it('is none over sizes at which a step for each would have been seen', () => {
    const estimate = estimateGrowth(timingsOf(() => 12, [1, 1e3, 1e6, 1e9, 1e12]));
    assert.ok('best' in estimate);
    assert.deepEqual(estimate.notExcluded, ['1', 'log n']);
  });
});

describe('the growth of a program', () => {
  let judge: Judge;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-complexity-'));
    judge = await openJudge({ cacheFolder: folder, parallel: 1 });
  });
  after(async () => {
    await judge[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });
  const reading = readProblem(
    '# Pairs\nGiven n integers, print how many pairs of them are equal.\n\n## Input\nThe first line contains one integer n (1 <= n <= 100000). The second line contains n integers a_1, a_2, ..., a_n (1 <= a_i <= 1000000).\n\n## Output\nOne number.\n\nSample Input 1\n```\n3\n1 2 1\n```\nSample Output 1\n```\n1\n```\n',
  );
  assert.ok(isProblem(reading));
  const { problem } = reading;
  const measured = async (source: string, more: object = {}) => {
    const inputs = sizedInputs(problem, 1);
    assert.ok(inputs);
    const events: ComplexityEvent[] = [];
    const submission = { language: 'cpp', source };
    for await (const event of complexityOf({
      judge,
      submission,
      inputs,
      origin: 'built from the statement',
      seed: 1,
      wantedMs: 150,
      ...more,
    }))
      events.push(event);
    return events.at(-1) as Extract<ComplexityEvent, { type: 'complexity-ended' }>;
  };
  const program = (body: string) =>
    `#include <bits/stdc++.h>\nusing namespace std;\nint main() { int n; cin >> n; vector<int> a(n); for (int& x : a) cin >> x; long long c = 0; ${body} cout << c; }\n`;

  it('is measured on inputs built from the statement', async () => {
    const { outcome, estimate, reason } = await measured(
      program('for (int i = 0; i < n; i++) for (int j = 0; j < i; j++) c += a[i] == a[j];'),
    );
    assert.equal(outcome, 'estimated', reason);
    assert.ok(estimate?.notExcluded.includes('n^2'), reason);
    assert.ok(!estimate?.notExcluded.includes('n'), reason);
  });

  it('is unknown where the largest input allowed is done at once', async () => {
    const small = { ...sizedInputs(problem, 1), largest: 100 };
    const { outcome, reason } = await measured(program(''), { inputs: small });
    assert.equal(outcome, 'unknown');
    assert.match(reason, /Too quick to measure.*allows nothing larger than size 100/);
  });

  it('is not made up for a program that crashes, hangs or does not compile', async () => {
    assert.match((await measured(program('if (n > 4) abort();'))).reason, /RE on an input of size/);
    assert.match(
      (await measured(program('for (volatile int i = 0;; i = 1) {}'))).reason,
      /Even the smallest input takes too long/,
    );
    assert.match((await measured('int main() {')).reason, /CE/);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    assert.equal((await measured(program(''), { signal: stop.signal })).outcome, 'stopped');
  });
});
