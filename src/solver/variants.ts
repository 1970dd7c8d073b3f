/** How the request of one candidate differs from the others'. */
export interface Variant {
  /** Replaces the preset's temperature. */
  temperature?: number;
  /** An approach to try. */
  hint?: string;
}

/** Approaches that are offered, one after the other, when the first ideas all fail. */
const approaches: [name: string, hint: string][] = [
  ['brute force', 'Think first of trying every possibility, then of what makes it fast enough.'],
  ['greedy', 'Look for a greedy choice, and prove by an exchange argument that it is safe.'],
  ['dynamic programming', 'Look for a recurrence: what is the state, and what is the last step?'],
  ['graph', 'Model it as a graph, and think of traversals, shortest paths, components or trees.'],
  ['mathematics', 'Look for a formula or an invariant; count instead of enumerating.'],
  ['data structure', 'Process the data in a good order, with a data structure for the queries that remain.'],
];

/** What earlier candidates came to, in the order they ended. */
export type Ending = { failed: boolean; verdict?: string; key?: string };

/**
 * The variant of candidate `nth` (from 0). The first ones are the preset's own sampling. As attempts fail, the
 * temperature rises by steps toward 1; when three or more have failed alike (the same verdict on the same test),
 * the idea is at fault, and another approach is named.
 */
export function variantFor(nth: number, endings: Ending[], temperature: number): Variant {
  const failed = endings.filter((it) => it.failed);
  if (nth < 2 || failed.length < 2) return {};
  const warmer = Math.min(Math.max(1, temperature), temperature + 0.1 * Math.floor(failed.length / 2));
  const last = failed.at(-1);
  const alike = failed.filter((it) => it.verdict === last?.verdict && it.key === last?.key).length;
  if (alike < 3) return { temperature: warmer };
  const [, hint] = approaches[(nth - 2) % approaches.length] ?? [];
  return { temperature: warmer, ...(hint ? { hint } : {}) };
}
