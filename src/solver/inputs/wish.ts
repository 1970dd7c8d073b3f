/** How large the values of one variable are in an input. */
export type Scale = 'small' | 'tiny' | 'middle' | 'any' | 'log' | 'band' | 'power';

/** What an input should be like, as far as its shape lets it be. */
export interface Wish {
  /** How large: a number of items or so, the least, or the most that the statement allows. */
  size: number | 'least' | 'most';
  /** A size given as a number is reached, not only not exceeded. */
  isExact?: boolean;
  /**
   * Small and often alike, in the thousands, of any length, anywhere in their bounds or in a part of them, next to
   * the same power of two, at a bound, as near to zero as allowed, or all the same; `mixed`: each variable its own;
   * `corners`: each at one of its bounds, next to the lower one, or anywhere.
   */
  values: Scale | 'lowest' | 'highest' | 'zero' | 'equal' | 'extremes' | 'mixed' | 'corners';
  /** Values that stand alone are as large as they may be, whatever those of arrays and rows are. */
  scalars?: 'highest';
  /** One value that stands alone is this large, or as near to it as its bounds let it be. */
  grown?: { name: string; to: bigint };
  order?: 'sorted' | 'reversed';
  /** Of trees and graphs: a path, a star, or as few edges as allowed. Of points: all on one line. */
  form?: 'path' | 'star' | 'sparse' | 'line';
}
