import type { PackageGroup, ProblemPackage } from '../../problem/index.ts';
import { JudgeError } from '../errors.ts';
import type { TestResult } from '../verdict.ts';
import { wordOf } from './expect.ts';

/** What a legacy grader says of a group. */
export interface Grade {
  verdict: string;
  score: number;
}

/** Runs the package's own grader: its arguments and input, to what it prints. */
export type CustomGrader = (flags: string[], input: string) => Promise<string>;

const severity = ['JE', 'IF', 'RTE', 'MLE', 'TLE', 'OLE', 'WA', 'PE', 'AC'];

/**
 * The result of the whole submission as legacy packages compute it: from the inside out, each group's grader
 * makes one result of those of its tests and subgroups, in the order of their names. Where a group breaks at the
 * first result that is not accepted, later ones do not count. Throws a JudgeError when a grader fails.
 */
export async function gradeOf(
  problem: ProblemPackage,
  results: Map<string, TestResult>,
  custom: CustomGrader | undefined,
  group = '',
): Promise<Grade> {
  const rules = problem.groups[group] as PackageGroup;
  const grades: Grade[] = [];
  for (const member of membersOf(problem, group)) {
    const grade = member.isGroup
      ? await gradeOf(problem, results, custom, member.name)
      : gradeOfTest(results.get(member.name), rules);
    if (!grade) continue;
    grades.push(grade);
    if (grade.verdict !== 'AC' && rules.breaks) break;
  }
  if (grades.length === 0) return { verdict: 'AC', score: 0 };
  if (rules.grading === 'default') return defaultGrade(grades, rules.graderFlags, group === '');
  if (!custom)
    throw new JudgeError('bad-package', `${group || 'data'} wants a grader, but graders/ holds none.`);
  const input = grades.map(({ verdict, score }) => `${verdict} ${score}\n`).join('');
  const said = await custom(rules.graderFlags, input);
  const parts = /^(AC|WA|TLE|RTE|MLE|OLE|JE)\s+(-?[\d.]+)\s*$/.exec(said);
  if (!parts?.[1]) {
    const shown = JSON.stringify(said.slice(0, 80));
    throw new JudgeError('bad-package', `The grader printed ${shown} for ${group || 'data'}, not "AC 12.5".`);
  }
  return { verdict: parts[1], score: Number(parts[2]) };
}

function gradeOfTest(result: TestResult | undefined, rules: PackageGroup): Grade | undefined {
  if (!result) return undefined;
  const verdict = wordOf(result) ?? 'JE';
  return { verdict, score: result.score ?? (verdict === 'AC' ? rules.acceptScore : rules.rejectScore) };
}

/** The format's default grader with these flags; the last of several modes counts. */
function defaultGrade(all: Grade[], flags: string[], isRoot: boolean): Grade {
  // Inherited by groups, where it means nothing: only the root has samples to ignore.
  const grades = isRoot && flags.includes('ignore_sample') ? all.slice(-1) : all;
  const scores = grades.map(({ score }) => score);
  const verdicts = grades.map(({ verdict }) => verdict);
  const last = (modes: string[]) => flags.findLast((flag) => modes.includes(flag));
  const sum = scores.reduce((total, score) => total + score, 0);
  const score = {
    sum,
    avg: sum / scores.length,
    min: Math.min(...scores),
    max: Math.max(...scores),
  }[last(['sum', 'avg', 'min', 'max']) ?? 'sum'] as number;
  const mode = last(['worst_error', 'no_errors', 'first_error', 'always_accept']);
  const anyAccepted = flags.includes('accept_if_any_accepted') && verdicts.includes('AC');
  const verdict =
    anyAccepted || mode === 'always_accept'
      ? 'AC'
      : mode === 'first_error'
        ? (verdicts.find((one) => one !== 'AC') ?? 'AC')
        : (severity.find((one) => verdicts.includes(one)) ?? 'AC');
  return { verdict, score: Number(score.toFixed(9)) };
}

function membersOf(problem: ProblemPackage, group: string): { name: string; isGroup: boolean }[] {
  const inside = group === '' ? /^(sample|secret)$/ : undefined;
  const groups = Object.keys(problem.groups).filter((name) =>
    inside ? inside.test(name) : name.startsWith(`${group}/`) && !name.slice(group.length + 1).includes('/'),
  );
  return [
    ...problem.tests.filter((test) => test.group === group).map(({ name }) => ({ name, isGroup: false })),
    ...groups.map((name) => ({ name, isGroup: true })),
  ].sort((left, right) => (left.name < right.name ? -1 : 1));
}
