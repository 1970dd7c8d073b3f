import assert from 'node:assert/strict';
import { fieldScores, statementSets } from './field-scores.ts';

for (const { title, folder, least, names } of statementSets) {
  describe(title, () => {
    it(`are at least ${least}`, () => {
      assert.ok(names.length >= least, String(names.length));
    });

    it('are read with the precision and recall aimed at, field by field', () => {
      const scores = fieldScores(folder, names);
      console.table(
        scores.map(({ field, wanted, precision, recall }) => ({
          field,
          wanted,
          precision: precision.toFixed(3),
          recall: recall.toFixed(3),
        })),
      );
      for (const { field, misses } of scores) for (const miss of misses) console.log(field, miss);
      const short = scores.filter(({ precision, recall, aim }) => precision < aim || recall < aim);
      assert.deepEqual(
        short.flatMap(({ field, misses }) => misses.map((miss) => `${field} ${miss}`)),
        [],
      );
    });
  });
}
