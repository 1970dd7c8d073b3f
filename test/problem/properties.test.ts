import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { findStatement, isProblem, readProblem } from '../../src/problem/index.ts';

const corpus = new URL('corpus/', import.meta.url);
const statements = readdirSync(corpus)
  .filter((name) => !name.endsWith('.json'))
  .map((name) => readFileSync(new URL(name, corpus), 'utf8'));
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

  /** The corpus cut to pieces of two hundred letters, each as often as the size asks for. */
  const pieces = (size: number): string => {
    const all = statements.flatMap((text) => text.match(/[\s\S]{1,200}/g) ?? []);
    return Array.from({ length: Math.ceil(size / 190) }, (_, index) => all[(index * 7919) % all.length])
      .join('')
      .slice(0, size);
  };
  const long: Record<string, (size: number) => string> = {
    'one long line': (size) => 'input output 1 < n '.repeat(size / 19),
    'open fences': (size) => '```a\n'.repeat(size / 5),
    'fences of growing length': (size) =>
      Array.from({ length: size / 40 }, (_, index) => '`'.repeat(3 + (index % 60))).join('\n'),
    'open pre tags': (size) => '<pre>\nInput\n'.repeat(size / 12),
    'deep HTML': (size) => `<html>${'<div>'.repeat(size / 5)}`,
    'open tables': (size) => `<html>${'<table><tr><td>Input</td><td>Output</td></tr>'.repeat(size / 45)}`,
    'open braces': (size) => `\\begin{problem}${'\\exmp{'.repeat(size / 6)}`,
    'sample headings': (size) => 'Sample Input 1\n1\nSample Output 1\n2\nNote\nx\n'.repeat(size / 44),
    'inputs without outputs': (size) => 'Example\nInput\n1\n'.repeat(size / 16),
    relations: (size) => '1 <= n_i <= 10^5, 1 < |s| < 2 * 10^5\n'.repeat(size / 38),
    comments: (size) => '// Input: 1\n'.repeat(size / 12),
    stars: (size) => `/*\n${' * '.repeat(size / 3)}`,
    colons: (size) => ':：】'.repeat(size / 3),
    digits: (size) => `Time limit: ${'1'.repeat(size)}`,
    spaces: (size) => `Input${' '.repeat(size)}x\nOutput\n`,
    'HTML of pieces': (size) => `<html>${pieces(size)}`,
    'LaTeX of pieces': (size) => `\\begin{problem}${pieces(size)}`,
    'text of pieces': (size) => pieces(size),
    'short words': (size) => 'the input Output\nn \n1 Example\n: '.repeat(size / 34),
    'empty lines': (size) => 'a\n\n'.repeat(size / 3),
    'operations and values': (size) => 'Input: a = [1], b = "x"\nOutput: [1]\n'.repeat(size / 37),
    'open block comments': (size) => `Example:\nInput: a = 1\nOutput: 1\n${'/*'.repeat(size / 2)}`,
    'nested tables': (size) =>
      `<html>${'<table><tr><td>'.repeat(300)}${'<tr><td>Input</td><td>1</td></tr>'.repeat(size / 33)}`,
    'a heading of spans in HTML': (size) => `<html><h1>${'<span>a'.repeat(size / 7)}`,
    'line breaks in HTML': (size) => `<html>${'a<br>'.repeat(size / 5)}`,
    pipes: (size) => `Example\n|${'--|'.repeat(size / 3)}\n`,
  };

  /** The processor's time for some work, in ms, the least of several runs: noise only ever adds. */
  function milliseconds(work: () => void): number {
    let least = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 3; run++) {
      const start = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(start);
      least = Math.min(least, (user + system) / 1000);
    }
    return least;
  }

  const size = 2_000_000;
  const languageOf = (name: string): string => {
    if (name === 'comments' || name === 'stars') return 'cpp';
    if (name.includes('HTML') || name.includes('tables')) return 'html';
    return name === 'open braces' || name.includes('LaTeX') ? 'latex' : 'plaintext';
  };
  /** What 2 MB of page cost when they are parsed and nothing else: 100 to 150 ms on a machine of 2024. */
  let yardstick = 0;
  before(() => {
    const page = long['HTML of pieces']?.(size) ?? '';
    yardstick = milliseconds(() => parseDocument(page));
  });

  for (const [name, build] of Object.entries(long)) {
    it(`is no more for 2 MB than parsing a page takes, twice: ${name}`, () => {
      const text = build(size);
      const took = milliseconds(() => readProblem(text, { languageId: languageOf(name) }));
      assert.ok(
        took < 2.5 * yardstick,
        `${took.toFixed(0)} ms; parsing a page takes ${yardstick.toFixed(0)} ms`,
      );
    });
  }

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
