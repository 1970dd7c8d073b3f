import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DownloadEvent } from '../download/event.ts';
import { type FetchOptions, fetchFile } from '../download/fetch-file.ts';
import { removeWithStamp } from '../download/stamp.ts';
import { ModelError, reasonOf } from '../errors.ts';
import { cudaPackages, cudaVersion } from './packages.ts';
import { cudaRoot, hasNvidiaDriver } from './place.ts';
import { npmRegistry } from './registry.ts';
import { unpackPackage } from './unpack.ts';

export interface CudaOptions {
  signal?: AbortSignal;
  /** Default: the one of the user's npm. */
  registry?: string;
  /** Fetch it where no driver is, too. */
  evenWithoutDriver?: boolean;
  /** For tests; the defaults are what npm's registry publishes. */
  packages?: { name: string; integrity: string }[];
  http?: FetchOptions['http'];
}

/**
 * Fetches llama.cpp's code for CUDA from an npm registry into Verdict's cache, where model processes find it from their
 * next start on. A download that was stopped goes on where it was. Nothing is unpacked before its SHA-512 is the one
 * recorded here. The last event, `download-done`, names the folder. Throws `ModelError`: `cuda-impossible`,
 * `model-corrupt`, `download-failed` or `no-space`; the signal's reason when it is aborted.
 */
export async function* fetchCuda(options: CudaOptions = {}): AsyncGenerator<DownloadEvent> {
  const { signal = new AbortController().signal } = options;
  const packages = options.packages ?? cudaPackages[`${process.platform}-${process.arch}`];
  if (!packages)
    throw new ModelError(
      'cuda-impossible',
      `There is no code for CUDA on ${process.platform}-${process.arch}.`,
      'It is there for Linux and Windows on x64. Elsewhere: --gpu vulkan, --gpu metal or --gpu cpu.',
    );
  if (!options.evenWithoutDriver && !hasNvidiaDriver())
    throw new ModelError(
      'cuda-impossible',
      'No NVIDIA driver was found on this machine, so CUDA cannot run here; nothing was fetched.',
      'Install the driver of your GPU and ask again, or use --gpu vulkan. To fetch it all the same: --anyway.',
    );
  const registry = options.registry ?? (await npmRegistry());
  const [root, folder] = [cudaRoot(), join(cudaRoot(), cudaVersion)];
  const partial = `${folder}.${process.pid}`;
  const archives: string[] = [];
  try {
    for (const { name, integrity } of packages) {
      let path = '';
      for await (const event of fetchFile(fetchableOf(name, registry), { folder: root, signal, ...options }))
        if (event.type === 'download-done') path = event.path;
        else yield event;
      if ((await sha512Of(path, signal)) !== integrity) {
        await removeWithStamp(path);
        throw new ModelError(
          'model-corrupt',
          `What came as ${name} ${cudaVersion} is not what npm’s registry publishes: its SHA-512 differs. It was removed.`,
          'Ask another registry (--registry), or look at what stands between: a proxy, a mirror.',
        );
      }
      await unpackPackage(path, join(partial, name), signal);
      archives.push(path);
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    await rename(partial, folder);
    for (const path of archives) await removeWithStamp(path);
    // Of versions before this one, and of unpackings that were killed.
    for (const name of await readdir(root))
      if (/^\d/.test(name) && name !== cudaVersion)
        await rm(join(root, name), { recursive: true, force: true, maxRetries: 5 });
    yield { type: 'download-done', path: folder };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ModelError) throw error;
    throw new ModelError(
      'download-failed',
      `CUDA’s code could not be unpacked: ${reasonOf(error)}.`,
      'See that the disk of the cache folder has 2 GB free, and ask again.',
      error,
    );
  } finally {
    await rm(partial, { recursive: true, force: true, maxRetries: 5 });
  }
}

function fetchableOf(name: string, registry: string) {
  const file = `${name}-${cudaVersion}.tgz`;
  return {
    id: name,
    title: `llama.cpp for CUDA (${name})`,
    kind: 'data' as const,
    file: {
      name: file,
      sources: [{ kind: 'https' as const, url: `${registry}@node-llama-cpp/${name}/-/${file}` }],
    },
  };
}

async function sha512Of(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash, { signal });
  return hash.digest('base64');
}
