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

/** What is known of one answer of maths. */
export interface Vote {
  /** Equal for answers that say the same; undefined for no answer. */
  group: number | undefined;
  /** How far it is believed; 1 where every answer counts the same. */
  weight: number;
}

/**
 * The chance that the heaviest group of k answers is the right one, of equals the largest; groups of one weight and
 * size share it. Over all k of them when k is their number, else over seeded draws. With weights of 1 this is
 * maj@k, with the reliabilities of the answers' claims it is clr@k.
 */
export function choiceAtK(
  votes: Vote[],
  right: number | undefined,
  k: number,
  random: () => number,
): number | undefined {
  const n = votes.length;
  if (k > n || k < 1) return undefined;
  const isWhole = k === n;
  let sum = 0;
  const draws = isWhole ? 1 : mostDraws;
  for (let draw = 0; draw < draws; draw++)
    sum += chosenIsRight(isWhole ? votes : drawn(votes, k, random), right);
  return sum / draws;
}

function drawn<T>(from: T[], k: number, random: () => number): T[] {
  const all = [...from];
  return Array.from({ length: k }, () => all.splice(Math.floor(random() * all.length), 1)[0] as T);
}

function chosenIsRight(votes: Vote[], right: number | undefined): number {
  const groups = new Map<number, { weight: number; size: number }>();
  for (const { group, weight } of votes) {
    if (group === undefined) continue;
    const own = groups.get(group) ?? { weight: 0, size: 0 };
    groups.set(group, { weight: own.weight + weight, size: own.size + 1 });
  }
  const heaviest = Math.max(0, ...[...groups.values()].map(({ weight }) => weight));
  // Sums of the same weights in another order may differ in their last bits.
  const heavy = [...groups].filter(([, { weight }]) => weight > heaviest - 1e-9);
  const largest = Math.max(0, ...heavy.map(([, { size }]) => size));
  const chosen = heavy.filter(([, { size }]) => size === largest).map(([group]) => group);
  return right !== undefined && chosen.includes(right) ? 1 / chosen.length : 0;
}
