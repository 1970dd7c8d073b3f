import type { TestResult } from '../verdict.ts';
import type { GroupRules, ProblemPackage } from './read.ts';

/** The score of a submission from the results of its tests, group by group as the package says. */
export function scoreOf(
  problem: ProblemPackage,
  results: Map<string, TestResult>,
): { value: number; max: number | undefined } {
  const value = groupScore(problem, 'secret', results);
  return { value, max: maxScore(problem, 'secret') };
}

function members(problem: ProblemPackage, group: string) {
  const tests = problem.tests.filter((test) => test.group === group);
  const groups = Object.keys(problem.groups).filter(
    (name) => name.startsWith(`${group}/`) && !name.slice(group.length + 1).includes('/'),
  );
  return { tests, groups };
}

function groupScore(problem: ProblemPackage, group: string, results: Map<string, TestResult>): number {
  const rules = problem.groups[group] as GroupRules;
  if (rules.requirePass.some((needed) => !passes(problem, needed, results))) return 0;
  const { tests, groups } = members(problem, group);
  if (rules.aggregation === 'pass-fail') return passes(problem, group, results) ? (rules.maxScore ?? 0) : 0;
  const each = testMaximum(rules, tests.length);
  const scores = [
    ...tests.map((test) => testScore(results.get(test.name), rules, each)),
    ...groups.map((name) => groupScore(problem, name, results)),
  ];
  if (rules.aggregation === 'min') return scores.length === 0 ? 0 : Math.min(...scores);
  return scores.reduce((sum, score) => sum + score, 0);
}

function testMaximum(rules: GroupRules, count: number): number | undefined {
  if (rules.maxScore === undefined) return undefined;
  return rules.aggregation === 'min' ? rules.maxScore : rules.maxScore / Math.max(1, count);
}

function testScore(result: TestResult | undefined, rules: GroupRules, maximum: number | undefined): number {
  if (result?.verdict !== 'AC') return rules.rejectScore;
  return result.score ?? maximum ?? rules.acceptScore;
}

function passes(problem: ProblemPackage, group: string, results: Map<string, TestResult>): boolean {
  return problem.tests
    .filter((test) => test.group === group || test.group.startsWith(`${group}/`))
    .every((test) => results.get(test.name)?.verdict === 'AC');
}

function maxScore(problem: ProblemPackage, group: string): number | undefined {
  const rules = problem.groups[group];
  if (!rules) return undefined;
  if (rules.maxScore !== undefined) return rules.maxScore;
  const { tests, groups } = members(problem, group);
  const parts = [
    ...tests.map(() => rules.acceptScore),
    ...groups.map((name) => maxScore(problem, name) ?? 0),
  ];
  return rules.aggregation === 'min' ? Math.min(...parts) : parts.reduce((sum, part) => sum + part, 0);
}
