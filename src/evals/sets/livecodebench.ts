import { inflateSync } from 'node:zlib';
import * as z from 'zod';
import type { Test } from '../../judge/index.ts';
import { type Sample, signatureOf } from '../../problem/index.ts';
import { jsonTokens } from '../judging/same-json.ts';
import { type EvalTask, type EvalTests, SetError } from '../task.ts';
import { dayOf, fieldsOf, jsonIn, textOrNumber } from './fields.ts';
import { readPickle } from './pickle.ts';
import type { Row } from './rows.ts';

/** LiveCodeBench's code generation rows, as `code_generation_lite` has them. */
const Fields = z.object({
  question_title: z.string(),
  question_content: z.string(),
  question_id: textOrNumber,
  platform: z.string().optional(),
  contest_date: z.string().optional(),
  difficulty: z.string().optional(),
  starter_code: z.string().nullish(),
  public_test_cases: z.string(),
  private_test_cases: z.string(),
  metadata: z.string().optional(),
});

const Tests = z.array(z.object({ input: z.string(), output: z.string(), testtype: z.string().optional() }));
const Metadata = z.object({ func_name: z.string().optional() });

/** What one program may use there: 6 s for each test, 4 GiB. */
const limits = { timeLimitMs: 6000, memoryLimitMiB: 4096 };
/** No set's tests of one problem are larger. */
const mostBytes = 1 << 30;

export function isLiveCodeBench(fields: Row['fields']): boolean {
  return 'question_content' in fields && 'private_test_cases' in fields;
}

export function liveCodeBenchTask(row: Row): EvalTask {
  const fields = fieldsOf(row, Fields);
  const shown = testsIn(row, 'public_test_cases', fields.public_test_cases);
  const metadata = fieldsOf(row, Metadata, jsonIn(row, 'metadata', fields.metadata || '{}'));
  const starter = fields.starter_code?.trim() ? fields.starter_code : undefined;
  const isCalls = shown[0]?.testtype === 'functional' || starter !== undefined;
  if (isCalls && metadata.func_name === undefined)
    throw new SetError(`${row.where}: metadata names no func_name, though the tests call a function.`);
  const signature = isCalls ? signatureOf(`${starter ?? ''}\n        pass\n`, 'python') : undefined;
  const called = signature
    ? `${signature.name}(${signature.parameters.map(({ name, type }) => (type ? `${name}: ${type}` : name)).join(', ')})`
    : metadata.func_name;
  return {
    id: fields.question_id,
    kind: 'programming',
    language: 'python',
    problem: {
      title: fields.question_title,
      statement: fields.question_content,
      samples: shown.map((test) => (isCalls ? compact(test) : test)),
      ...(isCalls && called !== undefined ? { function: called } : {}),
    },
    tests: async () => {
      const own = fieldsOf(row, Fields, await row.again());
      const all = [
        ...testsIn(row, 'public_test_cases', own.public_test_cases),
        ...testsIn(row, 'private_test_cases', own.private_test_cases),
      ];
      return judged(all, isCalls ? metadata.func_name : undefined);
    },
    ...(starter === undefined ? {} : { starter }),
    date: dayOf(fields.contest_date),
    difficulty: fields.difficulty,
    topics: fields.platform ? [fields.platform] : [],
  };
}

function judged(all: z.infer<typeof Tests>, name: string | undefined): EvalTests {
  const tests: Test[] = all.map(({ input, output }, index) => ({
    name: `${index + 1}`,
    input,
    answer: output,
  }));
  return name === undefined
    ? { kind: 'io', tests, rule: 'livecodebench', before: preamble, ...limits }
    : { kind: 'calls', tests, function: name, before: preamble, ...limits };
}

/** JSON, or (private tests) the same packed: base64, zlib, pickle. */
function testsIn(row: Row, name: string, text: string): z.infer<typeof Tests> {
  if (/^\s*\[/.test(text)) return fieldsOf(row, Tests, jsonIn(row, name, text));
  let unpacked: unknown;
  try {
    unpacked = readPickle(inflateSync(Buffer.from(text, 'base64'), { maxOutputLength: mostBytes }));
  } catch (error) {
    throw new SetError(`${row.where}: ${name} could not be unpacked: ${(error as Error).message}.`);
  }
  return fieldsOf(row, Tests, typeof unpacked === 'string' ? jsonIn(row, name, unpacked) : unpacked);
}

/** A call's values without white space between their parts, as the solver's own runs print them. */
function compact({ input, output }: Sample): Sample {
  const line = (text: string) => jsonTokens(text).join('');
  return { input: `${input.trimEnd().split('\n').map(line).join('\n')}\n`, output: `${line(output)}\n` };
}

/** Everything of these modules stands in front of each program there, so that a missing import is no mistake. */
const starred =
  'string re datetime collections heapq bisect copy math random statistics itertools functools operator io sys json builtins typing';
const named =
  'string re datetime collections heapq bisect copy math random statistics itertools functools operator io sys json';
export const preamble = `${starred
  .split(' ')
  .map((name) => `from ${name} import *`)
  .join('\n')}
import ${named.split(' ').join(', ')}
sys.setrecursionlimit(50000)
`;
