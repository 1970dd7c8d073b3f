import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { agreesLineByLine, type EvalTask, readSet } from '../../src/evals/index.ts';
import { type Comparison, judgeTask } from '../../src/evals/judging/judge-task.ts';
import { sameJson } from '../../src/evals/judging/same-json.ts';
import { type Judge, openJudge } from '../../src/judge/index.ts';
import { liveCodeBenchRow } from './rows.ts';

/** The rule as LiveCodeBench's description has it, in Python, as the bench runs it too. */
const rules = fileURLToPath(new URL('../../bench/evals/', import.meta.url));
const ruleInPython =
  'import json, sys; from rule import agrees; print(json.dumps([agrees(*pair) for pair in json.load(sys.stdin)]))';

describe('comparing as LiveCodeBench does', () => {
  it('says of any two texts what its rule in Python says', () => {
    const part = fc.constantFrom(
      ...[
        '1',
        '1.0',
        '01',
        '+1',
        '-1',
        '1e0',
        '10e-1',
        '.5',
        '0.50',
        '5.',
        '-0',
        '0',
        '0e9',
        '1_0',
        '10',
        '1e400',
      ],
      ...[
        'nan',
        'NaN',
        'inf',
        '-Infinity',
        'infinity',
        'Yes',
        'yes',
        'e5',
        '.',
        '1.2.3',
        '0x1',
        '\u00e9',
        '\ufeff1',
      ],
      ...['100000000000000000000000001', '100000000000000000000000002', '1e26'],
    );
    const space = fc.constantFrom(' ', '  ', '\n', '\t', ' \n', '\r\n', '\u00a0', '\x1c', '\n\n', '\x0b');
    const text = fc
      .array(fc.tuple(space, part), { maxLength: 4 })
      .chain((parts) => space.map((end) => parts.map((it) => it.join('')).join('') + end));
    const pairs = fc.sample(fc.tuple(text, text), { numRuns: 3000, seed: 5 });
    // Texts at random seldom agree: half of the pairs are one text written otherwise.
    const written = fc.sample(
      fc.tuple(
        fc.array(part, { minLength: 1, maxLength: 3 }),
        fc.array(space, { minLength: 3, maxLength: 3 }),
      ),
      { numRuns: 3000, seed: 6 },
    );
    for (const [parts, spaces] of written)
      pairs.push([
        parts.join(' '),
        parts.map((it, index) => `${spaces[index]}${it === '1' ? '1.00' : it}`).join(''),
      ]);
    const input = JSON.stringify(pairs);
    const theirs = JSON.parse(
      execFileSync('python3', ['-B', '-c', ruleInPython], { cwd: rules, input, encoding: 'utf8' }),
    );
    const ours = pairs.map(([got, wanted]) => agreesLineByLine(got, wanted));
    const different = pairs.filter((_, index) => ours[index] !== theirs[index]);
    assert.deepEqual(different.slice(0, 5), []);
    const agreed = ours.filter(Boolean).length;
    assert.ok(agreed > 500 && agreed < pairs.length - 500, `${agreed} of ${pairs.length} agree`);
  });

  it('is another rule than the judge’s tokens: about line ends, and about how a number is written', () => {
    assert.equal(agreesLineByLine('1 2\n', '1\n2\n'), false);
    assert.equal(agreesLineByLine('1.0\n', '1\n'), true);
    assert.equal(agreesLineByLine('Yes\n', 'YES\n'), false);
  });

  it('compares results of calls as Python does', () => {
    for (const [got, wanted, same] of [
      ['[1, 2]', '[1,2]', true],
      ['[1, 2.0]', '[1,2]', true],
      ['true', '1', true],
      ['"a b"', '"a  b"', false],
      ['"\\u00e9"', '"é"', true],
      ['"1"', '1', false],
      ['[[1], 2]', '[1, [2]]', false],
      ['100000000000000000001', '100000000000000000002', false],
      ['null', 'false', false],
      ['NaN', 'NaN', false],
      ['-0.0', '0', true],
    ] as const)
      assert.equal(sameJson(got, wanted), same, `${got} and ${wanted}`);
  });
});

