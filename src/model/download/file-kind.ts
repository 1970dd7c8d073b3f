import { open } from 'node:fs/promises';

/** What lies in a file that should be a model: nothing when it begins as a GGUF file does, else what it looks like. */
export async function notAModel(path: string): Promise<string | undefined> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    return lookOf(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** The signs by which other files are known: what a portal, a broken copy or a wrong click leaves behind. */
function lookOf(head: Buffer): string | undefined {
  const text = head.toString('latin1').trimStart();
  // GGUF files begin with these four bytes (the GGUF specification).
  if (head.subarray(0, 4).toString('latin1') === 'GGUF') return undefined;
  if (head.length === 0) return 'it is empty';
  if (head.every((byte) => byte === 0)) return 'it begins with zeros, as a copy that broke off does';
  if (/^<(?:!doctype|html|head|\?xml|!--)/i.test(text))
    return 'it is a web page (a sign-in or error page was saved instead)';
  if (text.startsWith('version https://git-lfs'))
    return 'it is a Git LFS pointer; the model itself has not been fetched';
  if (text.startsWith('PK\u0003\u0004')) return 'it is a zip archive; unpack it first';
  if (/^[\s\S]{8}\{"/.test(head.toString('latin1'))) return 'it is a safetensors file; a GGUF file is needed';
  if (/^(?:ggml|ggjt|lmgg|fmgg|tjgg)/.test(text)) return 'it is in a format older than GGUF';
  return 'it does not begin as a GGUF file does';
}
