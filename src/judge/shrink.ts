import { closingBracket } from './brackets.ts';

interface ShrinkOptions {
  /** How often `still` is asked at most; default 2,000. One that is slow counts for many. */
  runs?: number;
  mayBeValid?: (input: string) => boolean;
  progress?: (input: string) => void;
}

/**
 * Shrinks a failing input to one from which nothing more can be taken: delta debugging (Zeller and Hildebrandt,
 * 2002) over lines, then over tokens, then numbers toward zero, together and one by one, then over the letters of words,
 * until nothing changes. Whoever calls decides with `still` whether a smaller input is valid and still fails, or says
 * that it was too slow to tell; inputs it declines are never the result, and those that `mayBeValid` declines are not
 * even tried. A leading count (n before n items) is lowered along with what it counts.
 */
export async function shrink(
  input: string,
  still: (input: string) => Promise<boolean | 'slow'>,
  options: ShrinkOptions = {},
): Promise<string> {
  const shrinking = new Shrinking(input, still, options);
  for (let before = ''; before !== shrinking.input && !shrinking.spent; ) {
    before = shrinking.input;
    await shrinking.removeCounted();
    await shrinking.removeParts('\n');
    await shrinking.removeTokens();
    await shrinking.lowerTogether();
    await shrinking.lowerNumbers();
    await shrinking.cutWords();
  }
  return shrinking.input;
}

/** Pieces of one word at most: of a longer one they get finer as it gets shorter. */
const mostPieces = 500;
/** Runs that one counts for whose answer takes too long. */
const slowRuns = 100;
/** Every two of so many numbers are lowered together; of so many groups. */
const [mostPaired, mostGroups] = [12, 200];

type Item = { text: string; number: bigint | undefined };

class Shrinking {
  input: string;
  runs: number;
  readonly still: (input: string) => Promise<boolean | 'slow'>;
  readonly options: ShrinkOptions;
  readonly #tried = new Set<string>();

  constructor(input: string, still: Shrinking['still'], options: ShrinkOptions) {
    this.input = input;
    this.still = still;
    this.runs = options.runs ?? 2000;
    this.options = options;
  }

  get spent(): boolean {
    return this.runs <= 0;
  }

  /** Keeps the candidate when it is new and still fails. */
  async #keep(candidate: string): Promise<boolean> {
    if (candidate === this.input || this.spent || this.#tried.has(candidate)) return false;
    if (this.options.mayBeValid?.(candidate) === false) return false;
    this.#tried.add(candidate);
    const fails = await this.still(candidate);
    this.runs -= fails === 'slow' ? slowRuns : 1;
    if (fails !== true) return false;
    this.input = candidate;
    this.options.progress?.(candidate);
    return true;
  }

