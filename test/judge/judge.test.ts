import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { HelperRuns, type Judge, openJudge } from '../../src/judge/index.ts';
import { ending, freshJudge, judged } from './open.ts';

const tests = [
  { name: '1', input: '1 2\n', answer: '3\n' },
  { name: '2', input: '20 22\n', answer: '42\n' },
];

const sums: Record<string, string> = {
  python: 'print(sum(map(int, input().split())))',
  cpp: '#include <bits/stdc++.h>\nint main() { int a, b; std::cin >> a >> b; std::cout << a + b; }',
  c: '#include <stdio.h>\nint main(void) { int a, b; scanf("%d %d", &a, &b); printf("%d\\n", a + b); return 0; }',
  java: `import java.util.*;
    public class Sum { public static void main(String[] args) {
      Scanner in = new Scanner(System.in); System.out.println(in.nextInt() + in.nextInt()); } }`,
  javascript: `const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number);\nconsole.log(a + b);`,
};

describe('judge', function () {
  this.timeout(60_000);
  let judge: Judge;
  let cacheFolder: string;
  let close: () => Promise<void>;

  before(async () => {
    const fresh = await freshJudge();
    ({ judge, cacheFolder } = fresh);
    close = async () => fresh[Symbol.asyncDispose]();
  });
  after(() => close());

  for (const [language, source] of Object.entries(sums)) {
    it(`accepts a sum in ${language}, then runs it again without compiling`, async () => {
      const first = await judged(judge.judge({ language, source }, tests));
      equal(first.verdict, 'AC', first.reason);
      equal(first.results.length, 2);
      for await (const event of judge.judge({ language, source }, tests)) {
        if (event.type === 'compiled') equal(event.cached, true);
      }
    });
  }

  it('says what differs', async () => {
    const { verdict, reason, results } = await judged(
      judge.judge({ language: 'python', source: 'print(3)' }, tests),
    );
    equal(verdict, 'WA');
    equal(reason, 'test 2: line 1: expected 42, got 3');
    deepEqual(
      results.map((result) => result.verdict),
      ['AC', 'WA'],
    );
  });

  it('ends with the first failing test when asked', async () => {
    const source = 'print(0)';
    const { results } = await judged(
      judge.judge({ language: 'python', source }, tests, { stopAtFirst: true }),
    );
    deepEqual(
      results.map((result) => result.test.name),
      ['1'],
    );
  });

  const verdictOf: [string, string, string, RegExp][] = [
    ['RE', 'an exception', 'raise ValueError("no")', /ValueError: no/],
    ['RE', 'a signal', 'import os; os.kill(os.getpid(), 11)', /SIGSEGV/],
    ['TLE', 'an endless loop', 'while True: pass', /CPU time/],
    ['TLE', 'a long sleep', 'import time; time.sleep(60)', /waits or sleeps|not done/],
    ['OLE', 'endless output', 'while True: print("x" * 1000)', /wrote more than 1 MiB/],
    ['MLE', 'a memory bomb', 'x = []\nwhile True: x.append(bytearray(1 << 20))', /memory/],
    ['CE', 'a syntax error', 'print(', /SyntaxError/],
  ];
  for (const [verdict, what, source, reason] of verdictOf) {
    it(`gives ${verdict} for ${what}`, async () => {
      const limits = { timeLimitMs: 500, memoryLimitMiB: 128, outputLimitMiB: 1 };
      const end = await judged(judge.judge({ language: 'python', source }, tests.slice(0, 1), limits));
      equal(end.verdict, verdict, end.reason);
      match(end.reason ?? '', reason);
    });
  }

  it('gives JE, with what to do, for a language that is not there', async () => {
    const { verdict, reason } = await judged(judge.judge({ language: 'cobol', source: '' }, tests));
    equal(verdict, 'JE');
    match(reason ?? '', /"cobol" is no language of the judge\. Known: cpp, c, python/);
  });

  it('reads and writes the files that the problem names', async () => {
    const source = 'open("sum.out", "w").write(str(sum(map(int, open("sum.in").read().split()))))';
    const files = { inputFile: 'sum.in', outputFile: 'sum.out' };
    equal((await judged(judge.judge({ language: 'python', source }, tests, files))).verdict, 'AC');
  });

  it('shows a program nothing of the environment', async () => {
    process.env.VERDICT_TEST_SECRET = 'hunter2';
    const { stdout } = await judge.run(
      { language: 'python', source: 'import os; print(dict(os.environ))' },
      '',
    );
    ok(!stdout.includes('hunter2'));
  });

  it('stops at once on abort, and leaves no temporary file', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const started = performance.now();
    const events = judge.judge({ language: 'python', source: 'while True: pass' }, tests, { signal });
    await rejects(
      async () => {
        for await (const event of events) if (event.type === 'test-started') controller.abort();
      },
      { name: 'AbortError' },
    );
    ok(performance.now() - started < 5000);
    const left = await readdir(join(cacheFolder, 'temporary'), { recursive: true, withFileTypes: true });
    deepEqual(
      left.filter((entry) => entry.isFile() || entry.name === 'box'),
      [],
    );
  });
});

