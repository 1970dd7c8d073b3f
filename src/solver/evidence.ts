import * as z from 'zod';

/** What a candidate was checked against. Data first: the words are made from it by `describeEvidence` alone. */
export const Evidence = z.object({
  samples: z.object({ passed: z.number().int(), total: z.number().int() }),
  stress: z
    .object({
      /** Generated inputs on which candidate and oracle agreed. */
      cases: z.number().int(),
      /** Who decided the answers, in words: "the brute force beside the statement". */
      oracle: z.string(),
      /** How many samples the oracle itself was checked with; 0 when there were none. */
      oracleSamples: z.number().int(),
    })
    .optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** How far the evidence reaches. No level is reached without its runs. */
export type EvidenceLevel = 'unchecked' | 'samples' | 'stress';

/** The highest level that the runs in `evidence` support; a failed sample takes every level away. */
export function evidenceLevel(evidence: Evidence): EvidenceLevel {
  const { samples, stress } = evidence;
  if (samples.passed < samples.total) return 'unchecked';
  if (stress && stress.cases > 0) return 'stress';
  return samples.total > 0 ? 'samples' : 'unchecked';
}

/** The evidence in words, the same in every front end: "samples 2/2; 100 cases against ...". */
export function describeEvidence(evidence: Evidence): string {
  const { samples, stress } = evidence;
  const parts: string[] = [];
  if (samples.total > 0) parts.push(`samples ${samples.passed}/${samples.total}`);
  if (stress && stress.cases > 0) {
    const trust =
      stress.oracleSamples > 0 ? ' that passes the samples' : ', itself not checked against any sample';
    parts.push(`${stress.cases} generated cases against ${stress.oracle}${trust}`);
  }
  if (parts.length === 0) return 'not checked';
  if (evidenceLevel(evidence) === 'samples') parts.push('nothing beyond the samples was checked');
  return parts.join('; ');
}
