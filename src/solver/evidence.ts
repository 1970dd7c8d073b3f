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
      /** Who wrote the oracle; absent: the user. */
      by: z.enum(['user', 'model']).optional(),
      /** Another independent program that gave the oracle's answers on all the cases: "a second brute force". */
      confirmedBy: z.string().optional(),
    })
    .optional(),
  agreement: z
    .object({
      /** Different programs that gave the same answers, this one among them. */
      programs: z.number().int(),
      /** Generated inputs on which they did. */
      cases: z.number().int(),
      /** Programs that passed the samples and gave other answers. */
      against: z.number().int(),
    })
    .optional(),
  /** The slowest of the runs on inputs as large as the statement allows, all within the limits. */
  limits: z
    .object({ runs: z.number().int(), what: z.string(), ms: z.number(), limitMs: z.number() })
    .optional(),
  /** An oracle whose word was not taken, and why. */
  suspect: z.string().optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** How far the evidence reaches. No level is reached without its runs. */
export const EvidenceLevel = z.enum(['unchecked', 'samples', 'agreement', 'stress', 'stress+limits']);
export type EvidenceLevel = z.infer<typeof EvidenceLevel>;

/**
 * The highest level that the runs in `evidence` support; a failed sample takes every level away. An oracle the
 * model wrote counts as one program among others until it passes samples and another program confirms it.
 */
export function evidenceLevel(evidence: Evidence): EvidenceLevel {
  const { samples, stress, agreement, limits } = evidence;
  if (samples.passed < samples.total) return 'unchecked';
  if (stress && stress.cases > 0 && isTrusted(stress)) {
    return limits && limits.runs > 0 && limits.ms <= limits.limitMs ? 'stress+limits' : 'stress';
  }
  const isAgreed = (agreement && agreement.programs > 1 && agreement.cases > 0) || (stress?.cases ?? 0) > 0;
  if (isAgreed) return 'agreement';
  return samples.total > 0 ? 'samples' : 'unchecked';
}

function isTrusted({ by, confirmedBy, oracleSamples }: NonNullable<Evidence['stress']>): boolean {
  return by !== 'model' || (confirmedBy !== undefined && oracleSamples > 0);
}

/** True when `level` is `wanted` or more. */
export function reaches(level: EvidenceLevel, wanted: EvidenceLevel): boolean {
  return EvidenceLevel.options.indexOf(level) >= EvidenceLevel.options.indexOf(wanted);
}

/** Puts values in the place of `{0}`, `{1}` ... in a text, which a front end may translate before. */
export type Words = (text: string, ...values: (string | number)[]) => string;

const inEnglish: Words = (text, ...values) =>
  text.replace(/\{(\d)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));

/** The evidence in words, the same in every front end: "samples 2/2; 100 cases against ...". */
export function describeEvidence(evidence: Evidence, words: Words = inEnglish): string {
  const { samples, stress, agreement, limits, suspect } = evidence;
  const parts: string[] = [];
  if (samples.total > 0) parts.push(words('samples {0}/{1}', samples.passed, samples.total));
  if (stress && stress.cases > 0) {
    const trust =
      stress.oracleSamples > 0
        ? words(' that passes the samples')
        : words(', itself not checked against any sample');
    const against = words('{0} generated cases against {1}', stress.cases, words(stress.oracle));
    parts.push(`${against}${trust}${confirmation(stress, words)}`);
  }
  if (agreement && agreement.programs > 1 && agreement.cases > 0) {
    const against =
      agreement.against > 0 ? words(', {0} that passed the samples did not', agreement.against) : '';
    parts.push(
      `${words('{0} programs agree on {1} generated cases', agreement.programs, agreement.cases)}${against}`,
    );
  }
  if (limits && limits.runs > 0)
    parts.push(words('{0} in {1} of {2} s', limits.what, seconds(limits.ms), seconds(limits.limitMs)));
  if (suspect) parts.push(suspect);
  if (parts.length === 0) return words('not checked');
  if (evidenceLevel(evidence) === 'samples') parts.push(words('nothing beyond the samples was checked'));
  return parts.join('; ');
}

function confirmation({ by, confirmedBy }: NonNullable<Evidence['stress']>, words: Words): string {
  if (by !== 'model') return '';
  return confirmedBy
    ? words(
        ' and whose answers {0} gave too (all by the same model: it may have misread the statement)',
        words(confirmedBy),
      )
    : words(', by the same model and confirmed by nothing else');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
