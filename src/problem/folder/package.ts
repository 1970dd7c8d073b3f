import { basename, extname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import * as z from 'zod';
import { Problem } from '../problem.ts';
import { readProblem } from '../read.ts';
import { byNumber, namesIn, textIn, wordsOf, writeWhole } from './files.ts';
import { readTests, type TestCase, writeTests } from './tests.ts';

/** Why a folder could not be read or written as a problem package; the message says what to do. */
export class PackageError extends Error {
  override name = 'PackageError';
}

/** A submission of a package: `expected` is its folder's name (`accepted`, `wrong_answer`, ...). */
export interface PackageSubmission {
  path: string;
  expected: string;
}

/** A problem folder in the ICPC/Kattis problem package layout. */
export interface ProblemPackage {
  problem: Problem;
  samples: TestCase[];
  secret: TestCase[];
  submissions: PackageSubmission[];
  /** Files or folders of output and input validators. */
  outputValidators: string[];
  inputValidators: string[];
  /** What could not be read, in words. */
  troubles: string[];
}

/** The parts of `problem.yaml` (legacy and 2023-07 formats) that bear on judging. Times in s, memory in MiB. */
const Yaml = z.looseObject({
  name: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  source: z
    .union([z.string(), z.looseObject({ name: z.string().optional(), url: z.string().optional() })])
    .optional(),
  source_url: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  validation: z.union([z.string(), z.looseObject({ interactive: z.boolean().optional() })]).optional(),
  validator_flags: z.union([z.string(), z.array(z.string())]).optional(),
  limits: z
    .looseObject({ time_limit: z.number().positive().optional(), memory: z.number().positive().optional() })
    .optional(),
  verdict: z.unknown().optional(),
});
type Yaml = z.infer<typeof Yaml>;

/** What we keep in `problem.yaml` beyond the format, so that a package is read back as it was written. */
const Own = Problem.omit({ statement: true, samples: true });

/**
 * Reads a problem package folder. Throws PackageError when there is no `problem.yaml`; what else is broken or
 * missing is named in `troubles` and costs only itself.
 */
export async function readPackage(folder: string): Promise<ProblemPackage> {
  const troubles: string[] = [];
  const names = await namesIn(folder, troubles);
  if (!names.includes('problem.yaml')) {
    throw new PackageError(
      `${folder} holds no problem.yaml. Choose a problem package folder, or import its tests instead.`,
    );
  }
  const yaml = await readYaml(join(folder, 'problem.yaml'), troubles);
  const statement = await readStatement(folder, names, troubles);
  const samples = await readTests(join(folder, 'data', 'sample'), troubles);
  const validators = await readValidators(folder, 'output', names, troubles);
  return {
    problem: problemOf(yaml, statement, samples, validators, troubles),
    samples,
    secret: await readTests(join(folder, 'data', 'secret'), troubles),
    submissions: await readSubmissions(join(folder, 'submissions'), troubles),
    outputValidators: validators,
    inputValidators: await readValidators(folder, 'input', names, troubles),
    troubles,
  };
}

/** Writes a problem and its tests as a package; files of an earlier one are replaced, its other tests retired. */
export async function writePackage(folder: string, problem: Problem, secret: TestCase[] = []): Promise<void> {
  const { statement, samples, ...own } = problem;
  const yaml = {
    problem_format_version: '2023-07-draft',
    name: problem.title ?? basename(folder),
    ...(problem.interactive ? { type: ['pass-fail', 'interactive'] } : { type: 'pass-fail' }),
    ...(problem.timeLimitMs === undefined && problem.memoryLimitMiB === undefined
      ? {}
      : {
          limits: {
            ...(problem.timeLimitMs === undefined ? {} : { time_limit: problem.timeLimitMs / 1000 }),
            ...(problem.memoryLimitMiB === undefined ? {} : { memory: problem.memoryLimitMiB }),
          },
        }),
    verdict: own,
  };
  await writeTests(
    join(folder, 'data', 'sample'),
    samples.map((sample, index) => ({ ...sample, name: String(index + 1) })),
  );
  if (secret.length > 0) await writeTests(join(folder, 'data', 'secret'), secret);
  await writeWhole(join(folder, 'statement', 'problem.en.md'), statement);
  await writeWhole(join(folder, 'problem.yaml'), stringify(yaml, { blockQuote: false }));
}

async function readYaml(path: string, troubles: string[]): Promise<Yaml> {
  const text = (await textIn(path, troubles)) ?? '';
  try {
    return Yaml.parse(parse(text, { maxAliasCount: 20 }) ?? {});
  } catch (error) {
    troubles.push(
      `${path} is broken (${wordsOf(error).slice(0, 300)}). Correct it; the tests are used as they are.`,
    );
    return {};
  }
}

/** The statement in Markdown, LaTeX or HTML, English first; the folder is `statement` or, in older packages, `problem_statement`. */
async function readStatement(
  folder: string,
  names: string[],
  troubles: string[],
): Promise<{ text: string; path: string } | undefined> {
  for (const place of ['statement', 'problem_statement']) {
    if (!names.includes(place)) continue;
    const files = (await namesIn(join(folder, place), troubles)).filter((name) =>
      /^problem(?:\.[\w-]+)?\.(?:md|tex|html|txt)$/.test(name),
    );
    const order = (name: string): number =>
      name.includes('.en.') ? 0 : name.split('.').length === 2 ? 1 : 2;
    const [best] = files.sort((left, right) => order(left) - order(right) || byNumber(left, right));
    if (best === undefined) continue;
    const text = await textIn(join(folder, place, best), troubles);
    if (text !== undefined) return { text, path: best };
  }
  return undefined;
}

function problemOf(
  yaml: Yaml,
  statement: { text: string; path: string } | undefined,
  samples: TestCase[],
  validators: string[],
  troubles: string[],
): Problem {
  const bare = samples.map(({ input, output, note }) => ({
    input,
    output,
    ...(note === undefined ? {} : { note }),
  }));
  const text = statement?.text ?? '';
  if (yaml.verdict !== undefined) {
    const own = Own.safeParse(yaml.verdict);
    if (own.success) return { ...own.data, statement: text, samples: bare };
    troubles.push(
      'The key "verdict" of problem.yaml is broken and was left out; the statement was read anew.',
    );
  }
  const reading = readProblem(text, { path: statement?.path ?? 'problem.md' });
  const read: Problem = 'problem' in reading ? reading.problem : { statement: text, samples: [] };
  const { source: _, ...understood } = read;
  const title =
    typeof yaml.name === 'string' ? yaml.name : (yaml.name?.en ?? Object.values(yaml.name ?? {})[0]);
  const source = sourceOf(yaml);
  const isInteractive = [yaml.type, yaml.validation]
    .flat()
    .some((value) => (typeof value === 'string' ? value.includes('interactive') : value?.interactive));
  const checker = checkerOf(yaml, validators, isInteractive);
  return {
    ...understood,
    ...(title === undefined ? {} : { title }),
    ...(yaml.limits?.time_limit === undefined ? {} : { timeLimitMs: yaml.limits.time_limit * 1000 }),
    ...(yaml.limits?.memory === undefined ? {} : { memoryLimitMiB: yaml.limits.memory }),
    ...(isInteractive ? { interactive: true } : {}),
    ...(checker ? { checker } : {}),
    ...(source ? { source } : {}),
    samples: bare.length > 0 ? bare : read.samples,
  };
}

function sourceOf(yaml: Yaml): Problem['source'] {
  const contest = typeof yaml.source === 'string' ? yaml.source : yaml.source?.name;
  const url = yaml.source_url ?? (typeof yaml.source === 'object' ? yaml.source.url : undefined);
  if (!contest && !url) return undefined;
  return { ...(url ? { url } : {}), ...(contest ? { contest } : {}) };
}

/** The default validator's flags, or the package's own validator. */
function checkerOf(yaml: Yaml, validators: string[], isInteractive: boolean): Problem['checker'] {
  const [own] = validators;
  const flags = [yaml.validator_flags ?? []]
    .flat()
    .flatMap((flag) => flag.split(/\s+/))
    .filter((flag) => flag !== '');
  const isCustom =
    typeof yaml.validation === 'string'
      ? yaml.validation.startsWith('custom')
      : own !== undefined && yaml.validation === undefined;
  if (own !== undefined && (isCustom || isInteractive)) {
    return { kind: 'program', protocol: 'kattis', path: own, ...(flags.length > 0 ? { flags } : {}) };
  }
  const after = (name: string): number | undefined => {
    const index = flags.indexOf(name);
    const value = index < 0 ? Number.NaN : Number(flags[index + 1]);
    return Number.isFinite(value) ? value : undefined;
  };
  const both = after('float_tolerance');
  const absolute = after('float_absolute_tolerance') ?? both;
  const relative = after('float_relative_tolerance') ?? both;
  if (absolute === undefined && relative === undefined) return undefined;
  return {
    kind: 'float',
    ...(absolute === undefined ? {} : { absolute }),
    ...(relative === undefined ? {} : { relative }),
  };
}

async function readValidators(
  folder: string,
  kind: 'output' | 'input',
  names: string[],
  troubles: string[],
): Promise<string[]> {
  for (const place of [`${kind}_validators`, `${kind}_validator`, `${kind}_format_validators`]) {
    if (!names.includes(place)) continue;
    const inside = (await namesIn(join(folder, place), troubles)).filter((name) => !name.startsWith('.'));
    return place.endsWith('r') ? [join(folder, place)] : inside.map((name) => join(folder, place, name));
  }
  return [];
}

async function readSubmissions(folder: string, troubles: string[]): Promise<PackageSubmission[]> {
  const submissions: PackageSubmission[] = [];
  for (const expected of await namesIn(folder, troubles)) {
    if (extname(expected) !== '') continue;
    for (const name of await namesIn(join(folder, expected), troubles)) {
      if (!name.startsWith('.')) submissions.push({ path: join(folder, expected, name), expected });
    }
  }
  return submissions;
}
