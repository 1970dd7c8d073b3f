import * as z from 'zod';
import { SetError } from '../task.ts';
import type { Row } from './rows.ts';

/** The row's fields as `schema` has them. Throws a SetError with the line and the field. */
export function fieldsOf<T extends z.ZodType>(row: Row, schema: T, fields: unknown = row.fields): z.infer<T> {
  const read = schema.safeParse(fields);
  if (read.success) return read.data;
  const [first] = read.error.issues;
  throw new SetError(
    `${row.where}: ${first?.path.join('.') || 'the row'}: ${first?.message ?? 'is not as expected'}.`,
  );
}

/** JSON inside of a field, as several sets have it. */
export function jsonIn(row: Row, name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SetError(`${row.where}: ${name} holds no JSON.`);
  }
}

/** Ids, years and answers come as text or as numbers. */
export const textOrNumber = z.union([z.string(), z.number()]).transform(String);

/** The day of a date in any of the usual forms; undefined when it is none. */
export function dayOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
}
