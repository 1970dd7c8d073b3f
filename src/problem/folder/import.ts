import { readFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { gunzipSync, inflateSync } from 'node:zlib';
import * as z from 'zod';
import type { Problem } from '../problem.ts';
import { byNumber, namesIn, textIn, wordsOf } from './files.ts';
import type { TestCase } from './tests.ts';

/** Tests found somewhere, and what could not be read, in words. */
export interface ImportedTests {
  tests: TestCase[];
  troubles: string[];
}

/** How test files are named in the wild: each pattern gives the key that joins an input with its output. */
const inputNames: RegExp[] = [/^(.+)\.in$/i, /^(.*)input(.*)$/i, /^in(?:put)?[._-]?(\d+.*)$/i, /^(\d{1,4})$/];
const outputNames: RegExp[] = [
  /^(.+)\.(?:ans|out|a|ok|sol|answer)$/i,
  /^(.*)(?:output|answer)(.*)$/i,
  /^out(?:put)?[._-]?(\d+.*)$/i,
  /^(\d{1,4})\.a$/i,
];

/**
 * Imports the tests of a folder whatever their naming: `sample-1.in/.out`, `1.in/1.ans`, `input1.txt/output1.txt`,
 * `01/01.a`, and `input/` with `output/` (or `in/` with `out/`) side by side.
 */
export async function importTests(folder: string): Promise<ImportedTests> {
  const troubles: string[] = [];
  const names = await namesIn(folder, troubles);
  for (const [inputs, outputs] of [
    ['input', 'output'],
    ['in', 'out'],
    ['inputs', 'outputs'],
  ] as const) {
    if (names.includes(inputs) && names.includes(outputs))
      return fromTwoFolders(join(folder, inputs), join(folder, outputs), troubles);
  }
  const answers = new Map<string, string>();
  for (const name of names) {
    const key = keyOf(name, outputNames);
    if (key !== undefined) answers.set(key, name);
  }
  const tests: TestCase[] = [];
  for (const name of [...names].sort(byNumber)) {
    const key =
      answers.has(keyOf(name, inputNames) ?? '') || keyOf(name, outputNames) === undefined
        ? keyOf(name, inputNames)
        : undefined;
    const answer = key === undefined ? undefined : answers.get(key);
    if (key === undefined || answer === name) continue;
    if (answer === undefined) troubles.push(`${join(folder, name)} has no answer beside it`);
    else await add(tests, join(folder, name), join(folder, answer), nameFrom(key), troubles);
  }
  return { tests, troubles };
}

async function fromTwoFolders(inputs: string, outputs: string, troubles: string[]): Promise<ImportedTests> {
  const digits = (name: string): string => /\d+/.exec(name)?.[0] ?? name;
  const answers = new Map((await namesIn(outputs, troubles)).map((name) => [digits(name), name]));
  const tests: TestCase[] = [];
  for (const name of (await namesIn(inputs, troubles)).sort(byNumber)) {
    const answer = answers.get(digits(name));
    if (answer === undefined) troubles.push(`${join(inputs, name)} has no answer in ${outputs}`);
    else await add(tests, join(inputs, name), join(outputs, answer), digits(name), troubles);
  }
  return { tests, troubles };
}

async function add(
  tests: TestCase[],
  inputPath: string,
  outputPath: string,
  name: string,
  troubles: string[],
): Promise<void> {
  const input = await textIn(inputPath, troubles);
  const output = await textIn(outputPath, troubles);
  if (input !== undefined && output !== undefined) tests.push({ name, input, output });
}

function keyOf(name: string, patterns: RegExp[]): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(name);
    if (found) return `${found[1] ?? ''}|${found[2] ?? ''}`;
  }
  return undefined;
}

function nameFrom(key: string): string {
  return (
    key
      .replace('|', '')
      .replace(/\.(?:txt|dat)$/i, '')
      .replace(/^\W+|\W+$/g, '')
      .replace(/[^\w.-]+/g, '-') || 'test'
  );
}

/** A problem that cph or cph-ng kept for a source file. */
export interface SavedProblem {
  problem: Problem;
  tests: TestCase[];
  troubles: string[];
}

