import { join } from 'node:path';
import {
  cacheFolder,
  type DownloadEvent,
  type Fetchable,
  type FetchOptions,
  fetchFile,
  findFile,
} from '../../model/index.ts';
import type { KnownSet } from './known-sets.ts';

/** Where fetched sets lie, each in a folder of its own. */
export function setsFolder(): string {
  return join(cacheFolder(), 'sets');
}

/**
 * Fetches what of a set's files is not here yet, each checked as a model file is. Aborting, or being killed, keeps
 * what has arrived. Throws `ModelError` (`download-failed`, `no-space`) or the signal's reason.
 * @param options.folder where all sets lie
 */
export async function* fetchSet(set: KnownSet, options: FetchOptions): AsyncGenerator<DownloadEvent> {
  for (const file of set.files)
    yield* fetchFile(fetchable(set, file), { ...options, folder: join(options.folder, set.id) });
}

/**
 * The paths of a set's files when all are here and as they were when they came; undefined when one is absent.
 * Throws `model-corrupt` when one has changed.
 */
export async function findSet(
  set: KnownSet,
  folder: string,
  signal?: AbortSignal,
): Promise<string[] | undefined> {
  const paths: string[] = [];
  for (const file of set.files) {
    const path = await findFile(fetchable(set, file), join(folder, set.id), signal);
    if (path === undefined) return undefined;
    paths.push(path);
  }
  return paths;
}

/** The same files from a server of one's own, under `url`; what comes is checked as from the first sources. */
export function fromMirror(set: KnownSet, url: string): KnownSet {
  const base = url.endsWith('/') ? url : `${url}/`;
  const files = set.files.map((file) => ({
    ...file,
    sources: [{ kind: 'https' as const, url: `${base}${file.name}` }],
  }));
  return { ...set, files };
}

function fetchable({ id, title }: KnownSet, file: Fetchable['file']): Fetchable {
  return { id, title, file, kind: 'data' };
}
