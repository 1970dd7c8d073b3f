import { basename, extname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import * as z from 'zod';
import { type Checker, Problem } from '../problem.ts';
import { readProblem } from '../read.ts';
import { byNumber, namesIn, textIn, wordsOf, writeWhole } from './files.ts';
import { type PackageData, readData } from './package-data.ts';
import { type PackageMetadata, readMetadata, withConstants } from './package-metadata.ts';
import { type TestCase, writeTests } from './tests.ts';

/** Why a folder could not be read or written as a problem package; the message says what to do. */
export class PackageError extends Error {
  override name = 'PackageError';
}

/** A submission of a package. */
export interface PackageSubmission {
  /** Relative to `submissions/`. */
  name: string;
  path: string;
  /** The folder it lies in, which says what is expected of it: `accepted`, `wrong_answer`, ... */
  folder: string;
}

const VerdictWord = z.enum(['AC', 'WA', 'TLE', 'RTE']);

/** What `submissions.yaml` demands of the submissions or of the tests that a pattern matches. */
const Demand = z.object({
  permitted: z.array(VerdictWord).optional(),
  required: z.array(VerdictWord).optional(),
  score: z.union([z.number(), z.tuple([z.number(), z.number()])]).optional(),
  message: z.string().optional(),
  use_for_time_limit: z.union([z.boolean(), z.enum(['lower', 'upper'])]).optional(),
});
export type Demand = z.infer<typeof Demand>;

const Entry = Demand.extend({
  language: z.string().optional(),
  entrypoint: z.string().optional(),
  authors: z.unknown().optional(),
  model_solution: z.boolean().optional(),
}).catchall(Demand);

/** An entry of `submissions.yaml`: demands on all tests, and on some of them by pattern. */
export interface Expectation extends Demand {
  language?: string;
  entrypoint?: string;
  some: Record<string, Demand>;
}

/** A problem folder in the ICPC/Kattis problem package layout. */
export interface ProblemPackage extends PackageData {
  folder: string;
  metadata: PackageMetadata;
  problem: Problem;
  submissions: PackageSubmission[];
  /** The entries of `submissions.yaml`, by their patterns. */
  expectations: Record<string, Expectation>;
  /** Files or folders that are programs. */
  inputValidators: string[];
  outputValidators: string[];
  staticValidators: string[];
  graders: string[];
  /** What could not be read or is against the format, in words. */
  troubles: string[];
}

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
  const metadata = await readMetadata(folder, troubles);
  const data = await readData(folder, metadata, troubles);
  const statement = await readStatement(folder, names, troubles);
  const programs = (places: string[]) => readPrograms(folder, names, places, troubles);
  const outputValidators = await programs(['output_validators', 'output_validator']);
  if (metadata.validation === 'default' && outputValidators.length > 0) {
    troubles.push(
      `${folder}: the output validators are not used, since problem.yaml does not say "validation: custom".`,
    );
  }
  const own = metadata.validation === 'custom' ? outputValidators : [];
  return {
    folder,
    metadata,
    problem: problemOf(metadata, statement, data, own, troubles),
    ...data,
    submissions: await readSubmissions(join(folder, 'submissions'), troubles),
    expectations: await readExpectations(join(folder, 'submissions', 'submissions.yaml'), troubles),
    inputValidators: await programs(['input_validators', 'input_validator', 'input_format_validators']),
    outputValidators: own,
    staticValidators: await programs(['static_validator']),
    graders: await programs(['graders']),
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
  metadata: PackageMetadata,
  statement: { text: string; path: string } | undefined,
  data: PackageData,
  validators: string[],
  troubles: string[],
): Problem {
  const samples = data.tests
    .filter((test) => test.kind === 'sample')
    .sort((left, right) => byNumber(left.name, right.name))
    .map(({ input, answer = '', output, note }) => ({
      input: input.replaceAll('\r\n', '\n'),
      output: (output ?? answer).replaceAll('\r\n', '\n'),
      ...(note === undefined ? {} : { note }),
    }));
  const text = withConstants(statement?.text ?? '', metadata.constants);
  if (metadata.own !== undefined) {
    const own = Own.safeParse(metadata.own);
    if (own.success) return { ...own.data, statement: text, samples };
    troubles.push(
      'The key "verdict" of problem.yaml is broken and was left out; the statement was read anew.',
    );
  }
  const reading = readProblem(text, { path: statement?.path ?? 'problem.md' });
  const read: Problem = 'problem' in reading ? reading.problem : { statement: text, samples: [] };
  const { source: _, ...understood } = read;
  const { names, limits, interactive, source } = metadata;
  const title = names.en ?? Object.values(names)[0];
  const checker = checkerOf(metadata, validators);
  return {
    ...understood,
    ...(title === undefined ? {} : { title }),
    ...(limits.timeLimitMs === undefined ? {} : { timeLimitMs: limits.timeLimitMs }),
    ...(limits.memoryMiB === undefined ? {} : { memoryLimitMiB: limits.memoryMiB }),
    ...(interactive ? { interactive: true } : {}),
    ...(checker ? { checker } : {}),
    ...(source ? { source } : {}),
    samples: samples.length > 0 ? samples : read.samples,
  };
}

/** The package's own validator, or the default one as far as its flags ask for more than tokens. */
function checkerOf({ validatorFlags: flags }: PackageMetadata, validators: string[]): Checker | undefined {
  const [own] = validators;
  if (own !== undefined)
    return { kind: 'program', protocol: 'kattis', path: own, ...(flags.length > 0 ? { flags } : {}) };
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

/** The programs in the first of these folders that is there. One that ends in "validator" is itself the program. */
async function readPrograms(
  folder: string,
  names: string[],
  places: string[],
  troubles: string[],
): Promise<string[]> {
  const place = places.find((candidate) => names.includes(candidate));
  if (place === undefined) return [];
  const inside = (await namesIn(join(folder, place), troubles)).filter((name) => isProgramName(name));
  if (inside.length === 0) return [];
  const [first = ''] = inside;
  if (place.endsWith('s')) return inside.map((name) => join(folder, place, name));
  // Drafts put the program's folder, or its only file, into the folder.
  return [inside.length === 1 ? join(folder, place, first) : join(folder, place)];
}

async function readSubmissions(folder: string, troubles: string[]): Promise<PackageSubmission[]> {
  const submissions: PackageSubmission[] = [];
  for (const kind of await namesIn(folder, troubles)) {
    if (extname(kind) !== '' || kind.startsWith('.')) continue;
    for (const name of await namesIn(join(folder, kind), troubles)) {
      if (isProgramName(name))
        submissions.push({ name: `${kind}/${name}`, path: join(folder, kind, name), folder: kind });
    }
  }
  return submissions;
}

function isProgramName(name: string): boolean {
  return !name.startsWith('.') && name !== '__pycache__' && !/^readme(\.|$)/i.test(name);
}

async function readExpectations(path: string, troubles: string[]): Promise<Record<string, Expectation>> {
  const missing: string[] = [];
  const text = await textIn(path, missing);
  if (text === undefined) return {};
  try {
    const entries = z.record(z.string(), Entry).parse(parse(text, { maxAliasCount: 20 }) ?? {});
    return Object.fromEntries(
      Object.entries(entries).map(([pattern, { authors: _, model_solution: __, ...entry }]) => {
        const own = new Set([...Object.keys(Demand.shape), 'language', 'entrypoint']);
        const fields = Object.entries(entry);
        const some = Object.fromEntries(fields.filter(([key]) => !own.has(key)));
        const whole = Object.fromEntries(fields.filter(([key]) => own.has(key)));
        return [pattern, { ...whole, some } as Expectation];
      }),
    );
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : wordsOf(error);
    troubles.push(`${path} is broken (${why.slice(0, 300)}). Correct it; the folders' own rules are used.`);
    return {};
  }
}
