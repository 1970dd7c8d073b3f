import { isUtf8 } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { isMissing, wordsOf } from './files.ts';
import { type PackageFormat, type PackageMetadata, withConstants } from './package-metadata.ts';

/** How the results of what is in a folder of test data become one result, as the format has it. */
export interface PackageGroup {
  /** Newer format: all or nothing, or over what is in the group. */
  aggregation: 'pass-fail' | 'sum' | 'min';
  /** The group's largest score; absent: unbounded. */
  maxScore?: number;
  /** Groups that must pass before this one counts. */
  requirePass: string[];
  /** The static validator judges the submission as one test more: its largest score, or only pass or fail. */
  staticScore?: number | 'pass-fail';
  staticFlags: string[];
  /** Legacy: who turns the sub-results into one, and with which arguments. */
  grading: 'default' | 'custom';
  graderFlags: string[];
  /** Legacy: what follows a first result that is not accepted does not count. */
  breaks: boolean;
  acceptScore: number;
  rejectScore: number;
  /** Legacy: the scores that are possible. */
  range: [number, number];
}

/** The kinds of data: judged (`sample`, `secret`), or there to try the validators on. */
const dataKinds = ['sample', 'secret', 'invalid_input', 'invalid_output', 'valid_output'] as const;
type DataKind = (typeof dataKinds)[number];

/** One test case of a package, text as it lies on disk. */
export interface PackageTest {
  kind: DataKind;
  /** Relative to `data/`, without extension: `secret/group1/03`. */
  name: string;
  /** The folder it is in: `secret/group1`. */
  group: string;
  input: string;
  /** Absent in `invalid_input`. */
  answer?: string;
  /** `NAME.out`: an output to try the output validator on. */
  output?: string;
  /** Arguments of the submission. */
  args: string[];
  /** Files that lie in the submission's working folder. */
  files: Record<string, Uint8Array>;
  /** Flags of every input validator, or of each by its name. */
  inputFlags: string[] | Record<string, string[]>;
  outputFlags: string[];
  /** `NAME.md`, which we write beside samples. */
  note?: string;
  /** What is shown of it is other than `.in` and `.ans`. */
  shownOtherwise: boolean;
}

export interface PackageData {
  /** In the order in which they are judged: by name. */
  tests: PackageTest[];
  /** Graders make the results of a group one, as legacy packages have it. */
  graded: boolean;
  /** By folder: '' is `data` itself, `secret/group1` a folder of it. */
  groups: Record<string, PackageGroup>;
}

const split = (text: string) => text.split(/\s+/).filter((word) => word !== '');
const flags = z.union([z.string().transform(split), z.array(z.coerce.string())]);
const named = z.union([
  flags,
  z
    .object({ name: z.string(), flags: z.string() })
    .transform(({ name, flags }) => ({ [name]: split(flags) })),
  z.record(z.string(), flags),
]);
const score = z.union([z.number().nonnegative(), z.literal('unbounded')]);
const aggregation = z.enum(['pass-fail', 'sum', 'min']);
const require = z.union([z.string(), z.array(z.string())]);
const number = z.coerce.number();

const ConfigYaml = z.strictObject({
  // Both formats.
  input_validator_flags: named.optional(),
  output_validator_flags: named.optional(),
  // 2025-09.
  max_score: score.optional(),
  score_aggregation: aggregation.optional(),
  require_pass: require.optional(),
  static_validation_score: z.union([z.number().nonnegative(), z.literal('pass-fail')]).optional(),
  static_validator_args: flags.optional(),
  args: flags.optional(),
  input_validator_args: named.optional(),
  output_validator_args: flags.optional(),
  input_visualizer_args: flags.optional(),
  output_visualizer_args: flags.optional(),
  full_feedback: z.boolean().optional(),
  hint: z.string().optional(),
  description: z.string().optional(),
  // Drafts of it.
  scoring: z
    .object({
      score: score.optional(),
      aggregation: aggregation.optional(),
      require_pass: require.optional(),
    })
    .optional(),
  // Legacy.
  on_reject: z.enum(['break', 'continue', 'first_error', 'worst_error', 'grade']).optional(),
  grading: z.enum(['default', 'custom']).optional(),
  grader_flags: flags.optional(),
  accept_score: number.optional(),
  reject_score: number.optional(),
  range: z
    .string()
    .transform((text) => split(text).map((word) => Number(word.replace(/inf$/i, 'Infinity'))))
    .refine((bounds) => bounds.length === 2 && !bounds.some(Number.isNaN), 'two numbers are expected')
    .optional(),
});
type Config = z.infer<typeof ConfigYaml>;

