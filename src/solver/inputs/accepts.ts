import { type Corner, isSimplePolygon, turnsOf } from './polygon.ts';
import {
  type Count,
  countOf,
  type Field,
  limitOf,
  type Part,
  type Relation,
  type Rows,
  type Shape,
  type Values,
} from './shape.ts';

/**
 * Whether an input has this shape to its end, bounds and orders included. What the shape does not say (a sum
 * over tests aside) is not checked, so that a `true` means "nothing the statement says is broken, as far as read".
 */
export function accepts(shape: Shape, input: string): boolean {
  const reader = new Reader(input);
  const law: Law = { relations: shape.relations, sums: new Map() };
  if (!readParts(shape.parts, new Map(), reader, law)) return false;
  for (const [name, most] of shape.sums) if ((law.sums.get(name) ?? 0n) > most) return false;
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

/** What holds beyond single fields, and the sums of variables so far. */
interface Law {
  relations: Relation[];
  sums: Map<string, bigint>;
}

function readParts(parts: Part[], values: Values, reader: Reader, law: Law): boolean {
  return parts.every((part) => readPart(part, values, reader, law));
}

function readPart(part: Part, values: Values, reader: Reader, law: Law): boolean {
  const counted = (count: Count) => {
    const value = countOf(count, values);
    return value !== undefined && value >= 0 ? value : undefined;
  };
  switch (part.kind) {
    case 'line': {
      const words = reader.line(part.fields.length);
      return words !== undefined && readFields(part.fields, words, values, law);
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
        const own = { ...law, sums: new Map() };
        if (!words || !readFields(part.fields, words, new Map(values), own)) return false;
        rows.push(words);
      }
      return holdOnce(part.fields, rows) && areRows(rows, part, part.nodes ? counted(part.nodes) : undefined);
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
        if (!readParts(part.parts, new Map(values), reader, law)) return false;
      return true;
    }
  }
}

/** The fields of one line; a bound may be a variable that comes later in it. */
function readFields(fields: Field[], words: string[], values: Values, { relations, sums }: Law): boolean {
  const names = new Set(fields.map(({ name }) => name));
  for (const [at, field] of fields.entries()) {
    const word = words[at] ?? '';
    if (field.kind === 'integer' && /^-?\d{1,40}$/.test(word)) values.set(field.name, BigInt(word));
  }
  for (const [at, field] of fields.entries()) {
    if (!readField(field, words[at], values)) return false;
    const value = values.get(field.name);
    if (field.kind === 'integer' && value !== undefined)
      sums.set(field.name, (sums.get(field.name) ?? 0n) + value);
  }
  return relations.every((relation) => {
    const pair = relation.kind === 'unequal' ? relation.names : ([relation.upper, relation.lower] as const);
    const [left, right] = pair.map((name) => (names.has(name) ? values.get(name) : undefined));
    if (left === undefined || right === undefined) return true;
    return relation.kind === 'unequal' ? left !== right : left - right <= relation.most;
  });
}

/** Whether the letters that a grid has once are there once. */
function holdOnce(fields: Field[], rows: string[][]): boolean {
  return fields.every((field, at) => {
    if (field.kind !== 'string' || !field.once) return true;
    const all = rows.map((row) => row[at] ?? '').join('');
    return [...field.once].every((letter) => all.split(letter).length === 2);
  });
}

function readField(field: Field, word: string | undefined, values: Values): boolean {
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

function areRows(rows: string[][], { rows: kind, turns }: Rows, nodes: number | undefined): boolean {
  if (kind === 'any') return true;
  if (kind === 'distinct') return new Set(rows.map((row) => row.join(' '))).size === rows.length;
  if (kind === 'polygon') {
    const corners = rows.map(([x, y]): Corner => [BigInt(x ?? '0'), BigInt(y ?? '0')]);
    return isSimplePolygon(corners) && (turns === undefined || turnsOf(corners) === turns);
  }
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
