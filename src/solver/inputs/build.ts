import { asSimplePolygon } from './polygon.ts';
import type { Random } from './random.ts';
import {
  allParts,
  type Count,
  countersOf,
  countOf,
  type Field,
  fieldsOf,
  limitOf,
  type Part,
  type Rows,
  type Shape,
  type Turn,
  type Values,
} from './shape.ts';
import { Texts } from './texts.ts';
import type { Scale, Wish } from './wish.ts';

/** A brute force can often still follow values of this length. */
const middleBits = 17;
const scales: Scale[] = ['small', 'tiny', 'middle', 'any', 'log', 'small', 'band', 'power'];
const corners = ['lowest', 'tiny', 'any', 'highest'] as const;

/** Where a statement sets no upper bound, values stay below this. */
const tame = 1000n;
/** Items of all tests together where the statement bounds neither: more would measure reading, not solving. */
const mostItems = 1_000_000;

/** An input of this shape, or undefined when the wish and the bounds leave none. */
export function buildInput(shape: Shape, wish: Wish, random: Random): string | undefined {
  const builder = new Builder(shape, wish, random);
  const lines: string[] = [];
  return builder.parts(shape.parts, new Map(), lines) ? `${lines.join('\n')}\n` : undefined;
}

/** True when every count has an upper bound, so that "as large as allowed" means something. */
export function hasLargest(shape: Shape): boolean {
  const counters = countersOf(shape.parts);
  const fields = allParts(shape.parts).flatMap((part) =>
    part.kind === 'line' || part.kind === 'rows' ? part.fields : part.kind === 'tests' ? [part.count] : [],
  );
  return fields.every((field) =>
    field.kind === 'integer'
      ? !counters.has(field.name) || field.upper !== undefined || shape.sums.has(field.name)
      : field.length !== undefined || field.longest !== undefined,
  );
}

/** True when two fields next to each other are the place of a point: x and y, x_1 and y_1. */
export function isPoint(fields: Field[], at: number): boolean {
  const [first, second] = [fields[at], fields[at + 1]];
  return (
    first?.kind === 'integer' &&
    second?.kind === 'integer' &&
    /^x/i.test(first.name) &&
    second.name.toLowerCase() === first.name.toLowerCase().replace('x', 'y')
  );
}

/** Values that stand alone and count nothing: the length of a plank, the load of a van. None where all are alone. */
export function scalarsOf(shape: Shape): Set<string> {
  return isOfScalars(shape) ? new Set() : new Set(aloneIn(shape));
}

/** True when everything in it stands alone: a few numbers, and nothing that they count. */
export function isOfScalars(shape: Shape): boolean {
  return allParts(shape.parts).every((part) => part.kind === 'line');
}

/** The names of the integers that stand alone on their lines and count nothing. */
export function aloneIn(shape: Shape): string[] {
  const counters = countersOf(shape.parts);
  return allParts(shape.parts)
    .flatMap((part) => (part.kind === 'line' ? fieldsOf(part) : []))
    .flatMap((it) => (it.kind === 'integer' && !counters.has(it.name) ? [it.name] : []));
}

/** Variables in the bounds of a field. */
function boundingNames(field: Field | undefined): string[] {
  if (field?.kind !== 'integer') return [];
  return [field.lower, field.upper].flatMap((limit) =>
    typeof limit === 'object' && limit.variable !== undefined ? [limit.variable] : [],
  );
}

class Builder {
  readonly shape: Shape;
  readonly wish: Wish;
  readonly random: Random;
  readonly #counters: Set<string>;
  /** Edge counts, with the node count that limits them. */
  readonly #edges: Map<string, { nodes: Count; connected: boolean }>;
  readonly #scalars: Set<string>;
  readonly #constant: number;
  /** The part of the bounds that banded values come from, both ends between 0 and 1. */
  readonly #band: [number, number];
  /** Through which point and in which direction points on one line lie. */
  readonly #line: { through: [bigint, bigint]; step: [bigint, bigint] };
  /** Which of the powers of two in their bounds powerful values are next to, between 0 and 1. */
  readonly #power: number;
  #tests = 1;
  /** Rows that are all different and yet close together have values up to this. */
  #crowd: bigint | undefined;
  /** Of mixed values, how large those of each variable are in this input. */
  readonly #scales = new Map<string, Scale>();
  readonly #texts: Texts;

