import { type Entrant, type Group, weight } from './groups.ts';

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
  /** True when nobody is believed and another oracle would tell: see `isTorn`. */
  isTorn: boolean;
}

/**
 * Decides which oracle may be believed. The user's own always is. One that the model wrote is believed only
 * with at least two independent programs beside it that give its answers on every case, and when no other
 * answers have nearly as many programs behind them: candidate and oracle may misread a statement alike, and
 * then the others are what shows it.
 */
export function trustIn(groups: Group[]): Trust {
  const [first, second] = groups;
  const oracle = first?.members.find((it) => it.role === 'oracle');
  const rival = second ? weight(second) : 0;
  const byUser = oracle?.by === 'user';
  const isBelieved =
    first !== undefined &&
    oracle !== undefined &&
    (byUser || (weight(first) >= fewest && weight(first) - rival >= margin));
  return {
    ...(isBelieved ? { believed: first, oracle } : {}),
    confirmedBy: (candidate) =>
      first?.members.find((it) => it !== candidate && it !== oracle && it.role === 'oracle') ??
      first?.members.find((it) => it !== candidate && it !== oracle),
    suspects: groups
      .slice(1)
      .flatMap((group) => group.members.filter((it) => it.role === 'oracle' && isBelieved)),
    isTorn: !isBelieved && isTorn(groups),
  };
}

/** Oracles contradict each other, or several candidates agree on other answers than every oracle gives. */
function isTorn(groups: Group[]): boolean {
  const oracles = groups.map(({ members }) => members.filter((it) => it.role === 'oracle').length);
  const withOracle = oracles.filter((count) => count > 0).length;
  if (withOracle > 1) return Math.max(...oracles) < 2 || withOracle === groups.length;
  return withOracle === 1 && groups.some(({ members }, at) => oracles[at] === 0 && members.length > 1);
}
