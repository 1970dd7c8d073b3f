import type { Demand, PackageSubmission, PackageTest, ProblemPackage } from '../../problem/index.ts';
import type { TestResult } from '../verdict.ts';

/** The package format's verdicts. */
export type Word = 'AC' | 'WA' | 'TLE' | 'RTE';

/** The format's word for a result; JE and CE have none. */
export function wordOf(result: TestResult): Word | undefined {
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

/** A demand and the tests it is made of: a pattern over tests and groups, or all of them. */
export interface AppliedDemand extends Demand {
  pattern?: string;
}

const newerFolders: Record<string, Demand> = {
  accepted: { permitted: ['AC'] },
  rejected: { required: ['RTE', 'TLE', 'WA'] },
  wrong_answer: { permitted: ['AC', 'WA'], required: ['WA'] },
  time_limit_exceeded: { permitted: ['AC', 'TLE'], required: ['TLE'] },
  run_time_error: { permitted: ['AC', 'RTE'], required: ['RTE'] },
  brute_force: { permitted: ['AC', 'RTE', 'TLE'], required: ['RTE', 'TLE'] },
};

/**
 * As the legacy text has it: a slow submission may also be wrong, one that crashes may be anything besides. Only
 * accepted submissions bear on the time limit from below.
 */
const legacyFolders: Record<string, Demand> = {
  accepted: { permitted: ['AC'] },
  partially_accepted: {},
  rejected: { required: ['RTE', 'TLE', 'WA'] },
  wrong_answer: { permitted: ['AC', 'WA'], required: ['WA'], use_for_time_limit: false },
  time_limit_exceeded: { permitted: ['AC', 'WA', 'TLE'], required: ['TLE'] },
  run_time_error: { required: ['RTE'] },
};

/** The drafts named 2023-07 changed their folders on the way: what either rule allows is allowed. */
function foldersOf({ metadata }: ProblemPackage): Record<string, Demand> {
  if (metadata.format === 'legacy') return legacyFolders;
  return metadata.version.startsWith('2023-07') ? { ...newerFolders, ...legacyFolders } : newerFolders;
}

/** Folders that the format knows; a submission in another is demanded nothing unless submissions.yaml says so. */
export function isKnownFolder(folder: string, problem: ProblemPackage): boolean {
  return folder in foldersOf(problem);
}

/** What the package demands of a submission: its folder's rule and every entry of submissions.yaml that matches. */
export function demandsOf(submission: PackageSubmission, problem: ProblemPackage): AppliedDemand[] {
  const folders = foldersOf(problem);
  const { [submission.folder]: replaced } = problem.expectations;
  const { some: ofFolder = {}, ...wholeOfFolder } = replaced ?? {};
  const demands: AppliedDemand[] = [{ ...folders[submission.folder], ...wholeOfFolder }];
  for (const [pattern, demand] of Object.entries(ofFolder)) demands.push({ ...demand, pattern });
  for (const [glob, { some, ...whole }] of Object.entries(problem.expectations)) {
    if (glob === submission.folder || !globMatches(glob, submission.name)) continue;
    demands.push(whole);
    for (const [pattern, demand] of Object.entries(some)) demands.push({ ...demand, pattern });
  }
  return demands;
}

/** Language and entry point that submissions.yaml gives a submission. */
export function wantedOf(
  submission: PackageSubmission,
  problem: ProblemPackage,
): { language?: string; entrypoint?: string } {
  const wanted: { language?: string; entrypoint?: string } = {};
  for (const [glob, { language, entrypoint }] of Object.entries(problem.expectations)) {
    if (!globMatches(glob, submission.name)) continue;
    if (language) wanted.language = language;
    if (entrypoint) wanted.entrypoint = entrypoint;
  }
  return wanted;
}

/** Whether a submission bounds the time limit by this demand: from below, from above, or not. */
export function boundOf(demand: Demand): 'lower' | 'upper' | undefined {
  const use = demand.use_for_time_limit;
  if (use === 'lower' || use === 'upper') return use;
  if (use === false) return undefined;
  if (demand.required?.length === 1 && demand.required[0] === 'TLE') return 'upper';
  return demand.permitted && !demand.permitted.includes('TLE') ? 'lower' : undefined;
}

/** The results a demand is about. */
export function resultsOf(demand: AppliedDemand, results: TestResult[]): TestResult[] {
  const { pattern } = demand;
  return pattern === undefined ? results : results.filter(({ test }) => globMatches(pattern, test.name));
}

/** `*` within a name and `{a,b}`; a pattern that matches a parent folder matches. */
export function globMatches(glob: string, path: string): boolean {
  const source = glob
    .replace(/\/$/, '')
    .replace(/[.+^$()|[\]\\?]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\{([^}]*)\}/g, (_, choices: string) => `(${choices.replaceAll(',', '|')})`);
  return new RegExp(`^${source}(/.*)?$`).test(path);
}

/** Why the results are not what is demanded; undefined when they are. */
export function disagreement(
  demand: AppliedDemand,
  all: TestResult[],
  scoreOf: (group: string) => number | undefined,
  tests: PackageTest[],
): string | undefined {
  const results = resultsOf(demand, all);
  const { permitted, required, message, pattern } = demand;
  const where = pattern === undefined ? '' : ` of ${pattern}`;
  if (pattern !== undefined && !tests.some(({ name }) => globMatches(pattern, name)))
    return `submissions.yaml: no test matches "${pattern}"`;
  const stray = permitted && results.find((result) => !permitted.includes(wordOf(result) as Word));
  if (stray)
    return `test ${stray.test.name} is ${wordOf(stray)}${stray.reason ? ` (${stray.reason})` : ''}, but only ${permitted?.join(', ')} may be`;
  if (required && !results.some((result) => required.includes(wordOf(result) as Word)))
    return `no test${where} is ${required.join(' or ')}`;
  if (message && !results.some(({ judgeMessage, reason }) => (judgeMessage ?? reason)?.includes(message)))
    return `no judge message${where} holds "${message}"`;
  if (demand.score !== undefined) {
    const group = pattern ?? 'secret';
    const score = scoreOf(group);
    const [low, high] = typeof demand.score === 'number' ? [demand.score, demand.score] : demand.score;
    if (score === undefined) return `${group} has no score, but one of ${demand.score} is demanded`;
    if (score < low || score > high)
      return `the score of ${group} is ${score}, expected ${low === high ? low : `${low} to ${high}`}`;
  }
  return undefined;
}
