/** What a pickle of plain data holds. */
export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a pickle (protocols 0 to 5) that holds texts, numbers, lists, tuples and dictionaries only. Whatever would
 * name, import or build anything else is refused, so that reading can run nothing. Throws an Error with the place.
 * Opcodes as in Python's `pickletools`.
 */
export function readPickle(bytes: Uint8Array): Plain {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stack: Plain[] = [];
  const marks: number[] = [];
  const memo = new Map<number, Plain>();
  let at = 0;
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - at) throw new Error('the pickle ends too early');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const u8 = () => view.getUint8(take(1).byteOffset - bytes.byteOffset);
  const u16 = () => view.getUint16(take(2).byteOffset - bytes.byteOffset, true);
  const u32 = () => view.getUint32(take(4).byteOffset - bytes.byteOffset, true);
  const u64 = () => Number(view.getBigUint64(take(8).byteOffset - bytes.byteOffset, true));
  const line = (): string => {
    const end = bytes.indexOf(10, at);
    if (end === -1) throw new Error('the pickle ends too early');
    const text = utf8.decode(bytes.subarray(at, end));
    at = end + 1;
    return text;
  };
  const top = (): Plain => {
    const value = stack.at(-1);
    if (value === undefined) throw new Error('the pickle takes from an empty stack');
    return value;
  };
  const pop = (): Plain => {
    const value = top();
    stack.pop();
    return value;
  };
  const sinceMark = (): Plain[] => {
    const mark = marks.pop();
    if (mark === undefined) throw new Error('the pickle has no mark');
    return stack.splice(mark);
  };
  const last = (count: number): Plain[] => Array.from({ length: count }, pop).reverse();
  const into = (values: Plain[]) => {
    const list = top();
    if (!Array.isArray(list)) throw new Error('the pickle appends to what is no list');
    for (const value of values) list.push(value);
  };
  const set = (pairs: Plain[]) => {
    const table = top();
    if (table === null || typeof table !== 'object' || Array.isArray(table))
      throw new Error('the pickle sets a key of what is no dictionary');
    for (let index = 0; index + 1 < pairs.length; index += 2)
      Object.defineProperty(table, String(pairs[index]), {
        value: pairs[index + 1],
        enumerable: true,
        writable: true,
        configurable: true,
      });
  };
  const recall = (key: number) => {
    const value = memo.get(key);
    if (value === undefined) throw new Error('the pickle recalls what it never kept');
    stack.push(value);
  };
  for (;;) {
    const code = String.fromCharCode(u8());
    switch (code) {
      case '\x80': // PROTO
        u8();
        break;
      case '\x95': // FRAME
        u64();
        break;
      case '.': // STOP
        return pop();
      case 'N':
        stack.push(null);
        break;
      case '\x88':
      case '\x89':
        stack.push(code === '\x88');
        break;
      case 'V': // UNICODE
        stack.push(
          line().replace(/\\u([0-9a-fA-F]{4})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        );
        break;
      case 'X': // BINUNICODE
        stack.push(utf8.decode(take(u32())));
        break;
      case '\x8c': // SHORT_BINUNICODE
        stack.push(utf8.decode(take(u8())));
        break;
      case '\x8d': // BINUNICODE8
        stack.push(utf8.decode(take(u64())));
        break;
      case 'K':
        stack.push(u8());
        break;
      case 'M':
        stack.push(u16());
        break;
      case 'J':
        stack.push(u32() | 0);
        break;
      case '(':
        marks.push(stack.length);
        break;
      case ']':
      case ')':
        stack.push([]);
        break;
      case '}':
        stack.push({});
        break;
      case 't':
        stack.push(sinceMark());
        break;
      case '\x85':
      case '\x86':
      case '\x87':
        stack.push(last(code.charCodeAt(0) - 0x84));
        break;
      case 'a':
        into([pop()]);
        break;
      case 'e':
        into(sinceMark());
        break;
      case 's':
        set(last(2));
        break;
      case 'u':
        set(sinceMark());
        break;
      case '\x94': // MEMOIZE
        memo.set(memo.size, top());
        break;
      case 'q':
        memo.set(u8(), top());
        break;
      case 'r':
        memo.set(u32(), top());
        break;
      case 'p':
        memo.set(Number(line()), top());
        break;
      case 'h':
        recall(u8());
        break;
      case 'j':
        recall(u32());
        break;
      case 'g':
        recall(Number(line()));
        break;
      default:
        throw new Error(
          `the pickle holds something else than plain data (opcode 0x${code.charCodeAt(0).toString(16)} at byte ${at - 1})`,
        );
    }
  }
}
