import { type Count, countOf, type Field, limitOf, type Part, type Shape, type Values } from './shape.ts';

/**
 * Whether an input has this shape to its end, bounds and orders included. What the shape does not say (a sum
 * over tests aside) is not checked, so that a `true` means "nothing the statement says is broken, as far as read".
 */
export function accepts(shape: Shape, input: string): boolean {
  const reader = new Reader(input);
  const sums = new Map<string, bigint>();
  if (!readParts(shape.parts, new Map(), reader, sums)) return false;
  for (const [name, most] of shape.sums) if ((sums.get(name) ?? 0n) > most) return false;
  return reader.atEnd();
}

class Reader {
  readonly #lines: string[][];
  #at = 0;

  constructor(input: string) {
    this.#lines = input
      .replaceAll('\r', '')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/\s+/).filter((word) => word !== ''));
  }

  /** The words of the next line when it has exactly `count`. An empty line is passed over unless asked for. */
  line(count: number): string[] | undefined {
    if (count > 0) while (this.#lines[this.#at]?.length === 0) this.#at++;
    const words = this.#lines[this.#at];
    if (words?.length !== count) return count === 0 && words === undefined ? [] : undefined;
    this.#at++;
    return words;
  }

  atEnd(): boolean {
    return this.#lines.slice(this.#at).every((words) => words.length === 0);
  }
}

function readParts(parts: Part[], values: Values, reader: Reader, sums: Map<string, bigint>): boolean {
  return parts.every((part) => readPart(part, values, reader, sums));
}

function readPart(part: Part, values: Values, reader: Reader, sums: Map<string, bigint>): boolean {
  const counted = (count: Count) => {
    const value = countOf(count, values);
    return value !== undefined && value >= 0 ? value : undefined;
  };
  switch (part.kind) {
    case 'line': {
      const words = reader.line(part.fields.length);
      return words !== undefined && part.fields.every((it, at) => readField(it, words[at], values, sums));
    }
    case 'array': {
      const count = counted(part.count);
      const words = count === undefined ? undefined : reader.line(count);
      if (!words?.every((word) => readField(part.field, word, values))) return false;
      return hasOrder(words, part.order, count ?? 0);
    }
    case 'rows': {
      const count = counted(part.count);
      if (count === undefined) return false;
      const rows: string[][] = [];
      for (let row = 0; row < count; row++) {
        const words = reader.line(part.fields.length);
        if (!words || !part.fields.every((it, at) => readField(it, words[at], new Map(values)))) return false;
        rows.push(words);
      }
      return areRows(rows, part.rows, part.nodes ? counted(part.nodes) : undefined);
    }
    case 'matrix': {
      const [rows, columns] = [counted(part.rows), counted(part.columns)];
      if (rows === undefined || columns === undefined) return false;
      for (let row = 0; row < rows; row++)
        if (!reader.line(columns)?.every((word) => readField(part.field, word, values))) return false;
      return true;
    }
    case 'tests': {
      const word = reader.line(1)?.[0];
      if (!readField(part.count, word, values)) return false;
      for (let test = Number(word); test > 0; test--)
        if (!readParts(part.parts, new Map(values), reader, sums)) return false;
      return true;
    }
  }
}

function readField(
  field: Field,
  word: string | undefined,
  values: Values,
  sums?: Map<string, bigint>,
): boolean {
  if (word === undefined) return false;
  if (field.kind === 'string') {
    const length = field.length && countOf(field.length, values);
    if (length !== undefined && word.length !== length) return false;
    if (word.length < field.shortest || word.length > (field.longest ?? Number.POSITIVE_INFINITY))
      return false;
    return [...word].every((letter) => field.alphabet.includes(letter));
  }
  if (!/^-?\d{1,40}$/.test(word)) return false;
  const value = BigInt(word);
  const lower = limitOf(field.lower, values);
  const upper = limitOf(field.upper, values);
  if ((lower !== undefined && value < lower) || (upper !== undefined && value > upper)) return false;
  values.set(field.name, value);
  sums?.set(field.name, (sums.get(field.name) ?? 0n) + value);
  return true;
}

function hasOrder(words: string[], order: string, count: number): boolean {
  if (order === 'any') return true;
  if (order === 'distinct') return new Set(words).size === words.length;
  const numbers = words.map(BigInt);
  if (order === 'permutation')
    return new Set(words).size === words.length && numbers.every((it) => it >= 1n && it <= BigInt(count));
  const least = order === 'increasing' ? 1n : 0n;
  return numbers.every((it, at) => at === 0 || it - (numbers[at - 1] ?? it) >= least);
}

function areRows(rows: string[][], kind: string, nodes: number | undefined): boolean {
  if (kind === 'any') return true;
  if (kind === 'distinct') return new Set(rows.map((row) => row.join(' '))).size === rows.length;
  if (kind === 'ordered-pair')
    return rows.every(([left, right]) => BigInt(left ?? '0') <= BigInt(right ?? '0'));
  const ends = rows.map(([from, to]) => [Number(from), Number(to)] as const);
  const keys = new Set(ends.map(([from, to]) => `${Math.min(from, to)} ${Math.max(from, to)}`));
  if (keys.size < rows.length || ends.some(([from, to]) => from === to)) return false;
  if (kind === 'graph') return true;
  if (nodes === undefined || (kind === 'tree' && rows.length !== nodes - 1)) return false;
  return isConnected(nodes, ends);
}

function isConnected(nodes: number, edges: (readonly [number, number])[]): boolean {
  const root = Array.from({ length: nodes + 1 }, (_, node) => node);
  const find = (node: number): number => {
    let at = node;
    while (root[at] !== at && root[at] !== undefined) at = root[at] ?? at;
    root[node] = at;
    return at;
  };
  let groups = nodes;
  for (const [from, to] of edges) {
    const [left, right] = [find(from), find(to)];
    if (left === right) continue;
    root[left] = right;
    groups--;
  }
  return groups <= 1;
}
