import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJudge } from '../../src/judge/index.ts';
import type { Problem } from '../../src/problem/index.ts';
import type { Entrant } from '../../src/solver/entrant.ts';
import { builtPool } from '../../src/solver/inputs/pool.ts';
import { Standing } from '../../src/solver/standing.ts';

const doubled: Problem = {
  title: 'Doubled',
  statement: 'Read a number and print it doubled.',
  inputFormat: 'The only line contains an integer $n$ ($1 \\le n \\le 1000$).',
  samples: [{ input: '2\n', output: '4\n' }],
};

describe('the standing of programs', function () {
  this.timeout(120_000);

  it('takes in, with the next settling, whoever came during one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verdict-standing-'));
    try {
      await using judge = await openJudge({ cacheFolder: folder });
      const { signal } = new AbortController();
      const standing = new Standing(doubled, judge, () => {});
      const entrant = (name: string, role: Entrant['role'], source: string): Entrant => ({
        ...{ name, role, by: 'model', number: 1, tokens: 10 },
        program: { language: 'python', source },
      });
      const candidate = entrant('candidate 1', 'candidate', 'print(int(input()) * 2)');
      standing.pool = builtPool(doubled, 10);
      standing.candidates.push(candidate);
      const settling = standing.settle(signal);
      standing.oracles.push(entrant('one oracle', 'oracle', 'n = int(input())\nprint(n + n)'));
      standing.oracles.push(entrant('another', 'oracle', 'n = int(input())\nprint(sum([n, n]))'));
      standing.candidates.push({ ...entrant('candidate 2', 'candidate', 'print(4)'), number: 2 });
      await settling;
      assert.ok(standing.isStale);
      assert.equal(standing.evidenceOf(candidate).stress, undefined);

      const refuted = await standing.settle(signal);
      assert.ok(!standing.isStale);
      assert.equal(standing.levelOf(candidate), 'stress+limits');
      assert.deepEqual(
        refuted.map(({ candidate: { name } }) => name),
        ['candidate 2'],
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('asks everybody about a further input on which a candidate differs from the oracle', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verdict-standing-'));
    try {
      await using judge = await openJudge({ cacheFolder: folder });
      const { signal } = new AbortController();
      const standing = new Standing(doubled, judge, () => {});
      const entrant = (name: string, role: Entrant['role'], tokens: number, source: string): Entrant => ({
        ...{ name, role, by: 'model', number: 1, tokens },
        program: { language: 'python', source },
      });
      // The shortest thought decides until it is contested: its program is wrong beyond what the cases hold.
      standing.oracles.push(entrant('hasty', 'oracle', 1, 'n = int(input())\nprint(n * 2 if n < 5 else 0)'));
      standing.oracles.push(entrant('careful', 'oracle', 2, 'n = int(input())\nprint(n + n)'));
      const candidate = entrant('candidate 1', 'candidate', 3, 'print(int(input()) * 2)');
      standing.candidates.push(candidate);
      const cases = ['1', '2', '3', '4'].map((name) => ({ name, input: `${name}\n` }));
      standing.pool = {
        origin: 'by hand',
        cases,
        async *further() {
          yield [{ name: 'more', input: '7\n' }];
        },
        largest: [],
        isValid: async () => true,
      };
      const refuted = await standing.settle(signal);
      assert.deepEqual(refuted, []);
      assert.equal(standing.trust.believed, undefined);
      assert.deepEqual(
        standing.groups.map(({ members }) => members.map(({ name }) => name)),
        [['careful', 'candidate 1'], ['hasty']],
      );
      assert.equal(standing.pool.cases.at(-1)?.name, 'more');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
