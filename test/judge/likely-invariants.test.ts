import { ok } from 'node:assert/strict';
import { likelyInvariants, shrink } from '../../src/judge/index.ts';

type Random = (most: number) => number;

interface Shape {
  /** An input of a size; `random(m)` is 1..m. */
  build: (random: Random, size: number) => string;
  isValid: (lines: number[][]) => boolean;
}

const list = (length: number, item: (at: number) => unknown) => Array.from({ length }, (_, at) => item(at));
const within = (values: number[], least: number, most: number) =>
  values.every((value) => Number.isInteger(value) && value >= least && value <= most);
const shuffled = (random: Random, length: number) => {
  const items = list(length, (at) => Number(at) + 1);
  for (let at = length - 1; at > 0; at--) {
    const other = random(at + 1) - 1;
    [items[at], items[other]] = [items[other], items[at]];
  }
  return items;
};
const word = (random: Random, length: number) => list(length, () => 'abc'[random(3) - 1]).join('');

const shapes: Record<string, Shape> = {
  'an array after its length': {
    build: (random, size) => {
      const n = random(size);
      return `${n}\n${list(n, () => random(9)).join(' ')}\n`;
    },
    isValid: ([[n = 0] = [], items = [], ...rest]) =>
      rest.length === 0 && items.length === n && n >= 1 && within(items, 1, 9),
  },
  'a value for each line, negative ones too': {
    build: (random, size) => {
      const n = random(size);
      return `${n}\n${list(n, () => `${random(19) - 10}\n`).join('')}`;
    },
    isValid: ([[n = 0] = [], ...lines]) =>
      n >= 1 && lines.length === n && lines.every((line) => line.length === 1 && within(line, -9, 9)),
  },
  'a permutation': {
    build: (random, size) => {
      const n = random(size);
      return `${n}\n${shuffled(random, n).join(' ')}\n`;
    },
    isValid: ([[n = 0] = [], items = [], ...rest]) =>
      rest.length === 0 && items.length === n && new Set(items).size === n && within(items, 1, n),
  },
  'a graph without loops': {
    build: (random, size) => {
      const n = random(size) + 1;
      const m = random(2 * size);
      const edge = () => {
        const from = random(n);
        return `${from} ${((from + random(n - 1) - 1) % n) + 1} ${random(100)}\n`;
      };
      return `${n} ${m}\n${list(m, edge).join('')}`;
    },
    isValid: ([[n = 0, m = 0] = [], ...edges]) =>
      n >= 2 &&
      m >= 1 &&
      edges.length === m &&
      edges.every(
        ([from = 0, to = 0, weight = 0, ...rest]) =>
          rest.length === 0 && within([from, to], 1, n) && from !== to && within([weight], 1, 100),
      ),
  },
  'a matrix after its height and width': {
    build: (random, size) => {
      const [height, width] = [random(size), random(size)];
      return `${height} ${width}\n${list(height, () => `${list(width, () => random(50)).join(' ')}\n`).join('')}`;
    },
    isValid: ([[height = 0, width = 0] = [], ...rows]) =>
      height >= 1 &&
      width >= 1 &&
      rows.length === height &&
      rows.every((row) => row.length === width && within(row, 1, 50)),
  },
  'cases of a length and an array': {
    build: (random, size) => {
      const one = () => {
        const n = random(size);
        return `${n}\n${list(n, () => random(30)).join(' ')}\n`;
      };
      const t = random(4);
      return `${t}\n${list(t, one).join('')}`;
    },
    isValid: ([[t = 0] = [], ...lines]) =>
      t >= 1 &&
      lines.length === 2 * t &&
      lines.every((line, at) =>
        at % 2 === 0
          ? line.length === 1 && (line[0] ?? 0) >= 1
          : line.length === lines[at - 1]?.[0] && within(line, 1, 30),
      ),
  },
  'cases of as many lines as each says': {
    build: (random, size) => {
      const one = () => {
        const n = random(size);
        return `${n}\n${list(n, () => `${random(30)} ${random(30)}\n`).join('')}`;
      };
      const t = random(4);
      return `${t}\n${list(t, one).join('')}`;
    },
    isValid: ([[t = 0] = [], ...lines]) => {
      let [at, cases] = [0, 0];
      for (; at < lines.length; cases++) {
        const n = lines[at]?.length === 1 ? (lines[at]?.[0] ?? 0) : 0;
        const own = lines.slice(at + 1, at + 1 + n);
        if (n < 1 || own.length < n || !own.every((line) => line.length === 2 && within(line, 1, 30)))
          return false;
        at += 1 + n;
      }
      return t >= 1 && cases === t;
    },
  },
};

