/** Marks that only programs have, whatever their language. Pseudo-code has none of them. */
const programMarks: RegExp[] = [
  /^\s*(?:#include\b|#!|import\s+[\w.*{} ,]+;?$|from\s+\w+\s+import\b|using\s+(?:namespace\s+)?[\w.]+\s*;|package\s+\w+;?$)/,
  // A function or class, as it is begun in one language or another.
  /^\s*(?:(?:public|private|static|final|unsigned|const|inline)\s+)*(?:int|void|long|auto|double|bool|boolean|char|String|vector<\S+>)(?:\s+long)?(?:\[\])?\s+\w+\s*\([^)]*\)\s*(?:\{.*)?$/,
  /^\s*(?:def\s+\w+\(.*\)\s*(?:->.*)?:|public\s+(?:static|class)\b|(?:data\s+)?class\s+\w+[^.]*[{:(]|impl\s+\w+|(?:pub\s+)?fn\s+\w+\(|func\s+\w+\(|fun\s+\w+\(|let\s+rec\b|program\s+\w+;|\w+\s*::\s*[[(A-Z])/,
  // Input and output.
  /\bcin\s*>>|\bcout\s*<<|\bstd::|\bSystem\.(?:in|out)\b|\binput\(\)|\bprint(?:f|ln)!?\(|\bscanf\(|\bconsole\.log\(|\bConsole\.\w+\(|\breadLine\(|\bnextInt\(|\bfgets\(|\bgets\.\w+|^\s*puts\s|\bio\.(?:read|write)\b|\b(?:read|write)ln\s*\(|\binteract\b\s*\$|\bSTDIN\b|<\?php|^\s*echo\s+\$|\bfmt\.\w+\(|\bsys\.stdin\b/,
  // Declarations, and what is put together by signs that no sentence has.
  /\blet\s+mut\b|\b(?:val|const|local)\s+\w+(?:\s*:\s*\w+)?\s*=|\bvar\s+\w+\s*=\s*\w+[.(]|\blambda\s+\w+\s*:|\bfold[lr]\s|\.(?:push_back|unwrap|collect|to_i|toInt)\(|\bnew\s+[A-Z]\w*(?:<[^>]*>)?\(|^\s*SELECT\b.+\bFROM\b/,
  /\bfor\s*\([^)]*;[^)]*;|\benumerate\(|\b(?:int|bool|char|auto|long long)\s+\w+\s*(?:\[[^\]]*\]\s*)?(?:=|;|,\s*\w+\s*[=;])|\b(?:long|double)\s+\w+\s*=|[a-z_\])]\s*(?:\+\+|--)\s*[;)]|\b(?:vector|Vec|List|ArrayList|Map|HashMap|pair|array|set|map|deque)</,
];
/** What pseudo-code may have, and no hint before it. */
const codeMarks =
  /\bfor\s+\w+(?:\s*,\s*\w+)?\s+in\s+range\(|\bprint\(|\b(?:var|let)\s+[a-z]\w*\s*=\s*\S|^function\s+\w+\(|\.(?:iter|map|filter|reduce|sort|push|append|add|insert)\(|\breturn\s+[^.]*;\s*\}?$|[\w)]\s*:=\s|\w\]?\s*(?:<-|←)\s*\w|\b[a-z]\w*(?:\+\+|--)(?:\s|$)|[[(].*\bfor\s+(?!all|any)\w{1,3}\s+in\s/;

/** Some assignment or equation whose left side is a name. */
const assignment =
  /(?:^|[\s`$(,:;])(?:\\?[\p{L}_]\w*)(?:\[[^\]]*\]|_\{?\w+\}?|\([\w, ]*\))*\s*(?:<-|←|:=|\\gets|[-+*/%|&^]=|=)(?!=)\s*\S/u;
/** One that says how a value follows from itself or from those at other places: `l = max(l, last[x] + 1)`. */
const computed =
  /(?:^|[\s`$(,:;])((?:\\?[\p{L}_]\w*))(?:\[[^\]]*\]|_\{[^}]*\}|_\w|\([\w, ]*\))*\s*(?:<-|←|:=|\\gets|[-+*/%|&^]=|=)(?!=)[^.,;?!\n]*?(?:\b(?:max|min|last|dp)\b[\w_{}]*\s*[([{]|\w\[[^\]]*[-+]|\1\s*[-+*/[(_])/gu;
/** A header of a loop or a branch, or the end of one. */
const headers = [
  /^(?:for(?! example| instance)|foreach|while|repeat|if|else|elif|until)\b.*(?:[:{]|\b(?:do|then|begin))\s*$/i,
  /^(?:begin|end)$/i,
  /^(?:FOR|WHILE|IF|ELSE|REPEAT|SET|RETURN)\s|^(?:end|END)\s*(?:if|for|while|loop|IF|FOR|WHILE|LOOP)?[;.]?$/,
  /^(?:对于?每|遍历|如果|若|否则|当).*[:：]$|\\(?:For|If|While|State|EndFor|EndIf)\b/,
];
/** A step of pseudo-code in words. */
const step =
  /^(?:set|update|increment|decrement|return|push|pop|append|initiali[sz]e|assign|let|store|output|for each|for every|loop|while|if\b.*\bthen)\b/i;
const listMark = /^\s*(?:[-*+•]|\(?\d{1,2}[.):])\s+/;

/** Ways to a solution by their names: what the third level is there for. */
const techniques =
  /\b(?:sliding window|two[- ]pointers?|binary search|ternary search|dynamic programming|dp|memoi[sz]ation|greedy|greedily|prefix sums?|segment trees?|fenwick|binary indexed tree|union[- ]find|disjoint[- ]set|dijkstra|bellman[- ]ford|floyd|kruskal|prim's|bfs|dfs|breadth[- ]first|depth[- ]first|topological|monoton\w+ (?:stack|queue)|divide and conquer|meet in the middle|backtrack\w*|bitmask|sieve|max[- ]?flow|bipartite matching|trie|suffix (?:array|tree|automaton)|kmp|z-function|convex hull|sweep ?line|knapsack|fft|matrix exponentiation|sqrt decomposition)\b|滑动窗口|双指针|二分|动态规划|贪心|前缀和|线段树|树状数组|并查集|最短路|深度优先|广度优先|单调栈|динамическ\p{L}+ программирован|двоичн\p{L}+ поиск|бинарн\p{L}+ поиск|жадн\p{L}+|два указателя|programaci[oó]n din[aá]mica|programmation dynamique|dynamische\w* programmierung|動的計画法|二分探索|동적 계획법|이분 탐색/giu;

export interface LeakOptions {
  level: number;
  /** The last level: the one that may hold pseudo-code. */
  last: number;
  /** The hints of later levels. */
  later: { level: number; text: string }[];
  /** What is known anyway, such as the statement: its words give nothing away. */
  known: string;
}

/**
 * Why a hint gives away more than it should: it holds program code or (before the last level) pseudo-code, steps or the
 * name of a technique before their level, or says in other words what a later level is there for. Undefined: it does
 * not.
 */
export function leakIn(text: string, { level, last, later, known }: LeakOptions): string | undefined {
  // In pieces: what looks ahead on a line takes its time to the square.
  const lines = (text.match(/.{1,500}/g) ?? []).filter((line) => line.trim() !== '');
  if (lines.some((line) => programMarks.some((mark) => mark.test(line.replace(listMark, '')))))
    return 'it held program code';
  if (level < last && holdsCode(text, lines, level === last - 1)) return 'it held code';
  if (
    level < 4 &&
    lines.filter((line) => listMark.test(line) && step.test(line.replace(listMark, ''))).length >= 2
  )
    return 'it held the steps that a later hint is there for';
  const named = level < 3 ? namesIn(text) : [];
  if (named.length > 0) {
    const knownNames = namesIn(known);
    if (named.some((name) => !knownNames.includes(name)))
      return 'it named the technique that a later hint is there for';
  }
  const usual = { words: new Set(wordsOf(known)), names: new Set(known.match(/\b[A-Za-z_]\w*\b/g)) };
  if (later.some((other) => saysOf(text, level, other, usual)))
    return 'it said what a later hint is there for';
  return undefined;
}

function holdsCode(text: string, lines: string[], isOutline: boolean): boolean {
  if (/^\s*(?:```|~~~)|<(?:pre|code)\b|\\begin\{(?:algorithm|lstlisting|verbatim)/m.test(text)) return true;
  const bare = lines.map((line) => line.replace(listMark, '').trim());
  if (bare.some((line) => codeMarks.test(line))) return true;
  const inline = inlineCode(text).filter(
    (code) => assignment.test(` ${code}`) || /^(?:return|while|for|if)\s/.test(code),
  );
  const formulas = bare.flatMap((line) => [...line.matchAll(computed)]);
  // An outline may hold the one formula that it is about.
  if (Math.max(inline.length, formulas.length) > (isOutline ? 1 : 0)) return true;
  const isStep = (line: string) =>
    headers.some((header) => header.test(line)) ||
    /^[\w[\].]+\s*(?:<-|←|:=|[-+*/]=|=(?!=))\s*\S+.*$|[;{}]$/.test(line);
  const isBegun = (index: number) =>
    headers.some((header) => header.test(bare[index] ?? '')) && /^\s{2,}\S/.test(lines[index + 1] ?? '');
  return bare.filter(isStep).length >= 2 || bare.some((_, index) => isBegun(index));
}

function inlineCode(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '');
}

/** Techniques that a text speaks of, but for those of which it says that they do not help. */
function namesIn(text: string): string[] {
  return sentencesOf(text)
    .filter(
      (sentence) => !/\b(?:not|fails?|wrong|slow|cannot|no|never|don't|doesn't|won't)\b/i.test(sentence),
    )
    .flatMap((sentence) => sentence.match(techniques) ?? [])
    .map((name) => name.toLowerCase());
}

/** Of the words that tell something, how many a hint shares with a sentence of the next level, or of later ones. */
const [sharedWithNext, sharedWithLater] = [0.75, 0.6];
const fewestShared = 4;

/** What a statement says anyway: its words as `wordsOf` has them, and its names. */
interface Usual {
  words: Set<string>;
  names: Set<string>;
}

function saysOf(text: string, level: number, other: { level: number; text: string }, usual: Usual): boolean {
  const isNext = other.level === level + 1;
  const tellingIn = (sentence: string) => new Set(wordsOf(sentence).filter((word) => !usual.words.has(word)));
  const [said, kept] = [sentencesOf(text), sentencesOf(other.text)].map((sentences) =>
    sentences.map(tellingIn),
  );
  // The outline and its pseudo-code are in the same words; what counts there are the names that lines compute with.
  const names = other.text.split('\n').map((line) => namesComputed(line, usual.names));
  if (names.some((own) => own.length >= 3 && sentencesOf(text).some((one) => holdsAll(one, own))))
    return true;
  if (isNext && other.level === 5) return false;
  return (said ?? []).some((one) =>
    (kept ?? []).some((line) => {
      const [few, many] = one.size <= line.size ? [one, line] : [line, one];
      const shared = [...few].filter((word) => many.has(word)).length;
      return shared >= fewestShared && shared >= (isNext ? sharedWithNext : sharedWithLater) * few.size;
    }),
  );
}

function sentencesOf(text: string): string[] {
  return text.split(/\n|;|(?<=[.!?。！？；])\s*/).filter((sentence) => sentence.trim() !== '');
}

/** Words that say the same here, by their first letters. */
const same: [string, RegExp][] = [
  ['keep', /^(?:keep|kept|stor|remem|recor|track|save|maint)/],
  ['move', /^(?:move|movi|push|shift|jump|advan|slid|bring|skip)/],
  ['end', /^(?:ends?|borde|bound|edges?|point)$/],
  ['past', /^(?:past|beyon|after|behin)$/],
  ['value', /^(?:value|numbe|eleme|items?)$/],
  ['again', /^(?:again|repea|repet|dupli|twice)/],
  ['most', /^(?:max|maxim|large|great|bigge|highe)/],
  ['least', /^(?:min|minim|small|fewes|lowes)/],
  ['sum', /^(?:sum|sums|total|added)$/],
  ['place', /^(?:posit|place|index|where|locat)/],
  ['seen', /^(?:seen|stood|occur|appea|came|comes)$/],
];
const empty = new Set(
  'that this with from have what when which then than them they there here only each every into over your will would should could must also just more such some these those upon thus hence does look think about'.split(
    ' ',
  ),
);

/** Words by their first five letters, those that say the same as one; of scripts without spaces each two letters. */
function wordsOf(text: string): string[] {
  const lower = text.toLowerCase();
  const spaced = (lower.match(/[\p{L}\d]+/gu) ?? []).flatMap((word) => {
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word)) return [];
    if (empty.has(word) || (word.length < 4 && !/^(?:end|max|min|sum|odd|gcd|xor|set|two)$/.test(word)))
      return [];
    const stem = word.slice(0, 5);
    return [same.find(([, words]) => words.test(stem))?.[0] ?? stem];
  });
  const runs = lower.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2,}/gu) ?? [];
  const pairs = runs.flatMap((run) =>
    Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  );
  return [...spaced, ...pairs];
}

/** The names in a line of pseudo-code that computes something, less those of the statement. */
function namesComputed(line: string, usual: Set<string>): string[] {
  if (!/[=<>+*[(]|←/.test(line) || /^\s*(?:read|input|print|output)\b/i.test(line)) return [];
  const names = new Set(line.match(/\b[A-Za-z_]\w*\b/g));
  return [...names].filter(
    (name) =>
      !/^(?:for|each|while|if|else|then|do|in|to|and|or|not|return|a|i)$/i.test(name) && !usual.has(name),
  );
}

function holdsAll(sentence: string, names: string[]): boolean {
  const words = new Set(sentence.match(/\b[A-Za-z_]\w*\b/g));
  return names.every((name) => words.has(name));
}
