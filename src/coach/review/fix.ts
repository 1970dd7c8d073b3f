import { applyPatch, formatPatch, type StructuredPatch, structuredPatch } from 'diff';

/**
 * The fix with every change taken back that is not needed: as long as some hunk can go and the program still
 * `holds`, it goes (delta debugging's simplest form, one hunk at a time). `fixed` is known to hold. At most
 * `tries` programs are tried.
 */
export async function smallestFix(
  source: string,
  fixed: string,
  holds: (program: string) => Promise<boolean>,
  tries = 12,
): Promise<string> {
  let patch = structuredPatch('a', 'b', source, fixed, undefined, undefined, { context: 0 });
  let best = fixed;
  let tried = 0;
  for (let index = patch.hunks.length - 1; index >= 0 && patch.hunks.length > 1; index--) {
    if (tried++ >= tries) break;
    const fewer = { ...patch, hunks: patch.hunks.filter((_, other) => other !== index) };
    const program = applied(source, fewer);
    if (program === undefined || !(await holds(program))) continue;
    patch = fewer;
    best = program;
  }
  return best;
}

/** The first line, counted from 1, of `source` that the fix changes. */
export function firstChangedLine(source: string, fixed: string): number {
  const [hunk] = structuredPatch('a', 'b', source, fixed, undefined, undefined, { context: 0 }).hunks;
  return Math.max(1, hunk?.oldStart ?? 1);
}

/** What the fix changes, as a unified diff without its file names. */
export function changesOf(source: string, fixed: string): string {
  const { hunks } = structuredPatch('a', 'b', source, fixed, undefined, undefined, { context: 1 });
  return hunks.flatMap(({ oldStart, lines }) => [`@@ line ${oldStart} @@`, ...lines]).join('\n');
}

function applied(source: string, patch: StructuredPatch): string | undefined {
  const result = applyPatch(source, formatPatch(patch), { fuzzFactor: 0 });
  return result === false ? undefined : result;
}
