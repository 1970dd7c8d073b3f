import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
  addTest,
  changeEdits,
  importTests,
  isProblem,
  PackageError,
  type Problem,
  readPackage,
  readProblem,
  readProblemAt,
  readSavedProblem,
  readSidecar,
  retireTest,
  savedProblemOf,
  sidecarOf,
  withEdits,
  writeEdits,
  writePackage,
  writeTest,
} from '../../src/problem/index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verdict-folders-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('a problem package', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ab 12\n"\':#-é漢\t'), maxLength: 40 });
  const problems: fc.Arbitrary<Problem> = fc.record(
    {
      statement: text,
      samples: fc.array(
        fc.record(
          { input: text, output: text, note: text },
          { requiredKeys: ['input', 'output'], noNullPrototype: true },
        ),
        { maxLength: 3 },
      ),
      title: text,
      timeLimitMs: fc.integer({ min: 1, max: 100_000 }),
      memoryLimitMiB: fc.integer({ min: 1, max: 4096 }),
      constraints: fc.array(
        fc.record(
          { variable: text, lower: text, upper: text },
          { requiredKeys: ['variable'], noNullPrototype: true },
        ),
        { maxLength: 2 },
      ),
      interactive: fc.boolean(),
      checker: fc.constantFrom(
        { kind: 'float' as const, absolute: 1e-6 },
        { kind: 'unordered' as const },
        { kind: 'tokens' as const },
      ),
      multiTest: fc.boolean(),
      anyAnswer: fc.boolean(),
      inputFile: text,
      function: text,
      source: fc.record({ url: text, contest: text }, { requiredKeys: [], noNullPrototype: true }),
    },
    { requiredKeys: ['statement', 'samples'], noNullPrototype: true },
  );

  it('is read back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(problems, fc.array(fc.tuple(text, text), { maxLength: 3 }), async (problem, cases) => {
        const place = mkdtempSync(join(folder, 'p-'));
        const secret = cases.map(([input, output], index) => ({ name: `case-${index + 1}`, input, output }));
        await writePackage(place, problem, secret);
        const read = await readPackage(place);
        assert.deepEqual(read.problem, problem);
        assert.deepEqual(
          read.tests
            .filter((test) => test.kind === 'secret')
            .map(({ name, input, answer }) => ({ name, input, output: answer })),
          secret.map((test) => ({ ...test, name: `secret/${test.name}` })),
        );
        assert.deepEqual(read.troubles, []);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('from a judge is understood: names, limits, groups, validators, submissions', async () => {
    put(
      'problem.yaml',
      'name:\n  en: Bridges\n  sv: Broar\nsource: Autumn Open\nlimits:\n  time_limit: 2.5\n  memory: 512\nvalidator_flags: float_tolerance 1e-4\n',
    );
    put('problem_statement/problem.sv.tex', '\\problemname{Broar}\n');
    put(
      'problem_statement/problem.en.tex',
      '\\problemname{Old}\nCount bridges.\n\\section*{Input}\n$n$ with $1 \\le n \\le 10$.\n\\section*{Output}\nA number.\n',
    );
    put('data/sample/1.in', '1\r\n');
    put('data/sample/1.ans', '2\r\n');
    put('data/secret/group1/10.in', '10');
    put('data/secret/group1/10.ans', '11');
    put('data/secret/group1/9.in', '9');
    put('data/secret/group1/9.ans', '10');
    put('submissions/accepted/a.py', 'print(1)');
    put('submissions/wrong_answer/b.cpp', 'int main(){}');
    put('input_validators/check.py', '');
    const read = await readPackage(folder);
    assert.equal(read.problem.title, 'Bridges');
    assert.equal(read.problem.timeLimitMs, 2500);
    assert.equal(read.problem.memoryLimitMiB, 512);
    assert.deepEqual(read.problem.checker, { kind: 'float', absolute: 1e-4, relative: 1e-4 });
    assert.deepEqual(read.problem.samples, [{ input: '1\n', output: '2\n' }]);
    assert.deepEqual(read.problem.constraints, [{ variable: 'n', lower: '1', upper: '10' }]);
    assert.equal(read.problem.source?.contest, 'Autumn Open');
    assert.deepEqual(
      read.tests.map((test) => test.name),
      ['sample/1', 'secret/group1/10', 'secret/group1/9'],
    );
    assert.deepEqual(
      read.submissions.map(({ folder }) => folder),
      ['accepted', 'wrong_answer'],
    );
    assert.equal(read.inputValidators.length, 1);
  });

  it('keeps its tests when problem.yaml is broken, and says so', async () => {
    put('problem.yaml', 'name: [unclosed');
    put('data/sample/1.in', '1');
    put('data/sample/1.ans', '1');
    const read = await readPackage(folder);
    assert.equal(read.problem.samples.length, 1);
    assert.match(read.troubles.join(), /problem\.yaml is broken/);
  });

  it('that is none is refused with a remedy', async () => {
    await assert.rejects(
      readPackage(folder),
      (error) => error instanceof PackageError && /import its tests/.test(error.message),
    );
  });

  it('does not delete tests that a new version no longer has', async () => {
    const problem: Problem = {
      statement: 'x',
      samples: [
        { input: '1', output: '1' },
        { input: '2', output: '2' },
      ],
    };
    await writePackage(folder, problem);
    await writePackage(folder, { ...problem, samples: problem.samples.slice(0, 1) });
    assert.equal((await readPackage(folder)).problem.samples.length, 1);
    assert.equal(readFileSync(join(folder, 'data/sample/2.in.old'), 'utf8'), '2');
  });
});