describe('a judge that was killed', function () {
  this.timeout(60_000);

  it('leaves nothing that the next one does not remove', async () => {
    await using fresh = await freshJudge();
    const left = join(fresh.cacheFolder, 'temporary', '999999999-left');
    await mkdir(join(left, 'runner-0', 'box'), { recursive: true });
    await using next = await openJudge({ cacheFolder: fresh.cacheFolder });
    equal((await next.run({ language: 'python', source: 'print(1)' }, '')).verdict, 'AC');
    ok(!(await readdir(join(fresh.cacheFolder, 'temporary'))).includes('999999999-left'));
  });
});

describe('stress', function () {
  this.timeout(120_000);

  const generator = `import random, sys
random.seed(int(sys.argv[1])); n = random.randint(1, int(sys.argv[2]))
print(n); print(*[random.randint(-99, 99) for _ in range(n)])`;
  const oracle = 'n = int(input()); a = list(map(int, input().split()))\nprint(max(a, default=0))';
  const wrong = 'n = int(input()); a = list(map(int, input().split()))\nprint(max([0] + a))';
  const python = (source: string) => ({ language: 'python', source });

  it('finds and shrinks a difference, the same one for the same seed', async () => {
    await using fresh = await freshJudge();
    const options = {
      submission: python(wrong),
      oracle: python(oracle),
      generator: python(generator),
      cases: 60,
      maxSize: 8,
    };
    const first = await ending(fresh.judge.stress({ ...options, seed: 7 }));
    ok(first.type === 'stress-ended');
    equal(first.verdict, 'WA', first.reason);
    equal(first.difference?.test.input, '1\n-1\n');
    const second = await ending(fresh.judge.stress({ ...options, seed: 7 }));
    deepEqual(second.type === 'stress-ended' && second.difference?.test.input, '1\n-1\n');
  });

  it('says AC after all cases when there is no difference', async () => {
    await using fresh = await freshJudge();
    const end = await ending(
      fresh.judge.stress({
        submission: python(oracle),
        oracle: python(oracle),
        generator: python(generator),
        cases: 10,
      }),
    );
    ok(end.type === 'stress-ended');
    deepEqual([end.verdict, end.cases], ['AC', 10]);
  });

  it('blames a broken generator or oracle on them', async () => {
    await using fresh = await freshJudge();
    const good = {
      submission: python(oracle),
      oracle: python(oracle),
      generator: python(generator),
      cases: 5,
    };
    const noGenerator = await ending(
      fresh.judge.stress({ ...good, generator: python('raise Exception("boom")') }),
    );
    ok(noGenerator.type === 'stress-ended');
    equal(noGenerator.verdict, 'JE');
    match(noGenerator.reason ?? '', /^The generator failed \(seed 1 size 1\)\. RE: .*boom/);
    const noOracle = await ending(fresh.judge.stress({ ...good, oracle: python('print(') }));
    ok(noOracle.type === 'stress-ended');
    equal(noOracle.verdict, 'JE');
    match(noOracle.reason ?? '', /^The oracle does not compile/);
  });

  /** Counts of 1 to 8 stars; one asks no less than another that is as long. */
  const given = (counts: number[]) => ({
    cases: counts.map((count) => ({ name: `${count} stars`, input: `${'*'.repeat(count)}\n` })),
    mayBeValid: () => true,
    asksNoLess: (input: string, other: string) => input.length >= other.length,
  });

  it('asks the oracle for nothing that asks no less than what was too much for it', async () => {
    await using fresh = await freshJudge({ parallel: 1 });
    const helperRuns = new HelperRuns();
    const options = {
      submission: python('print(len(input()))'),
      oracle: python('n = len(input())\nwhile n > 4: pass\nprint(n)'),
      helperRuns,
      generator: given([1, 6, 2, 8, 7, 3, 6, 5, 4]),
    };
    const end = await ending(fresh.judge.stress(options));
    ok(end.type === 'stress-ended');
    deepEqual([end.verdict, end.cases], ['AC', 4]);
    // 5 asks less than 6: only a run could tell.
    deepEqual(helperRuns.tooMuch, ['******\n', '*****\n']);
  });

  it('does not take an input that the validator refuses for one that is too much', async () => {
    await using fresh = await freshJudge({ parallel: 1 });
    const options = {
      submission: python('print(len(input()))'),
      oracle: python('n = len(input())\nprint(n if n != 3 else 1 // 0)'),
      validator: python('assert len(input()) != 3'),
      generator: given([1, 3, 4, 5]),
    };
    const end = await ending(fresh.judge.stress(options));
    ok(end.type === 'stress-ended');
    deepEqual([end.verdict, end.cases], ['AC', 3]);
  });

  it('runs oracle and generator once for several submissions', async () => {
    await using fresh = await freshJudge();
    const helperRuns = new HelperRuns();
    const options = { oracle: python(oracle), generator: python(generator), helperRuns, cases: 5 };
    const first = await ending(fresh.judge.stress({ ...options, submission: python(oracle) }));
    ok(first.type === 'stress-ended');
    deepEqual([first.verdict, first.cases], ['AC', 5]);
    // If they ran again, they would fail.
    const broken = { oracle: python('1 // 0'), generator: python('1 // 0') };
    const second = await ending(fresh.judge.stress({ ...options, ...broken, submission: python(oracle) }));
    ok(second.type === 'stress-ended');
    deepEqual([second.verdict, second.cases], ['AC', 5], second.reason);
  });
});
