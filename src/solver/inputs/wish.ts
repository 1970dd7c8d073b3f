/** How large the values of one variable are in an input. */
export type Scale = 'small' | 'tiny' | 'middle' | 'any' | 'log';

/** What an input should be like, as far as its shape lets it be. */
export interface Wish {
  /** How large: a number of items or so, the least, or the most that the statement allows. */
  size: number | 'least' | 'most';
  /** A size given as a number is reached, not only not exceeded. */
  isExact?: boolean;
  /**
   * Small and often alike, in the thousands, of any length or anywhere in their bounds, at a bound, or all the
   * same; `mixed`: each variable its own.
   */
  values: Scale | 'lowest' | 'highest' | 'equal' | 'extremes' | 'mixed';
  /** Values that stand alone are as large as they may be, whatever those of arrays and rows are. */
  scalars?: 'highest';
  order?: 'sorted' | 'reversed';
  /** Of trees and graphs: a path, a star, or as few edges as allowed. Of points: all on one line. */
  form?: 'path' | 'star' | 'sparse' | 'line';
}
