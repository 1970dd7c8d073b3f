import { equal, ok } from 'node:assert/strict';
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

  it('stays within the runs that it is given', async () => {
    let runs = 0;
    await shrink('1 2 3 4 5 6 7 8 9\n', async () => ++runs < 0, { runs: 10 });
    equal(runs, 10);
  });
});
