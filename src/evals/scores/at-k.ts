/**
 * The chance that at least one of k answers is right, when k of n answers are taken without putting any back and c
 * of the n are right: 1 - C(n-c, k) / C(n, k), the unbiased estimate of Chen et al. (2021). Undefined for k > n.
 */
export function passAtK(n: number, c: number, k: number): number | undefined {
  if (k > n || k < 1) return undefined;
  return 1 - noneOf(n, c, k);
}

/** C(n-c, k) / C(n, k) as a product, so that nothing overflows. */
function noneOf(n: number, c: number, k: number): number {
  if (n - c < k) return 0;
  let share = 1;
  for (let at = n - c + 1; at <= n; at++) share *= 1 - k / at;
  return share;
}

/** What is known of one answer: right, and whether it passed the samples of the statement. */
export interface Picked {
  correct: boolean;
  passed: boolean;
}

/**
 * The chance that the answer picked from k of these is right: any that passed the samples, or any at all where none
 * did. Undefined for fewer than k answers.
 */
export function verifiedAtK(answers: Picked[], k: number): number | undefined {
  const n = answers.length;
  if (k > n || k < 1) return undefined;
  const right = (of: Picked[]) => of.filter(({ correct }) => correct).length / Math.max(1, of.length);
  const passed = answers.filter((it) => it.passed);
  const none = noneOf(n, passed.length, k);
  return (1 - none) * right(passed) + none * right(answers.filter((it) => !it.passed));
}

const mostDraws = 400;

/**
 * The chance that the largest group of k answers is the right one; groups of one size share it. `groups` holds a
 * number for each answer, equal for equal answers, or undefined for none. Over all k of them when k is their number,
 * else over seeded draws.
 */
export function majorityAtK(
  groups: (number | undefined)[],
  right: number | undefined,
  k: number,
  random: () => number,
): number | undefined {
  const n = groups.length;
  if (k > n || k < 1) return undefined;
  const isWhole = k === n;
  let sum = 0;
  const draws = isWhole ? 1 : mostDraws;
  for (let draw = 0; draw < draws; draw++)
    sum += majorityIsRight(isWhole ? groups : drawn(groups, k, random), right);
  return sum / draws;
}

function drawn<T>(from: T[], k: number, random: () => number): T[] {
  const all = [...from];
  return Array.from({ length: k }, () => all.splice(Math.floor(random() * all.length), 1)[0] as T);
}

function majorityIsRight(groups: (number | undefined)[], right: number | undefined): number {
  const counts = new Map<number, number>();
  for (const group of groups) if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  const largest = [...counts].filter(([, count]) => count === most).map(([group]) => group);
  return right !== undefined && largest.includes(right) ? 1 / largest.length : 0;
}
