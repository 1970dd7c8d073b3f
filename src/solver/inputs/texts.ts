import type { Random } from './random.ts';
import type { Field } from './shape.ts';
import type { Wish } from './wish.ts';

type TextField = Extract<Field, { kind: 'string' }>;

const bracketPairs: [string, string][] = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['<', '>'],
];

/**
 * The texts of one input. Letters at random seldom meet what a problem asks of texts: some are mirror images or
 * repetitions, brackets match, and later texts are made of earlier ones.
 */
export class Texts {
  readonly #values: Wish['values'];
  readonly #random: Random;
  /** A letter that is more frequent in this input, as free cells are in most maps, and by how much. */
  readonly #favour: { letter: number; share: number };
  readonly #earlier: string[] = [];

  constructor(values: Wish['values'], random: Random) {
    this.#values = values;
    this.#random = random;
    this.#favour = { letter: random.next(), share: Math.max(0, random.next() - 0.3) };
  }

  /** A text of the field's letters, but for those a grid has once; of another length only where that is within its bounds. */
  make(field: TextField, length: number): string {
    const alphabet = [...field.alphabet].filter((letter) => !field.once?.includes(letter)).join('');
    const text = this.#text(this.#letters(alphabet), length, field);
    this.#earlier.push(text);
    return text;
  }

  #text(letters: string, length: number, field: TextField): string {
    const random = this.#random;
    const favourite = letters[Math.floor(this.#favour.letter * letters.length)] ?? '';
    const letter = () =>
      random.chance(this.#favour.share) ? favourite : (letters[random.within(0, letters.length - 1)] ?? '');
    const some = (count: number) => Array.from({ length: count }, letter).join('');
    if (field.once !== undefined) return some(length);
    const brackets = bracketPairs.filter(
      ([open, close]) => field.alphabet.includes(open) && field.alphabet.includes(close),
    );
    if (brackets.length > 0 && random.chance(0.8)) return this.#brackets(brackets, length, field.alphabet);
    const fits = (text: string) =>
      field.length
        ? text.length === length
        : text.length >= field.shortest && text.length <= (field.longest ?? text.length);
    const isFree = !['equal', 'lowest', 'highest'].includes(this.#values);
    const derived = this.#derived(isFree);
    const isKnown = (text: string) => [...text].every((letter) => field.alphabet.includes(letter));
    if (derived !== undefined && derived.length < 10_000 && fits(derived) && isKnown(derived)) return derived;
    if (!isFree) return some(length);
    const half = some(Math.ceil(length / 2));
    if (random.chance(0.4)) return half + [...half.slice(0, Math.floor(length / 2))].reverse().join('');
    const block = some(random.within(1, Math.max(1, Math.floor(length / 2))));
    return random.chance(0.5) ? block.repeat(length).slice(0, length) : some(length);
  }

  /** A text made of earlier ones of this input: the same, a part, both together, or one letter off. */
  #derived(isFree: boolean): string | undefined {
    const random = this.#random;
    if (isFree && random.chance(0.4)) return undefined;
    const one = this.#earlier[random.within(0, this.#earlier.length - 1)];
    const other = this.#earlier[random.within(0, this.#earlier.length - 1)];
    if (one === undefined || other === undefined) return undefined;
    switch (isFree ? random.within(0, 6) : 1) {
      case 0:
        return one;
      case 1:
        return one + other;
      case 2: {
        const from = random.within(0, one.length - 1);
        return one.slice(from, random.within(from + 1, one.length));
      }
      case 3:
        return [...one].filter(() => random.chance(0.6)).join('');
      case 4: {
        const at = random.within(0, one.length - 1);
        return one.slice(0, at) + (other[0] ?? '') + one.slice(at + 1);
      }
      default:
        return this.#merged(one, other);
    }
  }

  /** Both texts, their letters in their orders. */
  #merged(one: string, other: string): string {
    let merged = '';
    for (let [left, right] = [0, 0]; left < one.length || right < other.length; ) {
      const fromLeft = right >= other.length || (left < one.length && this.#random.chance(0.5));
      merged += fromLeft ? one[left++] : other[right++];
    }
    return merged;
  }

  /** Brackets that match, but for a few letters that are something else. */
  #brackets(pairs: [string, string][], length: number, letters: string): string {
    const random = this.#random;
    const closing: string[] = [];
    let text = '';
    while (text.length < length) {
      const mustClose = closing.length >= length - text.length;
      if (closing.length > 0 && (mustClose || random.chance(0.5))) text += closing.pop();
      else {
        const [open, close] = pairs[random.within(0, pairs.length - 1)] ?? ['', ''];
        text += open;
        closing.push(close);
      }
    }
    const others = [...letters].filter((letter) => !pairs.flat().includes(letter)).join('');
    const hidden = others === '' ? 0 : random.next();
    const wrong = random.chance(0.5) ? 0 : 1 / length;
    const anyOf = (some: string) => some[random.within(0, some.length - 1)] ?? '';
    return [...text]
      .map((letter) =>
        random.chance(hidden) ? anyOf(others) : random.chance(wrong) ? anyOf(letters) : letter,
      )
      .join('');
  }

  /** Few letters make repetitions and near misses, which is where programs break. */
  #letters(alphabet: string): string {
    const values = this.#values;
    const count = Math.max(1, alphabet.length);
    if (values === 'any' || alphabet.length <= 2) {
      const one = values === 'equal' || values === 'lowest' || values === 'highest';
      if (!one) return alphabet;
    }
    if (values === 'lowest') return alphabet[0] ?? '';
    if (values === 'highest') return alphabet.at(-1) ?? '';
    if (values === 'equal') return alphabet[Math.floor(this.#favour.letter * count)] ?? '';
    const from = this.#random.chance(0.7) ? 0 : this.#random.within(0, count - 1);
    return alphabet.slice(from, from + this.#random.within(2, 4)) || alphabet;
  }
}