/** The keys a folder's file or a test's file sets for what is below it, in either format. */
const inherited: Record<PackageFormat, (keyof Config)[]> = {
  legacy: Object.keys(ConfigYaml.shape) as (keyof Config)[],
  '2025-09': [
    ...(['args', 'input_validator_args', 'output_validator_args'] as const),
    ...(['input_validator_flags', 'output_validator_flags'] as const),
  ],
};

/** Larger data is not read into memory; it is named in the troubles instead. */
const mostBytes = 256 * 1024 * 1024;
const deepest = 8;

/**
 * Reads `data/` of a package: groups from the outside in, tests in the order of their names. A test that cannot
 * be read costs only itself and is named in `troubles`.
 */
export async function readData(
  folder: string,
  { format: said, version, constants }: PackageMetadata,
  troubles: string[],
): Promise<PackageData> {
  const graded = said === 'legacy' || (version.startsWith('2023-07') && (await hasGraders(folder)));
  const format = graded ? 'legacy' : said;
  const data: PackageData = { tests: [], groups: {}, graded };
  const reader = new DataReader(join(folder, 'data'), format, constants, troubles, data);
  const outer = (format === 'legacy' ? await reader.config('') : undefined) ?? {};
  if (format === 'legacy') data.groups[''] = groupOf(outer, '', format);
  for (const kind of dataKinds) await reader.folder(kind, kind, outer, kind);
  return data;
}

/** The drafts named 2023-07 still had graders for a while: their packages say so in the old file's old keys. */
async function hasGraders(folder: string): Promise<boolean> {
  const old = /^(grader_flags|grading|on_reject|accept_score|reject_score|range)\s*:/m;
  for (const place of ['', 'secret']) {
    const text = await readFile(join(folder, 'data', place, 'testdata.yaml'), 'utf8').catch(() => '');
    if (old.test(text)) return true;
  }
  return false;
}

class DataReader {
  readonly data: string;
  readonly format: PackageFormat;
  readonly constants: Record<string, string>;
  readonly troubles: string[];
  readonly into: PackageData;

  constructor(
    data: string,
    format: PackageFormat,
    constants: Record<string, string>,
    troubles: string[],
    into: PackageData,
  ) {
    this.data = data;
    this.format = format;
    this.constants = constants;
    this.troubles = troubles;
    this.into = into;
  }

  /** What a folder's own file says; undefined when it has none. */
  async config(group: string): Promise<Config | undefined> {
    const names = this.format === 'legacy' ? ['testdata.yaml'] : ['test_group.yaml', 'testdata.yaml'];
    for (const name of names) {
      const own = await this.#yaml(join(this.data, group, name));
      if (own) return own;
    }
    return undefined;
  }

