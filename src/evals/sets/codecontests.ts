import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { Test } from '../../judge/index.ts';
import type { Checker } from '../../problem/index.ts';
import type { EvalTask } from '../task.ts';
import { dayOf, fieldsOf, textOrNumber } from './fields.ts';
import type { Row } from './rows.ts';

/** Two lists side by side, or one list of pairs. */
const Cases = z
  .union([
    z.object({ input: z.array(z.string()), output: z.array(z.string()) }),
    z.array(z.object({ input: z.string(), output: z.string() })),
  ])
  .transform((cases) =>
    Array.isArray(cases)
      ? cases
      : cases.input.map((input, index) => ({ input, output: cases.output[index] ?? '' })),
  );

/** DeepMind's CodeContests and CodeContests+ (the latter with a checker and `test_cases`). */
const Fields = z.object({
  name: z.string().optional(),
  id: textOrNumber.optional(),
  title: z.string().optional(),
  description: z.string(),
  public_tests: Cases.nullish(),
  private_tests: Cases.nullish(),
  generated_tests: Cases.nullish(),
  test_cases: Cases.nullish(),
  checker: z.string().nullish(),
  /** Seconds and nanoseconds, or milliseconds. */
  time_limit: z
    .union([z.number(), z.object({ seconds: z.number(), nanos: z.number().optional() })])
    .nullish(),
  memory_limit: z.number().nullish(),
  memory_limit_bytes: z.number().nullish(),
  difficulty: textOrNumber.nullish(),
  cf_rating: z.number().nullish(),
  cf_tags: z.array(z.string()).nullish(),
  tags: z.array(z.string()).nullish(),
  date: z.string().nullish(),
  input_file: z.string().nullish(),
  output_file: z.string().nullish(),
});
type Fields = z.infer<typeof Fields>;

export function isCodeContests(fields: Row['fields']): boolean {
  return 'description' in fields && ('public_tests' in fields || 'test_cases' in fields);
}

/** @param folder where the set's own checkers are written so that the judge can compile them */
export function codeContestsTask(row: Row, folder: string): EvalTask {
  const fields = fieldsOf(row, Fields);
  const id = fields.id ?? fields.name ?? fields.title ?? row.where;
  const { cf_rating: rating, difficulty } = fields;
  return {
    id,
    kind: 'programming',
    problem: {
      title: fields.title ?? fields.name,
      statement: fields.description,
      samples: fields.public_tests ?? [],
      ...(fields.input_file ? { inputFile: fields.input_file } : {}),
      ...(fields.output_file ? { outputFile: fields.output_file } : {}),
      timeLimitMs: limitsOf(fields).timeLimitMs,
      memoryLimitMiB: limitsOf(fields).memoryLimitMiB,
    },
    tests: async () => {
      const own = fieldsOf(row, Fields, await row.again());
      const all = [own.public_tests, own.private_tests, own.generated_tests, own.test_cases].flatMap(
        (it) => it ?? [],
      );
      const tests: Test[] = all.map(({ input, output }, index) => ({
        name: `${index + 1}`,
        input,
        answer: output,
      }));
      const rule = own.checker?.trim()
        ? await writtenChecker(folder, id, own.checker)
        : { kind: 'tokens' as const };
      return { kind: 'io', tests, rule, before: '', ...limitsOf(own) };
    },
    date: dayOf(fields.date ?? undefined),
    ...(rating ? { difficulty: String(rating) } : difficulty ? { difficulty } : {}),
    topics: fields.cf_tags ?? fields.tags ?? [],
  };
}

function limitsOf(fields: Fields) {
  const { time_limit: time, memory_limit: mebibytes, memory_limit_bytes: bytes } = fields;
  const ms =
    typeof time === 'number' ? time : time ? time.seconds * 1000 + (time.nanos ?? 0) / 1e6 : undefined;
  return {
    timeLimitMs: ms && ms > 0 ? ms : 10_000,
    memoryLimitMiB:
      bytes && bytes > 0 ? Math.ceil(bytes / 2 ** 20) : mebibytes && mebibytes > 0 ? mebibytes : 1024,
  };
}

/** testlib.h is found where the judge always looks: beside the checker, or in a folder above. */
async function writtenChecker(folder: string, id: string, source: string): Promise<Checker> {
  const path = join(folder, id.replace(/[^\w.-]/g, '_').slice(0, 100), 'checker.cpp');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, source);
  return { kind: 'program', protocol: 'testlib', path };
}
