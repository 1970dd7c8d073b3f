import { strict as assert } from 'node:assert';
import * as fc from 'fast-check';
import {
  describeEvidence,
  Evidence,
  EvidenceLevel,
  evidenceLevel,
  reaches,
} from '../../src/solver/evidence.ts';

const stress = { cases: 100, oracle: 'the brute force beside the statement', oracleSamples: 2 };

describe('evidence', () => {
  it('says what it rests on', () => {
    const evidence: Evidence = { samples: { passed: 2, total: 2 }, stress };
    assert.equal(evidenceLevel(evidence), 'stress');
    assert.equal(
      describeEvidence(evidence),
      'samples 2/2; 100 generated cases against the brute force beside the statement that passes the samples',
    );
  });

  it('says that samples alone are only samples', () => {
    const evidence: Evidence = { samples: { passed: 3, total: 3 } };
    assert.equal(evidenceLevel(evidence), 'samples');
    assert.equal(describeEvidence(evidence), 'samples 3/3; nothing beyond the samples was checked');
  });

  it('says when an oracle was itself never checked', () => {
    const evidence: Evidence = { samples: { passed: 0, total: 0 }, stress: { ...stress, oracleSamples: 0 } };
    assert.equal(evidenceLevel(evidence), 'stress');
    assert.match(describeEvidence(evidence), /itself not checked against any sample/);
  });

  it('reaches no level without runs', () => {
    assert.equal(evidenceLevel({ samples: { passed: 0, total: 0 } }), 'unchecked');
    assert.equal(describeEvidence({ samples: { passed: 0, total: 0 } }), 'not checked');
    assert.equal(
      evidenceLevel({ samples: { passed: 0, total: 0 }, stress: { ...stress, cases: 0 } }),
      'unchecked',
    );
  });

  it('reaches no level with a failed sample, whatever else was run', () => {
    assert.equal(evidenceLevel({ samples: { passed: 1, total: 2 }, stress }), 'unchecked');
  });

  it('names who confirmed an oracle of the model, who agreed, what was measured and whom it did not believe', () => {
    const byModel = { ...stress, oracle: 'a brute force', by: 'model' as const };
    const words = (evidence: Partial<Evidence>) => describeEvidence({ samples: passed, ...evidence });
    assert.equal(
      words({ stress: { ...byModel, confirmedBy: 'a second one' } }),
      'samples 2/2; 100 generated cases against a brute force that passes the samples and whose answers a second one gave too (all by the same model: it may have misread the statement)',
    );
    assert.equal(
      words({ stress: byModel }),
      'samples 2/2; 100 generated cases against a brute force that passes the samples, by the same model and confirmed by nothing else',
    );
    assert.equal(
      words({ agreement: { programs: 3, cases: 40, against: 2 } }),
      'samples 2/2; 3 programs agree on 40 generated cases, 2 that passed the samples did not',
    );
    assert.equal(
      words({ agreement: { programs: 2, cases: 40, against: 0 } }),
      'samples 2/2; 2 programs agree on 40 generated cases',
    );
    for (const agreement of [
      { programs: 1, cases: 40, against: 0 },
      { programs: 2, cases: 0, against: 0 },
    ])
      assert.equal(words({ agreement }), 'samples 2/2; nothing beyond the samples was checked');
    assert.equal(
      words({
        stress,
        limits: { runs: 3, what: '3 largest inputs', ms: 120, limitMs: 2000 },
        suspect: 'it differs',
      }),
      'samples 2/2; 100 generated cases against the brute force beside the statement that passes the samples; 3 largest inputs in 0.12 of 2.00 s; it differs',
    );
    assert.equal(words({ stress: { ...stress, cases: 0 } }), words({}));
    assert.doesNotMatch(words({ limits: { runs: 0, what: 'none', ms: 0, limitMs: 1 } }), /none/);
  });

  it('comes back from its record, and what is no evidence does not', () => {
    const whole: Evidence = {
      samples: passed,
      stress: { ...stress, by: 'model', confirmedBy: 'a second one' },
      agreement: { programs: 2, cases: 10, against: 1 },
      limits: { runs: 1, what: 'the largest input', ms: 1.5, limitMs: 2000 },
      suspect: 'it differs',
    };
    const byUser = { samples: passed, stress: { ...stress, by: 'user' } };
    for (const written of [whole, byUser])
      assert.deepEqual(Evidence.parse(JSON.parse(JSON.stringify(written))), written);
    for (const broken of [
      {},
      { samples: {} },
      { samples: passed, stress: {} },
      { samples: passed, stress: { ...stress, by: 'somebody' } },
      { samples: passed, agreement: {} },
      { samples: passed, limits: {} },
    ])
      assert.ok(!Evidence.safeParse(broken).success, JSON.stringify(broken));
  });
});

