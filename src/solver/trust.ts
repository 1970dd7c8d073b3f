import type { Entrant } from './entrant.ts';
import { type Group, weight } from './groups.ts';

/** Independent programs that must give the same answers before one of them is taken for an oracle. */
const fewest = 3;
/** So many more than any other group must they be. */
const margin = 2;

/** Whose word is taken, and what stands against it. */
export interface Trust {
  /** The group whose answers count; absent while it cannot be told. */
  believed?: Group;
  /** The oracle in it that decides. */
  oracle?: Entrant;
  /** Another member, other than the candidate, that gives the same answers. */
  confirmedBy(candidate: Entrant): Entrant | undefined;
  /** Oracles that gave other answers than those believed. */
  suspects: Entrant[];
  /** True when nobody is believed and another oracle would tell. */
  isTorn: boolean;
}

/**
 * Decides which oracle may be believed. The user's own always is, by its weight. One that the model wrote is
 * believed only with at least two independent programs beside it that give its answers on every case, and when no other
 * answers have nearly as many programs behind them: candidate and oracle may misread a statement alike, and
 * then the others are what shows it.
 */
export function trustIn(groups: Group[]): Trust {
  const [first, second] = groups;
  const oracle = first?.members.find((it) => it.role === 'oracle');
  const rival = second ? weight(second) : 0;
  const isBelieved =
    first !== undefined && oracle !== undefined && weight(first) >= fewest && weight(first) - rival >= margin;
  return {
    ...(isBelieved ? { believed: first, oracle } : {}),
    confirmedBy: (candidate) =>
      first?.members.find((it) => it !== oracle && it.role === 'oracle') ??
      first?.members.find((it) => it !== candidate && it !== oracle),
    suspects: groups
      .slice(1)
      .flatMap((group) => group.members.filter((it) => it.role === 'oracle' && isBelieved)),
    isTorn: !isBelieved && isTorn(groups),
  };
}

/** Another oracle would tell: each has its own answers so far, or two groups of several members oppose each other. */
function isTorn(groups: Group[]): boolean {
  const oracles = groups.map(({ members }) => members.filter((it) => it.role === 'oracle').length);
  const isScattered = oracles.filter((count) => count > 0).length > 1 && Math.max(...oracles) < 2;
  return isScattered || groups.filter(({ members }) => members.length > 1).length > 1;
}
