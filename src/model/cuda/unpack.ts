import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

const block = 512;

/**
 * Unpacks a package as npm packs it, a gzipped tar whose names all begin with one folder, which is left out, into
 * `folder`. Throws on names that lead out of it and on links.
 */
export async function unpackPackage(archive: string, folder: string, signal: AbortSignal): Promise<void> {
  await pipeline(
    createReadStream(archive),
    createGunzip(),
    async (chunks: AsyncIterable<Buffer>) => {
      const tar = new Pieces(chunks);
      for (let header = await tar.take(block); header.some((byte) => byte !== 0); ) {
        const text = (from: number, to: number) =>
          header.toString('utf8', from, to).split('\0', 1)[0]?.trim() ?? '';
        const [prefix, type] = [text(345, 500), text(156, 157)];
        const size = Number.parseInt(text(124, 136), 8) || 0;
        const name = prefix ? `${prefix}/${text(0, 100)}` : text(0, 100);
        const parts = name.split('/').slice(1);
        if (type === '' || type === '0') {
          if (parts.length === 0 || parts.some((part) => /^\.{0,2}$|[\\:]/.test(part)))
            throw new Error(`it holds a file with the name ${JSON.stringify(name)}`);
          const path = join(folder, ...parts);
          await mkdir(dirname(path), { recursive: true });
          await using file = await open(path, 'wx');
          for await (const piece of tar.next(size)) await file.write(piece);
        } else if (type === '5') await drained(tar.next(size));
        else throw new Error(`it holds ${JSON.stringify(name)}, which is no plain file`);
        await drained(tar.next((block - (size % block)) % block));
        header = await tar.take(block);
      }
      await drained(tar.next(Number.POSITIVE_INFINITY));
    },
    { signal },
  );
}

async function drained(pieces: AsyncIterable<Buffer>): Promise<void> {
  for await (const _piece of pieces);
}

/** Bytes that come in chunks, read by number. */
class Pieces {
  readonly #chunks: AsyncIterator<Buffer>;
  #left: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next `count` bytes, or all that are left when `count` is infinite. */
  async *next(count: number): AsyncGenerator<Buffer> {
    for (let missing = count; missing > 0; ) {
      if (this.#left.length === 0) {
        const { value, done } = await this.#chunks.next();
        if (done && count === Number.POSITIVE_INFINITY) return;
        if (done) throw new Error('it ends too early');
        this.#left = value;
      }
      const piece = this.#left.subarray(0, missing);
      this.#left = this.#left.subarray(piece.length);
      missing -= piece.length;
      yield piece;
    }
  }

  async take(count: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of this.next(count)) pieces.push(piece);
    return Buffer.concat(pieces);
  }
}
