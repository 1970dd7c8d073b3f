import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { readMapping, readSet, SetError } from '../../src/evals/index.ts';
import { readPickle } from '../../src/evals/sets/pickle.ts';
import { liveCodeBenchRow } from './rows.ts';

const python = (code: string, input = '') => execFileSync('python3', ['-c', code], { input });

describe('reading sets', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict sets '));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const write = async (name: string, rows: unknown[] | string | Buffer) => {
    const path = join(folder, name);
    const text = Array.isArray(rows) ? rows.map((row) => `${JSON.stringify(row)}\n`).join('') : rows;
    await writeFile(path, text);
    return path;
  };
  const read = (path: string, map?: string) =>
    readSet(path, { folder: join(folder, 'checkers'), ...(map && { map: readMapping(map) }) });

  it('LiveCodeBench: programs that read standard input, private tests unpacked', async () => {
    const path = await write('lcb.jsonl', [liveCodeBenchRow()]);
    const { shape, sha256, tasks } = await read(path);
    assert.equal(shape, 'livecodebench');
    assert.match(sha256, /^[0-9a-f]{64}$/);
    const [task] = tasks;
    assert.deepEqual(
      [task?.id, task?.date, task?.difficulty, task?.topics, task?.language],
      ['own_a', '2025-03-01', 'easy', ['atcoder'], 'python'],
    );
    assert.deepEqual(task?.problem.samples[0]?.output, '3\n');
    const tests = await task?.tests?.();
    assert.ok(tests?.kind === 'io' && tests.rule === 'livecodebench');
    assert.deepEqual(
      tests.tests.map(({ input, answer }) => [input, answer]),
      [
        ['1 2\n', '3\n'],
        ['3 4\n', '7\n'],
      ],
    );
  });

  it('LiveCodeBench: functions that are called', async () => {
    const row = liveCodeBenchRow({
      starter_code: 'class Solution:\n    def total(self, values: List[int], more: int) -> int:\n        ',
      public_test_cases: JSON.stringify([{ input: '[1, 2]\n4', output: '[1, 7]', testtype: 'functional' }]),
      private_test_cases: JSON.stringify([{ input: '[]\n0', output: '[]', testtype: 'functional' }]),
      metadata: JSON.stringify({ func_name: 'total' }),
    });
    const [task] = (await read(await write('calls.jsonl', [row]))).tasks;
    assert.equal(task?.problem.function, 'total(values: List[int], more: int)');
    assert.deepEqual(task?.problem.samples[0]?.input, '[1,2]\n4\n');
    assert.match(task?.starter ?? '', /class Solution/);
    const tests = await task?.tests?.();
    assert.ok(tests?.kind === 'calls' && tests.function === 'total' && tests.tests.length === 2);
  });

  it('HumanEval packed by gzip, HumanEval+ by arguments, MBPP', async () => {
    const row = {
      task_id: 'Own/0',
      prompt: 'def twice(x: int) -> int:\n    """Double x."""\n',
      entry_point: 'twice',
      canonical_solution: '    return 2 * x\n',
    };
    const checks = { ...row, test: 'def check(candidate):\n    assert candidate(2) == 4\n' };
    const gz = await write('humaneval.jsonl.gz', gzipSync(`${JSON.stringify(checks)}\n`));
    const plus = await write('plus.jsonl', [{ ...row, base_input: [[1]], plus_input: [[-5]], atol: 0 }]);
    for (const path of [gz, plus]) {
      const { shape, tasks } = await read(path);
      assert.equal(shape, 'humaneval');
      assert.equal(tasks[0]?.problem.function, 'twice(x: int) -> int');
      assert.equal((await tasks[0]?.tests?.())?.kind, 'python');
    }
    const mbpp = await read(
      await write('mbpp.jsonl', [
        {
          task_id: 7,
          text: 'Triple a number.',
          code: 'def triple(n):\n    return 3 * n',
          test_list: ['assert triple(2) == 6'],
        },
      ]),
    );
    assert.equal(mbpp.shape, 'mbpp');
    assert.equal(mbpp.tasks[0]?.problem.function, 'triple(n)');
    assert.match(mbpp.tasks[0]?.problem.statement ?? '', /Triple a number[\s\S]*assert triple\(2\) == 6/);
  });

  it('CodeContests by lists side by side, CodeContests+ by pairs and with a checker', async () => {
    const first = {
      name: 'own_a',
      description: 'Print the sum.',
      public_tests: { input: ['1 2\n'], output: ['3\n'] },
      private_tests: { input: ['3 4\n'], output: ['7\n'] },
      generated_tests: { input: [], output: [] },
      time_limit: { seconds: 2, nanos: 5e8 },
      memory_limit_bytes: 268435456,
      cf_rating: 800,
      cf_tags: ['math'],
    };
    const [task] = (await read(await write('cc.jsonl', [first]))).tasks;
    const tests = await task?.tests?.();
    assert.ok(tests?.kind === 'io');
    assert.deepEqual([tests.timeLimitMs, tests.memoryLimitMiB, tests.tests.length], [2500, 256, 2]);
    assert.deepEqual([task?.difficulty, task?.topics], ['800', ['math']]);
    const second = {
      id: '1_A',
      title: 'Any',
      description: 'Print any.',
      time_limit: 1000,
      memory_limit: 64,
      test_cases: [{ input: '1\n', output: '2\n' }],
      checker: '#include "testlib.h"\nint main() {}\n',
    };
    const plus = await (await read(await write('ccp.jsonl', [second]))).tasks[0]?.tests?.();
    assert.ok(plus?.kind === 'io' && plus.rule !== 'livecodebench' && plus.rule.kind === 'program');
    assert.match(plus.rule.path, /1_A.checker\.cpp$/);
  });

  it('AIME and HMMT as JSON lines, as an array and as Parquet', async () => {
    const rows = [
      { id: 'I-1', problem: 'What is 2 + 2?', answer: '4' },
      { id: 'I-2', problem: 'What is 3 * 3?', answer: '9' },
    ];
    const parquet = fileURLToPath(new URL('fixtures/two-problems.parquet', import.meta.url));
    for (const path of [
      await write('aime.jsonl', rows),
      await write('aime.json', JSON.stringify(rows)),
      parquet,
    ]) {
      const { shape, tasks } = await read(path);
      assert.equal(shape, 'maths', path);
      assert.deepEqual(
        tasks.map(({ id, kind, answer }) => [id, kind, answer]),
        [
          ['I-1', 'maths', '4'],
          ['I-2', 'maths', '9'],
        ],
        path,
      );
    }
  });

  it('any other shape by a mapping, nested fields too', async () => {
    const rows = [{ q: { text: 'What is 1 + 1?' }, final: 2, level: 'easy', tags: ['sums', 'small'] }];
    const path = await write('own.jsonl', rows);
    const { tasks } = await read(path, 'statement=q.text,answer=final,difficulty=level,topics=tags');
    assert.deepEqual(tasks[0], {
      id: '1',
      kind: 'maths',
      problem: { statement: 'What is 1 + 1?', samples: [] },
      answer: '2',
      date: undefined,
      difficulty: 'easy',
      topics: ['sums', 'small'],
    });
    const programs = await write('programs.jsonl', [
      { text: 'Sum.', cases: [{ input: '1 2', output: '3' }] },
    ]);
    const tests = await (await read(programs, 'statement=text,tests=cases')).tasks[0]?.tests?.();
    assert.ok(tests?.kind === 'io' && tests.tests.length === 1);
  });

  it('a folder of problem packages', async () => {
    const place = join(folder, 'packages', 'sum');
    await mkdir(join(place, 'data', 'secret'), { recursive: true });
    await writeFile(join(place, 'problem.yaml'), 'name: Sum\nkeywords: [sums]\nlimits:\n  time_limit: 1\n');
    await writeFile(join(place, 'data', 'secret', '1.in'), '1 2\n');
    await writeFile(join(place, 'data', 'secret', '1.ans'), '3\n');
    const { shape, tasks } = await read(join(folder, 'packages'));
    assert.equal(shape, 'packages');
    assert.deepEqual([tasks[0]?.id, tasks[0]?.topics], ['sum', ['sums']]);
    const tests = await tasks[0]?.tests?.();
    assert.ok(tests?.kind === 'package' && tests.package.tests.length === 1);
  });

  it('says the line and what to do when something is wrong', async () => {
    const cases: [Promise<string>, RegExp, string?][] = [
      [
        write('bad.jsonl', '{"problem": "a", "answer": "1"}\n\n{"problem": \n'),
        /bad\.jsonl, line 3 is no JSON/,
      ],
      [write('list.jsonl', '[1]\n'), /line 1 holds no object/],
      [write('strange.jsonl', [{ foo: 1 }]), /line 1: its shape is not known; its fields are foo.*--map/],
      [write('gap.jsonl', [{ problem: 'a', answer: '1' }, { problem: 'b' }]), /line 2 lacks an answer/],
      [
        write('twice.jsonl', [
          { id: 1, problem: 'a', answer: '1' },
          { id: 1, problem: 'b', answer: '1' },
        ]),
        /line 2 has the id "1" of .*line 1 once more/,
      ],
      [write('empty.jsonl', ''), /is empty/],
      [write('unmapped.jsonl', [{ q: 'a' }]), /line 1 has no field "final"/, 'statement=q,answer=final'],
      [write('packed.jsonl', [liveCodeBenchRow({ private_test_cases: 'AAAA' })]), /^$/],
      [Promise.resolve(join(folder, 'nowhere')), /There is no set/],
    ];
    for (const [path, wanted, map] of cases) {
      const reading = read(await path, map).then((set) => set.tasks[0]?.tests?.());
      await assert.rejects(reading, (error: Error) => {
        assert.ok(error instanceof SetError, `${error}`);
        if (wanted.source !== '^$') assert.match(error.message, wanted);
        return true;
      });
    }
    assert.throws(() => readMapping('statement=q'), /needs statement=FIELD and answer=FIELD/);
  });
});

