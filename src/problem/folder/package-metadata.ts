import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { textIn, wordsOf } from './files.ts';

/** `2025-09` is what the drafts named 2023-07 became; they are read alike, with the drafts' own keys besides. */
export type PackageFormat = 'legacy' | '2025-09';

/** What `problem.yaml` says, in both versions of the format, with the format's defaults where it is silent. */
export interface PackageMetadata {
  format: PackageFormat;
  /** As given: "legacy-icpc", "2023-07-draft", ... */
  version: string;
  names: Record<string, string>;
  source?: { url?: string; contest?: string };
  keywords: string[];
  scoring: boolean;
  interactive: boolean;
  multiPass: boolean;
  submitAnswer: boolean;
  /** Legacy: whether the package's own validators are used at all; newer: they are where they exist. */
  validation: 'default' | 'custom';
  /** Flags for every call of the output validator (legacy). */
  validatorFlags: string[];
  /** Whether more points are better (legacy: may be less). */
  objective: 'max' | 'min';
  /** The format's codes of the languages that submissions may be in; absent: all. */
  languages?: string[];
  /** Text for `{{name}}` and `{{name.variant}}`. */
  constants: Record<string, string>;
  limits: PackageLimits;
  /** The key `verdict` of a package that we wrote. */
  own?: unknown;
}

interface PackageLimits {
  timeLimitMs?: number;
  acToTimeLimit: number;
  timeLimitToTle: number;
  timeResolutionMs: number;
  /** Absent: not said, the judge's own default. */
  memoryMiB?: number;
  outputMiB?: number;
  codeKiB?: number;
  validationMs?: number;
  validationMemoryMiB?: number;
  passes: number;
}

const number = z.number().positive().optional();
const name = z.union([z.string(), z.record(z.string(), z.string())]).optional();
const limits = z
  .looseObject({
    time_limit: number,
    time_resolution: number,
    time_multipliers: z.looseObject({ ac_to_time_limit: number, time_limit_to_tle: number }).optional(),
    time_multiplier: number,
    time_safety_margin: number,
    memory: number,
    output: number,
    code: number,
    compilation_time: number,
    compilation_memory: number,
    validation_time: number,
    validation_memory: number,
    validation_output: number,
    validation_passes: number,
  })
  .nullish();
const oneSource = z.union([
  z.string(),
  z.looseObject({ name: z.string().optional(), url: z.string().optional() }),
]);
const scalar = z.union([z.string(), z.number()]);

const Yaml = z.looseObject({
  problem_format_version: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  name,
  source: z.union([oneSource, z.array(oneSource)]).nullish(),
  source_url: z.string().nullish(),
  keywords: z.union([z.string(), z.array(z.string())]).nullish(),
  validation: z.union([z.string(), z.looseObject({ interactive: z.boolean().optional() })]).optional(),
  validator_flags: z.union([z.string(), z.array(z.string())]).nullish(),
  grading: z.looseObject({ objective: z.enum(['max', 'min']).optional() }).nullish(),
  languages: z.union([z.string(), z.array(z.string())]).nullish(),
  constants: z.record(z.string(), z.union([scalar, z.record(z.string(), scalar)])).nullish(),
  limits,
  verdict: z.unknown().optional(),
});
type Yaml = z.infer<typeof Yaml>;

const bothKnow = 'problem_format_version type name uuid source license rights_owner limits keywords verdict';
const known: Record<PackageFormat, string[]> = {
  legacy: `${bothKnow} author source_url validation validator_flags grading libraries languages`.split(' '),
  '2025-09':
    `${bothKnow} version credits embargo_until languages allow_file_writing constants validator_flags`.split(
      ' ',
    ),
};
const knownLimits = new Set([...Object.keys(limits.unwrap().unwrap().shape), 'allow_file_writing']);

/**
 * Reads `problem.yaml` of a package. What is wrong with it is named in `troubles`; when nothing of it can be
 * used, the metadata is what an empty file would give.
 */
export async function readMetadata(folder: string, troubles: string[]): Promise<PackageMetadata> {
  const path = join(folder, 'problem.yaml');
  const text = (await textIn(path, troubles)) ?? '';
  try {
    return metadataOf(Yaml.parse(parse(text, { maxAliasCount: 20 }) ?? {}), path, troubles);
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : wordsOf(error);
    troubles.push(`${path} is broken (${why.slice(0, 300)}). Correct it; the tests are used as they are.`);
    return metadataOf({}, path, troubles);
  }
}

