/**
 * Groups of programs that hold much the same code, by winnowing (Schleimer, Wilkerson and Aiken, 2003): hashes of
 * every `gram` tokens in a row, of which each window of `window` hashes gives its smallest. Names and numbers count
 * as one token each, so renaming hides nothing; comments and white space do not count. What more than half of all
 * programs share (a template, input reading) tells nothing and is left out.
 */
const winnowing = { gram: 10, window: 6, share: 0.75, least: 8 };

/** For each program the number of its group, from 1, or undefined when it is like no other. */
export function alike(sources: string[]): (number | undefined)[] {
  const prints = sources.map(fingerprints);
  const holders = new Map<number, number>();
  for (const print of prints) for (const hash of print) holders.set(hash, (holders.get(hash) ?? 0) + 1);
  const most = Math.max(2, sources.length / 2);
  const telling = prints.map(
    (print) => new Set([...print].filter((hash) => (holders.get(hash) ?? 0) <= most)),
  );
  const leader = sources.map((_, index) => index);
  const leaderOf = (index: number): number => {
    let at = index;
    while (leader[at] !== at) at = leader[at] ?? at;
    return at;
  };
  for (let a = 0; a < sources.length; a++)
    for (let b = a + 1; b < sources.length; b++)
      if (areAlike(telling[a], telling[b])) leader[leaderOf(b)] = leaderOf(a);
  const numbers = new Map<number, number>();
  const members = sources.map((_, index) => leaderOf(index));
  return members.map((own) => {
    if (members.filter((other) => other === own).length < 2) return undefined;
    if (!numbers.has(own)) numbers.set(own, numbers.size + 1);
    return numbers.get(own);
  });
}

/** Of the smaller program's fingerprints, most are in the other. */
function areAlike(a: Set<number> = new Set(), b: Set<number> = new Set()): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size < winnowing.least) return false;
  let common = 0;
  for (const hash of small) if (large.has(hash)) common++;
  return common >= winnowing.share * small.size && small.size >= large.size / 3;
}

function fingerprints(source: string): Set<number> {
  const tokens = tokensOf(source);
  const hashes: number[] = [];
  for (let at = 0; at + winnowing.gram <= tokens.length; at++)
    hashes.push(hashOf(tokens.slice(at, at + winnowing.gram)));
  const chosen = new Set<number>();
  for (let at = 0; at < hashes.length; at++) chosen.add(Math.min(...hashes.slice(at, at + winnowing.window)));
  return chosen;
}

const keywords = new Set(
  'if else for while do return break continue switch case def class int long double float char bool string void public static const in and or not import include using namespace struct new let var function fn elif print lambda'.split(
    ' ',
  ),
);

function tokensOf(source: string): string[] {
  const code = source
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\/\/[^\n]*/g, ' ')
    .replace(/^\s*#(?!include|define)[^\n]*/gm, ' ');
  const tokens = code.match(/[\p{L}_][\p{L}\p{N}_]*|\d[\w.]*|"[^"\n]*"|'[^'\n]*'|[^\s\p{L}\p{N}_]/gu) ?? [];
  return tokens.map((token) => {
    if (/^\d/.test(token)) return '0';
    if (/^["']/.test(token)) return '"';
    return /^[\p{L}_]/u.test(token) && !keywords.has(token) ? 'a' : token;
  });
}

/** FNV-1a over the tokens, 32 bits. */
function hashOf(tokens: string[]): number {
  let hash = 0x811c9dc5;
  for (const character of tokens.join(' ')) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash;
}