describe('judging the programs of sets', () => {
  let folder: string;
  let judge: Judge;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict evals '));
    judge = await openJudge({ cacheFolder: join(folder, 'cache') });
  });
  after(async () => {
    await judge[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  let files = 0;
  const taskOf = async (row: Record<string, unknown>): Promise<EvalTask> => {
    const path = join(folder, `${files++}.jsonl`);
    await writeFile(path, `${JSON.stringify(row)}\n`);
    const [task] = (await readSet(path, { folder })).tasks;
    assert.ok(task);
    return task;
  };
  const verdicts = async (
    task: EvalTask,
    programs: Record<string, string>,
    comparison: Comparison = 'set',
  ) => {
    const { signal } = new AbortController();
    const found: Record<string, string> = {};
    for (const [name, source] of Object.entries(programs))
      found[name] = (
        await judgeTask(judge, task, { language: 'python', source }, comparison, signal)
      ).verdict;
    return found;
  };

  it('LiveCodeBench: programs', async () => {
    const task = await taskOf(liveCodeBenchRow());
    const read = 'a, b = map(int, input().split())\n';
    const programs = {
      right: `${read}print(a + b)\n`,
      'without its import': `${read}print(reduce(add, [a, b]) + ceil(0))\n`,
      'as a decimal': `${read}print(f"{a + b}.0")\n`,
      'only the samples': `${read}print(3)\n`,
      'a line too many': `${read}print(a + b, end="\\n\\n0\\n")\n`,
      breaks: `${read}print(a + b)\nraise ValueError\n`,
      'no program': 'def',
    };
    assert.deepEqual(await verdicts(task, programs), {
      right: 'AC',
      'without its import': 'AC',
      'as a decimal': 'AC',
      'only the samples': 'WA',
      'a line too many': 'WA',
      breaks: 'RE',
      'no program': 'CE',
    });
    const decimal = { decimal: programs['as a decimal'] };
    assert.deepEqual(await verdicts(task, decimal, 'tokens'), { decimal: 'WA' });
  });

  it('each test is a start of its own, however the program reads, ends and remembers', async () => {
    const task = await taskOf(
      liveCodeBenchRow({
        private_test_cases: JSON.stringify(
          [10, 20, 30, 40, 50, 60].map((more) => ({ input: `1 ${more}\n`, output: `${more + 1}\n` })),
        ),
      }),
    );
    const tell = 'print(sum(map(int, text.split())))\n';
    const programs = {
      'by input()': `text = input()\n${tell}`,
      'by sys.stdin.buffer': `import sys\ntext = sys.stdin.buffer.read().decode()\n${tell}`,
      'by open(0)': `text = open(0).read()\n${tell}`,
      'by os.read': `import os\ntext = os.read(0, 100).decode()\nos.write(1, str(sum(map(int, text.split()))).encode())\n`,
      'in a thread': `import threading\ndef main():\n    text = input()\n    ${tell}threading.Thread(target=main).start()\n`,
      'leaving with sys.exit()': `import sys\ntext = input()\n${tell}sys.exit()\n`,
      'under its main': `def main():\n    text = input()\n    ${tell}if __name__ == "__main__":\n    main()\n`,
      remembers: `import json\njson.seen = getattr(json, "seen", 0) + 1\ntext = input()\nprint(sum(map(int, text.split())) + json.seen - 1)\n`,
      'leaves with a code': `import sys\ntext = input()\n${tell}sys.exit(3)\n`,
      'is killed': `import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n`,
      'ends its parent': `import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\n`,
    };
    const right = Object.fromEntries(Object.keys(programs).map((name) => [name, 'AC']));
    assert.deepEqual(await verdicts(task, programs), {
      ...right,
      'leaves with a code': 'RE',
      'is killed': 'RE',
      'ends its parent': 'RE',
    });
  });

  it('LiveCodeBench: calls', async () => {
    const starter = 'class Solution:\n    def total(self, values: List[int]) -> List[int]:\n';
    const task = await taskOf(
      liveCodeBenchRow({
        starter_code: `${starter}        `,
        public_test_cases: JSON.stringify([{ input: '[1, 2]', output: '[3, 2]', testtype: 'functional' }]),
        private_test_cases: JSON.stringify([{ input: '[]', output: '[0, 0]', testtype: 'functional' }]),
        metadata: JSON.stringify({ func_name: 'total' }),
      }),
    );
    const programs = {
      right: `${starter}        print("seen", values)\n        return sum(values), len(values)\n`,
      'without the class': 'def total(values):\n    return [sum(values), len(values)]\n',
      'started by itself': `${starter}        return [sum(values), len(values)]\n\nif __name__ == "__main__":\n    print(Solution().total(eval(input())))\n`,
      wrong: `${starter}        return [3, 2]\n`,
      breaks: `${starter}        return [values[5], 2]\n`,
      'no such function': 'def other(values):\n    return [3, 2]\n',
    };
    assert.deepEqual(await verdicts(task, programs), {
      right: 'AC',
      'without the class': 'AC',
      'started by itself': 'AC',
      wrong: 'WA',
      breaks: 'RE',
      'no such function': 'RE',
    });
  });

  it('HumanEval, HumanEval+ and MBPP: a program that leaves before the tests has not passed', async () => {
    const row = {
      task_id: 'Own/0',
      prompt: 'from typing import List\n\ndef half(x: float) -> float:\n    """Half of x."""\n',
      entry_point: 'half',
      canonical_solution: '    return x / 2\n',
    };
    const head = 'def half(x):\n';
    const programs = {
      whole: `${head}    return x / 2\n`,
      body: '    return x / 2\n',
      wrong: `${head}    return x // 2\n`,
      leaves: 'import sys\nsys.exit(0)\n',
      'leaves at once': `import os\n${head}    os._exit(0)\n`,
    };
    const wanted = { whole: 'AC', body: 'AC', wrong: 'RE', leaves: 'WA', 'leaves at once': 'WA' };
    const test = 'def check(candidate):\n    assert candidate(3) == 1.5\n';
    assert.deepEqual(await verdicts(await taskOf({ ...row, test }), programs), wanted);
    const plus = await taskOf({ ...row, base_input: [[2]], plus_input: [[3], [-1.5]], atol: 1e-9 });
    assert.deepEqual(await verdicts(plus, programs), wanted);
    const mbpp = await taskOf({
      task_id: 1,
      text: 'Half of a number.',
      code: 'def half(x):\n    return x / 2',
      test_list: ['assert half(3) == 1.5'],
    });
    const { body: _, ...whole } = programs;
    assert.deepEqual(await verdicts(mbpp, whole), {
      whole: 'AC',
      wrong: 'RE',
      leaves: 'WA',
      'leaves at once': 'WA',
    });
  });
});
