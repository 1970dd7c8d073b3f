import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { unpackTar } from 'modern-tar/fs';
import { extractMembers } from '../download/wheel.ts';

/** The parts of a name within the folder that all begin with. */
const insideOf = (name: string) => name.split('/').slice(1);

/**
 * Unpacks a package as npm packs it, a gzipped tar whose names all begin with one folder, which is left out, into
 * `folder`. Throws on names that lead out of it and on all that is no file: npm packs nothing else.
 */
export async function unpackPackage(archive: string, folder: string, signal: AbortSignal): Promise<void> {
  const unpacking = unpackTar(folder, {
    strict: true,
    filter: ({ name, type = 'file' }) => {
      const told = JSON.stringify(name);
      const parts = insideOf(name);
      if (type !== 'file') throw new Error(`it holds ${told}, which is no plain file`);
      if (parts.length === 0 || parts.some((part) => /^\.{0,2}$|[\\:]/.test(part)))
        throw new Error(`it holds a file with the name ${told}`);
      return true;
    },
    map: (header) => ({ ...header, name: insideOf(header.name).join('/') }),
  });
  await pipeline(createReadStream(archive), createGunzip(), unpacking, { signal });
}

/** The libraries that are called, without their folder: "libcublasLt.so.13", "cudart64_12.dll". */
const library = /\/((?:lib)?(?:cudart|cublas|cublasLt)(?:64_\d+\.dll|\.so\.\d+))$/;

/** Unpacks NVIDIA's libraries of a wheel into `folder`. */
export async function unpackLibraries(wheel: string, folder: string, signal: AbortSignal): Promise<void> {
  await mkdir(folder, { recursive: true });
  const placeOf = (member: string) => {
    const [, name] = library.exec(member) ?? [];
    return name && join(folder, name);
  };
  await extractMembers(wheel, placeOf, signal);
}