const passed = { passed: 2, total: 2 };
const atLimits = { runs: 1, what: 'the largest input', ms: 2000, limitMs: 2000 };
const byModel = { ...stress, by: 'model' as const };
const rules: [EvidenceLevel, Partial<Evidence>][] = [
  ['samples', {}],
  ['unchecked', { samples: { passed: 1, total: 2 } }],
  ['unchecked', { samples: { passed: 0, total: 0 } }],
  ['stress', { samples: { passed: 0, total: 0 }, stress }],
  ['samples', { limits: atLimits }],
  ['samples', { agreement: { programs: 1, cases: 9, against: 0 } }],
  ['samples', { agreement: { programs: 2, cases: 0, against: 0 } }],
  ['agreement', { agreement: { programs: 2, cases: 1, against: 0 } }],
  ['samples', { stress: { ...stress, cases: 0 } }],
  ['samples', { stress: { ...stress, cases: 0 }, limits: atLimits }],
  ['stress', { stress }],
  ['stress', { stress: { ...stress, by: 'user', oracleSamples: 0 } }],
  ['agreement', { stress: byModel }],
  ['agreement', { stress: { ...byModel, confirmedBy: 'a second one', oracleSamples: 0 } }],
  ['agreement', { stress: byModel, limits: atLimits }],
  ['stress', { stress: { ...byModel, confirmedBy: 'a second one' } }],
  ['stress+limits', { stress, limits: atLimits }],
  ['stress', { stress, limits: { ...atLimits, ms: 2001 } }],
  ['stress', { stress, limits: { ...atLimits, runs: 0 } }],
];

const count = fc.integer({ min: 0, max: 5 });
const anyEvidence: fc.Arbitrary<Evidence> = fc
  .record(
    {
      samples: fc.record({ passed: count, total: count }),
      stress: fc.record(
        {
          cases: count,
          oracle: fc.constant('an oracle'),
          oracleSamples: count,
          by: fc.constantFrom('user' as const, 'model' as const),
          confirmedBy: fc.constant('another'),
        },
        { requiredKeys: ['cases', 'oracle', 'oracleSamples'] },
      ),
      agreement: fc.record({ programs: count, cases: count, against: count }),
      limits: fc.record({ runs: count, what: fc.constant('inputs'), ms: count, limitMs: count }),
    },
    { requiredKeys: ['samples'] },
  )
  .map((evidence) => evidence as Evidence);

describe('levels of evidence', () => {
  it('are never reached without their runs', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const level = evidenceLevel(evidence);
        const { samples, stress, agreement, limits } = evidence;
        if (reaches(level, 'samples')) assert.ok(samples.passed >= samples.total);
        if (level === 'samples') assert.ok(samples.total > 0);
        if (level === 'agreement')
          assert.ok(
            (agreement && agreement.programs > 1 && agreement.cases > 0) || (stress && stress.cases > 0),
          );
        if (reaches(level, 'stress')) {
          assert.ok(stress && stress.cases > 0);
          assert.ok(stress.by !== 'model' || (stress.confirmedBy !== undefined && stress.oracleSamples > 0));
        }
        if (level === 'stress+limits') assert.ok(limits && limits.runs > 0 && limits.ms <= limits.limitMs);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('fall, or stay, when a run is taken away', () => {
    fc.assert(
      fc.property(anyEvidence, fc.constantFrom('stress', 'agreement', 'limits'), (evidence, taken) => {
        const { [taken as 'stress']: _, ...rest } = evidence;
        assert.ok(reaches(evidenceLevel(evidence), evidenceLevel(rest as Evidence)));
      }),
      { seed: 7, numRuns: 1000 },
    );
  });

  for (const [level, evidence] of rules)
    it(`are ${level} with ${JSON.stringify(evidence)}`, () => {
      assert.equal(evidenceLevel({ samples: passed, ...evidence }), level);
    });

  it('reach themselves and what is below them', () => {
    for (const [at, level] of EvidenceLevel.options.entries())
      for (const [below, wanted] of EvidenceLevel.options.entries())
        assert.equal(reaches(level, wanted), at >= below);
  });

  it('are in order', () => {
    assert.deepEqual(EvidenceLevel.options, ['unchecked', 'samples', 'agreement', 'stress', 'stress+limits']);
  });
});
