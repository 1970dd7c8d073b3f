import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { ModelError } from '../errors.ts';
import { commandFor, type Fetchable } from './fetchable.ts';
import { wrongKind } from './file-kind.ts';

/** What is known of a complete file, kept beside it so that it need not be hashed at every start. */
const Stamp = z.object({ bytes: z.number(), modifiedMs: z.number(), sha256: z.string() });
type Stamp = z.infer<typeof Stamp>;

const stampPath = (path: string) => `${path}.stamp.json`;

/** SHA-256 of a file, lower-case hex; `onBytes` is called with the bytes read so far. */
export async function sha256Of(
  path: string,
  signal?: AbortSignal,
  onBytes?: (bytes: number) => void,
): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, ...(signal && { signal }) })) {
    hash.update(chunk);
    bytes += chunk.length;
    onBytes?.(bytes);
  }
  return hash.digest('hex');
}

/** Notes that `path` is whole and has this hash. */
export async function writeStamp(path: string, sha256: string): Promise<void> {
  const { size, mtimeMs } = await stat(path);
  const stamp: Stamp = { bytes: size, modifiedMs: mtimeMs, sha256 };
  const half = `${stampPath(path)}.${process.pid}`;
  await writeFile(half, JSON.stringify(stamp));
  await rename(half, stampPath(path));
}

export async function removeWithStamp(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(stampPath(path), { force: true });
}

/** Whether the file at `path` is as it was when its stamp was made, by its size and time. */
export async function isAsStamped(wanted: Fetchable, path: string): Promise<boolean> {
  const [there, stamp] = await Promise.all([stat(path).catch(() => undefined), readStamp(path)]);
  return there !== undefined && stamp !== undefined && asStamped(wanted, there, stamp);
}

/**
 * Whether the file that is wanted at `path` is whole: `absent`, `whole`, or throws `model-corrupt`. A file whose size
 * and time are the stamp's is taken as it was; any other is hashed and compared with its published hash or, where
 * that is unknown, with the one recorded when it came. A hash computed just now is compared in any case.
 */
export async function checkFile(
  wanted: Fetchable,
  path: string,
  options: { signal?: AbortSignal; sha256?: string } = {},
): Promise<'absent' | 'whole'> {
  const there = await stat(path).catch(() => undefined);
  if (!there) return 'absent';
  const stamp = await readStamp(path);
  const expected = wanted.file.sha256 ?? stamp?.sha256;
  if (options.sha256 === undefined && stamp && asStamped(wanted, there, stamp)) return 'whole';
  const kind = await wrongKind(wanted, path);
  if (kind !== undefined) throw corrupt(wanted, path, kind);
  if (wanted.file.bytes !== undefined && there.size !== wanted.file.bytes)
    throw corrupt(wanted, path, `it has ${there.size} bytes instead of ${wanted.file.bytes}`);
  const sha256 = options.sha256 ?? (await sha256Of(path, options.signal));
  if (expected !== undefined && sha256 !== expected)
    throw corrupt(
      wanted,
      path,
      `its SHA-256 is ${sha256.slice(0, 12)}… instead of ${expected.slice(0, 12)}…`,
    );
  await writeStamp(path, sha256);
  return 'whole';
}

function asStamped(wanted: Fetchable, there: { size: number; mtimeMs: number }, stamp: Stamp): boolean {
  const expected = wanted.file.sha256 ?? stamp.sha256;
  return stamp.bytes === there.size && stamp.modifiedMs === there.mtimeMs && stamp.sha256 === expected;
}

async function readStamp(path: string): Promise<Stamp | undefined> {
  try {
    return Stamp.parse(JSON.parse(await readFile(stampPath(path), 'utf8')));
  } catch {
    return undefined;
  }
}

function corrupt(wanted: Fetchable, path: string, how: string): ModelError {
  if (wanted.file.sources.length === 0)
    return new ModelError(
      'model-corrupt',
      `${path} is no usable model: ${how}.`,
      'Get it again from where it came.',
    );
  return new ModelError(
    'model-corrupt',
    `The ${wanted.kind === 'data' ? '' : 'model '}file ${path} is damaged: ${how}.`,
    `Download it again: ${commandFor(wanted)}`,
  );
}
