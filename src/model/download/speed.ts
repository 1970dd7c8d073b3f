/** Speed over the last seconds; speaks ten times a second at most. */
export class Speed {
  #marks: { at: number; bytes: number }[];
  #spoken = Number.NEGATIVE_INFINITY;

  constructor(bytes: number) {
    this.#marks = [{ at: performance.now(), bytes }];
  }

  at(bytes: number, totalBytes: number | undefined) {
    const now = performance.now();
    if (now - this.#spoken < 100 && bytes !== totalBytes) return undefined;
    this.#spoken = now;
    this.#marks = [...this.#marks.filter(({ at }) => now - at < 5000), { at: now, bytes }];
    const first = this.#marks[0] ?? { at: now, bytes };
    const seconds = (now - first.at) / 1000;
    const bytesPerSecond = seconds > 0 ? Math.max(0, (bytes - first.bytes) / seconds) : 0;
    return {
      bytes,
      bytesPerSecond,
      ...(totalBytes !== undefined && { totalBytes }),
      ...(totalBytes !== undefined &&
        bytesPerSecond > 0 && { remainingMs: Math.max(0, (1000 * (totalBytes - bytes)) / bytesPerSecond) }),
    };
  }
}
