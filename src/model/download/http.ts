import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { ModelError, reasonOf } from '../errors.ts';
import { pause } from '../pause.ts';
import { httpGet } from './http-get.ts';
import {
  bytesDone,
  discardHalf,
  type Progress,
  readProgress,
  segmentsOf,
  writeProgress,
} from './progress-file.ts';

export interface HttpFetchOptions {
  /** The size the file must have, when known. */
  totalBytes?: number;
  onBytes: (bytes: number, totalBytes: number | undefined) => void;
  signal?: AbortSignal;
  /** Connections at the same time. */
  connections?: number;
  segmentBytes?: number;
  /** A connection that gives nothing for so long is given up. */
  stallMs?: number;
  /** Tries of one segment in a row that bring nothing. */
  retries?: number;
  /** Milliseconds before a segment's first retry; doubled for each further one. */
  retryAfterMs?: number;
  /** Asks for the whole file in one go, for a server that lied about ranges. */
  whole?: boolean;
  environment?: NodeJS.ProcessEnv;
}

/** The file at the server is another one than before: what has arrived of the old one is of no use. */
class FileChanged extends Error {}

/**
 * Fetches a file into `half` in segments over several connections. Segments that an earlier try completed are not
 * fetched again, as long as the server still has the same version of the file. A server without ranges sends it in
 * one go. Whether it is the right file is for the caller to check.
 *
 * Why no library: ipull (which node-llama-cpp's own downloader uses) knows ranges and going on, but in 3.9.5 it
 * compares no version of the file when it goes on, and two processes do not share a download.
 */
export async function fetchOverHttp(url: string, half: string, options: HttpFetchOptions): Promise<void> {
  const { signal } = options;
  try {
    try {
      await fetchSegments(url, half, options);
    } catch (error) {
      if (!(error instanceof FileChanged)) throw error;
      await discardHalf(half);
      await fetchSegments(url, half, options);
    }
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
    throw new ModelError(
      'download-failed',
      `${url}: ${reasonOf(error)}.`,
      /certificate/i.test(reasonOf(error))
        ? 'If your network inspects connections, name its certificate in NODE_EXTRA_CA_CERTS.'
        : 'Check the network and the proxy settings.',
      error,
    );
  }
}

async function fetchSegments(url: string, half: string, options: HttpFetchOptions): Promise<void> {
  const { segmentBytes = 8 << 20, connections = 4 } = options;
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const earlier = options.whole ? undefined : await readProgress(half);
  const first = await probeAgain(url, earlier, { ...options, segmentBytes, signal });
  if (first.kind === 'whole') {
    await discardHalf(half);
    await takeWhole(first.response, half, options, stop);
    return;
  }
  const { progress } = first;
  if (!earlier || progress !== earlier) await discardHalf(half);
  const file = await open(half, earlier && progress === earlier ? 'r+' : 'w+');
  try {
    await file.truncate(progress.totalBytes);
    await writeProgress(half, progress);
    await fillIn(url, half, file, progress, first.response, { ...options, connections, signal, stop });
  } finally {
    stop.abort();
    await file.close();
  }
}

type Probe =
  | { kind: 'whole'; response: IncomingMessage }
  | {
      kind: 'ranges';
      progress: Progress;
      response: { segment: number; message: IncomingMessage } | undefined;
    };

async function probeAgain(
  url: string,
  earlier: Progress | undefined,
  options: HttpFetchOptions & { segmentBytes: number; signal: AbortSignal },
): Promise<Probe> {
  const { retries = 5, retryAfterMs = 500 } = options;
  for (let attempt = 0; ; attempt++) {
    try {
      return await probe(url, earlier, options);
    } catch (error) {
      const final = options.signal.aborted || error instanceof FileChanged || error instanceof Refused;
      if (final || attempt >= retries) throw error;
      await pause(retryAfterMs * 2 ** attempt, options.signal);
    }
  }
}

