/**
 * The name a Java source file must have: its public class, else the class that holds `main`, else `Main`.
 * Comments and string literals are passed over.
 */
export function javaClassName(source: string): string {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*|"(?:\\.|[^"\\\n])*"/g, ' ');
  const type = /\b(?:class|interface|enum|record)\s+([A-Za-z_$][\w$]*)/;
  const publicType = new RegExp(
    `\\bpublic\\s+(?:(?:final|abstract|strictfp|sealed)\\s+)*${type.source}`,
  ).exec(code);
  if (publicType?.[1]) return publicType[1];
  const main = /\bstatic\s+(?:final\s+)?void\s+main\s*\(/.exec(code);
  const before = code.slice(0, main?.index ?? code.length);
  const classes = [...before.matchAll(new RegExp(type.source, 'g'))];
  const enclosing = classes.findLast((found) => depthAt(before, found.index) === 0);
  return enclosing?.[1] ?? 'Main';
}

function depthAt(code: string, index: number): number {
  let depth = 0;
  for (const sign of code.slice(0, index)) {
    if (sign === '{') depth++;
    if (sign === '}') depth--;
  }
  return depth;
}
