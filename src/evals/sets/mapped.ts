import * as z from 'zod';
import { type EvalTask, SetError } from '../task.ts';
import { dayOf } from './fields.ts';
import { textsIn } from './maths.ts';
import type { Row } from './rows.ts';

/** Which of a row's fields is what; nested ones with dots: `meta.level`. */
export const SetMapping = z.partialRecord(
  z.enum(['id', 'statement', 'answer', 'tests', 'samples', 'date', 'difficulty', 'topics', 'title']),
  z.string(),
);
export type SetMapping = z.infer<typeof SetMapping>;

const Cases = z.array(z.object({ input: z.string(), output: z.string() }));

/** Reads `statement=question,answer=final`. Throws a SetError that says what can be mapped. */
export function readMapping(text: string): SetMapping {
  const pairs = text.split(',').map((pair) => {
    const [to = '', ...from] = pair.split('=');
    return [to.trim(), from.join('=').trim()];
  });
  const read = SetMapping.safeParse(Object.fromEntries(pairs));
  const { statement, answer, tests } = read.data ?? {};
  if (!read.success || !statement || (!answer && !tests))
    throw new SetError(
      `The mapping "${text}" needs statement=FIELD and answer=FIELD (maths) or tests=FIELD (a list of {input, output}). Also: id, title, samples, date, difficulty, topics.`,
    );
  return read.data;
}

/** A row of a file in any shape, by the user's own mapping. */
export function mappedTask(row: Row, index: number, mapping: SetMapping): EvalTask {
  const value = (part: keyof SetMapping, fields = row.fields): unknown => {
    const path = mapping[part];
    if (path === undefined) return undefined;
    return path
      .split('.')
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], fields);
  };
  const text = (part: keyof SetMapping) => textsIn(value(part))[0];
  const needed = (part: keyof SetMapping): string => {
    const found = text(part);
    if (found === undefined) throw new SetError(`${row.where} has no field "${mapping[part]}".`);
    return found;
  };
  const cases = (part: 'tests' | 'samples', fields = row.fields) => {
    const found = value(part, fields);
    if (found === undefined && part === 'samples') return [];
    const read = Cases.safeParse(found);
    if (read.success) return read.data;
    throw new SetError(`${row.where}: "${mapping[part]}" is no list of {input, output}.`);
  };
  const title = text('title');
  const difficulty = text('difficulty');
  const base = {
    id: text('id') ?? String(index + 1),
    problem: { statement: needed('statement'), samples: cases('samples'), ...(title ? { title } : {}) },
    date: dayOf(text('date')),
    ...(difficulty === undefined ? {} : { difficulty }),
    topics: textsIn(value('topics')),
  };
  if (mapping.tests === undefined) return { ...base, kind: 'maths', answer: needed('answer') };
  cases('tests');
  return {
    ...base,
    kind: 'programming',
    tests: async () => {
      const tests = cases('tests', await row.again()).map(({ input, output }, at) => ({
        name: `${at + 1}`,
        input,
        answer: output,
      }));
      return {
        kind: 'io',
        tests,
        rule: { kind: 'tokens' },
        before: '',
        timeLimitMs: 10_000,
        memoryLimitMiB: 1024,
      };
    },
  };
}
