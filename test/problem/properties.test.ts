import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { findStatement, headLength, isProblem, readProblem } from '../../src/problem/index.ts';
import { hostilePage, hostileStatements, statements } from './hostile-statements.ts';

const languages = [
  'markdown',
  'plaintext',
  'html',
  'latex',
  'python',
  'cpp',
  'java',
  'haskell',
  'ocaml',
  'rust',
];

/** Statements cut to pieces and put together wrongly: more telling than random letters. */
const shuffled = fc
  .array(
    fc.tuple(fc.nat(statements.length - 1), fc.nat(2000), fc.nat(400)).map(([index, from, length]) => {
      const text = statements[index] ?? '';
      return text.slice(from % (text.length + 1), (from % (text.length + 1)) + length);
    }),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join('\n'));
const signs = fc
  .array(
    fc.constantFrom(
      '```',
      '<pre>',
      '</pre>',
      '"""',
      '/*',
      '*/',
      '#',
      '|',
      '---',
      'Input',
      'Output',
      'Example',
      ':',
      '\n',
      ' ',
      '1',
      '\\exmp{',
      '}',
      '{',
      '$',
      '<',
      '≤',
      '10^',
      '<table><tr><td>',
      '样例',
    ),
    { maxLength: 120 },
  )
  .map((parts) => parts.join(''));
const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), shuffled, signs);

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

describe('reading anything', () => {
  it('never throws, and answers with a problem whose range lies in the text, or with a reason', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom(...languages), (text, languageId) => {
        const reading = readProblem(text, { languageId });
        findStatement(text, languageId);
        if (!isProblem(reading)) return reading.reason.length > 20;
        const lines = text.split(/\r\n?|\n/).length;
        return (
          reading.range.startLine >= 0 &&
          reading.range.startLine <= reading.range.endLine &&
          reading.range.endLine < lines
        );
      }),
      { numRuns: 600 },
    );
  });

  it('never invents a sample: every word of one stands in the text (LaTeX and HTML, which are decoded, apart)', () => {
    fc.assert(
      fc.property(
        fc.oneof(shuffled, signs),
        fc.constantFrom('markdown', 'plaintext', 'python', 'cpp'),
        (text, languageId) => {
          fc.pre(
            !/^\s*</.test(text) && !/\\(?:problemname|begin|(?:sub)?section|InputFile|OutputFile)/.test(text),
          );
          const reading = readProblem(text, { languageId });
          if (!isProblem(reading)) return;
          // A function's values are spelled canonically: without spaces, strings in double quotes.
          const bare = (part: string): string => part.replace(/\s+/g, '').replaceAll("'", '"');
          // Fragments of a page are read without their tags.
          const plain = [bare(text), bare(text.replace(/<[^<>]*>/g, ''))];
          for (const sample of reading.problem.samples) {
            for (const word of words(sample.input + sample.output))
              assert.ok(
                plain.some((it) => it.includes(bare(word))),
                word,
              );
          }
        },
      ),
      { numRuns: 600 },
    );
  });

  it('finds the samples it was given, whatever they hold', () => {
    const line = fc
      .string({ unit: fc.constantFrom(...'abcXYZ0123456789 .#+-*()'), minLength: 1, maxLength: 20 })
      .filter((text) => text.trim() !== '');
    const data = fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(fc.array(fc.tuple(data, data), { minLength: 1, maxLength: 4 }), (samples) => {
        const text = [
          '# A made-up problem',
          ...samples.flatMap(([input, output], index) => [
            `## Sample Input ${index + 1}`,
            '```',
            input,
            '```',
            `## Sample Output ${index + 1}`,
            '```',
            output,
            '```',
          ]),
        ].join('\n');
        const reading = readProblem(text, { languageId: 'markdown' });
        assert.ok(isProblem(reading));
        assert.deepEqual(
          reading.problem.samples.map((sample) => [sample.input, sample.output]),
          samples.map(([input, output]) => [`${input.trimEnd()}\n`, `${output.trimEnd()}\n`]),
        );
      }),
    );
  });
});

describe('the time reading takes', function () {
  this.timeout(120_000);

  /** The processor's time for some work, in ms. */
  function milliseconds(work: () => void): number {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  }

  /**
   * Noise only ever adds, so of several measurements the least is the truest; and it comes and goes, so what is
   * compared is measured in turns. `npm run bench -- reading` holds the milliseconds against what is promised.
   */
  for (const { name, languageId, build } of hostileStatements) {
    it(`grows with the size of the text, and stays near that of parsing a page: ${name}`, () => {
      const [text, half] = [build(2_000_000), build(1_000_000)];
      const least = { whole: Infinity, half: Infinity, parsing: Infinity };
      const within = (): boolean =>
        least.whole < 4 * least.parsing && least.whole < 3 * least.half + least.parsing / 4;
      for (let round = 0; round < 10 && !(round >= 2 && within()); round++) {
        least.parsing = Math.min(
          least.parsing,
          milliseconds(() => parseDocument(hostilePage)),
        );
        least.whole = Math.min(
          least.whole,
          milliseconds(() => readProblem(text, { languageId })),
        );
        least.half = Math.min(
          least.half,
          milliseconds(() => readProblem(half, { languageId })),
        );
      }
      assert.ok(within(), JSON.stringify(least));
    });
  }

  it('finds the same statement whatever is written below the head of a source file', () => {
    const heads = [
      '/* Sum\nInput\n1 2\nOutput\n3\n*/\n#include <iostream>\nint main() {}\n',
      '// Sum\n#include <iostream>\n\n// Input\n// 1 2\n// Output\n// 3\nint main() {}\n',
      'int main() {}\n',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...heads), anything, (text, below) => {
        const head = text.split('\n').slice(0, headLength(text, 'cpp'));
        const found = findStatement(text, 'cpp');
        assert.deepEqual(
          findStatement([...head, ...below.replaceAll('\0', '').split('\n')].join('\n'), 'cpp'),
          found,
        );
      }),
    );
  });

  it('does not depend on what follows the head of a source file', () => {
    const head = '/* Sum\nInput\n1 2\nOutput\n3\n*/\n';
    const body = 'int f() { return 1; }\n';
    const short = head + body.repeat(100);
    const tall = head + body.repeat(200_000);
    const time = (text: string): number => {
      const start = performance.now();
      for (let run = 0; run < 200; run++) findStatement(text, 'cpp');
      return performance.now() - start;
    };
    time(short);
    const few = time(short);
    const many = time(tall);
    assert.ok(many < 10 * Math.max(few, 2), `${few} ms, ${many} ms`);
  });
});