describe('a sidecar', () => {
  it('is empty where there is none', async () => {
    const sidecar = await readSidecar(sidecarOf(join(folder, 'a.cpp')));
    assert.deepEqual([sidecar.samples, sidecar.secret, sidecar.troubles], [[], [], []]);
  });

  it('keeps own tests under the next free number, and retires without deleting', async () => {
    const place = join(sidecarOf(join(folder, 'a.cpp')), 'data', 'secret');
    assert.equal((await addTest(place, { input: '1\n', output: '2\n' })).name, '1');
    assert.equal((await addTest(place, { input: '3\n', output: '4\n', note: 'why' })).name, '2');
    await retireTest(place, '1');
    assert.equal((await addTest(place, { input: '5\n', output: '6\n' })).name, '3');
    const { secret } = await readSidecar(sidecarOf(join(folder, 'a.cpp')));
    assert.deepEqual(secret, [
      { name: '2', input: '3\n', output: '4\n', note: 'why' },
      { name: '3', input: '5\n', output: '6\n' },
    ]);
    assert.ok(readdirSync(place).includes('1.in.old'));
  });

  it('never loses a test to a broken neighbour', async () => {
    put('.verdict/a.py/problem.json', '{"title": ');
    put('.verdict/a.py/data/secret/1.in', '1');
    put('.verdict/a.py/data/secret/1.ans', '1');
    put('.verdict/a.py/data/secret/2.in', '2');
    put('.verdict/a.py/data/secret/3.in', '3');
    mkdirSync(join(folder, '.verdict/a.py/data/secret/3.ans'));
    put('.verdict/a.py/oracle.py', 'print(1)');
    const sidecar = await readSidecar(sidecarOf(join(folder, 'a.py')));
    assert.deepEqual(sidecar.secret, [{ name: '1', input: '1', output: '1' }]);
    assert.equal(sidecar.oracle?.extension, 'py');
    assert.equal(sidecar.troubles.length, 3, sidecar.troubles.join('\n'));
    assert.equal(
      readFileSync(join(folder, '.verdict/a.py/problem.json'), 'utf8'),
      '{"title": ',
      'the broken file is left as it was',
    );
  });

  it('puts a broken file of corrections aside before it writes new ones', async () => {
    put('.verdict/b.md/problem.json', '{"title": "Almost"');
    const place = sidecarOf(join(folder, 'b.md'));
    await writeEdits(place, { title: 'Whole' });
    assert.equal(readFileSync(join(place, 'problem.json.old'), 'utf8'), '{"title": "Almost"');
    await writeEdits(place, { title: 'Again' });
    assert.equal((await readSidecar(place)).edits?.title, 'Again');
    assert.equal(readFileSync(join(place, 'problem.json.old'), 'utf8'), '{"title": "Almost"');
  });

  it('keeps what the user corrected, which wins over what is read', async () => {
    const place = sidecarOf(join(folder, 'a.md'));
    await writeEdits(place, {
      title: 'Right',
      timeLimitMs: null,
      samples: [{ input: '1\n', output: '1\n' }],
    });
    const { edits } = await readSidecar(place);
    const problem = withEdits({ statement: 's', title: 'Wrong', timeLimitMs: 1000, samples: [] }, edits);
    assert.deepEqual(problem, { statement: 's', title: 'Right', samples: [{ input: '1\n', output: '1\n' }] });
  });

  it('changes corrections one by one, and sets broken ones aside instead of losing them', async () => {
    const place = sidecarOf(join(folder, 'a.md'));
    await changeEdits(place, (edits) => ({ ...edits, title: 'One' }));
    await changeEdits(place, (edits) => ({ ...edits, timeLimitMs: 500 }));
    assert.deepEqual((await readSidecar(place)).edits, { title: 'One', timeLimitMs: 500 });
    put('.verdict/a.md/problem.json', '{"title": "by hand",');
    await changeEdits(place, (edits) => ({ ...edits, title: 'Two' }));
    assert.deepEqual((await readSidecar(place)).edits, { title: 'Two' });
    assert.equal(readFileSync(join(place, 'problem.json.broken'), 'utf8'), '{"title": "by hand",');
  });

  it('takes no test whose name leads out of its folder', async () => {
    await assert.rejects(
      writeTest(join(folder, 'x'), { name: '../evil', input: '', output: '' }),
      RangeError,
    );
    await assert.rejects(writeTest(join(folder, 'x'), { name: '/evil', input: '', output: '' }), RangeError);
  });
});

