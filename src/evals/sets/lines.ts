import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

/** A line of a file that need not stay in memory. */
export interface Line {
  /** From 1. */
  number: number;
  text: string;
  /** Reads the text once more. */
  again(): Promise<string>;
}

const newline = 0x0a;

/** The lines of a text file that are not blank; of a `.gz` unpacked. `hash` is fed with the file's own bytes. */
export async function* linesOf(path: string, hash: Hash): AsyncGenerator<Line> {
  const bytes = createReadStream(path, { highWaterMark: 1 << 20 });
  bytes.on('data', (chunk) => hash.update(chunk));
  const isPacked = path.endsWith('.gz');
  const chunks: AsyncIterable<Buffer> = isPacked ? bytes.pipe(createGunzip()) : bytes;
  if (isPacked) bytes.on('error', (error) => (chunks as ReturnType<typeof createGunzip>).destroy(error));
  let number = 0;
  let offset = 0;
  let parts: Buffer[] = [];
  const lineOf = (start: number): Line | undefined => {
    const whole = Buffer.concat(parts);
    const text = whole.toString('utf8').replace(/^\ufeff/, '');
    number++;
    if (text.trim() === '') return undefined;
    const { length } = whole;
    return { number, text, again: async () => (isPacked ? text : readAt(path, start, length)) };
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      parts.push(chunk.subarray(from, at));
      const length = parts.reduce((sum, part) => sum + part.length, 0);
      const line = lineOf(offset);
      offset += length + 1;
      parts = [];
      from = at + 1;
      if (line) yield line;
    }
    parts.push(chunk.subarray(from));
  }
  const last = lineOf(offset);
  if (last) yield last;
}

async function readAt(path: string, start: number, length: number): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
    if (bytesRead < length) throw new Error(`${path} has become shorter since it was read.`);
    return buffer.toString('utf8').replace(/^\ufeff/, '');
  } finally {
    await file.close();
  }
}
