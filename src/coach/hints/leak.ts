/** Lines that only programs have, whatever their language. Pseudo-code has none of them. */
const programLine =
  /^\s*(?:#include\b|import\s+[\w.]+;?$|from\s+\w+\s+import\b|using\s+namespace\b|(?:int|void|long long|auto)\s+\w+\s*\([^)]*\)\s*\{?$|def\s+\w+\(.*\):$|public\s+(?:static|class)\b|fn\s+\w+\(|func\s+\w+\()|(?:cin\s*>>|cout\s*<<|std::|System\.out\.|input\(\)|print\(|scanf\(|printf\(|console\.log\()/;

/** Steps of pseudo-code: assignments and loops written out. Prose about a loop has none. */
const codeLine = /^\s*(?:for|while|if)\b.*[:{]\s*$|^\s*[\w[\].]+\s*(?:<-|←|:=|\+=|-=|=)\s*\S+.*$|[;{}]\s*$/;

/**
 * Why a hint gives away more than it should: it holds program code, or (unless it may) pseudo-code, or says one
 * of the lines that a later level is there for. Undefined: it does not.
 */
export function leakIn(
  text: string,
  options: { later: string[]; mayHoldPseudoCode: boolean },
): string | undefined {
  const lines = text.split('\n');
  if (lines.some((line) => programLine.test(line))) return 'it held program code';
  const isFenced = /^\s*(?:```|~~~)/m.test(text);
  const steps = lines.filter((line) => codeLine.test(line)).length;
  if (!options.mayHoldPseudoCode && (isFenced || steps >= 2)) return 'it held code';
  const said = keyLines(text);
  if (said.some((line) => options.later.some((other) => sameLine(line, other))))
    return 'it said what a later hint is there for';
  return undefined;
}

/** What a hint says, line by line and sentence by sentence: each as the set of its words of some length. */
export function keyLines(text: string): string[] {
  return text
    .split(/\n|(?<=[.!?。！？])\s*/)
    .map((line) => [...new Set(line.toLowerCase().match(/[\p{L}\p{N}^]{2,}/gu) ?? [])].sort().join(' '))
    .filter((line) => line.split(' ').length >= 5);
}

/** Four fifths of the words of the shorter line are in the other. */
function sameLine(a: string, b: string): boolean {
  const [few, many] = [a.split(' '), b.split(' ')].sort((x, y) => x.length - y.length);
  const known = new Set(many);
  const common = few?.filter((word) => known.has(word)).length ?? 0;
  return common >= 0.8 * (few?.length ?? 0) && (few?.length ?? 0) >= 0.5 * (many?.length ?? 0);
}
