import type { TestResult } from '../judge/index.ts';
import type { Entrant } from './entrant.ts';
import type { GeneratedInput } from './inputs/cases.ts';
import type { Trials } from './trials.ts';

/** Programs that gave the same answers wherever they could be compared. */
export interface Group {
  members: Entrant[];
  /** The case on which a member first differs from the largest group, where there is one. */
  split?: TestResult;
}

/** Fewer cases than this, or than half of what there is, compare nothing. */
const fewestCases = 10;

/**
 * Sorts programs by their answers on the cases. Oracles come first, so that a candidate is compared with an
 * oracle where there is one: its run may fail where an oracle's did not, and that is a difference. Groups come
 * with the largest first.
 */
export async function groupsOf(
  entrants: Entrant[],
  cases: GeneratedInput[],
  trials: Trials,
  signal: AbortSignal,
): Promise<Group[]> {
  const groups: Group[] = [];
  const order = [...entrants].sort((a, b) => rank(a) - rank(b) || a.tokens - b.tokens);
  for (const entrant of order) {
    let home: Group | undefined;
    for (const group of groups) {
      const [first] = group.members;
      if (!first || home) continue;
      const { compared, difference } = await trials.compare(entrant, first, cases, signal);
      if (!difference && compared >= Math.min(fewestCases, cases.length / 2)) home = group;
    }
    if (home) home.members.push(entrant);
    else groups.push({ members: [entrant] });
  }
  groups.sort((a, b) => weight(b) - weight(a));
  const [largest, ...others] = groups;
  const [reference] = largest?.members ?? [];
  for (const group of others) {
    const [first] = group.members;
    if (!first || !reference) continue;
    const { difference } = await trials.compare(first, reference, cases, signal);
    if (difference) group.split = difference;
  }
  return groups;
}

/** Different programs in it; the user's own oracle outweighs all that a model wrote. */
export function weight({ members }: Group): number {
  return members.length + (members.some((it) => it.by === 'user') ? 1000 : 0);
}

function rank({ by, role }: Entrant): number {
  return by === 'user' ? 0 : role === 'oracle' ? 1 : 2;
}
