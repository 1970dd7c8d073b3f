import { constants, createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ModelError } from '../errors.ts';
import { EventQueue } from '../event-queue.ts';
import type { Preset } from '../preset/preset.ts';
import { presetOfFile, presets } from '../preset/presets.ts';
import type { DownloadEvent } from './event.ts';
import { notAModel } from './file-kind.ts';
import { locked } from './kept.ts';
import { takeLock } from './lock.ts';
import { checkSpace, noSpace } from './place.ts';
import { Speed } from './speed.ts';
import { writeStamp } from './stamp.ts';
import { hashing, verifyHalf } from './verify-half.ts';

export interface ImportOptions {
  folder: string;
  signal?: AbortSignal;
  /** The preset whose file it must be. Absent: told by its name or hash; else it becomes a model of its own. */
  preset?: Preset;
}

/**
 * Takes over a file that was copied to this machine by hand, checked as a download is. The file itself stays where
 * it is. The last event is `download-done`. Throws `model-missing`, `model-corrupt` when it is not what it should
 * be, `no-space`, `download-locked`, `bad-request` when a file of that name is here already.
 */
export async function* importModel(file: string, options: ImportOptions): AsyncGenerator<DownloadEvent> {
  const { folder, signal } = options;
  const given = await stat(file).catch(() => undefined);
  if (!given?.isFile()) throw new ModelError('model-missing', `There is no file ${file}.`, 'Check the path.');
  const kind = await notAModel(file);
  if (kind !== undefined)
    throw new ModelError('model-corrupt', `${file} is no model: ${kind}.`, 'Bring a GGUF file.');
  await mkdir(folder, { recursive: true });
  const preset = options.preset ?? (yield* recognise(file, given.size, signal));
  const path = join(folder, preset?.file.name ?? `${basename(file).replace(/\.gguf$/i, '')}.gguf`);
  if (resolve(file) === resolve(path)) {
    yield { type: 'download-done', path };
    return;
  }
  if (!preset && (await stat(path).catch(() => undefined)))
    throw new ModelError(
      'bad-request',
      `${path} is there already.`,
      `Remove it first: verdict models remove ${basename(path)}`,
    );
  await using lock = await takeLock(`${path}.lock`);
  const wanted = preset ?? presetOfFile(file);
  if (!lock) throw locked(wanted);
  await checkSpace(wanted, path, given.size);
  const half = `${path}.import-${process.pid}`;
  try {
    yield* copy(file, half, given.size, signal);
    const sha256 = yield* verifyHalf(wanted, half, signal);
    await rename(half, path);
    await writeStamp(path, sha256);
    yield { type: 'download-done', path };
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? noSpace(folder, error) : error;
  } finally {
    await rm(half, { force: true });
  }
}

/** The preset a file belongs to: by its name, or by its hash where presets of that size are known by theirs. */
async function* recognise(
  file: string,
  bytes: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<DownloadEvent, Preset | undefined> {
  const name = basename(file).toLowerCase();
  const named = presets.find((preset) => preset.file.name.toLowerCase() === name);
  if (named) return named;
  const possible = presets.filter(
    (preset) => preset.file.sha256 && (preset.file.bytes === undefined || preset.file.bytes === bytes),
  );
  const near = possible.filter(({ memory }) => Math.abs(memory.weights - bytes) < 0.02 * bytes);
  if (near.length === 0) return undefined;
  const sha256 = yield* hashing(file, bytes, signal);
  return near.find((preset) => preset.file.sha256 === sha256);
}

/** Copies with progress. A file system that can share the blocks does so at once. */
async function* copy(
  from: string,
  to: string,
  totalBytes: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<DownloadEvent> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE_FORCE);
    return;
  } catch {
    await rm(to, { force: true });
  }
  const stop = new AbortController();
  const until = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const events = new EventQueue<DownloadEvent>();
  const speed = new Speed(0);
  let bytes = 0;
  const reading = createReadStream(from, { highWaterMark: 1 << 20 });
  reading.on('data', (chunk) => {
    bytes += chunk.length;
    const progress = speed.at(bytes, totalBytes);
    if (progress) events.push({ type: 'download-progress', source: from, ...progress });
  });
  const work = pipeline(reading, createWriteStream(to), { signal: until });
  work.then(
    () => events.close(),
    (error) => events.fail(signal?.aborted ? signal.reason : error),
  );
  try {
    yield* events;
  } finally {
    stop.abort();
    await work.catch(() => undefined);
  }
}