  /** Delta debugging over the lines (separator `\n`) as wholes. */
  async removeParts(separator: string): Promise<void> {
    const ended = this.input.endsWith(separator);
    await this.#reduce(
      () => this.input.replace(/\n$/, '').split(separator),
      (parts) => parts.join(separator) + (ended ? separator : ''),
    );
  }

  async #reduce(split: () => string[], join: (parts: string[]) => string, most = Infinity): Promise<void> {
    const whole = split().length;
    const finest = Math.max(1, whole / most);
    for (let chunk = Math.ceil(whole / 2); chunk >= finest; chunk = Math.floor(chunk / 2)) {
      for (let start = 0; start < split().length && !this.spent; ) {
        const parts = split();
        const fewer = [...parts.slice(0, start), ...parts.slice(start + chunk)];
        if (fewer.length === 0 || !(await this.#keep(join(fewer)))) start += chunk;
      }
    }
  }

  /** Delta debugging over the tokens of each line. */
  async removeTokens(): Promise<void> {
    for (let line = 0; line < this.input.split('\n').length && !this.spent; line++) {
      const at = line;
      await this.#reduce(
        () => (this.input.split('\n')[at] ?? '').split(' '),
        (tokens) => this.input.split('\n').with(at, tokens.join(' ')).join('\n'),
      );
    }
  }

  /**
   * Delta debugging over the letters of each word, then over what is in brackets, which no piece holds alone. A word
   * whose length is a number before it is left to `removeCounted`.
   */
  async cutWords(): Promise<void> {
    const counts = new Set<bigint>();
    for (const [at, { text, number }] of itemsOf(this.input).entries()) {
      if (this.spent) return;
      if (number !== undefined) counts.add(number);
      if (number !== undefined || text.trim().length < 2 || counts.has(BigInt(text.length))) continue;
      const letters = () => [...(itemsOf(this.input)[at]?.text ?? '')];
      const join = (word: string[]) =>
        itemsOf(this.input)
          .map((item, other) => (other === at ? word.join('') : item.text))
          .join('');
      await this.#reduce(letters, join, mostPieces);
      if (letters().length <= mostPieces) await this.#removeBrackets(letters, join);
    }
  }

  /**
   * What is in brackets, with the number behind it, or the brackets alone (hierarchical delta debugging: Misherghi
   * and Su, 2006).
   */
  async #removeBrackets(letters: () => string[], join: (word: string[]) => string): Promise<void> {
    for (let open = 0; open < letters().length && !this.spent; ) {
      const word = letters();
      const close = closingBracket(word, open);
      let isKept = false;
      if (close !== undefined) {
        const behind = word.findIndex((letter, at) => at > close && !/\d/.test(letter));
        const from = (end: number) => [...word.slice(0, open), ...word.slice(end)];
        const inside = word.filter((_, at) => at !== open && at !== close);
        for (const fewer of [from(behind === -1 ? word.length : behind), from(close + 1), inside])
          isKept ||= fewer.length > 0 && (await this.#keep(join(fewer)));
      }
      if (!isKept) open++;
    }
  }

  /**
   * For every number n that may count something: removes k of the n lines or tokens that follow it (or, for a
   * pair of counts on one line, of the lines after it) and lowers n by k, largest k first.
   */
  async removeCounted(): Promise<void> {
    for (let index = 0; index < countable(this.input).length && !this.spent; index++) {
      for (let step = Number.MAX_SAFE_INTEGER; step >= 1 && !this.spent; ) {
        const count = countable(this.input)[index];
        if (!count || count.value < 1) break;
        const k = Math.min(step, count.value);
        const kept = (await this.#removeFromLines(count, k)) || (await this.#removeFromTokens(count, k));
        if (!kept) step = Math.floor(k / 2);
        else step = k;
      }
    }
  }

  /** `k` of the `value` blocks of lines after the count's line, from any multiple of k on. */
  async #removeFromLines(count: Count, k: number): Promise<boolean> {
    const lines = this.input.split('\n');
    const lowered = lines.with(
      count.line,
      withToken(lines[count.line] ?? '', count.token, String(count.value - k)),
    );
    const following = lines.length - count.line - 1 - (lines.at(-1) === '' ? 1 : 0);
    const blocks = new Set([1, 2, 3, Math.floor(following / count.value)]);
    for (const perItem of blocks) {
      if (perItem < 1) continue;
      for (let item = 0; item + k <= count.value; item += k) {
        const start = count.line + 1 + item * perItem;
        const end = start + k * perItem;
        if (start >= lines.length || end > lines.length) break;
        if (await this.#keep([...lowered.slice(0, start), ...lowered.slice(end)].join('\n'))) return true;
      }
    }
    return false;
  }

  /** `k` of the tokens of every later line that has exactly `value` of them, or of the count's own line. */
  async #removeFromTokens(count: Count, k: number): Promise<boolean> {
    const lines = this.input.split('\n');
    for (let item = 0; item + k <= count.value; item += k) {
      const without = (tokens: string[], from: number) =>
        [...tokens.slice(0, from), ...tokens.slice(from + k)].join(' ');
      const fewer = lines.map((line, at) => {
        const tokens = line.split(' ');
        if (at === count.line) {
          const lowered = tokens.with(count.token, String(count.value - k));
          const after = count.token + 1;
          return tokens.length === after + count.value ? without(lowered, after + item) : lowered.join(' ');
        }
        if (at < count.line) return line;
        if (tokens.length === count.value) return without(tokens, item);
        // A string of n letters.
        return tokens.length === 1 && line.length === count.value && count.value > 1
          ? line.slice(0, item) + line.slice(item + k)
          : line;
      });
      const changed = fewer.some((line, at) => at !== count.line && line !== lines[at]);
      const ownLine =
        (fewer[count.line] ?? '').split(' ').length < (lines[count.line] ?? '').split(' ').length;
      if (!changed && !ownLine) return false;
      if (await this.#keep(fewer.join('\n'))) return true;
      const renumbered = fewer.map((line, at) =>
        line === lines[at] || at === count.line ? line : ranks(line),
      );
      if (await this.#keep(renumbered.join('\n'))) return true;
    }
    return false;
  }

  /**
   * Numbers that depend on each other, so that none can be lowered alone: those of a line or a column, equal ones, and
   * each two where there are few. All by the same amount, to their order, or by half.
   */
  async lowerTogether(): Promise<void> {
    for (const places of groupsOf(this.input)) {
      if (this.spent) return;
      const set = (change: (numbers: bigint[]) => bigint[]) => this.#setNumbers(places, change);
      for (const least of [0n, 1n])
        if (await set((numbers) => numbers.map((number) => number - leastOf(numbers) + least))) break;
      for (const first of [0n, 1n]) if (await set((numbers) => ranksOf(numbers, first))) break;
      while (await set((numbers) => numbers.map((number) => number / 2n)));
    }
  }

  /** Gives the numbers at these items others; only where that makes them smaller. */
  #setNumbers(places: number[], change: (numbers: bigint[]) => bigint[]): Promise<boolean> | false {
    const items = itemsOf(this.input);
    const numbers = places.map((place) => items[place]?.number ?? 0n);
    const changed = change(numbers);
    if (sizeOf(changed) >= sizeOf(numbers)) return false;
    const texts = items.map(({ text }) => text);
    for (const [index, place] of places.entries()) texts[place] = String(changed[index]);
    return this.#keep(texts.join(''));
  }

  /** Every number toward zero: 0, then 1, then halves of the way, the sign dropped first. */
  async lowerNumbers(): Promise<void> {
    for (let index = 0; index < itemsOf(this.input).length && !this.spent; index++) {
      let value = itemsOf(this.input)[index]?.number;
      if (value === undefined || value === 0n) continue;
      const set = (to: bigint) => {
        const items = itemsOf(this.input);
        return this.#keep(items.map((item, at) => (at === index ? String(to) : item.text)).join(''));
      };
      if (value < 0n && (await set(-value))) value = -value;
      if (await set(0n)) continue;
      const sign = value < 0n ? -1n : 1n;
      let fails = value * sign;
      let declined = 0n;
      while (fails - declined > 1n && !this.spent) {
        const middle = declined === 0n && fails > 2n ? 1n : (fails + declined) / 2n;
        if (await set(middle * sign)) fails = middle;
        else if (declined >= middle) break;
        else declined = middle;
      }
    }
  }
}

