import type { Problem } from '../../problem/index.ts';
import { accepts } from './accepts.ts';
import { boundsOf, plain } from './bounds.ts';
import {
  allParts,
  type Count,
  type Field,
  fieldsOf,
  type Limit,
  type Order,
  type Part,
  type Rows,
  type Shape,
} from './shape.ts';

/**
 * The layout of the inputs as the statement's input section tells it in words, with its bounds. Undefined unless
 * it reads every sample to its end: a layout that was misunderstood is not used. Without samples there is
 * nothing to check it on, and it is undefined too; so it is where a bound says more than is understood.
 */
export function shapeOf(problem: Problem): Shape | undefined {
  if (problem.samples.length === 0 || problem.interactive || problem.function) return undefined;
  const told = problem.inputFormat ?? sectionOf(problem.statement);
  if (!told) return undefined;
  for (const dialect of [true, false]) {
    const reader = new ShapeReader(problem, plain(told), dialect);
    const shape = reader.shape();
    if (shape.parts.length === 0 || reader.isUnclear(shape)) continue;
    if (problem.samples.every(({ input }) => accepts(shape, input))) return shape;
  }
  return undefined;
}

function sectionOf(statement: string): string | undefined {
  return /(?:^|\n)#*\s*\**input\**\s*:?\s*\n([\s\S]*?)(?=\n#*\s*\**(?:output|sample|example)|$)/i.exec(
    statement,
  )?.[1];
}

const numberWords: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  single: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
};
const name = String.raw`(?!a (?!and)[a-z]{2,})\b[A-Za-z](?:'|_\w{1,4}(?:,\w)?|\[\w\]|\d)?(?![\w'])`;
const names = String.raw`${name}(?:(?:,|,? and)? (?:\.\.\.,? ?)?(?:and )?${name}){0,7}`;
const adjective = `(?:(?:single|space-separated|distinct|different|pairwise|positive|non-negative|nonnegative|decimal|whole|integer|lowercase|uppercase|sorted|non-empty) ){0,4}`;
const noun = `(?:integers?|numbers?|strings?|words?|characters?|letters?|digits?|values?)`;
const countWord = String.raw`(?:a|an|one|two|three|four|five|six|exactly \w+|${name}(?: ?[-+] ?\d+)?)`;
const content = new RegExp(
  String.raw`\b(?:(${countWord}) )?(${adjective})(${noun})(?: (?:of|with) length (${name}))?[ :,]*(?:(?:–|-|—|the) ?)?(${names})?`,
);
const lineStart =
  /\b(?:the |a |each of the |in the )?(first|second|third|fourth|fifth|next|following|last|only|single|then|each)\b/i;

class ShapeReader {
  readonly #told: string;
  readonly #statement: string;
  readonly #bounds: ReturnType<typeof boundsOf>;
  readonly #samples: string[];
  readonly #alphabetFromSamples: string;
  /** Whether several groups on one line ("n, then a_1 ... a_n") are read as one line each. */
  readonly #joined: boolean;

