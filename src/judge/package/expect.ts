import type { TestResult } from '../verdict.ts';
import type { Expectation, PackageSubmission, ProblemPackage } from './read.ts';

type Word = 'AC' | 'WA' | 'TLE' | 'RTE';

/** The four verdicts of the package format; JE and CE are none of them. */
function wordOf(result: TestResult): Word | undefined {
  const words: Partial<Record<TestResult['verdict'], Word>> = {
    AC: 'AC',
    WA: 'WA',
    PE: 'WA',
    OLE: 'WA',
    TLE: 'TLE',
    RE: 'RTE',
    MLE: 'RTE',
  };
  return words[result.verdict];
}

const draftFolders: Record<string, Expectation> = {
  accepted: { permitted: ['AC'] },
  rejected: { required: ['RTE', 'TLE', 'WA'] },
  wrong_answer: { permitted: ['AC', 'WA'], required: ['WA'] },
  time_limit_exceeded: { permitted: ['AC', 'TLE'], required: ['TLE'] },
  run_time_error: { permitted: ['AC', 'RTE'], required: ['RTE'] },
  brute_force: { permitted: ['AC', 'RTE', 'TLE'], required: ['RTE', 'TLE'] },
};

/** As the legacy text has it: a slow submission may also be wrong, one that crashes may be anything besides. */
const legacyFolders: Record<string, Expectation> = {
  accepted: { permitted: ['AC'] },
  partially_accepted: {},
  rejected: { required: ['RTE', 'TLE', 'WA'] },
  wrong_answer: { permitted: ['AC', 'WA'], required: ['WA'] },
  time_limit_exceeded: { permitted: ['AC', 'WA', 'TLE'], required: ['TLE'] },
  run_time_error: { required: ['RTE'] },
};

/** What the package demands of a submission: its folder's rule and every entry of submissions.yaml that matches. */
export function expectationsOf(submission: PackageSubmission, problem: ProblemPackage): Expectation[] {
  const folders = problem.format === 'legacy' ? legacyFolders : draftFolders;
  const given = Object.entries(problem.expectations);
  const replaced = problem.expectations[submission.folder];
  const byFolder = { ...folders[submission.folder], ...replaced };
  const matching = given.filter(([glob]) => glob !== submission.folder && globMatches(glob, submission.name));
  return [byFolder, ...matching.map(([, expectation]) => expectation)];
}

/** `*` within a name and `{a,b}`; a pattern that matches a parent folder matches. */
export function globMatches(glob: string, path: string): boolean {
  const source = glob
    .replace(/[.+^$()|[\]\\?]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\{([^}]*)\}/g, (_, choices: string) => `(${choices.replaceAll(',', '|')})`);
  return new RegExp(`^${source}(/.*)?$`).test(path);
}

/** Why the results are not what is demanded; undefined when they are. */
export function disagreement(
  demanded: Expectation,
  results: TestResult[],
  score: { value: number; max: number | undefined } | undefined,
  folder: string,
): string | undefined {
  const words = results.map(wordOf);
  const broken = results.find((_, index) => words[index] === undefined);
  if (broken) return `test ${broken.test.name} is ${broken.verdict}: ${broken.reason ?? ''}`.trim();
  const { permitted, required } = demanded;
  const stray = permitted && results.find((_, index) => !permitted.includes(words[index] as Word));
  if (stray)
    return `test ${stray.test.name} is ${wordOf(stray)}${stray.reason ? ` (${stray.reason})` : ''}, but only ${permitted?.join(', ')} may be`;
  if (required && !words.some((word) => required.includes(word as Word))) {
    return `no test is ${required.join(' or ')}`;
  }
  if (demanded.message && !results.some((result) => result.reason?.includes(demanded.message as string))) {
    return `no judge message holds "${demanded.message}"`;
  }
  if (
    folder === 'partially_accepted' &&
    score &&
    (score.value <= 0 || (score.max !== undefined && score.value >= score.max))
  ) {
    return `its score is ${score.value}: neither nothing nor all`;
  }
  if (demanded.score !== undefined && score) {
    const [low, high] =
      typeof demanded.score === 'number' ? [demanded.score, demanded.score] : demanded.score;
    if (score.value < (low ?? 0) || score.value > (high ?? low ?? 0))
      return `its score is ${score.value}, expected ${demanded.score}`;
  }
  return undefined;
}
