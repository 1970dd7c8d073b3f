import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { JudgeError, reasonOf } from '../errors.ts';

/** How the results of a group of tests become its score. */
export interface GroupRules {
  /** `pass-fail`: all or nothing; `sum` and `min` over what is in the group; `first-failure` as the legacy grader. */
  aggregation: 'pass-fail' | 'sum' | 'min';
  /** The group's largest score; absent: unbounded, or as many as its tests give. */
  maxScore?: number;
  /** Legacy: points of one accepted and one failed test. */
  acceptScore: number;
  rejectScore: number;
  /** Groups that must pass before this one is run. */
  requirePass: string[];
  inputValidatorFlags: string[];
  outputValidatorFlags: string[];
}

export interface PackageTest {
  /** Relative to `data/`, without extension: `secret/group1/03`. */
  name: string;
  /** The folder it is in: `secret/group1`. */
  group: string;
  input: string;
  answer: string;
  inputValidatorFlags: string[];
  outputValidatorFlags: string[];
}

export interface PackageSubmission {
  /** Relative to `submissions/`. */
  name: string;
  path: string;
  /** The folder, which says what is expected of it. */
  folder: string;
}

/** A problem package as read from disk. */
export interface ProblemPackage {
  folder: string;
  format: 'legacy' | '2023-07-draft';
  name: string;
  scoring: boolean;
  interactive: boolean;
  /** Output validator programs; none: the default one, with `outputFlags`. */
  outputValidators: string[];
  outputFlags: string[];
  inputValidators: string[];
  limits: {
    timeLimitMs?: number;
    acToTimeLimit: number;
    timeLimitToTle: number;
    timeResolutionMs: number;
    memoryMiB: number;
    outputMiB: number;
  };
  tests: PackageTest[];
  groups: Record<string, GroupRules>;
  submissions: PackageSubmission[];
  /** Expectations of `submissions.yaml`, by glob. */
  expectations: Record<string, Expectation>;
}

const VerdictWord = z.enum(['AC', 'WA', 'TLE', 'RTE']);
export const Expectation = z.object({
  language: z.string().optional(),
  entrypoint: z.string().optional(),
  permitted: z.array(VerdictWord).optional(),
  required: z.array(VerdictWord).optional(),
  score: z.union([z.number(), z.array(z.number()).length(2)]).optional(),
  message: z.string().optional(),
  use_for_time_limit: z.union([z.boolean(), z.enum(['lower', 'upper'])]).optional(),
});
export type Expectation = z.infer<typeof Expectation>;

const flags = z
  .union([z.string().transform((text) => text.split(/\s+/).filter(Boolean)), z.array(z.coerce.string())])
  .optional();
const number = z.coerce.number().optional();

const ProblemYaml = z.object({
  problem_format_version: z.string().default('legacy'),
  name: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  type: z.union([z.string(), z.array(z.string())]).default('pass-fail'),
  validation: z.string().default('default'),
  validator_flags: flags,
  limits: z
    .object({
      time_limit: number,
      time_multiplier: number,
      time_safety_margin: number,
      time_multipliers: z.object({ ac_to_time_limit: number, time_limit_to_tle: number }).optional(),
      time_resolution: number,
      memory: number,
      output: number,
    })
    .partial()
    .nullish(),
});

const GroupYaml = z.object({
  grading: z.string().optional(),
  grader_flags: z.string().optional(),
  accept_score: number,
  reject_score: number,
  range: z.string().optional(),
  input_validator_flags: flags,
  output_validator_flags: flags,
  input_validator_args: z.union([flags, z.record(z.string(), z.unknown())]),
  output_validator_args: flags,
  scoring: z
    .object({
      score: z.union([z.number(), z.literal('unbounded')]).optional(),
      aggregation: z.enum(['pass-fail', 'sum', 'min']).optional(),
      require_pass: z.union([z.string(), z.array(z.string())]).optional(),
    })
    .optional(),
});

/** Reads a package in either version of the format. Throws a JudgeError that names the file at fault. */
export async function readPackage(folder: string): Promise<ProblemPackage> {
  const yaml = await readYaml(join(folder, 'problem.yaml'), ProblemYaml);
  if (!yaml) throw new JudgeError('bad-package', `${folder} has no problem.yaml: it is no problem package.`);
  const format = yaml.problem_format_version.startsWith('2023-07') ? '2023-07-draft' : 'legacy';
  const types = [yaml.type].flat().flatMap((type) => type.split(/\s+/));
  for (const type of ['multi-pass', 'submit-answer']) {
    if (types.includes(type))
      throw new JudgeError('bad-package', `${folder}: problems of type ${type} are not supported.`);
  }
  const groups: Record<string, GroupRules> = {};
  const tests: PackageTest[] = [];
  for (const top of ['sample', 'secret'])
    await readTests(join(folder, 'data'), top, format, undefined, groups, tests);
  if (!tests.some((test) => test.group.startsWith('secret'))) {
    throw new JudgeError('bad-package', `${folder}: data/secret holds no test (NAME.in with NAME.ans).`);
  }
  const limits = yaml.limits ?? {};
  const draft = format !== 'legacy';
  return {
    folder,
    format,
    name: typeof yaml.name === 'string' ? yaml.name : (Object.values(yaml.name ?? {})[0] ?? basename(folder)),
    scoring: types.includes('scoring'),
    interactive: types.includes('interactive') || /\binteractive\b/.test(yaml.validation),
    outputValidators:
      !draft && yaml.validation.startsWith('default')
        ? []
        : await programsOf(
            folder,
            draft ? ['output_validator', 'output_validators'] : ['output_validators'],
            draft,
          ),
    outputFlags: yaml.validator_flags ?? [],
    inputValidators: await programsOf(folder, ['input_validators', 'input_format_validators'], false),
    limits: {
      ...(limits.time_limit ? { timeLimitMs: limits.time_limit * 1000 } : {}),
      acToTimeLimit: draft ? (limits.time_multipliers?.ac_to_time_limit ?? 2) : (limits.time_multiplier ?? 5),
      timeLimitToTle: draft
        ? (limits.time_multipliers?.time_limit_to_tle ?? 1.5)
        : (limits.time_safety_margin ?? 2),
      timeResolutionMs: (limits.time_resolution ?? 1) * 1000,
      memoryMiB: limits.memory ?? 2048,
      outputMiB: limits.output ?? 8,
    },
    tests,
    groups,
    submissions: await readSubmissions(join(folder, 'submissions')),
    expectations: await readExpectations(join(folder, 'submissions', 'submissions.yaml')),
  };
}

