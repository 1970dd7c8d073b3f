import { strict as assert } from 'node:assert';
import type { Entrant } from '../../src/solver/entrant.ts';
import type { Group } from '../../src/solver/groups.ts';
import { trustIn } from '../../src/solver/trust.ts';

const program = { language: 'cpp', source: '' };
const oracle = (number: number, by: 'user' | 'model' = 'model'): Entrant => ({
  name: `oracle ${number}`,
  program,
  role: 'oracle',
  by,
  number,
  tokens: 0,
});
const candidate = (number: number): Entrant => ({
  ...oracle(number),
  name: `candidate ${number}`,
  role: 'candidate',
});
const groups = (...members: Entrant[][]): Group[] => members.map((it) => ({ members: it }));

describe('trust in oracles', () => {
  it("takes the user's own oracle at its word", () => {
    const trust = trustIn(groups([oracle(0, 'user')], [candidate(1), candidate(2), candidate(3)]));
    assert.equal(trust.oracle?.name, 'oracle 0');
    assert.equal(trust.isTorn, false);
    assert.equal(trust.confirmedBy(candidate(4)), undefined);
  });

  it('believes three of the model that are two more than any others, no fewer', () => {
    const three = [oracle(1), candidate(1), candidate(2)];
    assert.equal(trustIn(groups(three, [candidate(3)])).oracle?.name, 'oracle 1');
    assert.equal(trustIn(groups(three, [candidate(3), candidate(4)])).believed, undefined);
    assert.equal(trustIn(groups(three.slice(0, 2))).believed, undefined);
    assert.equal(trustIn([]).believed, undefined);
  });

  it('takes another oracle for the one that confirms, or else another candidate, and nobody before anyone came', () => {
    const mine = candidate(1);
    const confirming = (...members: Entrant[]) => trustIn(groups(members)).confirmedBy(mine)?.name;
    assert.equal(confirming(oracle(1), candidate(2), mine, oracle(2)), 'oracle 2');
    assert.equal(confirming(oracle(1), mine, candidate(2)), 'candidate 2');
    assert.equal(confirming(oracle(1), mine), undefined);
    assert.equal(confirming(), undefined);
    assert.equal(trustIn([]).confirmedBy(mine), undefined);
  });

  it('asks for another oracle where each has answers of its own, or several stand against several', () => {
    const isTorn = (...members: Entrant[][]) => trustIn(groups(...members)).isTorn;
    assert.ok(isTorn([oracle(1)], [oracle(2)]));
    assert.ok(isTorn([oracle(1), candidate(1)], [candidate(2), candidate(3)]));
    assert.ok(!isTorn([oracle(1), candidate(1)], [candidate(2)]));
    assert.ok(!isTorn([oracle(1), oracle(2)], [oracle(3)]));
    assert.ok(!isTorn([candidate(1)], [candidate(2)]));
    assert.ok(!isTorn([oracle(1), candidate(1)]));
    assert.ok(!isTorn());
    // Who is believed needs no other, whoever else there is.
    const four = [oracle(1), candidate(1), candidate(2), candidate(3)];
    assert.ok(!isTorn(four, [candidate(4), candidate(5)]));
    assert.ok(!isTorn(four, [oracle(2)]));
  });

  it('does not believe an oracle of the model that only the candidate confirms', () => {
    assert.equal(trustIn(groups([oracle(1), candidate(1)])).believed, undefined);
  });

  it('believes one that a second oracle and the candidate confirm, and names who did', () => {
    const mine = candidate(1);
    const trust = trustIn(groups([oracle(1), oracle(2), mine]));
    assert.ok(trust.believed);
    assert.equal(trust.confirmedBy(mine)?.name, 'oracle 2');
  });

  it('believes nobody while others with as much behind them say otherwise, and asks for another oracle', () => {
    const trust = trustIn(groups([oracle(1), oracle(2), candidate(1)], [candidate(2), candidate(3)]));
    assert.equal(trust.believed, undefined);
    assert.ok(trust.isTorn);
  });

  it('suspects the oracle that differs from those believed', () => {
    const suspects = (...members: Entrant[][]) =>
      trustIn(groups(...members)).suspects.map(({ name }) => name);
    assert.deepEqual(suspects([oracle(1), oracle(2), candidate(1)], [oracle(3)]), ['oracle 3']);
    assert.deepEqual(
      suspects([oracle(1), oracle(2), candidate(1), candidate(3)], [candidate(2), oracle(3)]),
      ['oracle 3'],
    );
    assert.deepEqual(suspects([oracle(1)], [oracle(2)]), []);
  });

  it('never believes a group without an oracle', () => {
    assert.equal(
      trustIn(groups([candidate(1), candidate(2), candidate(3), candidate(4)])).believed,
      undefined,
    );
  });
});