interface Count {
  line: number;
  token: number;
  value: number;
}

/** Numbers that could count what follows: small whole numbers, in order. */
function countable(input: string): Count[] {
  const lines = input.split('\n');
  return lines.flatMap((text, line) =>
    text.split(' ').flatMap((word, token) => {
      const value = /^\d{1,6}$/.test(word) ? Number(word) : 0;
      return value >= 1 && value <= input.length ? [{ line, token, value }] : [];
    }),
  );
}

/** Items of the input that are numbers, in groups that may depend on each other; the largest groups first. */
function groupsOf(input: string): number[][] {
  const items = itemsOf(input);
  const [rows, columns, equal] = [
    new Map<number, number[]>(),
    new Map<number, number[]>(),
    new Map<string, number[]>(),
  ];
  const put = <K>(map: Map<K, number[]>, key: K, place: number) => {
    const group = map.get(key);
    if (group) group.push(place);
    else map.set(key, [place]);
  };
  let [line, column] = [0, 0];
  for (const [place, { text, number }] of items.entries()) {
    if (number !== undefined) {
      put(rows, line, place);
      if (line > 0) put(columns, column, place);
      put(equal, text, place);
    }
    if (text.trim() !== '') column++;
    else if (text.includes('\n')) [line, column] = [line + 1, 0];
  }
  const all = [...rows.values()].flat();
  const pairs =
    all.length > mostPaired ? [] : all.flatMap((one, at) => all.slice(at + 1).map((other) => [one, other]));
  const below = [...rows].flatMap(([row, places]) => (row === 0 ? [] : places));
  const groups = [all, below, ...columns.values(), ...rows.values(), ...equal.values(), ...pairs];
  return groups.filter(({ length }) => length > 1).slice(0, mostGroups);
}

function leastOf(numbers: bigint[]): bigint {
  let [least = 0n] = numbers;
  for (const number of numbers) if (number < least) least = number;
  return least;
}

/** Each number's place among the distinct ones, from `first` on. */
function ranksOf(numbers: bigint[], first: bigint): bigint[] {
  const distinct = [...new Set(numbers)].sort((a, b) => (a < b ? -1 : 1));
  const ranks = new Map(distinct.map((number, rank) => [number, BigInt(rank) + first]));
  return numbers.map((number) => ranks.get(number) ?? number);
}

/** How large numbers are: by their signs, then by the sum of them. */
function sizeOf(numbers: bigint[]): bigint {
  return numbers.reduce((sum, number) => sum + (number < 0n ? 1n - 2n * number : 2n * number), 0n);
}

function withToken(line: string, token: number, text: string): string {
  return line.split(' ').with(token, text).join(' ');
}

/** Distinct numbers by their order, from 1: what is left of a permutation is one again. */
function ranks(line: string): string {
  const numbers = line.split(' ').map(Number);
  if (new Set(numbers).size < numbers.length || !numbers.every(Number.isInteger)) return line;
  const order = new Map(numbers.toSorted((a, b) => a - b).map((number, rank) => [number, rank + 1]));
  return numbers.map((number) => order.get(number)).join(' ');
}

/** The input as alternating white space and tokens, so that joining gives it back. */
function itemsOf(input: string): Item[] {
  return (input.match(/\s+|\S+/g) ?? []).map((text) => ({
    text,
    number: /^-?\d{1,30}$/.test(text) ? BigInt(text) : undefined,
  }));
}
