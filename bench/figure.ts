/** One line of the table that `npm run bench` prints. */
export interface Figure {
  name: string;
  /** Ours, in `unit`; absent when there was nothing to measure here, which `peer` then explains. */
  value?: number;
  unit: string;
  /** What it was compared with, and that one's value in the same run. */
  peer: string;
  /** What was promised, in words. */
  bar: string;
  met: boolean;
}

/** The middle of several measurements, which one disturbed measurement does not move. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Milliseconds that the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
