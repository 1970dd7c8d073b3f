/** The body of an answer, or undefined once it is longer than `most` bytes: nothing beyond is waited for. */
export async function bodyOf(response: Response, most: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.byteLength;
    if (length > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
