import assert, { equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { shrink } from '../../src/judge/index.ts';

/** A valid input: n, then n numbers on one line. Undefined for any other text. */
function parsed(input: string): number[] | undefined {
  const match = /^(\d+)\n(-?\d+(?: -?\d+)*)\n?$/.exec(input);
  const numbers = match?.[2]?.split(' ').map(Number);
  return numbers && numbers.length === Number(match?.[1]) ? numbers : undefined;
}

describe('shrinking', () => {
  it('never returns an input that does not fail, nor one that grew', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: -50, max: 50 }),
        async (numbers, bound) => {
          const fails = (input: string) => parsed(input)?.some((x) => x > bound) ?? false;
          const input = `${numbers.length}\n${numbers.join(' ')}\n`;
          fc.pre(fails(input));
          const smallest = await shrink(input, async (candidate) => fails(candidate));
          ok(fails(smallest), smallest);
          ok(smallest.length <= input.length, smallest);
          equal(parsed(smallest)?.length, 1, `one number is enough: ${smallest}`);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('lowers a count together with the lines that it counts', async () => {
    const input = '5\n1 2\n3 4\n9 9\n5 6\n7 8\n';
    const fails = async (candidate: string) => {
      const lines = candidate.trimEnd().split('\n');
      return (
        lines.length - 1 === Number(lines[0]) &&
        lines.slice(1).every((line) => /^\d+ \d+$/.test(line)) &&
        candidate.includes('9 9')
      );
    };
    equal(await shrink(input, fails), '1\n9 9\n');
  });

  it('cuts pieces and pairs of brackets out of a long word', async () => {
    const word = '((ab)3(x(y)12)407(q)9(((zz)))2)5'.repeat(6);
    /** Brackets in brackets, a number behind brackets only: the law of the problem. */
    const isFormula = (text: string): boolean =>
      text === '' || (/^[a-z()\d]+$/.test(text) && /^[a-z]*$/.test(outermost(text)));
    const outermost = (text: string): string => {
      const less = text.replace(/\([a-z]*\)([1-9]\d*)?/g, '');
      return less === text ? text : outermost(less);
    };
    const smallest = await shrink(`z\n${word}\n`, async (candidate) => {
      const [colour, formula = '', ...rest] = candidate.split('\n');
      const fails = /\([^()]*y[^()]*\)12/.test(formula);
      return colour === 'z' && rest.join() === '' && isFormula(formula) && fails;
    });
    equal(smallest, 'z\n(y)12\n');
  });

  it('leaves nothing of a word that is not needed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[ab]{2,60}$/), fc.integer({ min: 1, max: 9 }), async (word, k) => {
        const letters = (input: string) => input.replace(/[^a]/g, '').length;
        fc.pre(letters(word) >= k);
        const smallest = await shrink(
          `${word}\n`,
          async (input) => /^\w+\n$/.test(input) && letters(input) >= k,
        );
        equal(smallest, `${'a'.repeat(k)}\n`);
      }),
      { numRuns: 60 },
    );
  });

  it('tries few inputs of a word that is too long to be cut letter by letter', async () => {
    let [tried, runs] = [0, 0];
    await shrink(`${'ab'.repeat(50_000)}\n`, async () => ++runs < 0, {
      mayBeValid: () => ++tried < 0,
    });
    equal(runs, 0);
    ok(tried > 100 && tried < 2000, `${tried} tried`);
  });

  for (const [what, input, fails, expected] of [
    [
      'points that are moved together',
      '-48431443 70\n-48430778 664\n',
      (rows: number[][]) => rows.length === 2 && (rows[1]?.[0] ?? 0) - (rows[0]?.[0] ?? 0) >= 600,
      '0 0\n600 0\n',
    ],
    [
      'values of which only the order counts',
      '900000 17 5000000 44\n',
      ([row = []]: number[][]) => row.length === 4 && new Set(row).size === 4 && row[1] === Math.min(...row),
      '2 0 3 1\n',
    ],
    [
      'values that are equal',
      '123456 9 123456\n123456\n',
      (rows: number[][]) => rows.flat().filter((value) => value === rows[0]?.[0]).length >= 3,
      '0 0 0\n0\n',
    ],
    [
      'two whose difference counts',
      '5 812345 7\n812300\n',
      ([[, one = 0] = [], [other = 0] = []]: number[][]) => one - other === 45,
      '0 45 0\n0\n',
    ],
  ] as const) {
    it(`lowers ${what}`, async () => {
      const rows = (text: string) =>
        text
          .trimEnd()
          .split('\n')
          .map((line) => line.split(' ').map(Number));
      const shapeOf = (text: string) => text.replace(/-?\d+/g, '0');
      assert(fails(rows(input)));
      const smallest = await shrink(
        input,
        async (candidate) => shapeOf(candidate) === shapeOf(input) && fails(rows(candidate)),
      );
      equal(smallest, expected);
    });
  }

  it('counts a try that is too slow for many', async () => {
    let runs = 0;
    await shrink('1 2 3 4 5 6 7 8 9\n', async () => (++runs < 0 ? true : 'slow'));
    equal(runs, 20);
  });

  it('stays within the runs that it is given', async () => {
    let runs = 0;
    await shrink('1 2 3 4 5 6 7 8 9\n', async () => ++runs < 0, { runs: 10 });
    equal(runs, 10);
  });
});
