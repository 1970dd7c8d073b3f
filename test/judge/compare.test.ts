import { equal } from 'node:assert/strict';
import { compare } from '../../src/judge/checkers/compare.ts';
import type { Checker } from '../../src/problem/index.ts';

describe('comparing an output with the answer', () => {
  type BuiltIn = Exclude<Checker, { kind: 'program' }>;
  const table: [BuiltIn, string, string, 'AC' | 'WA' | 'PE', string?][] = [
    [{ kind: 'tokens' }, '1  2\n3', '1 2 3\n', 'AC'],
    [{ kind: 'tokens' }, '', '', 'AC'],
    [{ kind: 'tokens' }, '1 2', '1 2 3', 'WA', 'the output ends where 3 was expected'],
    [{ kind: 'tokens' }, '1 2 3\n4\n', '1 2 3', 'WA', 'line 2: 4 after the end of the answer'],
    [{ kind: 'tokens' }, 'a\n\nb\nc', 'a b d', 'WA', 'line 4: expected d, got c'],
    [{ kind: 'tokens' }, 'YES', 'yes', 'WA', 'line 1: expected yes, got YES'],
    [{ kind: 'tokens' }, '1\n  3', '1 2', 'WA', 'line 2: expected 2, got 3'],
    [{ kind: 'tokens' }, 'x'.repeat(60), 'y', 'WA', `line 1: expected y, got ${'x'.repeat(60)}`],
    [{ kind: 'tokens' }, 'x'.repeat(61), 'y', 'WA', `line 1: expected y, got ${'x'.repeat(57)}...`],
    [{ kind: 'caseInsensitive' }, 'YES', 'yes', 'AC'],
    [{ kind: 'caseInsensitive' }, 'no', 'yes', 'WA', 'line 1: expected yes, got no'],
    [{ kind: 'caseInsensitive' }, '1.0', '1', 'WA'],
    [{ kind: 'exact' }, 'a b', 'a b\n', 'AC'],
    [{ kind: 'exact' }, 'a b\r\n', 'a b\n', 'AC'],
    [{ kind: 'exact' }, 'a  b\n', 'a b\n', 'PE', 'line 1: only the white space differs'],
    [{ kind: 'exact' }, 'a c\n', 'a b\n', 'WA'],
    [{ kind: 'exact' }, 'a\r\nb', 'a\nb', 'AC'],
    [{ kind: 'exact' }, 'a\nb', 'ab', 'WA'],
    [{ kind: 'exact' }, 'a\nb\nc  d\n', 'a\nb\nc d\n', 'PE', 'line 3: only the white space differs'],
    [{ kind: 'exact' }, 'a\n', 'a\n\n', 'PE', 'line 2: only the white space differs'],
    [{ kind: 'exact' }, 'a\n\n\n', 'a\n', 'PE', 'line 2: only the white space differs'],
    [{ kind: 'float', absolute: 1e-6 }, '0.3333333', '0.333333333', 'AC'],
    [{ kind: 'float', absolute: 1e-6 }, '0.3333', '0.333333333', 'WA'],
    [{ kind: 'float', relative: 1e-6 }, '1000000.5', '1000000', 'AC'],
    [{ kind: 'float', relative: 1e-6 }, '1000002', '1000000', 'WA'],
    [{ kind: 'float', absolute: 1e-6 }, 'nan', '1', 'WA'],
    [{ kind: 'float', absolute: 1e-6 }, 'Impossible', 'impossible', 'AC'],
    [{ kind: 'float', absolute: 1e-6 }, '-1e-9', '0', 'AC'],
    [{ kind: 'float', absolute: 1e-6 }, '0x1p-3', '0.125', 'WA'],
    [{ kind: 'float', absolute: 1e-5 }, '[2.0,1.5,null]', '[2.00000,1.50000,null]', 'AC'],
    [{ kind: 'float', absolute: 1e-5 }, '[[1.0],[2.0,3.0]]', '[[1.0,2.0],[3.0]]', 'WA'],
    [{ kind: 'float', absolute: 0.5 }, '1.5', '1', 'AC'],
    [{ kind: 'float', relative: 0.5 }, '3', '2', 'AC'],
    [{ kind: 'float', relative: 1e-6 }, '1e-12', '0', 'WA'],
    [{ kind: 'float' }, '1.0000000001', '1', 'AC'],
    [{ kind: 'float' }, '1.00000001', '1', 'WA'],
    [{ kind: 'float' }, '100000000000.1', '100000000000', 'AC'],
    [{ kind: 'float' }, '1e-10', '0', 'AC'],
    [{ kind: 'float' }, '.25', '0.25', 'AC'],
    [{ kind: 'float' }, '1e3', '1000', 'AC'],
    [{ kind: 'float' }, '1E+10', '10000000000', 'AC'],
    [{ kind: 'float' }, '0x10', '16', 'WA'],
    [{ kind: 'float' }, 'X1', 'x1', 'AC'],
    [{ kind: 'float' }, '1X', '1x', 'AC'],
    [{ kind: 'float' }, '1e999\n', '1e999', 'AC'],
    [{ kind: 'unordered' }, 'b\na\n', 'a\nb\n', 'AC'],
    [{ kind: 'unordered' }, '\n c  d \n\na\n', 'a\nc d', 'AC'],
    [{ kind: 'unordered' }, 'ab', 'ba', 'WA', 'the line ab is not in the answer'],
    [{ kind: 'unordered' }, 'ab', 'a b', 'WA', 'the line ab is not in the answer'],
    [{ kind: 'unordered' }, 'a\na\n', 'a\na\n', 'AC'],
    [{ kind: 'unordered' }, 'a\na\na\n', 'a\na\n', 'WA', 'the line a is not in the answer'],
    [{ kind: 'unordered' }, 'a\n', 'a\na\n', 'WA', 'the line a is missing'],
    [{ kind: 'unordered' }, 'a\na\n', 'a\nb\n', 'WA', 'the line a is not in the answer'],
    [{ kind: 'unordered' }, 'a\n', 'a\nb\n', 'WA', 'the line b is missing'],
  ];
  for (const [checker, output, answer, verdict, reason] of table) {
    it(`${checker.kind}: ${JSON.stringify(output)} against ${JSON.stringify(answer)} is ${verdict}`, () => {
      const finding = compare(checker, output, answer);
      equal(finding.verdict, verdict);
      if (reason) equal(finding.reason, reason);
    });
  }

  it('finds a late difference in a large output without splitting all of it', () => {
    const answer = Array.from({ length: 300_000 }, (_, i) => `${i}`).join('\n');
    equal(compare({ kind: 'tokens' }, `${answer}\n`, answer).verdict, 'AC');
    equal(
      compare({ kind: 'tokens' }, answer.replace('299999', '0'), answer).reason,
      'line 300000: expected 299999, got 0',
    );
  });
});
