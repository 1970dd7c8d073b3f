/** The lines without the indentation that all of them share; blank ones do not count. */
export function dedented(lines: string[]): string[] {
  const indents = lines.map((line) => line.search(/\S/)).filter((indent) => indent >= 0);
  const shared = indents.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
  return Number.isFinite(shared) ? lines.map((line) => line.slice(shared)) : lines;
}
