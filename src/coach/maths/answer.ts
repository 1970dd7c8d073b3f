import { type Expression, expressionOf, NotUnderstood, plainBrackets } from './expression.ts';

/** One end of an interval. */
interface End {
  at: Expression;
  isOpen: boolean;
}

export interface Interval {
  low: End;
  high: End;
}

/**
 * What an answer is. `list` marks values between commas without braces: they count as a set, but may have been
 * meant as a tuple. A tuple of two in round brackets may be an open interval.
 */
export type Answer =
  | { kind: 'value'; value: Expression; unit?: string }
  | { kind: 'tuple'; parts: Answer[] }
  | { kind: 'set'; parts: Answer[]; isList?: boolean }
  | { kind: 'region'; intervals: Interval[] }
  | { kind: 'equation'; left: Expression; right: Expression }
  | { kind: 'choice'; letter: string }
  | { kind: 'text'; text: string };

/** A longer answer than any that is compared, in characters. */
const longestAnswer = 2000;
const mostParts = 30;

/**
 * The final answer of a solution: what the last `\boxed{}` holds, else what follows "the answer is", else the last
 * line when it is short. Undefined: there is none.
 */
export function finalAnswer(text: string): string | undefined {
  const boxed = lastBox(text);
  if (boxed !== undefined) return boxed.trim() === '' ? undefined : boxed.trim();
  const tail = text.slice(-20_000).trim();
  const said = [
    ...tail.matchAll(
      /(?:\banswer(?:\**\s*[:=]| is\b:?)|答案(?:是|为|為|[:：])|ответ\s*[:：—-]|respuesta(?: es|\s*:)|réponse(?: est|\s*:))[ \t]*\**[ \t]*([^\n]{1,2000})/gi,
    ),
  ].at(-1)?.[1];
  const line = said ?? tail.split('\n').at(-1) ?? '';
  const bare = line
    .replace(/^[#>*\s-]+|\*+/g, '')
    .replace(/^(?:so|thus|therefore|hence)\b,?/i, '')
    .trim();
  const short = /^(\$[^$]+\$|\\\(.+?\\\))(?=[.。]|$)/.exec(bare)?.[1] ?? bare.replace(/[.。]+$/, '');
  if (short === '' || short.length > (said === undefined ? 200 : longestAnswer)) return undefined;
  // "a + b = 3 + 4 = 7" answers 7.
  const isChain = said === undefined && /=/.test(short);
  return isChain
    ? (short
        .split('=')
        .at(-1)
        ?.replace(/^\s*|[\s$]*$/g, '') ?? short)
    : short;
}

function lastBox(text: string): string | undefined {
  const found = Math.max(text.lastIndexOf('\\boxed{'), text.lastIndexOf('\\fbox{'));
  if (found < 0) return undefined;
  const start = text.indexOf('{', found) + 1;
  let depth = 1;
  const end = Math.min(text.length, start + 100_000);
  for (let at = start; at < end; at++) {
    const sign = text[at];
    if (sign === '\\') at++;
    else if (sign === '{') depth++;
    else if (sign === '}' && --depth === 0) return text.slice(start, at);
  }
  return undefined;
}

/** Reads an answer. What is not understood is kept as text. Never throws. */
export function answerOf(text: string): Answer {
  const clean = cleaned(text);
  if (clean.length > longestAnswer) return { kind: 'text', text: clean };
  try {
    return read(clean, 0);
  } catch (error) {
    if (error instanceof NotUnderstood) return { kind: 'text', text: clean };
    throw error;
  }
}

/** Without the marks around a formula, the space LaTeX wants, and a full stop at the end. */
export function cleaned(text: string): string {
  if (text.length > 10 * longestAnswer) return text;
  let clean = plainBrackets(text.trim()).trim();
  for (let turn = 0; turn < 4; turn++) {
    const before = clean;
    clean = clean
      .replace(/^\*\*([^*]+)\*\*$/, '$1')
      .replace(/^\$\$?([^$]+)\$\$?[.。,]?$/, '$1')
      .replace(/^\\\(([\s\S]*)\\\)[.。]?$/, '$1')
      .replace(/^\\\[([\s\S]*)\\\][.。]?$/, '$1')
      .replace(/^\\(?:boxed|fbox)\{([^{}]*)\}$/, '$1')
      .replace(/[.。;]$/, '')
      .trim();
    if (clean === before) break;
  }
  return clean.replace(/(?<!\\)\$/g, '').trim();
}

function read(text: string, depth: number): Answer {
  if (depth > 4) throw new NotUnderstood('it is nested too deeply');
  const nested = (part: string) => read(part.trim(), depth + 1);
  const letter = /^(?:\\(?:text|textbf|mathrm|mathbf)\{)?\(?([A-E])\)?\}?[.)]?$/.exec(text)?.[1];
  if (letter) return { kind: 'choice', letter };
  if (/^(?:\\emptyset|\\varnothing|∅|\\\{\s*\\\}|\{\s*\}|no (?:real )?solutions?|none)$/i.test(text))
    return { kind: 'set', parts: [] };
  const rows = matrixRows(text);
  if (rows) return { kind: 'tuple', parts: rows.map((row) => ({ kind: 'tuple', parts: row.map(nested) })) };
  const member = /^[A-Za-z]\s*(?:\\in(?![A-Za-z])|∈)\s*([\s\S]*)$/.exec(text)?.[1];
  if (member) return read(member.trim(), depth + 1);
  const region = regionOf(text);
  if (region) return region;
  const inBraces = inside(text, '\\{', '\\}') ?? inside(text, '{', '}');
  if (inBraces !== undefined && !/\\mid|\||:/.test(inBraces))
    return { kind: 'set', parts: partsOf(inBraces).map(nested) };
  if (inBraces !== undefined) throw new NotUnderstood('a set by a condition');
  const inBrackets = inside(text, '(', ')') ?? inside(text, '\\langle', '\\rangle');
  if (inBrackets !== undefined && partsOf(inBrackets).length > 1)
    return { kind: 'tuple', parts: partsOf(inBrackets).map(nested) };
  const listed = listOf(text, nested);
  if (listed) return listed;
  if (/[<>≤≥]|\\(?:leq?|geq?|lt|gt|leqslant|geqslant)(?![A-Za-z])/.test(text)) return inequality(text);
  const sides = topLevel(text, /^=/);
  if (sides.length > 1) return equation(sides);
  if (/\\pm(?![A-Za-z])|±/.test(text)) return plusMinus(text, nested);
  const ratio = topLevel(text, /^:/);
  if (ratio.length === 2) return { kind: 'value', value: expressionOf(`(${ratio[0]})/(${ratio[1]})`) };
  // "Monday" is a word, not a product of six letters.
  if (/^(?:no|\p{L}{3,}(?: \p{L}+)*)$/iu.test(text)) throw new NotUnderstood('a word');
  const { bare, unit } = withoutUnit(text);
  return { kind: 'value', value: expressionOf(bare), ...(unit !== undefined && { unit }) };
}

function listOf(text: string, nested: (part: string) => Answer): Answer | undefined {
  if (/^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) return nested(text.replaceAll(',', ''));
  const separated = text.replace(/\\text\{\s*,?\s*(and|or)\s*\}|\s+(?:and|or)\s+/g, ',');
  const parts = partsOf(separated);
  if (parts.length < 2) return undefined;
  const named = parts.map((part) => /^([A-Za-z](?:_\{?\w+\}?)?)\s*=([^=]*)$/.exec(part.trim()));
  if (named.every((it) => it !== null)) {
    const names = named.map((it) => (it[1] ?? '').replace(/_.*/, ''));
    const values = named.map((it) => it[2]?.trim() ?? '');
    if (new Set(names).size === 1) return { kind: 'set', parts: values.map(nested), isList: true };
    if (new Set(names).size === names.length) {
      const order = names
        .map((_, index) => index)
        .sort((a, b) => (names[a] ?? '').localeCompare(names[b] ?? ''));
      return { kind: 'tuple', parts: order.map((index) => nested(values[index] ?? '')) };
    }
  }
  // "x = 1, 2": the name stands for all.
  const first = /^[A-Za-z]\s*=\s*([^=]*)$/.exec(parts[0]?.trim() ?? '')?.[1];
  const values = first === undefined ? parts : [first, ...parts.slice(1)];
  return { kind: 'set', parts: values.map(nested), isList: true };
}

/** What the brackets around all of the text hold. */
function inside(text: string, open: string, close: string): string | undefined {
  if (!text.startsWith(open) || !text.endsWith(close)) return undefined;
  const content = text.slice(open.length, text.length - close.length);
  // The first bracket must be closed by the last.
  let depth = 0;
  for (const sign of content.match(/\\[{}]|\\[lr]angle|[(){}[\]]/g) ?? []) {
    depth += /^(?:\\\{|\\langle|[({[])$/.test(sign) ? 1 : -1;
    if (depth < 0) return undefined;
  }
  return depth === 0 ? content : undefined;
}

/** The parts between commas or semicolons outside brackets. */
function partsOf(text: string): string[] {
  const parts = topLevel(text.replaceAll('{,}', ''), /^[,;，；、]/);
  if (parts.length > mostParts) throw new NotUnderstood('it has too many parts');
  return parts.length > 1 && parts.some((it) => it.trim() === '') ? [text] : parts;
}

function topLevel(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '\\') {
      const next = text.charAt(at + 1);
      if (next === '{') depth++;
      else if (next === '}') depth--;
      at++;
    } else if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) depth--;
    else if (depth === 0 && separator.test(sign)) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function matrixRows(text: string): string[][] | undefined {
  const body = /^\\begin\{([pbv]?matrix)\}([\s\S]*)\\end\{\1\}$/.exec(text)?.[2];
  const rows = body
    ?.trim()
    .replace(/\\\\$/, '')
    .split('\\\\')
    .map((row) => row.split('&'));
  return rows && rows.length * (rows[0]?.length ?? 0) <= mostParts ? rows : undefined;
}

const everything: Interval = {
  low: { at: expressionOf('-\\infty'), isOpen: true },
  high: { at: expressionOf('\\infty'), isOpen: true },
};

/** Intervals joined by ∪. Round brackets alone are a pair unless an infinity or another interval stands there. */
function regionOf(text: string): Answer | undefined {
  if (/^(?:\\mathbb\s*\{?R\}?|ℝ|\\R|all real numbers)$/.test(text))
    return { kind: 'region', intervals: [everything] };
  const pieces = text.split(/\\cup(?![A-Za-z])|∪/).map((piece) => piece.trim());
  if (pieces.length > mostParts) throw new NotUnderstood('it has too many parts');
  const intervals: Interval[] = [];
  for (const piece of pieces) {
    const parts = /^[([][\s\S]*[)\]]$/.test(piece) ? partsOf(piece.slice(1, -1)) : [];
    const [low, high] = parts;
    if (low === undefined || high === undefined || parts.length > 2) return undefined;
    const isPlain = piece.startsWith('(') && piece.endsWith(')') && !/infty|infinity|∞/.test(piece);
    if (isPlain && pieces.length === 1) return undefined;
    intervals.push({
      low: { at: expressionOf(low), isOpen: piece.startsWith('(') },
      high: { at: expressionOf(high), isOpen: piece.endsWith(')') },
    });
  }
  return { kind: 'region', intervals };
}

/** `x > 2`, `1 < x \le 3`: the values of the one variable. */
function inequality(text: string): Answer {
  const plain = text
    .replace(/\\(?:leq?|leqslant)(?![A-Za-z])|<=/g, '≤')
    .replace(/\\(?:geq?|geqslant)(?![A-Za-z])|>=/g, '≥')
    .replace(/\\lt(?![A-Za-z])/g, '<')
    .replace(/\\gt(?![A-Za-z])/g, '>');
  const sides = plain.split(/[<>≤≥]/).map((side) => side.trim());
  let signs: string[] = plain.match(/[<>≤≥]/g) ?? [];
  if (signs.every((sign) => sign === '>' || sign === '≥')) {
    sides.reverse();
    signs = [...signs].reverse().map((sign) => (sign === '>' ? '<' : '≤'));
  }
  if (signs.some((sign) => sign === '>' || sign === '≥')) throw new NotUnderstood('mixed inequalities');
  const at = sides.findIndex((side) => /^[A-Za-z]$/.test(side));
  if (at < 0 || sides.length > 3 || (sides.length === 3 && at !== 1))
    throw new NotUnderstood('an inequality of more than one variable');
  const end = (index: number, sign: string | undefined): End | undefined =>
    sides[index] === undefined ? undefined : { at: expressionOf(sides[index]), isOpen: sign === '<' };
  const low = at > 0 ? end(at - 1, signs[at - 1]) : undefined;
  const high = end(at + 1, signs[at]);
  return {
    kind: 'region',
    intervals: [{ low: low ?? everything.low, high: high ?? everything.high }],
  };
}

/** `x = 5` and `f(x) = x^2` answer with their right side; other equations are compared as such. */
function equation(sides: string[]): Answer {
  const [left = '', right = ''] = sides.map((side) => side.trim());
  if (sides.length > 2) {
    // A chain "S = 3 \cdot 4 = 12" answers with its end.
    return { kind: 'value', value: expressionOf(sides.at(-1)?.trim() ?? '') };
  }
  if (/^[A-Za-z](?:_\{?\w+\}?)?(?:\(\s*[A-Za-z]\s*\))?$/.test(left)) {
    const { bare, unit } = withoutUnit(right);
    const isName = !/^[xyz]$/.test(left) || !/[xyz]/.test(right.replace(/\\[A-Za-z]+/g, ''));
    if (isName) {
      if (/\\pm(?![A-Za-z])|±/.test(bare)) return plusMinus(bare, (it) => read(it, 3));
      return { kind: 'value', value: expressionOf(bare), ...(unit !== undefined && { unit }) };
    }
  }
  return { kind: 'equation', left: expressionOf(left), right: expressionOf(right) };
}

function plusMinus(text: string, nested: (part: string) => Answer): Answer {
  const signed = (plus: string, minus: string) =>
    nested(text.replace(/\\pm(?![A-Za-z])|±/g, plus).replace(/\\mp(?![A-Za-z])|∓/g, minus));
  return { kind: 'set', parts: [signed('+', '-'), signed('-', '+')] };
}

const unitWord =
  /^([\s\S]*[\d})])\s*(mm|cm|km|kg|degrees?|dollars?|units?|square units|meters?|metres?|centimeters?|hours?|minutes?|seconds?|days?|years?|people|ways)(?:\^\{?([23])\}?)?$/;

/** The answer without what it is counted in. */
function withoutUnit(text: string): { bare: string; unit?: string } {
  const money = /^\\\$\s*([\s\S]*)$/.exec(text)?.[1];
  if (money !== undefined) return { bare: money, unit: 'dollars' };
  const named = /^([\s\S]*\S)\s*\\(?:text|mathrm|mbox|textrm)\s*\{\s*([^{}]*)\}(?:\^\{?([23])\}?)?$/.exec(
    text,
  );
  const [, bare, word, power] = named ?? unitWord.exec(text) ?? [];
  if (bare === undefined || word === undefined) return { bare: text };
  if (!/^[A-Za-z /^.²³0-9-]{0,40}$/.test(word)) return { bare: text };
  return { bare, unit: `${word.trim().replace(/s$/, '').toLowerCase()}${power ?? ''}` };
}
