import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { SetError } from '../task.ts';
import { linesOf } from './lines.ts';

type Fields = Record<string, unknown>;

/** One row of a set's file, with its place for error messages. `again` reads it once more. */
export interface Row {
  where: string;
  fields: Fields;
  again(): Promise<Fields>;
}

/** The rows of a file as they are read; `sha256` is known once all are. */
export interface Rows extends AsyncIterable<Row> {
  sha256(): string;
}

/** Rows of JSON lines (`.gz` too), of a JSON array, or of a Parquet file. Iterating throws a SetError with the line. */
export function rowsOf(path: string): Rows {
  const hash = createHash('sha256');
  const rows = path.endsWith('.parquet')
    ? parquetRows(path, hash)
    : path.endsWith('.json')
      ? arrayRows(path, hash)
      : lineRows(path, hash);
  let digest: string | undefined;
  return {
    [Symbol.asyncIterator]: () => rows,
    sha256: () => {
      digest ??= hash.digest('hex');
      return digest;
    },
  };
}

async function* lineRows(path: string, hash: Hash): AsyncGenerator<Row> {
  for await (const line of linesOf(path, hash)) {
    const where = `${path}, line ${line.number}`;
    const fields = parsed(line.text, where);
    yield { where, fields, again: async () => parsed(await line.again(), where) };
  }
}

async function* arrayRows(path: string, hash: Hash): AsyncGenerator<Row> {
  const text = await readFile(path, 'utf8');
  hash.update(text);
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (error) {
    // Many files named so hold JSON lines.
    if (!text.trimStart().startsWith('{')) throw new SetError(`${path} is no JSON: ${wordsOf(error)}`);
    for (const [index, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue;
      const where = `${path}, line ${index + 1}`;
      const fields = parsed(line, where);
      yield { where, fields, again: async () => fields };
    }
    return;
  }
  const list = Array.isArray(values) ? values : Object.values((values ?? {}) as object).find(Array.isArray);
  if (!list) throw new SetError(`${path} holds no list of problems. Give JSON lines or a JSON array.`);
  for (const [index, value] of list.entries()) {
    const where = `${path}, entry ${index + 1}`;
    const fields = asFields(value, where);
    yield { where, fields, again: async () => fields };
  }
}

async function* parquetRows(path: string, hash: Hash): AsyncGenerator<Row> {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import('hyparquet');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  const file = await asyncBufferFromFile(path);
  try {
    const metadata = await parquetMetadataAsync(file);
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      const rows = await parquetReadObjects({ file, metadata, rowStart, rowEnd });
      for (const [index, value] of rows.entries()) {
        const fields = plain(value) as Fields;
        yield { where: `${path}, row ${rowStart + index + 1}`, fields, again: async () => fields };
      }
      rowStart = rowEnd;
    }
  } catch (error) {
    throw new SetError(
      `${path} could not be read as Parquet: ${wordsOf(error)}. Save it as JSON lines, or with Snappy compression.`,
    );
  }
}

/** Parquet's whole numbers are BigInts; a set's are small. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
  return value;
}

function parsed(text: string, where: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SetError(`${where} is no JSON (${wordsOf(error)}). Each line must be one object.`);
  }
  return asFields(value, where);
}

function asFields(value: unknown, where: string): Fields {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new SetError(`${where} holds no object. Each problem must be one.`);
  return value as Fields;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : String(error);
}
