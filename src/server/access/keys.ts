import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

/** Keys shorter than this can be guessed. */
const shortest = 16;
const longest = 512;

/** Why the keys cannot be used; the message never holds a key. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}

/** Who may use the server. Only digests are kept, so that a key cannot be shown by accident. */
export class ApiKeys {
  readonly #keys: { name: string; digest: Buffer }[];

  /** @throws KeyError for a key too short, or a name given twice */
  constructor(keys: { name: string; key: string }[]) {
    const names = new Set<string>();
    for (const { name, key } of keys) {
      if (names.has(name)) throw new KeyError(`The key name "${name}" is there twice.`);
      names.add(name);
      if (key.length < shortest || key.length > longest)
        throw new KeyError(
          `The key "${name}" has ${key.length} characters; it needs ${shortest} to ${longest}. Make one with "openssl rand -hex 24".`,
        );
    }
    this.#keys = keys.map(({ name, key }) => ({ name, digest: digestOf(key) }));
  }

  get size(): number {
    return this.#keys.length;
  }

  /** The name a key was given under. Takes equally long for every key, right or wrong. */
  nameOf(key: string): string | undefined {
    const digest = digestOf(key.slice(0, longest + 1));
    let found: string | undefined;
    for (const one of this.#keys) if (timingSafeEqual(one.digest, digest)) found = one.name;
    return found;
  }
}

/**
 * Reads keys: `NAME=KEY`, or a key alone, one a line in a file (`#` begins a comment), separated by commas in
 * the environment variable `VERDICT_API_KEYS`.
 * @throws KeyError when the file cannot be read, is open to others, or holds a bad key
 */
export async function readKeys(file: string | undefined, environment: string | undefined): Promise<ApiKeys> {
  const lines = (environment ?? '').split(',');
  if (file !== undefined) {
    try {
      const { mode } = await stat(file);
      // Windows has no such bits.
      if (process.platform !== 'win32' && (mode & 0o077) !== 0)
        throw new KeyError(`${file} can be read by others. Run: chmod 600 ${file}`);
      lines.push(...(await readFile(file, 'utf8')).split(/\r?\n/));
    } catch (error) {
      if (error instanceof KeyError) throw error;
      throw new KeyError(`The file of keys cannot be read: ${(error as Error).message}`);
    }
  }
  const given = lines.map((line) => line.replace(/^\s*#.*/, '').trim()).filter((line) => line !== '');
  return new ApiKeys(
    given.map((line, index) => {
      const [, name, key] = /^([\w.@-]{1,64})\s*=\s*(\S+)$/.exec(line) ?? [];
      return name && key ? { name, key } : { name: `key-${index + 1}`, key: line };
    }),
  );
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