/** A linear congruence (Lehmer): the same inputs each time. */
function randomFrom(seed: number): Random {
  let state = (seed * 48271 + 11) % 2147483647;
  return (most) => {
    state = (state * 48271) % 2147483647;
    return 1 + (Math.floor(state / 7) % most);
  };
}

const numbersOf = (input: string) =>
  input
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ').map(Number));

describe('likely invariants', () => {
  for (const [name, { build, isValid }] of Object.entries(shapes))
    it(`keep a shrunk input valid without a validator: ${name}`, async () => {
      for (let seed = 1; seed <= 20; seed++) {
        const random = randomFrom(seed);
        const inputs = list(40, (at) => build(random, 1 + Number(at))) as string[];
        ok(inputs.every((input) => isValid(numbersOf(input))));
        const mayBeValid = likelyInvariants(inputs);
        ok(inputs.every(mayBeValid));
        const largest = inputs.reduce((one, other) => (other.length > one.length ? other : one));
        // A program that is wrong on anything with two numbers of more than 2, however malformed.
        const still = async (input: string) =>
          numbersOf(input)
            .flat()
            .filter((value) => value > 2).length >= 2;
        const smallest = await shrink(largest, still, { mayBeValid });
        ok(isValid(numbersOf(smallest)), `seed ${seed}: ${smallest}`);
        ok(smallest.length < largest.length / 2, `seed ${seed}: ${smallest} of ${largest}`);
      }
    });

  it('count the letters of a word', async () => {
    const random = randomFrom(1);
    const inputs = list(40, (at) => {
      const n = random(2 + Number(at));
      return `${n}\n${word(random, n)}\n`;
    }) as string[];
    const mayBeValid = likelyInvariants(inputs);
    ok(mayBeValid('3\nabc\n'));
    for (const bad of ['3\nab\n', '3\n', '\nabc\n', '2\nab\nab\n', '0\n\n', '3\nabc abc\n'])
      ok(!mayBeValid(bad), bad);
  });

  const grammar: Record<string, { build: (random: Random, size: number) => string; isValid: RegExp }> = {
    'a time of day': {
      build: (random) => `${9 + random(14)}:${String(random(59)).padStart(2, '0')}\n`,
      isValid: /^\d\d:\d\d\n$/,
    },
    'two words of one length': {
      build: (random, size) => `${word(random, size)}\n${word(random, size)}\n`,
      isValid: /^(?=(\w+)\n(\w+)\n$)/,
    },
    'commands, some with a number': {
      build: (random, size) => {
        const q = 3 + random(size);
        const one = () => (random(2) === 1 ? `push ${random(9)}\n` : 'reverse\n');
        return `${q}\n${list(q, one).join('')}`;
      },
      isValid: /^\d+\n(?:push \d\n|reverse\n)+$/,
    },
    'parts in brackets, with how often they come': {
      build: (random, size) =>
        `${list(size, () => `(${word(random, 1)}(${word(random, 2)})${random(40)})`).join('')}\n`,
      isValid: /^(?:[a-c]|\((?:[a-c]|\([a-c]*\)\d*)*\)\d*)+\n$/,
    },
  };
  for (const [name, { build, isValid }] of Object.entries(grammar))
    it(`keep shrunk words valid without a validator: ${name}`, async () => {
      for (let seed = 1; seed <= 10; seed++) {
        const random = randomFrom(seed);
        const inputs = list(40, (at) => build(random, 1 + Number(at))) as string[];
        const mayBeValid = likelyInvariants(inputs);
        ok(inputs.every((input) => isValid.test(input) && mayBeValid(input)));
        const largest = inputs.reduce((one, other) => (other.length > one.length ? other : one));
        const smallest = await shrink(largest, async () => true, { mayBeValid });
        // The end of the last line may have gone with another.
        ok(isValid.test(`${smallest.trimEnd()}\n`), `seed ${seed}: ${smallest}`);
        const lengths = smallest.match(/[a-c]+$/gm)?.map((it) => it.length) ?? [];
        if (name.startsWith('two words')) ok(lengths[0] === lengths[1], smallest);
        if (name.startsWith('parts')) ok(smallest.length < largest.length / 10, smallest);
      }
    });

  it('ask nothing of inputs that have nothing in common', () => {
    ok(likelyInvariants(['1\n', 'a b\n\nc', '-5 7 x\n9'])('2 3\n'));
  });
});
