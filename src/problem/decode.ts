import { phrases } from './vocabulary.ts';

/** Encodings that statements come in without saying so, the commonest of each script first. */
const undeclared = ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr', 'windows-1251', 'koi8-r', 'ibm866'];

/** A text's beginning is enough to tell how it is encoded. */
const telling = 65_536;

/**
 * A file's text, however it is encoded: by its byte order mark, as UTF-8 where it is valid UTF-8, by the encoding
 * that it declares (or that came with it), by the headings that appear in it under another encoding. What none of
 * these tells is read as UTF-8 with replacement signs.
 */
export function textOfBytes(bytes: Uint8Array, declared?: string): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  if (marked) return new TextDecoder(marked).decode(bytes);
  return (
    decoded(bytes, 'utf-8', true) ??
    decoded(bytes, declared ?? declaredIn(bytes), false) ??
    decoded(bytes, recognised(bytes), false) ??
    new TextDecoder().decode(bytes)
  );
}

/** Undefined when no such encoding is known, or, if `strict`, when the bytes are not of it. */
function decoded(bytes: Uint8Array, encoding: string | undefined, strict: boolean): string | undefined {
  if (encoding === undefined) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: strict, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The encoding named by HTML's `<meta>`, XML's head, LaTeX's `inputenc` or a source file's `coding:`. */
function declaredIn(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  return (/<meta\s[^>]{0,200}charset\s?=\s?["']?([\w-]{1,20})/i.exec(head) ??
    /^<\?xml\s[^>]{0,80}encoding=["']([\w-]{1,20})/.exec(head) ??
    /\\usepackage\[([\w-]{1,20})\]\{inputenc\}/.exec(head) ??
    /^(?:.{0,200}\n)?.{0,20}coding[:=]\s?([\w-]{1,20})/.exec(head))?.[1];
}

/** The encoding under which most headings appear; that of Western Europe when accents stand singly in plain letters. */
function recognised(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, telling);
  let best: string | undefined;
  let most = 0;
  for (const encoding of undeclared) {
    const text = decoded(head, encoding, false)?.toLowerCase() ?? '';
    const found = foreign.filter((phrase) => text.includes(phrase)).length;
    if (found > most) [best, most] = [encoding, found];
  }
  return best ?? (accentsStandSingly(head) ? 'windows-1252' : undefined);
}

/** Headings that no two encodings spell alike. */
const foreign = [...phrases.keys()].filter((phrase) => /[\u0100-\uffff]{2}/.test(phrase));

function accentsStandSingly(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString('latin1');
  const accents = text.match(/[\x80-\xff]+/g) ?? [];
  const single = accents.filter((run) => run.length === 1).length;
  return single * 2 > accents.length;
}
