import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { ModelError } from '../errors.ts';
import type { Preset } from '../preset/preset.ts';

/** What is known of a complete model file, kept beside it so that it need not be hashed at every start. */
const Stamp = z.object({ bytes: z.number(), modifiedMs: z.number(), sha256: z.string() });
type Stamp = z.infer<typeof Stamp>;

const stampPath = (path: string) => `${path}.stamp.json`;

/** SHA-256 of a file, lower-case hex. */
export async function sha256Of(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, ...(signal && { signal }) }))
    hash.update(chunk);
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

/**
 * Whether the preset's file at `path` is whole: `absent`, `whole`, or throws `model-corrupt`. A file whose size
 * and time are the stamp's is taken as it was; any other is hashed and compared with the preset's hash or, where
 * that is unknown, with the one recorded at the first complete download.
 */
export async function checkModelFile(
  preset: Preset,
  path: string,
  signal?: AbortSignal,
): Promise<'absent' | 'whole'> {
  const there = await stat(path).catch(() => undefined);
  if (!there) return 'absent';
  const stamp = await readStamp(path);
  const expected = preset.file.sha256 ?? stamp?.sha256;
  if (stamp && stamp.bytes === there.size && stamp.modifiedMs === there.mtimeMs && stamp.sha256 === expected)
    return 'whole';
  if (preset.file.bytes !== undefined && there.size !== preset.file.bytes)
    throw corrupt(preset, path, `${there.size} bytes instead of ${preset.file.bytes}`);
  if (!(await beginsAsGguf(path))) throw corrupt(preset, path, 'it does not begin as a GGUF file does');
  const sha256 = await sha256Of(path, signal);
  if (expected !== undefined && sha256 !== expected)
    throw corrupt(
      preset,
      path,
      `its SHA-256 is ${sha256.slice(0, 12)}… instead of ${expected.slice(0, 12)}…`,
    );
  await writeStamp(path, sha256);
  return 'whole';
}

/** GGUF files begin with these four bytes (the GGUF specification). */
export async function beginsAsGguf(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.toString('latin1') === 'GGUF';
  } finally {
    await file.close();
  }
}

async function readStamp(path: string): Promise<Stamp | undefined> {
  try {
    return Stamp.parse(JSON.parse(await readFile(stampPath(path), 'utf8')));
  } catch {
    return undefined;
  }
}

function corrupt(preset: Preset, path: string, how: string): ModelError {
  const remedy =
    preset.file.sources.length > 0
      ? `Download it again: verdict models download ${preset.id}`
      : 'Copy it again from where it came.';
  return new ModelError('model-corrupt', `The model file ${path} is damaged: ${how}.`, remedy);
}