/** Asks for the first segment that is missing, and learns what the server can do and which file it has. */
async function probe(
  url: string,
  earlier: Progress | undefined,
  options: HttpFetchOptions & { segmentBytes: number; signal: AbortSignal },
): Promise<Probe> {
  const missing = earlier ? segmentsOf(earlier).findIndex((_, index) => !earlier.done.includes(index)) : 0;
  if (earlier && missing === -1) return { kind: 'ranges', progress: earlier, response: undefined };
  const segment = (earlier && segmentsOf(earlier)[missing]) ?? { from: 0, to: options.segmentBytes };
  const response = await checked(
    await httpGet(url, {
      signal: options.signal,
      headers: options.whole ? {} : { range: `bytes=${segment.from}-${segment.to - 1}` },
      ...(options.environment && { environment: options.environment }),
    }),
  );
  if (response.statusCode === 200) return { kind: 'whole', response };
  const range = contentRange(response);
  const version = versionOf(response);
  if (options.totalBytes !== undefined && range.total !== options.totalBytes)
    throw new Refused(`the file there has ${range.total} bytes instead of ${options.totalBytes}`);
  if (earlier && (range.total !== earlier.totalBytes || differs(version, earlier.version))) {
    response.destroy();
    throw new FileChanged('the file has changed');
  }
  const progress = earlier ?? {
    totalBytes: range.total,
    segmentBytes: options.segmentBytes,
    ...(version !== undefined && { version }),
    done: [],
  };
  return { kind: 'ranges', progress, response: { segment: missing, message: response } };
}

async function fillIn(
  url: string,
  half: string,
  file: FileHandle,
  progress: Progress,
  begun: { segment: number; message: IncomingMessage } | undefined,
  options: HttpFetchOptions & { connections: number; signal: AbortSignal; stop: AbortController },
): Promise<void> {
  const segments = segmentsOf(progress);
  const queue = segments.map((_, index) => index).filter((index) => !progress.done.includes(index));
  const partial = new Map<number, number>();
  let saving: Promise<void> = Promise.resolve();
  const report = () =>
    options.onBytes(
      bytesDone(progress) + [...partial.values()].reduce((sum, bytes) => sum + bytes, 0),
      progress.totalBytes,
    );
  report();
  const worker = async () => {
    for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
      const segment = segments[index];
      if (!segment) continue;
      const ready = begun?.segment === index ? begun.message : undefined;
      const segmentIndex = index;
      await takeSegment(url, file, segment, progress, ready, options, (bytes) => {
        partial.set(segmentIndex, bytes);
        report();
      });
      partial.delete(index);
      progress.done.push(index);
      saving = saving.then(() => writeProgress(half, progress));
      report();
    }
  };
  const workers = Array.from({ length: Math.min(options.connections, queue.length) }, worker);
  try {
    await Promise.all(workers);
  } catch (error) {
    options.stop.abort();
    await Promise.allSettled(workers);
    throw error;
  } finally {
    await saving.catch(() => undefined);
  }
}