  /** `outerGroup` is the group it belongs to when it is none itself: in the newer format only some folders are. */
  async folder(kind: DataKind, path: string, outer: Config, outerGroup: string): Promise<void> {
    const folder = join(this.data, path);
    if (path.split('/').length > deepest) {
      this.troubles.push(`${folder} lies too deep: more than ${deepest} folders. It was left out.`);
      return;
    }
    let entries: Dirent[];
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      if (!isMissing(error)) this.troubles.push(`${folder} could not be read: ${wordsOf(error)}`);
      return;
    }
    const own = await this.config(path);
    const config = { ...outer, ...own };
    const isGroup = own !== undefined || path === kind || this.format === 'legacy';
    const group = isGroup ? path : outerGroup;
    if (isGroup) this.into.groups[group] = groupOf(config, group, this.format);
    const below = Object.fromEntries(
      Object.entries(config).filter(([key]) => inherited[this.format].includes(key as keyof Config)),
    ) as Config;
    const names = new Set(entries.map((entry) => entry.name));
    for (const entry of entries.sort((left, right) => byCodes(stem(left.name), stem(right.name)))) {
      const { name } = entry;
      if (name.startsWith('.')) continue;
      if (await isFolder(entry, folder)) {
        if (!name.endsWith('.files')) await this.folder(kind, `${path}/${name}`, below, group);
        else if (!names.has(`${name.slice(0, -'.files'.length)}.in`))
          this.troubles.push(
            `${join(folder, name)} has no input ${name.slice(0, -'.files'.length)}.in beside it`,
          );
      } else if (name.endsWith('.in')) await this.#test(kind, group, `${path}/${stem(name)}`, names, below);
      else if (name.endsWith('.ans') && !names.has(`${stem(name)}.in`))
        this.troubles.push(`${join(folder, name)} has no input ${stem(name)}.in beside it`);
    }
  }

  async #test(
    kind: DataKind,
    group: string,
    fullName: string,
    names: Set<string>,
    outer: Config,
  ): Promise<void> {
    const path = join(this.data, fullName);
    const name = basename(path);
    const has = (extension: string) => names.has(name + extension);
    if (!has('.ans') && kind !== 'invalid_input') {
      this.troubles.push(`${path}.in has no answer file ${name}.ans beside it`);
      return;
    }
    if (!has('.out') && kind.endsWith('_output')) {
      this.troubles.push(`${path}.in has no output file ${name}.out beside it`);
      return;
    }
    const text = (extension: string) => this.#text(path + extension, kind !== 'invalid_input');
    const input = await text('.in');
    const answer = has('.ans') && kind !== 'invalid_input' ? await text('.ans') : undefined;
    const output = has('.out') && kind !== 'invalid_input' ? await text('.out') : undefined;
    const note = has('.md') ? await text('.md') : undefined;
    if (input === undefined || (answer === undefined && kind !== 'invalid_input')) return;
    const own = this.format === 'legacy' ? undefined : await this.#yaml(`${path}.yaml`);
    const config: Config = { ...outer, ...own };
    const args = has('.args') ? split((await text('.args')) ?? '') : config.args;
    const outputFlags = config.output_validator_args ?? config.output_validator_flags ?? [];
    this.into.tests.push({
      kind,
      name: fullName,
      group,
      input,
      ...(answer === undefined ? {} : { answer }),
      ...(output === undefined ? {} : { output }),
      args: args ?? [],
      files: has('.files') ? await this.#files(`${path}.files`) : {},
      inputFlags: config.input_validator_args ?? config.input_validator_flags ?? [],
      outputFlags: Array.isArray(outputFlags) ? outputFlags : Object.values(outputFlags).flat(),
      ...(note === undefined ? {} : { note: note.replaceAll('\r\n', '\n') }),
      shownOtherwise: ['.interaction', '.in.statement', '.ans.statement'].some(has),
    });
  }

  async #yaml(path: string): Promise<Config | undefined> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (!isMissing(error)) this.troubles.push(`${path} could not be read: ${wordsOf(error)}`);
      return undefined;
    }
    try {
      return ConfigYaml.parse(parse(withConstants(text, this.constants), { maxAliasCount: 20 }) ?? {});
    } catch (error) {
      const why = error instanceof z.ZodError ? z.prettifyError(error) : wordsOf(error);
      this.troubles.push(`${path} is broken (${why.slice(0, 300)}). It was left out.`);
      return undefined;
    }
  }

  /** Test data byte for byte, as text. */
  async #text(path: string, isJudged: boolean): Promise<string | undefined> {
    try {
      const { size } = await stat(path);
      if (size > mostBytes) throw new Error(`it holds ${size} bytes, more than ${mostBytes}`);
      const bytes = await readFile(path);
      if (isJudged && !isUtf8(bytes))
        this.troubles.push(`${path} is no UTF-8: the bytes that are none are replaced when it is judged`);
      return bytes.toString('utf8');
    } catch (error) {
      this.troubles.push(`${path} could not be read: ${wordsOf(error)}`);
      return undefined;
    }
  }

  async #files(folder: string): Promise<Record<string, Uint8Array>> {
    const files: Record<string, Uint8Array> = {};
    try {
      for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        files[path.slice(folder.length + 1).replaceAll('\\', '/')] = await readFile(path);
      }
    } catch (error) {
      this.troubles.push(`${folder} could not be read: ${wordsOf(error)}`);
    }
    return files;
  }
}

function groupOf(config: Config, group: string, format: PackageFormat): PackageGroup {
  const top = group === 'secret';
  const maxScore =
    config.max_score ?? config.scoring?.score ?? (top && format !== 'legacy' ? 100 : undefined);
  const required = config.require_pass ?? config.scoring?.require_pass ?? [];
  return {
    aggregation: config.score_aggregation ?? config.scoring?.aggregation ?? (top ? 'sum' : 'pass-fail'),
    ...(typeof maxScore === 'number' ? { maxScore } : {}),
    requirePass: [required].flat(),
    ...(config.static_validation_score === undefined ? {} : { staticScore: config.static_validation_score }),
    staticFlags: config.static_validator_args ?? [],
    grading: config.grading ?? 'default',
    graderFlags: config.grader_flags ?? [],
    breaks: config.on_reject === undefined || /^(break|first_error)$/.test(config.on_reject),
    acceptScore: config.accept_score ?? 1,
    rejectScore: config.reject_score ?? 0,
    range: (config.range as [number, number] | undefined) ?? [-Infinity, Infinity],
  };
}

async function isFolder(
  entry: { isDirectory(): boolean; isSymbolicLink(): boolean; name: string },
  folder: string,
): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return (await stat(join(folder, entry.name)).catch(() => undefined))?.isDirectory() ?? false;
}

function stem(name: string): string {
  return basename(name).replace(/\.[^.]*$/, '');
}

/** The format's order: by characters, "10" before "2". */
function byCodes(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