describe('tests from elsewhere', () => {
  const layouts: Record<string, [string, string][]> = {
    'sample-1.in and .out': [
      ['sample-1.in', 'sample-1.out'],
      ['sample-2.in', 'sample-2.out'],
    ],
    '1.in and 1.ans': [
      ['1.in', '1.ans'],
      ['2.in', '2.ans'],
      ['10.in', '10.ans'],
    ],
    'input1.txt and output1.txt': [
      ['input1.txt', 'output1.txt'],
      ['input2.txt', 'output2.txt'],
    ],
    'input and output folders': [
      ['input/input00.txt', 'output/output00.txt'],
      ['input/input01.txt', 'output/output01.txt'],
    ],
    'in and out folders': [['in/a1.txt', 'out/a1.txt']],
    'numbers and .a': [
      ['01', '01.a'],
      ['02', '02.a'],
    ],
    'task.1.in and task.1.sol': [['task.1.in', 'task.1.sol']],
  };
  for (const [name, files] of Object.entries(layouts)) {
    it(`are imported from ${name}`, async () => {
      for (const [index, [input, output]] of files.entries()) {
        put(input, `in ${index}\n`);
        put(output, `out ${index}\n`);
      }
      put('readme.md', 'nothing');
      const { tests, troubles } = await importTests(folder);
      assert.deepEqual(
        tests.map((test) => [test.input, test.output]),
        files.map((_, index) => [`in ${index}\n`, `out ${index}\n`]),
      );
      assert.deepEqual(troubles, []);
      assert.equal(new Set(tests.map((test) => test.name)).size, files.length);
    });
  }

  it('that lack an answer are named', async () => {
    put('1.in', '1');
    assert.match((await importTests(folder)).troubles.join(), /no answer/);
  });

  it('are imported from cph beside the source file', async () => {
    put(
      '.cph/.a.cpp_0123abcd.prob',
      JSON.stringify({
        name: 'A. Boats',
        url: 'https://judge.example/a',
        interactive: false,
        memoryLimit: 256,
        timeLimit: 1000,
        group: 'Judge - Round',
        tests: [
          { id: 1, input: '1\n', output: '2\n' },
          { id: 2, input: '3\n', output: '4\n' },
        ],
        srcPath: '/x/a.cpp',
        local: false,
      }),
    );
    const saved = await savedProblemOf(join(folder, 'a.cpp'));
    assert.equal(saved?.problem.title, 'A. Boats');
    assert.equal(saved.problem.timeLimitMs, 1000);
    assert.deepEqual(
      saved.tests.map((test) => test.output),
      ['2\n', '4\n'],
    );
  });

  it('are imported from cph-ng, compressed, in order, with data in files', async () => {
    put('big.in', '7\n');
    put(
      'a.bin',
      gzipSync(
        JSON.stringify({
          version: '0.6.0',
          name: 'Kites',
          url: 'https://judge.example/k',
          testcases: {
            x: { stdin: { data: '1\n' }, answer: { data: '2\n' } },
            y: { stdin: { path: 'big.in' }, answer: { data: '8\n' } },
          },
          testcaseOrder: ['y', 'x'],
          overrides: { timeLimitMs: 3000 },
        }),
      ),
    );
    const saved = await readSavedProblem(join(folder, 'a.bin'));
    assert.deepEqual(
      saved?.tests.map((test) => [test.input, test.output]),
      [
        ['7\n', '8\n'],
        ['1\n', '2\n'],
      ],
    );
    assert.equal(saved.problem.timeLimitMs, 3000);
  });

  it('are not seen in what is no saved problem', async () => {
    put('a.bin', 'hello');
    put('b.bin', gzipSync('{"name": 1}'));
    assert.equal(await readSavedProblem(join(folder, 'a.bin')), undefined);
    assert.equal(await readSavedProblem(join(folder, 'b.bin')), undefined);
    assert.equal(await readSavedProblem(join(folder, 'none')), undefined);
  });
});

