import type { Problem } from '../../problem/index.ts';
import { accepts } from './accepts.ts';
import { buildInput } from './build.ts';
import { Random } from './random.ts';
import { shapeOf } from './read-shape.ts';
import { allParts, countersOf, type Shape } from './shape.ts';

/** Inputs of growing size, from what the statement says of them. */
export interface SizedInputs {
  /** Undefined where the statement allows none of this size. The same size gives the same input. */
  ofSize(size: number): string | undefined;
  /** The most that anything may count; absent: the statement sets no bound. */
  largest?: number;
}

/**
 * Inputs with about `size` of everything the statement counts, as far as its bounds let each grow; undefined when
 * it was not understood, or nothing in it grows.
 */
export function sizedInputs(problem: Problem, seed: number): SizedInputs | undefined {
  const shape = shapeOf(problem);
  if (!shape) return undefined;
  const largest = mostCounted(shape);
  const ofSize = (size: number) => {
    if (largest !== undefined && size > largest) return undefined;
    const input = buildInput(shape, { size, values: 'any', isExact: true }, new Random(seed + size));
    return input !== undefined && accepts(shape, input) ? input : undefined;
  };
  const [small, large] = [ofSize(4)?.length, ofSize(Math.min(200, largest ?? 200))?.length];
  if (small !== undefined && large !== undefined && large < 4 * small) return undefined;
  // Something else than a count bounds it: what a size means is not known.
  const [half, whole] = [ofSize(1000)?.length ?? 0, ofSize(2000)?.length ?? 0];
  if (largest === undefined && whole < 1.5 * half) return undefined;
  return { ofSize, ...(largest !== undefined && { largest }) };
}

/** The largest upper bound of what counts something; the number of tests only where nothing else does. */
function mostCounted(shape: Shape): number | undefined {
  const counters = countersOf(shape.parts);
  const parts = allParts(shape.parts);
  const bounds: number[] = [];
  for (const part of parts) {
    if (part.kind === 'tests') counters.delete(part.count.name);
    const fields = part.kind === 'line' || part.kind === 'rows' ? part.fields : [];
    for (const field of fields) {
      if (field.kind === 'string') bounds.push(field.longest ?? field.length?.plus ?? 0);
      else if (counters.has(field.name)) {
        if (typeof field.upper === 'object') continue;
        const most = [field.upper, shape.sums.get(field.name)].filter((it) => it !== undefined);
        if (most.length === 0) return undefined;
        bounds.push(Math.min(...most.map(Number)));
      }
    }
  }
  const most = Math.max(0, ...bounds);
  return most > 0 ? most : undefined;
}