/** Brings one segment, going on within it after each break as long as every try brings something. */
async function takeSegment(
  url: string,
  file: FileHandle,
  segment: { from: number; to: number },
  progress: Progress,
  ready: IncomingMessage | undefined,
  options: HttpFetchOptions & { signal: AbortSignal },
  onBytes: (bytes: number) => void,
): Promise<void> {
  const { retries = 5, retryAfterMs = 500 } = options;
  let at = segment.from;
  let response = ready;
  for (let fruitless = 0; ; ) {
    const before = at;
    try {
      response ??= await ask(url, at, segment.to, progress, options);
      for await (const bytes of patiently(response, options.stallMs)) {
        if (at + bytes.length > segment.to) throw new Error('the server sent more than was asked for');
        await file.write(bytes, 0, bytes.length, at);
        at += bytes.length;
        onBytes(at - segment.from);
      }
      if (at === segment.to) return;
      throw new Error('the connection broke off');
    } catch (error) {
      response?.destroy();
      response = undefined;
      const final = options.signal.aborted || error instanceof FileChanged || error instanceof Refused;
      if (final || (error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
      fruitless = at > before ? 0 : fruitless + 1;
      if (fruitless > retries) throw error;
      await pause(retryAfterMs * 2 ** fruitless, options.signal);
    }
  }
}

async function ask(
  url: string,
  from: number,
  to: number,
  progress: Progress,
  options: HttpFetchOptions & { signal: AbortSignal },
): Promise<IncomingMessage> {
  const response = await checked(
    await httpGet(url, {
      signal: options.signal,
      headers: { range: `bytes=${from}-${to - 1}` },
      ...(options.environment && { environment: options.environment }),
    }),
  );
  const range = response.statusCode === 206 ? contentRange(response) : undefined;
  if (range?.total !== progress.totalBytes || differs(versionOf(response), progress.version)) {
    response.destroy();
    throw new FileChanged('the file has changed');
  }
  if (range.from !== from || range.to > to) {
    response.destroy();
    throw new Refused('the server sent another range than was asked for');
  }
  return response;
}

async function takeWhole(
  response: IncomingMessage,
  half: string,
  options: HttpFetchOptions,
  stop: AbortController,
): Promise<void> {
  const announced = Number(response.headers['content-length']) || undefined;
  const totalBytes = options.totalBytes ?? announced;
  if (announced !== undefined && totalBytes !== announced)
    throw new Refused(`the file there has ${announced} bytes instead of ${totalBytes}`);
  const file = await open(half, 'w');
  try {
    let at = 0;
    for await (const bytes of patiently(response, options.stallMs)) {
      await file.write(bytes, 0, bytes.length, at);
      at += bytes.length;
      if (totalBytes !== undefined && at > totalBytes)
        throw new Error('the server sent more than the whole file');
      options.onBytes(at, totalBytes);
    }
    if (totalBytes !== undefined && at !== totalBytes)
      throw new Error(`only ${at} of ${totalBytes} bytes came`);
  } finally {
    response.destroy();
    stop.abort();
    await file.close();
  }
}

/** A refusal that asking again will not change. */
class Refused extends Error {}

async function checked(response: IncomingMessage): Promise<IncomingMessage> {
  const { statusCode = 0 } = response;
  const page = /text\/html/i.test(response.headers['content-type'] ?? '');
  if (!page && (statusCode === 200 || statusCode === 206)) return response;
  response.destroy();
  if (page && statusCode < 400) throw new Refused('the server sent a web page instead of the file');
  const passing = statusCode === 429 || statusCode >= 500;
  throw passing
    ? new Error(`the server answered ${statusCode}`)
    : new Refused(`the server answered ${statusCode}`);
}

function contentRange(response: IncomingMessage): { from: number; to: number; total: number } {
  const found = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(response.headers['content-range'] ?? '');
  if (!found) {
    response.destroy();
    throw new Refused('the server did not say which part of the file it sent');
  }
  return { from: Number(found[1]), to: Number(found[2]) + 1, total: Number(found[3]) };
}

/** What tells versions of a file apart. A weak ETag will do: the hash is checked in the end. */
function versionOf(response: IncomingMessage): string | undefined {
  return response.headers.etag ?? response.headers['last-modified'];
}

/** A server that names no version this time has not said that the file is another. */
function differs(now: string | undefined, before: string | undefined): boolean {
  return now !== undefined && before !== undefined && now !== before;
}

/** The body's bytes; throws when none come for `stallMs`. */
async function* patiently(response: IncomingMessage, stallMs = 30_000): AsyncGenerator<Buffer> {
  let stalled = false;
  const timer = setTimeout(() => {
    stalled = true;
    response.destroy();
  }, stallMs);
  try {
    for await (const bytes of response) {
      timer.refresh();
      yield bytes as Buffer;
    }
  } catch (error) {
    if (!stalled) throw error;
  } finally {
    clearTimeout(timer);
  }
  if (stalled) throw new Error(`nothing came for ${stallMs / 1000} s`);
}
