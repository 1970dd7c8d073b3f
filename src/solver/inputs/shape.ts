/** How many: a variable read earlier plus a constant (`n - 1`), or a constant alone. */
export interface Count {
  variable?: string;
  plus: number;
}

/** A bound of a value: whole, or a variable read earlier plus a constant, or so many pairs (`n(n - 1)/2`). */
export type Limit = bigint | (Count & { pairs?: boolean });

/** One value of an input, `lower` and `upper` included. */
export type Field =
  | { kind: 'integer'; name: string; lower?: Limit; upper?: Limit }
  | {
      kind: 'string';
      name: string;
      length?: Count;
      shortest: number;
      longest?: number;
      alphabet: string;
      /** Letters that all rows of a grid have once together: where a way begins, where it ends. */
      once?: string;
    };

/** How values of one line stand to each other: `upper - lower` is at most so much, or two are not the same. */
export type Relation =
  | { kind: 'difference'; upper: string; lower: string; most: bigint }
  | { kind: 'unequal'; names: [string, string] };

/** What is known of how the values of an array stand to each other. */
export type Order = 'any' | 'distinct' | 'permutation' | 'sorted' | 'increasing';

/** What is known of how rows stand to each other; of edges the first two fields are the ends, and `nodes` says how many there are; of a polygon they are the corner, and `turns` tells the direction of the walk where it is not free. */
type RowKind = 'any' | 'tree' | 'graph' | 'connected' | 'ordered-pair' | 'distinct' | 'polygon';

/** Around a polygon: counterclockwise to the left, clockwise to the right. */
export type Turn = 'left' | 'right';

/** Lines of the same fields. */
export interface Rows {
  kind: 'rows';
  count: Count;
  fields: Field[];
  rows: RowKind;
  nodes?: Count;
  turns?: Turn;
}

/** A piece of an input, one or several whole lines. */
export type Part =
  | { kind: 'line'; fields: Field[] }
  | { kind: 'array'; count: Count; field: Field; order: Order }
  | Rows
  | { kind: 'matrix'; rows: Count; columns: Count; field: Field }
  | { kind: 'tests'; count: Field; parts: Part[] };

/**
 * The layout of a problem's inputs as the statement tells it. It is used only when it reads every sample to its
 * end; `sums` are the bounds on a variable summed over all tests of one input.
 */
export interface Shape {
  parts: Part[];
  sums: Map<string, bigint>;
  relations: Relation[];
}

/** Values of variables read or built so far. */
export type Values = Map<string, bigint>;

/** Undefined when the variable has no value yet. */
export function countOf(count: Count, values: Values): number | undefined {
  if (count.variable === undefined) return count.plus;
  const value = values.get(count.variable);
  return value === undefined ? undefined : Number(value) + count.plus;
}

export function limitOf(limit: Limit | undefined, values: Values): bigint | undefined {
  if (limit === undefined || typeof limit === 'bigint') return limit;
  const value = limit.variable === undefined ? 0n : values.get(limit.variable);
  if (value === undefined) return undefined;
  return (limit.pairs ? (value * (value - 1n)) / 2n : value) + BigInt(limit.plus);
}

/** Every part, those of a test among them. */
export function allParts(parts: Part[]): Part[] {
  return parts.flatMap((part) => (part.kind === 'tests' ? [part, ...allParts(part.parts)] : [part]));
}

export function fieldsOf(part: Part): Field[] {
  switch (part.kind) {
    case 'line':
    case 'rows':
      return part.fields;
    case 'array':
    case 'matrix':
      return [part.field];
    case 'tests':
      return [part.count];
  }
}

/** Variables that count something: they decide how large an input is. */
export function countersOf(parts: Part[]): Set<string> {
  const counters = new Set<string>();
  for (const part of allParts(parts)) {
    const counts =
      part.kind === 'array' || part.kind === 'rows'
        ? [part.count]
        : part.kind === 'matrix'
          ? [part.rows, part.columns]
          : [];
    const lengths = fieldsOf(part).flatMap((it) => (it.kind === 'string' && it.length ? [it.length] : []));
    if (part.kind === 'rows' && part.nodes) counts.push(part.nodes);
    for (const { variable } of [...counts, ...lengths]) if (variable !== undefined) counters.add(variable);
    if (part.kind === 'tests') counters.add(part.count.name);
  }
  return counters;
}