async function readYaml<T extends z.ZodType>(path: string, schema: T): Promise<z.infer<T> | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return schema.parse(parse(text) ?? {});
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : reasonOf(error);
    throw new JudgeError('bad-package', `${path}: ${why}`, { cause: error });
  }
}

/** Tests in the order of their names, groups from the outside in; a group inherits what it does not say. */
async function readTests(
  data: string,
  group: string,
  format: ProblemPackage['format'],
  outer: GroupRules | undefined,
  groups: Record<string, GroupRules>,
  tests: PackageTest[],
): Promise<void> {
  const folder = join(data, group);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const file = format === 'legacy' ? 'testdata.yaml' : 'test_group.yaml';
  const rules = rulesOf(await readYaml(join(folder, file), GroupYaml), group, format, outer);
  groups[group] = rules;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory() && !entry.name.endsWith('.files')) {
      await readTests(data, `${group}/${entry.name}`, format, rules, groups, tests);
    } else if (entry.name.endsWith('.in')) {
      const name = entry.name.slice(0, -3);
      const own = rulesOf(await readYaml(join(folder, `${name}.yaml`), GroupYaml), group, format, rules);
      const answer = await readFile(join(folder, `${name}.ans`), 'utf8').catch(() => {
        throw new JudgeError('bad-package', `${join(folder, name)}.in has no ${name}.ans beside it.`);
      });
      tests.push({
        name: `${group}/${name}`,
        group,
        input: await readFile(join(folder, entry.name), 'utf8'),
        answer,
        inputValidatorFlags: own.inputValidatorFlags,
        outputValidatorFlags: own.outputValidatorFlags,
      });
    }
  }
}

function rulesOf(
  yaml: z.infer<typeof GroupYaml> | undefined,
  group: string,
  format: ProblemPackage['format'],
  outer: GroupRules | undefined,
): GroupRules {
  const legacy = format === 'legacy';
  const grader = yaml?.grader_flags ?? '';
  const byFlags = /\bmin\b/.test(grader) ? 'min' : /\bsum\b/.test(grader) ? 'sum' : undefined;
  const inputArgs = Array.isArray(yaml?.input_validator_args) ? yaml.input_validator_args : undefined;
  const range = legacy ? yaml?.range?.split(/\s+/).map(Number)[1] : undefined;
  const score = legacy
    ? range
    : yaml?.scoring?.score === 'unbounded'
      ? undefined
      : (yaml?.scoring?.score ?? (group === 'secret' ? 100 : undefined));
  return {
    aggregation: legacy
      ? (byFlags ?? 'sum')
      : (yaml?.scoring?.aggregation ?? (group === 'secret' ? 'sum' : 'pass-fail')),
    ...(score === undefined || Number.isNaN(score) ? {} : { maxScore: score }),
    acceptScore: yaml?.accept_score ?? outer?.acceptScore ?? 1,
    rejectScore: yaml?.reject_score ?? outer?.rejectScore ?? 0,
    requirePass: [yaml?.scoring?.require_pass ?? []].flat(),
    inputValidatorFlags: yaml?.input_validator_flags ?? inputArgs ?? outer?.inputValidatorFlags ?? [],
    outputValidatorFlags:
      yaml?.output_validator_flags ?? yaml?.output_validator_args ?? outer?.outputValidatorFlags ?? [],
  };
}

/** The programs of the first of these folders that is there; `single`: the folder itself may be the program. */
async function programsOf(folder: string, names: string[], single: boolean): Promise<string[]> {
  for (const name of names) {
    const path = join(folder, name);
    const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
    if (!entries) continue;
    const visible = entries
      .filter((entry) => !entry.name.startsWith('.'))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    if (single && name === 'output_validator')
      return visible.length === 1 && visible[0]?.isDirectory() ? [join(path, visible[0].name)] : [path];
    return visible.map((entry) => join(path, entry.name));
  }
  return [];
}

async function readSubmissions(folder: string): Promise<PackageSubmission[]> {
  const submissions: PackageSubmission[] = [];
  for (const kind of (await readdir(folder).catch(() => [])).sort()) {
    if (!(await stat(join(folder, kind))).isDirectory()) continue;
    for (const name of (await readdir(join(folder, kind))).sort()) {
      if (name.startsWith('.') || /^readme/i.test(name)) continue;
      submissions.push({ name: `${kind}/${name}`, path: join(folder, kind, name), folder: kind });
    }
  }
  return submissions;
}

async function readExpectations(path: string): Promise<Record<string, Expectation>> {
  return (await readYaml(path, z.record(z.string(), Expectation))) ?? {};
}
