/** Compares what inputs ask of a program. What is found of an input is kept: each is compared with many. */
export class Demands {
  readonly #known = new Map<string, Demand>();

  /**
   * True when an input asks for at least as much as `other`, which was too much for a program that answered
   * `answered`.
   */
  asksNoLess(input: string, other: string, answered: Iterable<string> = []): boolean {
    return asksNoLess(this.#of(input), this.#of(other), () => Array.from(answered, (it) => this.#of(it)));
  }

  #of(input: string): Demand {
    const demand = this.#known.get(input) ?? demandOf(input);
    this.#known.set(input, demand);
    return demand;
  }
}

/** What an input asks of a program: how many things it holds, numbers and letters, how large numbers. */
interface Demand {
  things: number;
  largest: bigint;
  sum: bigint;
  /** All its numbers, where they are few. */
  numbers: bigint[];
}

const fewNumbers = 8;

function demandOf(input: string): Demand {
  let [things, largest, sum] = [0, 0n, 0n];
  const numbers: bigint[] = [];
  for (const word of input.split(/\s+/)) {
    const [digits] = word.match(/(?<=^-?)\d+$/) ?? [];
    things += digits ? 1 : word.length;
    if (!digits) continue;
    const number = BigInt(digits);
    if (number > largest) largest = number;
    sum += number;
    if (numbers.length <= fewNumbers) numbers.push(number);
  }
  return { things, largest, sum, numbers: numbers.length > fewNumbers ? [] : numbers };
}

/** All orders of fewer things are soon tried. */
const fewestOrders = 11;
/** All subsets of more things are never tried to the end. */
const mostSubsets = 100;

/**
 * True when one asks for at least as much as the other, which was too much for a program, and for more where one
 * that tries all subsets may be at its end: there `1 << n` is quick and wrong. Of a few numbers each one counts,
 * unless `answered` holds one as large; of many their count, the largest, and their sum.
 */
function asksNoLess(one: Demand, other: Demand, answered: () => Demand[]): boolean {
  if (
    other.numbers.length > 0 &&
    one.numbers.length === other.numbers.length &&
    one.things === other.things
  ) {
    const more = one.numbers.flatMap((number, at) => (number >= (other.numbers[at] ?? 0n) ? [at] : []));
    if (more.length === one.numbers.length) return true;
    return more.some((at) => {
      const [number = 0n, tooMuch = 0n] = [one.numbers[at], other.numbers[at]];
      const isAtEnd = tooMuch >= fewestOrders && tooMuch <= mostSubsets && number > tooMuch;
      return isAtEnd && !answered().some((it) => (it.numbers[at] ?? 0n) >= number);
    });
  }
  if (one.things < other.things || one.largest < other.largest) return false;
  return other.things <= mostSubsets || one.sum >= other.sum;
}
