import { strict as assert } from 'node:assert';
import { describeEvidence, type Evidence, evidenceLevel } from '../../src/solver/index.ts';

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
});
