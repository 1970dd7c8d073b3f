import { stat } from 'node:fs/promises';
import { ModelError } from '../errors.ts';
import { EventQueue } from '../event-queue.ts';
import type { DownloadEvent } from './event.ts';
import type { Fetchable } from './fetchable.ts';
import { wrongKind } from './file-kind.ts';
import { discardHalf } from './progress-file.ts';
import { sha256Of } from './stamp.ts';

/**
 * Hashes a half and gives back its hash when it is the file that is wanted; otherwise removes it and throws
 * `model-corrupt`.
 */
export async function* verifyHalf(
  wanted: Fetchable,
  half: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<DownloadEvent, string> {
  const { bytes, sha256: expected } = wanted.file;
  const { size } = await stat(half);
  const wrong =
    bytes !== undefined && size !== bytes
      ? `it has ${size} bytes instead of ${bytes}`
      : await wrongKind(wanted, half);
  if (wrong !== undefined) throw await refused(wanted, half, wrong);
  const sha256 = yield* hashing(half, size, signal);
  if (expected !== undefined && sha256 !== expected)
    throw await refused(wanted, half, 'its SHA-256 is not the one expected');
  yield { type: 'download-verified', sha256, bytes: size };
  return sha256;
}

/** The SHA-256 of a file of `totalBytes`, with progress a few times a second. */
export async function* hashing(
  path: string,
  totalBytes: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<DownloadEvent, string> {
  const events = new EventQueue<DownloadEvent>();
  let spoken = Number.NEGATIVE_INFINITY;
  const work = sha256Of(path, signal, (bytes) => {
    const now = performance.now();
    if (now - spoken < 200) return;
    spoken = now;
    events.push({ type: 'download-verifying', bytes, totalBytes });
  });
  work.then(
    () => events.close(),
    (error) => events.fail(error),
  );
  yield* events;
  return await work;
}

async function refused(wanted: Fetchable, half: string, wrong: string): Promise<ModelError> {
  await discardHalf(half);
  return new ModelError(
    'model-corrupt',
    `What came is not ${wanted.file.name}: ${wrong}.`,
    'Try again later.',
  );
}
