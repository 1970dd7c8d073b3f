/**
 * The data of each event of a `text/event-stream` (the WHATWG HTML standard, section 9.2), however its bytes are
 * cut. Comments and other fields are left out. `onBytes` is called whenever anything arrives.
 * @param mostCharacters a single event longer than this ends the stream with an error.
 */
export async function* eventData(
  body: AsyncIterable<Uint8Array>,
  onBytes: () => void,
  mostCharacters = 8 << 20,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  for await (const bytes of body) {
    onBytes();
    rest += decoder.decode(bytes, { stream: true });
    if (rest.length > mostCharacters) throw new Error('the server sent an endless line');
    // A lone \r at the end may be the first half of \r\n.
    const usable = rest.endsWith('\r') ? rest.length - 1 : rest.length;
    const lines = rest.slice(0, usable).split(/\r\n|\r|\n/);
    rest = (lines.pop() ?? '') + rest.slice(usable);
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield data.join('\n');
        data = [];
      } else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
    }
  }
  const last = rest.replace(/\r$/, '');
  if (last.startsWith('data:')) data.push(last.slice(5).replace(/^ /, ''));
  if (data.length > 0) yield data.join('\n');
}
