import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { unpackTar } from 'modern-tar/fs';

/**
 * Unpacks a package as npm packs it, a gzipped tar whose names all begin with one folder, which is left out, into
 * `folder`. Throws on names that lead out of it and on links.
 */
export async function unpackPackage(archive: string, folder: string, signal: AbortSignal): Promise<void> {
  const unpacking = unpackTar(folder, {
    strip: 1,
    strict: true,
    filter: ({ name, type = 'file' }) => {
      const told = JSON.stringify(name);
      const parts = name.split('/');
      if (type === 'directory') return false;
      if (type !== 'file') throw new Error(`it holds ${told}, which is no plain file`);
      if (parts.some((part) => /^\.{0,2}$|[\\:]/.test(part)))
        throw new Error(`it holds a file with the name ${told}`);
      return true;
    },
  });
  await pipeline(createReadStream(archive), createGunzip(), unpacking, { signal });
}
