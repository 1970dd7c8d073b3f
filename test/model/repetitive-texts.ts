import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RepetitionDetector } from '../../src/model/index.ts';

/** Words, numbers and signs in the place of a model's tokens: for repetition it matters only which are equal. */
export function loopsAt(text: string): number | undefined {
  const detector = new RepetitionDetector({ checkEvery: 8 });
  const known = new Map<string, number>();
  const words = text.match(/\p{L}+|\p{N}|\s|[^\p{L}\p{N}\s]/gu) ?? [];
  const at = words.findIndex((word) => {
    if (!known.has(word)) known.set(word, known.size);
    return detector.push(known.get(word) ?? 0, word);
  });
  return at === -1 ? undefined : at;
}

/** What the tiny model wrote at temperature 0 until it was stopped: each ends in a loop that it did not leave. */
export function recordedLoops(): { name: string; text: string }[] {
  const folder = fileURLToPath(new URL('./loops/', import.meta.url));
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** Text that goes in circles although something in it changes: what a model writes that "checks again". */
export function countingLoops(): { name: string; text: string }[] {
  const lines = (count: number, line: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i + 1)).join('\n');
  return [
    {
      name: 'a sentence with a counter',
      text: lines(
        600,
        (i) => `Wait, let me check the case n = ${i} again. It holds for n = ${i}, so we go on.`,
      ),
    },
    {
      name: 'a paragraph with counters',
      text: lines(
        120,
        (i) =>
          `Attempt ${i}.\nWe sort the array and walk over it from left to right, keeping the best sum so far.\n` +
          `This takes O(n log n), which is fine for n up to 200000.\n` +
          `But the sample says ${2 * i + 1} and we get ${2 * i}, so the idea is wrong. Let me start over.\n`,
      ),
    },
    {
      name: 'a list without an end',
      text: lines(4000, (i) => `${i}. The answer is ${i + 1}.`),
    },
    {
      name: 'counting in one line',
      text: Array.from({ length: 9000 }, (_, i) => `${i}`).join(', '),
    },
    {
      name: 'steps that only count, in Chinese',
      text: lines(900, (i) => `第${i}步：我们再检查一次，设 n = ${i}，结论依然成立，因此继续。`),
    },
  ];
}

/** Honest repetitive text of twenty kinds, each in several sizes; the same at every call. */
export function honestTexts(): { name: string; text: string }[] {
  const random = mulberry(20261126);
  const below = (n: number) => Math.floor(random() * n);
  const rows = (count: number, row: (i: number) => string) => Array.from({ length: count }, (_, i) => row(i));
  const kinds: Record<string, (size: number) => string> = {
    'table of squares': (n) => rows(n, (i) => `| ${i} | ${i * i} | ${i % 2 ? 'odd' : 'even'} |`).join('\n'),
    'trace of a recurrence': (n) => {
      const dp = [1, 1];
      return rows(n, (i) => {
        dp[i + 2] = ((dp[i + 1] ?? 0) + (dp[i] ?? 0)) % 1_000_000_007;
        return `dp[${i + 2}] = dp[${i + 1}] + dp[${i}] = ${dp[i + 2]}`;
      }).join('\n');
    },
    'linear trace': (n) => rows(n, (i) => `dp[${i + 1}] = dp[${i}] + 3 = ${3 * i + 4}`).join('\n'),
    'trace of a knapsack': (n) =>
      rows(n, (i) => `i=${i % 12}, w=${Math.floor(i / 12)}: dp = max(${below(90)}, ${below(90)} + 7)`).join(
        '\n',
      ),
    'cases of a switch': (n) => rows(n, (i) => `    case ${i}: return f${i}(x);`).join('\n'),
    'log of tests': (n) => rows(n, (i) => `Test ${i + 1}: ok`).join('\n'),
    'identity matrix': (n) => {
      const size = Math.ceil(Math.sqrt(2 * n));
      return rows(size, (i) => rows(size, (j) => (i === j ? '1' : '0')).join(' ')).join('\n');
    },
    'random grid': (n) => rows(n, () => rows(24, () => (random() < 0.3 ? '#' : '.')).join('')).join('\n'),
    'adjacency lists': (n) =>
      rows(n, (i) => `${i + 1}: ${rows(1 + below(4), () => String(below(n))).join(' ')}`).join('\n'),
    'multiplication table': (n) =>
      rows(
        n,
        (i) => `${1 + (i % 12)} x ${1 + Math.floor(i / 12)} = ${(1 + (i % 12)) * (1 + Math.floor(i / 12))}`,
      ).join('\n'),
    'the tower of Hanoi': (n) => {
      const moves: string[] = [];
      const move = (k: number, a: string, b: string, c: string): void => {
        if (k === 0 || moves.length >= n) return;
        move(k - 1, a, c, b);
        moves.push(`Move disk ${k} from ${a} to ${c}.`);
        move(k - 1, b, a, c);
      };
      move(9, 'A', 'B', 'C');
      return moves.join('\n');
    },
    'steps of a sort': (n) => {
      let list: string[] = [];
      return rows(n, (i) => {
        if (i % 36 === 0) list = rows(10, () => String(below(50)));
        const at = i % 9;
        const [a = '', b = ''] = [list[at], list[at + 1]];
        if (Number(a) > Number(b)) list.splice(at, 2, b, a);
        return `Step ${i}: compare ${a} and ${b} -> [${list.join(', ')}]`;
      }).join('\n');
    },
    primes: (n) => {
      const primes: number[] = [];
      for (let p = 2; primes.length < 2 * n; p++) if (primes.every((q) => p % q)) primes.push(p);
      return primes.join(', ');
    },
    'numbers in a row': (n) => rows(3 * n, (i) => String(i + 1)).join(' '),
    'truth table': (n) =>
      rows(
        Math.min(n, 256),
        (i) => `| ${[...i.toString(2).padStart(8, '0')].join(' | ')} | ${i % 3 ? 'T' : 'F'} |`,
      ).join('\n'),
    records: (n) =>
      `[${rows(n, (i) => `{"id": ${i}, "name": "node${i}", "weight": ${below(1000)}}`).join(',\n')}]`,
    'ruler and headings': (n) =>
      rows(Math.ceil(n / 40), (i) => `${'='.repeat(100)}\nPart ${i}\n${'-'.repeat(100)}`).join('\n'),
    'roads in prose': (n) =>
      rows(Math.min(n, 120), (i) => `Station ${i} is connected to station ${i + 1} by a road.`).join('\n'),
    'cases by hand': (n) =>
      rows(
        n,
        (i) => `For n = ${i}, the answer is ${(i * i * 7 + 3) % 101} because ${i} mod 4 is ${i % 4}.`,
      ).join('\n'),
    'unrolled loop': (n) => rows(n, (i) => `sum += a[${4 * i}] * b[${4 * i}];`).join('\n'),
  };
  const beginning = 'Let me write this out in full.\n';
  return Object.entries(kinds).flatMap(([name, make]) =>
    [40, 80, 120, 200, 300, 400].map((size) => ({ name: `${name}, ${size}`, text: beginning + make(size) })),
  );
}

/** A small generator of random numbers from a seed (mulberry32, public domain). */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
