/**
 * Messages between the judge and the native runner: a tag (one byte), a length (four bytes) and that many bytes,
 * in the byte order of the machine, which both are on.
 */
export interface Frame {
  tag: string;
  body: Buffer;
}

const HEAD_BYTES = 5;
const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** One message. */
export function frame(tag: string, body: string | Uint8Array = ''): Buffer {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const whole = Buffer.allocUnsafe(HEAD_BYTES + bytes.length);
  whole.write(tag, 0, 1, 'latin1');
  if (littleEndian) whole.writeUInt32LE(bytes.length, 1);
  else whole.writeUInt32BE(bytes.length, 1);
  whole.set(bytes, HEAD_BYTES);
  return whole;
}

/** 64-bit numbers, as the runner's structs have them. */
export function numbers(values: number[]): Buffer {
  return Buffer.from(BigInt64Array.from(values, (value) => BigInt(Math.round(value))).buffer);
}

/** The numbers of such a struct. */
export function readNumbers(bytes: Buffer): number[] {
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  return [...new BigInt64Array(copy)].map(Number);
}

export function readLength(bytes: Buffer, at: number): number {
  return littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
}

/** Puts the pieces of a stream together to messages. */
export class FrameReader {
  #pieces: Buffer[] = [];
  #size = 0;

  /** The messages that are complete with this piece. */
  *read(piece: Buffer): Generator<Frame> {
    this.#pieces.push(piece);
    this.#size += piece.length;
    for (let whole = this.#whole(); whole; whole = this.#whole()) yield whole;
  }

  #whole(): Frame | undefined {
    if (this.#size < HEAD_BYTES) return undefined;
    const [first] = this.#pieces;
    if (first && first.length < HEAD_BYTES) this.#join();
    const head = this.#pieces[0] as Buffer;
    const length = HEAD_BYTES + readLength(head, 1);
    if (this.#size < length) return undefined;
    this.#join();
    const all = this.#pieces[0] as Buffer;
    this.#pieces = all.length > length ? [all.subarray(length)] : [];
    this.#size -= length;
    return { tag: String.fromCharCode(all[0] ?? 0), body: all.subarray(HEAD_BYTES, length) };
  }

  #join(): void {
    if (this.#pieces.length > 1) this.#pieces = [Buffer.concat(this.#pieces, this.#size)];
  }
}
