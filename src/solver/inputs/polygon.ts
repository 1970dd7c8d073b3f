/** A corner: x and y. */
export type Corner = readonly [bigint, bigint];

/**
 * The corners in an order in which a fence along them neither touches nor crosses itself: around the lowest of them,
 * by angle, to the left. Undefined when two are the same or all lie on one line.
 */
export function asSimplePolygon(corners: Corner[]): Corner[] | undefined {
  const [first, ...others] = [...corners].sort((a, b) => sign(a[1] - b[1]) || sign(a[0] - b[0]));
  if (!first || new Set(corners.map(String)).size < corners.length) return undefined;
  const distance = (to: Corner) => (to[0] - first[0]) ** 2n + (to[1] - first[1]) ** 2n;
  others.sort((a, b) => -turn(first, a, b) || sign(distance(a) - distance(b)));
  const last = others.at(-1);
  if (!last || others.every((it) => turn(first, it, last) === 0)) return undefined;
  // The way home runs along the last ray, from its far end.
  const from = others.findIndex((it) => turn(first, it, last) === 0);
  return [first, ...others.slice(0, from), ...others.slice(from).reverse()];
}

/** The direction of the walk along a fence that does not cross itself. */
export function turnsOf(corners: Corner[]): 'left' | 'right' {
  const twice = corners.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = corners[(at + 1) % corners.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0n);
  return twice > 0n ? 'left' : 'right';
}

/** True when the closed fence along the corners neither touches nor crosses itself. */
export function isSimplePolygon(corners: Corner[]): boolean {
  const count = corners.length;
  if (count < 3) return false;
  const corner = (at: number): Corner => corners[at % count] ?? [0n, 0n];
  for (let one = 0; one < count; one++) {
    const [a, b, next] = [corner(one), corner(one + 1), corner(one + 2)];
    // A fence that turns back runs over itself.
    if (turn(a, b, next) === 0 && (b[0] - a[0]) * (next[0] - b[0]) + (b[1] - a[1]) * (next[1] - b[1]) <= 0n)
      return false;
    const end = one === 0 ? count - 1 : count;
    for (let other = one + 2; other < end; other++)
      if (meet(a, b, corner(other), corner(other + 1))) return false;
  }
  return true;
}

function meet(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  const [first, second, third, fourth] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (first !== second && third !== fourth) return true;
  return (
    (first === 0 && isBetween(a, b, c)) ||
    (second === 0 && isBetween(a, b, d)) ||
    (third === 0 && isBetween(c, d, a)) ||
    (fourth === 0 && isBetween(c, d, b))
  );
}

/** Whether a point of the line through both lies between them, ends included. */
function isBetween(a: Corner, b: Corner, point: Corner): boolean {
  return [0, 1].every((axis) => {
    const [from, to, at] = [a[axis] ?? 0n, b[axis] ?? 0n, point[axis] ?? 0n];
    return from < to ? from <= at && at <= to : to <= at && at <= from;
  });
}

/** 1 to the left, -1 to the right, 0 straight on or back. */
function turn([ax, ay]: Corner, [bx, by]: Corner, [cx, cy]: Corner): number {
  return sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
}

function sign(value: bigint): number {
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}
