import { open, stat } from 'node:fs/promises';
import { ModelError, reasonOf } from '../errors.ts';

/**
 * Fetches a file into `target`, going on where an earlier try stopped when the server can.
 * @param stallMs a connection that gives nothing for so long is given up.
 */
export async function fetchOverHttp(
  url: string,
  target: string,
  options: {
    totalBytes?: number;
    onBytes: (bytes: number, totalBytes: number | undefined) => void;
    stallMs?: number;
    signal?: AbortSignal;
  },
): Promise<void> {
  const have = (await stat(target).catch(() => undefined))?.size ?? 0;
  if (options.totalBytes !== undefined && have === options.totalBytes) return;
  const stall = new AbortController();
  const patience = setTimeout(
    () => stall.abort(new Error('the server sent nothing')),
    options.stallMs ?? 30_000,
  );
  const signal = options.signal ? AbortSignal.any([options.signal, stall.signal]) : stall.signal;
  try {
    const response = await fetch(url, { signal, headers: have > 0 ? { range: `bytes=${have}-` } : {} });
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
    if (/text\/html/i.test(response.headers.get('content-type') ?? ''))
      throw new Error('the server sent a web page');
    const from = response.status === 206 ? have : 0;
    const length = Number(response.headers.get('content-length')) || undefined;
    const totalBytes = options.totalBytes ?? (length === undefined ? undefined : from + length);
    const file = await open(target, from > 0 ? 'r+' : 'w');
    try {
      let at = from;
      for await (const chunk of response.body) {
        patience.refresh();
        await file.write(chunk, 0, chunk.length, at);
        at += chunk.length;
        options.onBytes(at, totalBytes);
      }
      if (totalBytes !== undefined && at !== totalBytes)
        throw new Error(`only ${at} of ${totalBytes} bytes came`);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (options.signal?.aborted) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
    const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
    throw new ModelError(
      'download-failed',
      `${url}: ${reasonOf(error)}${cause}.`,
      'Check the network.',
      error,
    );
  } finally {
    clearTimeout(patience);
  }
}
