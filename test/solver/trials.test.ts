import { strict as assert } from 'node:assert';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Judge, openJudge } from '../../src/judge/index.ts';
import { generatedPool } from '../../src/solver/inputs/pool.ts';
import { type Runner, Trials } from '../../src/solver/trials.ts';

const problem = {
  title: 'Powers',
  statement: 'Read a number and print two to its power.',
  samples: [{ input: '2\n', output: '4\n' }],
};
const cases = ['3', '20', '24', '31', '35'].map((input) => ({ name: input, input: `${input}\n` }));
const { signal } = new AbortController();

describe('trials', function () {
  this.timeout(120_000);
  let folder: string;
  let judge: Judge;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-trials-'));
    judge = await openJudge({ cacheFolder: folder });
  });

  after(async () => {
    await judge?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  it('take no answer of a brute force where it was asked for less and failed', async () => {
    const trials = new Trials(judge, problem);
    const oracle = python('oracle', 'n = int(input())\nassert n != 24\nprint(1 << n if n < 32 else 0)');
    const right = python('candidate', 'print(1 << int(input()))');
    await trials.run(oracle, cases, { signal });
    await trials.run(right, cases, { signal });
    assert.deepEqual(answered(trials, oracle), ['3', '20']);
    assert.deepEqual(await trials.compare(right, oracle, cases, signal), { compared: 2 });

    const smaller = [{ name: 'smaller', input: '7\n' }];
    await trials.run(oracle, smaller, { signal });
    assert.equal(trials.on(oracle, '7\n')?.stdout.trim(), '128');
  });

  it('take silence for no answer of a brute force, and for a wrong one of a candidate', async () => {
    const trials = new Trials(judge, problem);
    const source = 'n = int(input())\nprint(1 << n if n != 31 else "")';
    const [oracle, candidate] = [python('oracle', source), python('candidate', source)];
    const right = python('oracle', 'print(1 << int(input()))');
    for (const one of [oracle, candidate, right]) await trials.run(one, cases, { signal });
    assert.deepEqual(answered(trials, oracle), ['3', '20', '24']);
    const { difference } = await trials.compare(candidate, right, cases, signal);
    assert.equal(difference?.test.name, '31');
  });

  it('blame nobody but the reference for an answer of its own that the checker refutes', async () => {
    // Even numbers up to n; the jury's is the largest there is.
    const path = join(folder, 'checker.py');
    const lines = ['import sys', 'given, jury = (int(open(path).read()) for path in sys.argv[2:4])'];
    await writeFile(path, [...lines, 'sys.exit(3 if given > jury else given < jury)'].join('\n'));
    const checker = { kind: 'program' as const, protocol: 'testlib' as const, path };
    const trials = new Trials(judge, { ...problem, checker });
    const low = python('oracle', 'input()\nprint(2)');
    const high = python('candidate', 'print(int(input()) // 2 * 2)');
    for (const one of [low, high]) await trials.run(one, cases, { signal });
    const { difference } = await trials.compare(high, low, cases, signal);
    assert.equal(difference?.test.name, '20');
    assert.equal(difference.verdict, 'WA');
  });

  it('go on with further inputs of a model’s generator, the same for every program', async () => {
    const generator = python('oracle', 'import sys\nprint(*sys.argv[1:])').program;
    const own = { generator, origin: 'by the generator', by: 'model' as const };
    const pool = await generatedPool(own, problem, 10, judge, signal);
    const all = async () => {
      const found: string[] = [];
      for await (const some of pool.further()) found.push(...some.map(({ input }) => input));
      return found;
    };
    const further = await all();
    assert.equal(further.length, 30);
    assert.deepEqual(await all(), further);
    assert.equal(new Set([...pool.cases.map(({ input }) => input), ...further]).size, 40);
  });
});

function python(role: Runner['role'], source: string): Runner {
  return { role, program: { language: 'python', source } };
}

function answered(trials: Trials, runner: Runner): string[] {
  return cases.map(({ name }) => name).filter((name) => trials.on(runner, `${name}\n`)?.verdict === 'AC');
}
