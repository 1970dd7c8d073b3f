import { open } from 'node:fs/promises';
import type { Fetchable } from './fetchable.ts';

/** What lies in a file that should be a model: nothing when it begins as a GGUF file does, else what it looks like. */
export function notAModel(path: string): Promise<string | undefined> {
  return wrongKind({}, path);
}

/** As `notAModel`, also for data, of which only pages and pointers in its place are known to be wrong. */
export async function wrongKind(
  { kind }: Pick<Fetchable, 'kind'>,
  path: string,
): Promise<string | undefined> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    const head = buffer.subarray(0, bytesRead);
    return inPlaceOf(head) ?? (kind === 'data' ? undefined : lookOf(head));
  } finally {
    await file.close();
  }
}

/** What a portal or a broken copy leaves where any file should be. */
function inPlaceOf(head: Buffer): string | undefined {
  const text = head.toString('latin1').trimStart();
  if (head.length === 0) return 'it is empty';
  if (head.every((byte) => byte === 0)) return 'it begins with zeros, as a copy that broke off does';
  if (/^<(?:!doctype|html|head|\?xml|!--)/i.test(text))
    return 'it is a web page (a sign-in or error page was saved instead)';
  if (text.startsWith('version https://git-lfs'))
    return 'it is a Git LFS pointer; the file itself has not been fetched';
  return undefined;
}

/** The signs by which files that are no model are known. */
function lookOf(head: Buffer): string | undefined {
  const text = head.toString('latin1').trimStart();
  // GGUF files begin with these four bytes (the GGUF specification).
  if (head.subarray(0, 4).toString('latin1') === 'GGUF') return undefined;
  if (text.startsWith('PK\u0003\u0004')) return 'it is a zip archive; unpack it first';
  if (/^[\s\S]{8}\{"/.test(head.toString('latin1'))) return 'it is a safetensors file; a GGUF file is needed';
  if (/^(?:ggml|ggjt|lmgg|fmgg|tjgg)/.test(text)) return 'it is in a format older than GGUF';
  return 'it does not begin as a GGUF file does';
}
