import assert from 'node:assert/strict';
import fc from 'fast-check';
import { reliabilityOf, weighedGroups } from '../../src/coach/index.ts';
import { choiceAtK, passAtK, verifiedAtK } from '../../src/evals/scores/at-k.ts';
import { estimate, estimateShare, mcnemar } from '../../src/evals/scores/certainty.ts';
import { seeded } from '../../src/evals/scores/random.ts';

/** All ways to take k of the numbers below n. */
function* choices(n: number, k: number, from = 0): Generator<number[]> {
  if (k === 0) return yield [];
  for (let first = from; first <= n - k; first++)
    for (const rest of choices(n, k - 1, first + 1)) yield [first, ...rest];
}

function average(values: number[]): number {
  return values.reduce((sum, it) => sum + it, 0) / values.length;
}

const close = (got: number | undefined, wanted: number) =>
  assert.ok(got !== undefined && Math.abs(got - wanted) < 1e-9, `${got} is not ${wanted}`);

describe('scores', () => {
  it('pass@k is what counting every choice of k gives', () => {
    for (let n = 1; n <= 8; n++)
      for (let c = 0; c <= n; c++)
        for (let k = 1; k <= n; k++)
          close(
            passAtK(n, c, k),
            average([...choices(n, k)].map((taken) => Number(taken.some((it) => it < c)))),
          );
  });

  it('pass@k does not overflow, and is not known for more answers than there are', () => {
    close(passAtK(2000, 1, 1000), 0.5);
    assert.equal(passAtK(4, 2, 5), undefined);
  });

  it('verified@k is what picking at random among those that passed gives', () => {
    const answer = fc.record({ correct: fc.boolean(), passed: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(answer, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 6 }),
        (answers, k) => {
          fc.pre(k <= answers.length);
          const direct = average(
            [...choices(answers.length, k)].map((taken) => {
              const own = taken.map((it) => answers[it]);
              const passed = own.filter((it) => it?.passed);
              return average((passed.length > 0 ? passed : own).map((it) => Number(it?.correct)));
            }),
          );
          close(verifiedAtK(answers, k), direct);
        },
      ),
    );
  });

  it('maj@k takes the largest group, shares ties, and draws when k is less than all', () => {
    const random = seeded(1);
    const majority = (groups: (number | undefined)[], k: number) =>
      choiceAtK(
        groups.map((group) => ({ group, weight: 1 })),
        0,
        k,
        random,
      );
    close(majority([0, 1, 0, undefined], 4), 1);
    close(majority([0, 1, 0, 1], 4), 0.5);
    close(majority([undefined, undefined], 2), 0);
    const one = majority([0, 0, 0, 1], 1) ?? 0;
    assert.ok(Math.abs(one - 0.75) < 0.1, `${one}`);
  });

  it('reliability is the mean of the claims to the power of their number', () => {
    close(reliabilityOf([true, true, true, true, true]), 1);
    close(reliabilityOf([true, true, false, true, true]), 0.8 ** 5);
    close(reliabilityOf([true, false]), 0.25);
    close(reliabilityOf([false]), 0);
    close(reliabilityOf([]), 0);
  });

  it('clr@k lets one attempt whose claims all hold outweigh two that rest on a wrong one', () => {
    const claims = new Map([
      [1, [true, true, false]],
      [2, [true, false, true]],
      [3, [true, true, true]],
    ]);
    const groups = [
      { answer: '7', lanes: [1, 2] },
      { answer: '12', lanes: [3] },
    ];
    assert.deepEqual(
      weighedGroups(groups, claims).map(({ answer }) => answer),
      ['12', '7'],
    );
    // Nothing judged: the majority stands.
    assert.equal(weighedGroups([...groups].reverse(), new Map())[0]?.answer, '7');
    const votes = groups.flatMap(({ lanes }, group) =>
      lanes.map((lane) => ({ group, weight: reliabilityOf(claims.get(lane) ?? []) })),
    );
    close(choiceAtK(votes, 1, 3, seeded(1)), 1);
    close(choiceAtK(votes, 0, 3, seeded(1)), 0);
    const unjudged = votes.map((vote) => ({ ...vote, weight: 0 }));
    close(choiceAtK(unjudged, 0, 3, seeded(1)), 1);
  });

  it('a bootstrap interval holds the mean, narrows with more tasks, and is the same for the same seed', () => {
    const values = (n: number) => Array.from({ length: n }, (_, index) => Number(index % 3 === 0));
    const [few, many] = [estimate(values(30)), estimate(values(3000))];
    for (const { low, value, high } of [few, many]) assert.ok(low <= value && value <= high);
    assert.ok(many.high - many.low < (few.high - few.low) / 5);
    assert.deepEqual(estimate(values(30)), few);
  });

  it('an interval of nothing but wrong answers is not certain, and the less so with fewer tasks', () => {
    const wrong = (n: number) => estimateShare(new Array<number>(n).fill(0));
    close(wrong(60).high, 1 - 0.025 ** (1 / 60));
    close(wrong(1).high, 0.975);
    close(estimateShare([1, 1]).low, 0.025 ** 0.5);
    assert.deepEqual(estimateShare([0, 1, 1]), estimate([0, 1, 1]));
  });

  it('McNemar’s test is the two-sided binomial of the tasks that only one solves', () => {
    close(mcnemar(0, 0), 1);
    close(mcnemar(5, 5), 1);
    close(mcnemar(0, 5), 2 / 32);
    close(mcnemar(8, 1), (2 * (1 + 9)) / 512);
    assert.ok(mcnemar(1200, 1000) < 0.001);
  });
});