const CphTest = z.looseObject({ input: z.string(), output: z.string() });
const Stream = z.union([
  z.string(),
  z.looseObject({
    data: z.string().optional(),
    path: z.string().optional(),
    useFile: z.boolean().optional(),
  }),
]);
const NgTest = z.looseObject({ stdin: Stream, answer: Stream });
const Saved = z.looseObject({
  name: z.string().optional(),
  url: z.string().optional(),
  group: z.string().optional(),
  interactive: z.boolean().optional(),
  timeLimit: z.number().optional(),
  memoryLimit: z.number().optional(),
  tests: z.array(CphTest).optional(),
  testcases: z.record(z.string(), NgTest).optional(),
  testcaseOrder: z.array(z.string()).optional(),
  tcs: z.record(z.string(), NgTest).optional(),
  tcOrder: z.array(z.string()).optional(),
  overrides: z
    .looseObject({ timeLimitMs: z.number().optional(), memoryLimitMb: z.number().optional() })
    .optional(),
});

/**
 * Reads a file saved by cph (`.prob`, JSON) or cph-ng (JSON, plain or compressed). A test whose data lies in
 * another file is read from there, relative to the saved file. Undefined when it is neither's.
 */
export async function readSavedProblem(path: string): Promise<SavedProblem | undefined> {
  const troubles: string[] = [];
  let saved: z.infer<typeof Saved>;
  try {
    saved = Saved.parse(JSON.parse(unpacked(await readFile(path)).toString('utf8')));
  } catch {
    return undefined;
  }
  const byId = saved.testcases ?? saved.tcs;
  if (!saved.tests && !byId) return undefined;
  const tests: TestCase[] = (saved.tests ?? []).map(({ input, output }, index) => ({
    name: String(index + 1),
    input,
    output,
  }));
  const order = saved.testcaseOrder ?? saved.tcOrder ?? Object.keys(byId ?? {});
  for (const id of order) {
    const test = byId?.[id];
    const input = test && (await streamText(test.stdin, dirname(path), troubles));
    const output = test && (await streamText(test.answer, dirname(path), troubles));
    if (input !== undefined && output !== undefined)
      tests.push({ name: String(tests.length + 1), input, output });
  }
  const time = saved.overrides?.timeLimitMs ?? saved.timeLimit;
  const memory = saved.overrides?.memoryLimitMb ?? saved.memoryLimit;
  const source = {
    ...(saved.url ? { url: saved.url } : {}),
    ...(saved.group ? { contest: saved.group } : {}),
  };
  const problem: Problem = {
    ...(saved.name ? { title: saved.name } : {}),
    statement: '',
    samples: tests.map(({ input, output }) => ({ input, output })),
    ...(time && time > 0 ? { timeLimitMs: time } : {}),
    ...(memory && memory > 0 ? { memoryLimitMiB: memory } : {}),
    ...(saved.interactive ? { interactive: true } : {}),
    ...(Object.keys(source).length > 0 ? { source } : {}),
  };
  return { problem, tests, troubles };
}

/** The problem cph or cph-ng keep for a source file in `.cph/` or `.cph-ng/` beside it, if any. */
export async function savedProblemOf(sourcePath: string): Promise<SavedProblem | undefined> {
  const name = basename(sourcePath);
  for (const place of ['.cph', '.cph-ng']) {
    const folder = join(dirname(sourcePath), place);
    for (const candidate of await namesIn(folder, [])) {
      if (
        !candidate.startsWith(`.${name}_`) &&
        !candidate.startsWith(`${name}.`) &&
        !candidate.startsWith(`${name}_`)
      )
        continue;
      const saved = await readSavedProblem(join(folder, candidate));
      if (saved) return saved;
    }
  }
  return undefined;
}

function unpacked(bytes: Buffer): Buffer {
  const most = { maxOutputLength: 256 * 1024 * 1024 };
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipSync(bytes, most);
  return bytes[0] === 0x78 ? inflateSync(bytes, most) : bytes;
}

async function streamText(
  stream: z.infer<typeof Stream>,
  folder: string,
  troubles: string[],
): Promise<string | undefined> {
  if (typeof stream === 'string') return stream;
  const path = stream.path ?? (stream.useFile ? stream.data : undefined);
  if (path === undefined) return stream.data;
  try {
    return await textIn(isAbsolute(path) ? path : join(folder, path), troubles);
  } catch (error) {
    troubles.push(wordsOf(error));
    return undefined;
  }
}