  constructor(shape: Shape, wish: Wish, random: Random) {
    this.shape = shape;
    this.wish = wish;
    this.random = random;
    this.#counters = countersOf(shape.parts);
    this.#scalars = scalarsOf(shape);
    this.#constant = random.next();
    const end = 2 ** (-4 * random.next());
    this.#band = [end * random.next(), end];
    this.#power = random.next();
    this.#texts = new Texts(wish.values, random);
    const small = () => BigInt(random.within(-3, 3));
    this.#line = { through: [small(), small()], step: [small(), small()] };
    this.#edges = new Map(
      allParts(shape.parts).flatMap((part) =>
        part.kind === 'rows' && part.nodes && part.count.variable && /graph|connected/.test(part.rows)
          ? [[part.count.variable, { nodes: part.nodes, connected: part.rows === 'connected' }]]
          : [],
      ),
    );
  }

  parts(parts: Part[], values: Values, lines: string[]): boolean {
    return parts.every((part) => this.#part(part, values, lines));
  }

  #part(part: Part, values: Values, lines: string[]): boolean {
    switch (part.kind) {
      case 'line': {
        const words = this.#words(part.fields, values);
        lines.push(words.join(' '));
        return words.every((word) => word !== undefined);
      }
      case 'array': {
        const count = countOf(part.count, values);
        if (count === undefined || count < 0) return false;
        const words = this.#array(part, count, values);
        if (words) lines.push(words.join(' '));
        return words !== undefined;
      }
      case 'rows':
        return this.#rows(part, values, lines);
      case 'matrix': {
        const [rows, columns] = [countOf(part.rows, values), countOf(part.columns, values)];
        if (rows === undefined || columns === undefined) return false;
        for (let row = 0; row < rows; row++)
          lines.push(Array.from({ length: columns }, () => this.#word(part.field, values)).join(' '));
        return true;
      }
      case 'tests': {
        const count = this.#testCount(part, values);
        this.#tests = count;
        lines.push(String(count));
        for (let test = 0; test < count; test++)
          if (!this.parts(part.parts, new Map(values), lines)) return false;
        return true;
      }
    }
  }

  /** Few tests in small inputs; of the largest, one where their sum is bounded, else as many as are allowed. */
  #testCount(part: Extract<Part, { kind: 'tests' }>, values: Values): number {
    const { lower, upper } = part.count.kind === 'integer' ? part.count : {};
    const least = Number(limitOf(lower, values) ?? 1n);
    const most = Number(limitOf(upper, values) ?? BigInt(least + 3));
    if (this.wish.size !== 'most') return this.random.within(least, Math.max(least, Math.min(most, 3)));
    if (this.shape.sums.size > 0) return Math.max(1, least);
    const perTest = [...this.#counters]
      .filter((name) => name !== part.count.name)
      .map((name) => Number(this.#upperOf(name) ?? 1n))
      .reduce((product, one) => product * Math.max(1, one), 1);
    return Math.max(least, Math.min(most, Math.floor(mostItems / perTest)));
  }

  #upperOf(name: string): bigint | undefined {
    for (const part of allParts(this.shape.parts))
      if (part.kind === 'line')
        for (const field of part.fields)
          if (field.kind === 'integer' && field.name === name) return limitOf(field.upper, new Map());
    return undefined;
  }

  /** The words of one line. A variable that bounds another comes into being first, wherever it stands. */
  #words(fields: Field[], values: Values): (string | undefined)[] {
    const words: (string | undefined)[] = Array.from({ length: fields.length });
    const open = new Set(fields.keys());
    for (const { name } of fields) values.delete(name);
    while (open.size > 0) {
      const waits = (at: number) =>
        boundingNames(fields[at]).some((name) =>
          [...open].some((it) => it !== at && fields[it]?.name === name),
        );
      const at = [...open].find((it) => !waits(it)) ?? Math.min(...open);
      const [first, second] = [fields[at], fields[at + 1]];
      open.delete(at);
      const point =
        this.wish.form === 'line' && open.has(at + 1) && isPoint(fields, at)
          ? this.#point(values, first, second)
          : undefined;
      if (point) {
        [words[at], words[at + 1]] = point.map(String);
        open.delete(at + 1);
      } else if (first) words[at] = this.#word(first, values);
    }
    return words;
  }

  /** A point of the line within the bounds; undefined when a few tries meet none. */
  #point(values: Values, ...fields: (Field | undefined)[]): bigint[] | undefined {
    for (let tries = 0; tries < 8; tries++) {
      const times = BigInt(this.random.within(-4, 4));
      const point = fields.map(
        (_, at) => (this.#line.through[at] ?? 0n) + times * (this.#line.step[at] ?? 0n),
      );
      const isWithin = fields.every((field, at) => {
        if (field?.kind !== 'integer') return false;
        const [lower, upper] = [limitOf(field.lower, values), limitOf(field.upper, values)];
        const value = point[at] ?? 0n;
        return (lower === undefined || value >= lower) && (upper === undefined || value <= upper);
      });
      if (isWithin) return point;
    }
    return undefined;
  }

  #word(field: Field, values: Values): string | undefined {
    if (field.kind === 'string') return this.#string(field, values);
    const value = this.#integer(field, values);
    if (value === undefined) return undefined;
    values.set(field.name, value);
    return String(value);
  }

  #integer(field: Extract<Field, { kind: 'integer' }>, values: Values): bigint | undefined {
    let lower = limitOf(field.lower, values) ?? 1n;
    let upper = limitOf(field.upper, values) ?? (lower > tame ? lower * 2n : tame);
    for (const relation of this.shape.relations) {
      if (relation.kind !== 'difference') continue;
      const [above, below] = [values.get(relation.upper), values.get(relation.lower)];
      if (relation.lower === field.name && above !== undefined && above - relation.most > lower)
        lower = above - relation.most;
      if (relation.upper === field.name && below !== undefined && below + relation.most < upper)
        upper = below + relation.most;
    }
    if (!this.#counters.has(field.name))
      return lower > upper
        ? undefined
        : this.#unlike(field, this.#value(field.name, lower, upper), lower, upper, values);
    const sum = this.shape.sums.get(field.name);
    if (sum !== undefined && sum / BigInt(this.#tests) < upper) upper = sum / BigInt(this.#tests);
    const edges = this.#edges.get(field.name);
    if (edges) {
      const nodes = BigInt(countOf(edges.nodes, values) ?? 2);
      const complete = (nodes * (nodes - 1n)) / 2n;
      if (upper > complete) upper = complete;
      if (edges.connected && lower < nodes - 1n) lower = nodes - 1n;
    }
    if (lower > upper) return undefined;
    const { size, form } = this.wish;
    if (size === 'least' || (edges && form === 'sparse')) return lower;
    if (size === 'most') return upper;
    const largest = lower + BigInt(edges ? size * 2 : size);
    const most = largest < upper ? largest : upper;
    if (this.wish.isExact) return most;
    // Small inputs come from the bounds of values more than from few of them.
    const near = lower + ((most - lower) * 3n) / 5n;
    return this.random.large(this.random.chance(0.7) ? near : lower, most);
  }

  /** Another value where the statement says that it is not the same as one that is there. */
  #unlike(field: Field, value: bigint, lower: bigint, upper: bigint, values: Values): bigint {
    for (const relation of this.shape.relations) {
      if (relation.kind !== 'unequal' || !relation.names.includes(field.name)) continue;
      const other = relation.names.find((name) => name !== field.name) ?? '';
      if (values.get(other) === value && lower < upper) return value === upper ? lower : value + 1n;
    }
    return value;
  }

  #value(name: string, lower: bigint, upper: bigint): bigint {
    const { scalars, grown } = this.wish;
    if (scalars && this.#scalars.has(name)) return upper;
    if (grown?.name === name) return clamped(grown.to, lower, upper);
    let scale = this.wish.values;
    if (scale === 'mixed') {
      scale = this.#scales.get(name) ?? scales[this.random.within(0, scales.length - 1)] ?? 'any';
      this.#scales.set(name, scale);
    }
    if (scale === 'corners') scale = corners[this.random.within(0, corners.length - 1)] ?? 'any';
    switch (scale) {
      case 'middle':
      case 'log': {
        const length = (upper - lower).toString(2).length;
        const bits = scale === 'middle' ? Math.min(length, middleBits) : length;
        const most = lower + (1n << BigInt(this.random.within(1, bits)));
        return this.random.large(lower, most < upper ? most : upper);
      }
      case 'power': {
        const power = 1n << BigInt(Math.floor(this.#power * upper.toString(2).length));
        const value = power + BigInt(this.random.within(-2, 2));
        return clamped(value, lower, upper);
      }
      case 'lowest':
        return lower;
      case 'highest':
        return upper;
      case 'zero':
        return clamped(0n, lower, upper);
      case 'extremes':
        return this.random.chance(0.5) ? lower : upper;
      case 'equal':
        return (
          lower + BigInt(Math.floor(this.#constant * Number(upper - lower < 5n ? upper - lower + 1n : 5n)))
        );
      case 'any':
        return this.random.large(lower, upper);
      case 'band':
        return this.random.large(partOf(lower, upper, this.#band[0]), partOf(lower, upper, this.#band[1]));
      case 'tiny':
      case 'small': {
        const isSmall = scale === 'small' && typeof this.wish.size === 'number';
        const spread =
          this.#crowd ?? (scale === 'tiny' ? 1n : isSmall ? BigInt(Number(this.wish.size) + 2) : 10n);
        const from = lower < -spread ? -spread : lower;
        const start = from > upper ? lower : from;
        const to = start < 0n ? spread : start + spread;
        return this.random.large(start, to < upper ? to : upper);
      }
    }
  }

  #array(part: Extract<Part, { kind: 'array' }>, count: number, values: Values): string[] | undefined {
    const { field, order } = part;
    if (field.kind === 'string')
      return Array.from({ length: count }, () => this.#string(field, values) ?? '');
    if (order === 'permutation') {
      const numbers = Array.from({ length: count }, (_, at) => at + 1);
      if (this.wish.order === 'reversed') numbers.reverse();
      else if (this.wish.order !== 'sorted') this.random.shuffle(numbers);
      return numbers.map(String);
    }
    const lower = limitOf(field.lower, values) ?? 1n;
    const upper = limitOf(field.upper, values) ?? tame;
    if (lower > upper && count > 0) return undefined;
    const isDistinct = order === 'distinct' || order === 'increasing';
    if (isDistinct && upper - lower + 1n < BigInt(count)) return undefined;
    const numbers = isDistinct
      ? this.#distinct(lower, upper, count)
      : Array.from({ length: count }, () => this.#value(field.name, lower, upper));
    const isSorted = order === 'sorted' || order === 'increasing';
    const direction = isSorted ? 'sorted' : this.wish.order;
    if (direction) numbers.sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
    if (direction === 'reversed') numbers.reverse();
    return numbers.map(String);
  }

  #distinct(lower: bigint, upper: bigint, count: number): bigint[] {
    const chosen = new Set<bigint>();
    const room = BigInt(count) * 2n;
    const near = this.wish.values === 'any' || lower + room > upper ? upper : lower + room;
    if (near - lower + 1n < BigInt(count) * 2n) {
      const all = Array.from({ length: Number(near - lower + 1n) }, (_, at) => lower + BigInt(at));
      return this.random.shuffle(all).slice(0, count);
    }
    while (chosen.size < count) chosen.add(this.random.large(lower, near));
    return [...chosen];
  }

  #string(field: Extract<Field, { kind: 'string' }>, values: Values): string | undefined {
    const { size } = this.wish;
    const longest = field.longest ?? field.shortest + 100;
    const length = field.length
      ? countOf(field.length, values)
      : size === 'least'
        ? field.shortest
        : size === 'most'
          ? longest
          : this.random.within(
              this.wish.isExact ? Math.min(longest, field.shortest + size) : field.shortest,
              Math.min(longest, field.shortest + size),
            );
    if (length === undefined || length < 0) return undefined;
    return this.#texts.make(field, length);
  }

  #rows(part: Rows, values: Values, lines: string[]): boolean {
    const count = countOf(part.count, values);
    if (count === undefined || count < 0) return false;
    const edges = part.nodes ? this.#ends(part, count, countOf(part.nodes, values) ?? 0) : undefined;
    if (part.nodes && edges === undefined) return false;
    const seen = new Set<string>();
    const areApart = part.rows === 'distinct' || part.rows === 'polygon';
    if (areApart && part.fields.length > 1)
      this.#crowd = BigInt(Math.ceil(count ** (1 / part.fields.length)) + this.random.within(0, 2));
    for (let row = 0; row < count; row++) {
      const own = new Map(values);
      const ends = edges?.[row];
      const words = ends
        ? [...ends.map(String), ...this.#words(part.fields.slice(2), own)]
        : this.#words(part.fields, own);
      if (words.some((word) => word === undefined)) return false;
      if (part.rows === 'ordered-pair') {
        const [left, right] = [BigInt(words[0] ?? '0'), BigInt(words[1] ?? '0')];
        if (left > right) words.splice(0, 2, String(right), String(left));
      }
      const line = words.join(' ');
      if (areApart && seen.has(line)) {
        if (seen.size > count * 20) return false;
        seen.add(`${line}#${seen.size}`);
        row--;
        continue;
      }
      seen.add(line);
      lines.push(line);
    }
    this.#crowd = undefined;
    if (part.rows === 'polygon') {
      const turns = part.turns ?? (this.random.chance(0.5) ? 'left' : 'right');
      return closed(lines, lines.length - count, turns);
    }
    const [only] = part.fields;
    return only?.kind !== 'string' || !only.once || this.#place(only.once, lines, lines.length - count);
  }

  /** Puts letters that a grid has once into different cells of its rows, which begin at `from`. */
  #place(letters: string, lines: string[], from: number): boolean {
    const cells = this.random.shuffle(
      lines.slice(from).flatMap((line, row) => [...line].map((_, column) => [from + row, column] as const)),
    );
    if (cells.length < letters.length) return false;
    for (const [at, letter] of [...letters].entries()) {
      const [row, column] = cells[at] ?? [0, 0];
      const line = lines[row] ?? '';
      lines[row] = line.slice(0, column) + letter + line.slice(column + 1);
    }
    return true;
  }

  /** Ends of `count` edges over `nodes` nodes, in random order and direction. */
  #ends(part: Rows, count: number, nodes: number): [number, number][] | undefined {
    const { random, wish } = this;
    const complete = (nodes * (nodes - 1)) / 2;
    if (count > complete || (part.rows === 'tree' && count !== nodes - 1)) return undefined;
    const name = random.shuffle(Array.from({ length: nodes }, (_, at) => at + 1));
    const edges: [number, number][] = [];
    const seen = new Set<number>();
    const add = (from: number, to: number) => {
      const key = Math.min(from, to) * nodes + Math.max(from, to);
      if (from === to || seen.has(key)) return;
      seen.add(key);
      const ends: [number, number] = [name[from] ?? 1, name[to] ?? 1];
      edges.push(random.chance(0.5) ? ends : [ends[1], ends[0]]);
    };
    if (part.rows !== 'graph') {
      for (let node = 1; node < nodes; node++)
        add(node, wish.form === 'path' ? node - 1 : wish.form === 'star' ? 0 : random.within(0, node - 1));
    }
    if (count > complete / 2) {
      const all = Array.from({ length: nodes }, (_, from) =>
        Array.from({ length: from }, (_, to) => [from, to] as const),
      ).flat();
      for (const [from, to] of random.shuffle(all)) if (edges.length < count) add(from, to);
    } else {
      while (edges.length < count) add(random.within(0, nodes - 1), random.within(0, nodes - 1));
    }
    return random.shuffle(edges);
  }
}

function clamped(value: bigint, lower: bigint, upper: bigint): bigint {
  return value < lower ? lower : value > upper ? upper : value;
}

/** What lies this far from the lower to the upper bound: the bounds themselves for 0 and 1. */
function partOf(lower: bigint, upper: bigint, part: number): bigint {
  return lower + ((upper - lower) * BigInt(Math.floor(part * 2 ** 32))) / 2n ** 32n;
}

/** Puts the corners that begin at `from` into the order of a walk along a fence; false when none goes along them. */
function closed(lines: string[], from: number, turns: Turn): boolean {
  const corners = lines.splice(from).map((line) => line.split(' ').map(BigInt));
  const fence = asSimplePolygon(corners.map(([x = 0n, y = 0n]) => [x, y]));
  if (turns === 'right') fence?.reverse();
  lines.push(...(fence ?? []).map((corner) => corner.join(' ')));
  return fence !== undefined;
}