  constructor(problem: Problem, told: string, joined: boolean) {
    this.#told = told;
    this.#joined = joined;
    this.#statement = plain(`${problem.statement}`);
    this.#bounds = boundsOf(problem, this.#statement);
    this.#samples = problem.samples.map(({ input }) => input);
    this.#alphabetFromSamples = [
      ...new Set(problem.samples.flatMap(({ input }) => [...input.replace(/\s+/g, '')])),
    ]
      .sort()
      .join('');
  }

  shape(): Shape {
    const parts: Part[] = [];
    let into = parts;
    for (const sentence of sentencesOf(this.#told)) {
      const tests = this.#testCount(sentence, parts.length === 0);
      if (tests) {
        const inner: Part[] = [];
        parts.push({ kind: 'tests', count: tests, parts: inner });
        into = inner;
        continue;
      }
      for (const part of this.#partsOf(sentence)) into.push(part);
    }
    const { sums, relations } = this.#bounds;
    return { parts, sums, relations };
  }

  isUnclear({ parts }: Shape): boolean {
    return allParts(parts)
      .flatMap(fieldsOf)
      .some(({ name }) => this.#bounds.isUnclear(name));
  }

  #testCount(sentence: string, isFirst: boolean): Field | undefined {
    if (!isFirst || !/test ?cases?|number of tests/i.test(sentence)) return undefined;
    const found = new RegExp(String.raw`(?:integer|number) (${name})\b`).exec(sentence)?.[1];
    const alternative = /\b(t|T|q|Q)\b/.exec(sentence)?.[1];
    const variable = found ?? alternative;
    return variable ? this.#integer(variable) : undefined;
  }

  /** The parts one sentence tells of; none when it tells of no line. */
  #partsOf(sentence: string): Part[] {
    if (!/\b(lines?|input|row)\b/i.test(sentence) && !lineStart.test(sentence)) return [];
    if (/\b(?:guaranteed|sum of|does not exceed)\b/i.test(sentence) && !/contains?\b/i.test(sentence))
      return [];
    const repeated =
      /\b(?:each of the )?(?:next|following|then|other|remaining|there follow|followed by)(?: the)? (\w+(?: ?[-+] ?\d+)?) (?:lines?|rows?)\b/i.exec(
        sentence,
      ) ?? /\b(\w(?: ?[-+] ?\d+)?) lines? (?:follow|describ|contain|each)/i.exec(sentence);
    const bare = sentence.replace(/\([^()]*\)/g, ' ').replace(/ {2,}/g, ' ');
    const after = repeated ? bare.slice(Math.max(0, bare.indexOf(repeated[0]) + repeated[0].length)) : bare;
    const count = repeated && countIn(repeated[1] ?? '');
    if (repeated && count) return this.#rows(count, after, sentence);
    return this.#lines(bare, sentence);
  }

  #rows(count: Count, text: string, sentence: string): Part[] {
    const listed = this.#groupsOf(text, sentence);
    const fields = listed.flatMap((it) => ('field' in it ? [] : it.fields));
    const array = listed.find((it) => 'field' in it);
    if (array && 'field' in array && fields.length === 0)
      return array.field.kind === 'string' && array.isText
        ? [{ kind: 'rows', count, fields: [this.#grid(array.field)], rows: 'any' }]
        : [{ kind: 'matrix', rows: count, columns: array.count, field: array.field }];
    if (fields.length === 0) return [];
    // One constant count of rows is one row after another with the same fields.
    const [only] = fields;
    if (only?.kind === 'string' && fields.length === 1)
      return [{ kind: 'rows', count, fields: [this.#grid(only)], rows: 'any' }];
    return [{ kind: 'rows', count, fields, ...this.#rowKind(count, fields, sentence) }];
  }

  /** Rows of a grid: letters that every sample has exactly once are places. */
  #grid(field: Field): Field {
    if (field.kind !== 'string' || !field.length) return field;
    const isPlace = (letter: string) =>
      /[A-Za-z@*]/.test(letter) && this.#samples.every((sample) => sample.split(letter).length === 2);
    const once = [...field.alphabet].filter(isPlace).join('');
    return once === '' || once.length === field.alphabet.length ? field : { ...field, once };
  }

  #rowKind(count: Count, fields: Field[], sentence: string): Pick<Rows, 'rows' | 'nodes' | 'turns'> {
    const [first, second] = fields;
    const text = this.#statement;
    if (first?.kind !== 'integer' || second?.kind !== 'integer') return { rows: 'any' };
    const ends = first.upper;
    const about =
      /\b(?:edge|road|connect|bridge|friend|link|pair|cable|tunnel|between|flight|street|path|corridor)/i;
    if (typeof ends === 'object' && typeof second.upper === 'object' && about.test(sentence + text)) {
      const nodes = ends;
      const isOrdered = new RegExp(String.raw`${first.name} ?≤ ?${second.name}\b`).test(text);
      if (!isOrdered && count.variable === nodes.variable && count.plus === nodes.plus - 1)
        return { rows: 'tree', nodes };
      if (
        !isOrdered &&
        /\b(?:edge|road|graph|bridge|cable|tunnel|flight|street|corridor|link|friend)/i.test(text)
      )
        return /\bconnected (?:undirected |simple |weighted )*graph|graph is connected|(?:is|be) possible to (?:get|travel|reach)[^.]*(?:any|every)|all [^.]* are connected|network is connected/i.test(
          text,
        )
          ? { rows: 'connected', nodes }
          : { rows: 'graph', nodes };
    }
    const [left, right] = [first.name, second.name].map((it) => it.replace(/[[\]']/g, '\\$&'));
    if (new RegExp(String.raw`${left} ?≤ ?${right}(?:\W|$)`).test(text)) return { rows: 'ordered-pair' };
    if (fields.length === 2 && /\bpolygon\b/i.test(text) && /\bcorners?\b|\bvert(?:ex|ices)\b/i.test(text))
      return { rows: 'polygon', ...turnOf(text) };
    return /\b(?:distinct|different|no two)\b/i.test(sentence) || /\bno two\b/i.test(this.#told)
      ? { rows: 'distinct' }
      : { rows: 'any' };
  }

  #lines(text: string, sentence: string): Part[] {
    const groups = this.#groupsOf(text, sentence);
    const parts: Part[] = [];
    for (const group of groups) {
      const last = parts.at(-1);
      if ('field' in group) {
        parts.push({ kind: 'array', count: group.count, field: group.field, order: group.order });
      } else if (this.#joined && last?.kind === 'line') last.fields.push(...group.fields);
      else parts.push({ kind: 'line', fields: group.fields });
    }
    return parts;
  }

  /** What a line holds, group by group: "two integers n and m", "a string s", "n integers a_1, ..., a_n". */
  #groupsOf(
    text: string,
    sentence: string,
  ): ({ fields: Field[] } | { count: Count; field: Field; order: Order; isText: boolean })[] {
    const found: ReturnType<ShapeReader['groupOf']>[] = [];
    let rest = text;
    for (let match = content.exec(rest); match; match = content.exec(rest)) {
      const group = this.groupOf(match, sentence);
      if (group) found.push(group);
      rest = rest.slice(match.index + Math.max(1, match[0].length));
    }
    return found.filter((it) => it !== undefined);
  }

  groupOf(
    match: RegExpExecArray,
    sentence: string,
  ): { fields: Field[] } | { count: Count; field: Field; order: Order; isText: boolean } | undefined {
    const [, counted = '', adjectives = '', kind = '', length, list = ''] = match;
    const variables = [...list.matchAll(new RegExp(name, 'g'))]
      .map(([it]) => it)
      .filter((it) => it !== 'and');
    const fixed = numberWords[counted.replace('exactly ', '').toLowerCase()];
    const isText = /string|word|character|letter/.test(kind);
    const first = variables[0];
    if (fixed === undefined && counted !== '' && countIn(counted)) {
      const count = countIn(counted) as Count;
      if (isText && /characters?|letters?/.test(kind))
        return { fields: [this.#string(first ?? 's', count, sentence)] };
      if (/digits/.test(kind)) return undefined;
      const base = (first ?? 'x').replace(/_\w+(?:,\w)?$|\[\w\]$/, '');
      const field = isText
        ? this.#string(base, undefined, sentence)
        : this.#integer(first ?? base, base, this.#bounds.valueIn(sentence));
      return { count, field, order: this.#orderOf(adjectives, sentence, count), isText };
    }
    if (first === undefined && isText && length)
      return { fields: [this.#string('s', countIn(length), sentence)] };
    if (first === undefined && isText && (fixed ?? 1) === 1) return this.#unnamed(kind, sentence);
    if (first === undefined) return undefined;
    if (fixed !== undefined && fixed > 1 && variables.length !== fixed) {
      // "three integers a_1, a_2, a_3" and the like name each of them; anything else is not understood.
      return undefined;
    }
    if (fixed === undefined && counted === '' && !/integers|numbers|strings|words/.test(kind)) {
      if (variables.length > 1 && !/and|,/.test(list)) return undefined;
    }
    const exact = length ? countIn(length) : isText ? this.#lengthIn(sentence) : undefined;
    return {
      fields: variables.map((it) => (isText ? this.#string(it, exact, sentence) : this.#integer(it))),
    };
  }

  /** "a word of at least 1 and at most 100 letters", "the letter, one of 'a' to 'z'": texts without a name. */
  #unnamed(kind: string, sentence: string): { fields: Field[] } | undefined {
    if (/^(?:letter|character)$/.test(kind)) return { fields: [this.#string('c', { plus: 1 }, sentence)] };
    const isBounded = this.#bounds.lengthIn(sentence)?.upper !== undefined;
    return isBounded && !/s$/.test(kind) ? { fields: [this.#string('s', undefined, sentence)] } : undefined;
  }

  #lengthIn(sentence: string): Count | undefined {
    const said = new RegExp(
      String.raw`(?:of|with|has|have) length (?:exactly )?(${name})(?: |,|\.|$)|\b(${name}) (?:lowercase |uppercase |English |Latin )*(?:characters|letters)`,
    ).exec(sentence);
    const variable = said?.[1] ?? said?.[2];
    return variable && /^[a-zA-Z]$/.test(variable) && variable !== 'a' ? countIn(variable) : undefined;
  }

  #orderOf(adjectives: string, sentence: string, count: Count): Order {
    const all = `${sentence} ${this.#told}`;
    if (/\bpermutation\b/i.test(sentence) || (/\bpermutation\b/i.test(all) && count.plus === 0))
      return 'permutation';
    if (/\b(?:strictly )?increasing\b/i.test(sentence) && !/non-?decreasing/i.test(sentence))
      return 'increasing';
    if (/\bnon-?decreasing\b|\bsorted\b/i.test(sentence)) return 'sorted';
    return /\b(?:distinct|different)\b/i.test(adjectives + sentence) ? 'distinct' : 'any';
  }

  #integer(
    variable: string,
    base = variable,
    otherwise: Partial<Record<'lower' | 'upper', Limit>> = {},
  ): Field {
    const own = this.#bounds.of(variable) ?? this.#bounds.of(base);
    const { lower, upper } = own ?? { ...this.#bounds.general, ...otherwise };
    return { kind: 'integer', name: variable, ...bounded('lower', lower), ...bounded('upper', upper) };
  }

  /** The bounds of a length as the sentence has them, or one that speaks of each: "Each has at most 1000 letters". */
  #boundsOfLength(sentence: string) {
    const general = sentencesOf(this.#told).find((it) => /^(?:each|both|all|they)\b/i.test(it));
    return this.#bounds.lengthIn(sentence) ?? (general ? this.#bounds.lengthIn(general) : undefined);
  }

  #string(variable: string, length: Count | undefined, sentence: string): Field {
    const own = this.#bounds.of(`|${variable}|`) ?? (length ? undefined : this.#boundsOfLength(sentence));
    const whole = (limit: Limit | undefined) => (typeof limit === 'bigint' ? Number(limit) : undefined);
    const alphabet = alphabetIn(sentence) ?? alphabetIn(this.#statement) ?? this.#alphabetFromSamples;
    const longest = whole(own?.upper);
    return {
      kind: 'string',
      name: variable,
      shortest: whole(own?.lower) ?? 1,
      ...(longest === undefined ? {} : { longest }),
      ...(length ? { length } : {}),
      alphabet,
    };
  }
}

function bounded(side: 'lower' | 'upper', limit: Limit | undefined) {
  return limit === undefined ? {} : { [side]: limit };
}

/** `n`, `n - 1`, `2`. */
function countIn(text: string): Count | undefined {
  const found = /^(?:(\d+)|([A-Za-z]\w?)(?: ?([-+]) ?(\d+))?)$/.exec(text.trim());
  if (!found) return undefined;
  const [, whole, variable, sign, step] = found;
  if (whole !== undefined) return { plus: Number(whole) };
  if (numberWords[text.trim().toLowerCase()] !== undefined && text.trim().length > 1)
    return { plus: numberWords[text.trim().toLowerCase()] ?? 0 };
  return { variable: variable ?? '', plus: step ? (sign === '-' ? -1 : 1) * Number(step) : 0 };
}

function sentencesOf(text: string): string[] {
  return text
    .replace(/\n\s*\n/g, '. ')
    .replace(/\n\s*[-*•]\s+/g, '. ')
    .replace(/\s+/g, ' ')
    .split(/(?<=[.;])(?<!\.\.\.?)\s+(?=[A-Z(])/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** The direction of the walk along a polygon's corners, where the statement names just one. */
function turnOf(text: string): Pick<Rows, 'turns'> {
  const left = /\b(?:counter|anti)-? ?clockwise\b/gi;
  const isLeft = left.test(text);
  const isRight = /\bclockwise\b/i.test(text.replace(left, ''));
  return isLeft === isRight ? {} : { turns: isLeft ? 'left' : 'right' };
}

function alphabetIn(text: string): string | undefined {
  if (/\blower-?case\b/i.test(text) && /\bupper-?case\b/i.test(text)) return undefined;
  if (/\blower-?case\b/i.test(text)) return 'abcdefghijklmnopqrstuvwxyz';
  if (/\bupper-?case\b/i.test(text)) return 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const range = /['"“‘`](\w)['"”’`] (?:to|through|-|–) ['"“‘`](\w)['"”’`]/.exec(text);
  if (range) return lettersBetween(range[1] ?? '', range[2] ?? '');
  const quoted = [...text.matchAll(/['"“‘`]([^\s'"”’`])['"”’`]/g)].map(([, letter]) => letter ?? '');
  if (quoted.length >= 2) return [...new Set(quoted)].sort().join('');
  if (/\bbinary string\b|\b0s? and 1s?\b|\bzeros and ones\b/i.test(text)) return '01';
  if (/\bbrackets?|parenthes[ie]s\b/i.test(text)) return '()';
  return /\bdigits\b/i.test(text) ? '0123456789' : undefined;
}

function lettersBetween(first: string, last: string): string {
  const [from, to] = [first.charCodeAt(0), last.charCodeAt(0)];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => String.fromCharCode(from + at)).join(
    '',
  );
}
