import type { PackageGroup, ProblemPackage } from '../../problem/index.ts';
import type { TestResult } from '../verdict.ts';

type Results = Map<string, TestResult>;

/** The name under which the static validator's result of a group stands among the results of its tests. */
export function staticTestOf(group: string): string {
  return `${group}/static validation`;
}

/**
 * The score of a group of the newer format from the results of its tests; the submission's is that of `secret`.
 * Throws a RangeError with what is wrong when a validator gave points that it may not give.
 */
export function scoreOfGroup(problem: ProblemPackage, group: string, results: Results): number {
  const rules = problem.groups[group];
  if (!rules) throw new RangeError(`there is no group ${group}`);
  if (rules.requirePass.some((needed) => !passes(problem, needed, results))) return 0;
  if (rules.aggregation === 'pass-fail') return passes(problem, group, results) ? (rules.maxScore ?? 0) : 0;
  const { tests, groups } = members(problem, group);
  const judgedStatically = typeof rules.staticScore === 'number' ? rules.staticScore : 0;
  const each =
    rules.maxScore === undefined
      ? undefined
      : rules.aggregation === 'min'
        ? rules.maxScore
        : (rules.maxScore - judgedStatically) / Math.max(1, tests.length);
  const scores = [
    ...tests.map((name) => testScore(name, results.get(name), each)),
    ...groups.map((name) => scoreOfGroup(problem, name, results)),
  ];
  if (rules.staticScore !== undefined) {
    const name = staticTestOf(group);
    scores.push(testScore(name, results.get(name), judgedStatically));
  }
  const score =
    rules.aggregation === 'min' ? Math.min(...scores) : scores.reduce((sum, part) => sum + part, 0);
  const rounded = scores.length === 0 ? 0 : Number(score.toFixed(9));
  if (rules.maxScore !== undefined && rounded > rules.maxScore)
    throw new RangeError(`${group} scores ${rounded}, more than its maximum of ${rules.maxScore}`);
  return rounded;
}

/** Whether the groups that a group requires have passed; where not, its tests do not count. */
export function isRun(problem: ProblemPackage, group: string, results: Results): boolean {
  const rules = problem.groups[group];
  return !rules?.requirePass.some((needed) => !passes(problem, needed, results));
}

function members(problem: ProblemPackage, group: string): { tests: string[]; groups: string[] } {
  return {
    tests: problem.tests.filter((test) => test.group === group).map(({ name }) => name),
    groups: Object.keys(problem.groups).filter((name) => isDirectlyIn(name, group)),
  };
}

function isDirectlyIn(name: string, group: string): boolean {
  return name.startsWith(`${group}/`) && !name.slice(group.length + 1).includes('/');
}

function testScore(name: string, result: TestResult | undefined, maximum: number | undefined): number {
  if (result?.verdict !== 'AC') return 0;
  const { score, scoreMultiplier } = result;
  if (score !== undefined && scoreMultiplier !== undefined)
    throw new RangeError(`${name}: the validator wrote both score.txt and score_multiplier.txt`);
  if (scoreMultiplier !== undefined) {
    if (maximum === undefined)
      throw new RangeError(`${name}: the validator wrote score_multiplier.txt, but the score has no maximum`);
    if (scoreMultiplier < 0 || scoreMultiplier > 1)
      throw new RangeError(`${name}: the score multiplier ${scoreMultiplier} is not within 0 and 1`);
    return scoreMultiplier * maximum;
  }
  if (score === undefined && maximum === undefined)
    throw new RangeError(`${name}: the score has no maximum, so the validator must write score.txt`);
  if (score !== undefined && (score < 0 || (maximum !== undefined && score > maximum)))
    throw new RangeError(`${name}: the score ${score} is not within 0 and ${maximum}`);
  return score ?? maximum ?? 0;
}

function passes(problem: ProblemPackage, group: string, results: Results): boolean {
  const within = (name: string) => name === group || name.startsWith(`${group}/`);
  const isStatic = Object.keys(problem.groups).filter(
    (name) => within(name) && (problem.groups[name] as PackageGroup).staticScore !== undefined,
  );
  return (
    problem.tests
      .filter((test) => within(test.group))
      .every((test) => results.get(test.name)?.verdict === 'AC') &&
    isStatic.every((name) => results.get(staticTestOf(name))?.verdict === 'AC')
  );
}
