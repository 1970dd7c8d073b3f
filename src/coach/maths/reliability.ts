import type { AnswerGroup } from './events.ts';

/** Answers that agree, with the sum of the reliabilities of the attempts that came to them. */
export interface WeighedGroup extends AnswerGroup {
  weight: number;
}

/**
 * How far an attempt is to be believed, from whether each of the claims it rests on was judged right: the mean to
 * the power of their number (claim-level reliability, VibeThinker-3B technical report). One wrong claim of five
 * leaves 0.33 of 1. An attempt of which no claim was judged has 0.
 */
export function reliabilityOf(claims: boolean[]): number {
  if (claims.length === 0) return 0;
  return (claims.filter(Boolean).length / claims.length) ** claims.length;
}

/**
 * The groups with their weights, the heaviest first; of equals the larger one, then the one that was first. So
 * where nothing was judged, the majority stands.
 * @param claims what was judged of each attempt, by its lane
 */
export function weighedGroups(groups: AnswerGroup[], claims: ReadonlyMap<number, boolean[]>): WeighedGroup[] {
  return groups
    .map((group) => ({
      ...group,
      // The same attempts in another order must not come to another sum.
      weight: group.lanes
        .map((lane) => reliabilityOf(claims.get(lane) ?? []))
        .sort((a, b) => a - b)
        .reduce((sum, it) => sum + it, 0),
    }))
    .sort((a, b) => b.weight - a.weight || b.lanes.length - a.lanes.length);
}