function metadataOf(yaml: Yaml, path: string, troubles: string[]): PackageMetadata {
  const version = yaml.problem_format_version ?? 'legacy';
  const format = version.startsWith('legacy') ? 'legacy' : '2025-09';
  if (!/^(legacy(-icpc)?|2023-07(-draft)?|2025-09(-draft)?|draft)$/.test(version)) {
    troubles.push(
      `${path}: problem_format_version "${version}" is unknown; the package is read as ${format}.`,
    );
  }
  const strange = Object.keys(yaml).filter((key) => !known[format].includes(key));
  const strangeLimits = Object.keys(yaml.limits ?? {}).filter((key) => !knownLimits.has(key));
  for (const key of [...strange, ...strangeLimits.map((key) => `limits.${key}`)])
    troubles.push(`${path}: the key "${key}" is not part of the format ${format}.`);
  const types = [yaml.type ?? []].flat().flatMap((type) => words(type));
  const validation = typeof yaml.validation === 'string' ? words(yaml.validation) : [];
  const interactive =
    types.includes('interactive') ||
    validation.includes('interactive') ||
    (typeof yaml.validation === 'object' && yaml.validation.interactive === true);
  const languages = [yaml.languages ?? []].flat().flatMap((language) => words(language));
  const source = sourceOf(yaml);
  return {
    format,
    version,
    names: typeof yaml.name === 'string' ? { en: yaml.name } : (yaml.name ?? {}),
    ...(source ? { source } : {}),
    keywords: typeof yaml.keywords === 'string' ? words(yaml.keywords) : (yaml.keywords ?? []),
    scoring: types.includes('scoring'),
    interactive,
    multiPass: types.includes('multi-pass'),
    submitAnswer: types.includes('submit-answer'),
    validation: format === 'legacy' && validation[0] !== 'custom' ? 'default' : 'custom',
    validatorFlags: [yaml.validator_flags ?? []].flat().flatMap((flag) => words(flag)),
    objective: yaml.grading?.objective ?? 'max',
    ...(languages.length > 0 && !languages.includes('all') ? { languages } : {}),
    constants: constantsOf(yaml, path, troubles),
    limits: limitsOf(yaml, format),
    ...(yaml.verdict === undefined ? {} : { own: yaml.verdict }),
  };
}

function limitsOf(yaml: Yaml, format: PackageFormat): PackageLimits {
  const given = yaml.limits ?? {};
  const legacy = format === 'legacy';
  const said = (key: string, value: number | undefined) => (value === undefined ? {} : { [key]: value });
  return {
    ...said('timeLimitMs', given.time_limit && given.time_limit * 1000),
    acToTimeLimit:
      (legacy ? given.time_multiplier : given.time_multipliers?.ac_to_time_limit) ?? (legacy ? 5 : 2),
    timeLimitToTle:
      (legacy ? given.time_safety_margin : given.time_multipliers?.time_limit_to_tle) ?? (legacy ? 2 : 1.5),
    timeResolutionMs: (given.time_resolution ?? 1) * 1000,
    ...said('memoryMiB', given.memory),
    ...said('outputMiB', given.output),
    ...said('codeKiB', given.code),
    ...said('validationMs', given.validation_time && given.validation_time * 1000),
    ...said('validationMemoryMiB', given.validation_memory),
    passes: given.validation_passes ?? 2,
  };
}

function constantsOf(yaml: Yaml, path: string, troubles: string[]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(yaml.constants ?? {})) {
    if (!/^[a-zA-Z_]\w*$/.test(key)) {
      troubles.push(`${path}: "${key}" is no name for a constant. Use letters, digits and "_".`);
      continue;
    }
    const variants = typeof value === 'object' ? value : { value };
    for (const [variant, text] of Object.entries(variants)) texts[`${key}.${variant}`] = String(text);
    if (variants.value === undefined) troubles.push(`${path}: the constant "${key}" has no "value".`);
    else texts[key] = String(variants.value);
  }
  return texts;
}

/** Text with `{{name}}` and `{{name.variant}}` of known constants replaced. */
export function withConstants(text: string, constants: Record<string, string>): string {
  if (Object.keys(constants).length === 0) return text;
  return text.replace(/\{\{([a-zA-Z_][\w.]*)\}\}/g, (whole, key: string) =>
    Object.hasOwn(constants, key) ? (constants[key] ?? whole) : whole,
  );
}

function sourceOf(yaml: Yaml): PackageMetadata['source'] {
  const [first] = [yaml.source ?? []].flat();
  const contest = typeof first === 'string' ? first : first?.name;
  const url = yaml.source_url ?? (typeof first === 'object' ? first.url : undefined);
  if (!contest && !url) return undefined;
  return { ...(url ? { url } : {}), ...(contest ? { contest } : {}) };
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