describe('reading pickles', () => {
  it('gives back what Python wrote, in every protocol', () => {
    const value = { text: 'a "b"\n\u4f60 \\u0041', list: [1, 300, [null, true, false]], pair: [] };
    const json = JSON.stringify(value);
    for (let protocol = 0; protocol <= 5; protocol++) {
      const text = python(
        `import pickle,sys; sys.stdout.buffer.write(pickle.dumps(sys.stdin.read(), ${protocol}))`,
        json,
      );
      assert.equal(readPickle(text), json, `protocol ${protocol}`);
      if (protocol < 2) continue;
      const plain = python(
        `import json,pickle,sys; v = json.load(sys.stdin); v["pair"] = (); v["again"] = v["list"]; sys.stdout.buffer.write(pickle.dumps(v, ${protocol}))`,
        json,
      );
      assert.deepEqual(readPickle(plain), { ...value, again: value.list }, `protocol ${protocol}`);
    }
  });

  it('refuses what would name or build anything else', () => {
    for (const code of ['print', 'os.system', 'object()', 'collections.OrderedDict(a=1)', '1.5']) {
      const bytes = python(
        `import collections,os,pickle,sys; sys.stdout.buffer.write(pickle.dumps(${code}))`,
      );
      assert.throws(() => readPickle(bytes), /something else than plain data/, code);
    }
    const calls = Buffer.from("cos\nsystem\n(S'exit 1'\ntR.");
    assert.throws(() => readPickle(calls), /opcode 0x63 at byte 0/);
    for (const broken of [[], [0x80], [0x2e], [0x58, 255, 255, 255, 255], [0x68, 1], [0x65]])
      assert.throws(() => readPickle(Uint8Array.from(broken)), Error);
  });

  it('a key such as __proto__ stays a key', () => {
    const bytes = python('import pickle,sys; sys.stdout.buffer.write(pickle.dumps({"__proto__": {"x": 1}}))');
    const value = readPickle(bytes) as Record<string, unknown>;
    assert.deepEqual(Object.keys(value), ['__proto__']);
    assert.equal(({} as Record<string, unknown>).x, undefined);
  });
});