describe('a problem at a path', () => {
  const statement =
    '# Sum\n\nTime limit: 1 s\n\n## Sample Input\n```\n1 2\n```\n## Sample Output\n```\n3\n```\n';

  it('joins the statement with its sidecar: corrections win, own samples are added once', async () => {
    put('sum.md', statement);
    put('.verdict/sum.md/data/sample/1.in', '1 2\n');
    put('.verdict/sum.md/data/sample/1.ans', '3\n');
    put('.verdict/sum.md/data/sample/2.in', '5 5\n');
    put('.verdict/sum.md/data/sample/2.ans', '10\n');
    put('.verdict/sum.md/problem.json', '{"timeLimitMs": 2500}');
    const reading = await readProblemAt(join(folder, 'sum.md'));
    assert.ok(isProblem(reading));
    assert.equal(reading.problem.timeLimitMs, 2500);
    assert.deepEqual(
      reading.problem.samples.map(({ input }) => input),
      ['1 2\n', '5 5\n'],
    );
  });

  it('is there for a bare source file whose samples only another tool or the sidecar knows', async () => {
    put('a.cpp', 'int main() {}\n');
    assert.ok('reason' in (await readProblemAt(join(folder, 'a.cpp'))));
    put('.cph/.a.cpp_12.prob', JSON.stringify({ name: 'A', tests: [{ input: '1\n', output: '2\n' }] }));
    const reading = await readProblemAt(join(folder, 'a.cpp'));
    assert.ok(isProblem(reading));
    assert.deepEqual(reading.problem.samples, [{ input: '1\n', output: '2\n' }]);
  });

  it('may be a package folder', async () => {
    await writePackage(folder, { statement, title: 'Sum', samples: [{ input: '1 2\n', output: '3\n' }] });
    const reading = await readProblemAt(folder);
    assert.ok(isProblem(reading));
    assert.equal(reading.problem.title, 'Sum');
  });

  it('that is not there, no package, empty, binary or prose gives a reason with a remedy', async () => {
    mkdirSync(join(folder, 'empty'));
    put('empty.md', '');
    put('binary.md', Buffer.from([0, 1, 2, 3, 0, 255]));
    put('prose.md', 'Once upon a time.');
    for (const name of ['missing.md', 'empty', 'empty.md', 'binary.md', 'prose.md']) {
      const reading = await readProblemAt(join(folder, name));
      assert.ok('reason' in reading && reading.reason.length > 20, name);
    }
  });
});

describe('a statement read through a path', () => {
  it('carries the path as its source', () => {
    const reading = readProblem('# T\n## Sample Input\n1\n## Sample Output\n1\n', { path: '/x/t.md' });
    assert.ok(isProblem(reading));
    assert.equal(reading.problem.source?.path, '/x/t.md');
  });
});
