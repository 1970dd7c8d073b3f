import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Finding, type ReviewEvent, type ReviewOptions, review } from '../../src/coach/index.ts';
import { smallestFix } from '../../src/coach/review/fix.ts';
import { type Judge, openJudge } from '../../src/judge/index.ts';
import { ContestGuard, isProblem, readProblem } from '../../src/problem/index.ts';
import { tinyPreset } from '../model/tiny-model.ts';
import { ScriptedEngine } from '../solver/scripted-engine.ts';

const statement = `# Largest product
Given n integers, print the largest product of two of them at different positions.

## Input
n, then n integers. 2 <= n <= 1000, |a_i| <= 1000000.

## Output
One number.

Sample Input 1
\`\`\`
3
1 2 3
\`\`\`
Sample Output 1
\`\`\`
6
\`\`\`
`;

const cpp = (product: string, before = '') => `#include <bits/stdc++.h>
using namespace std;
int main() {
  int n;
  cin >> n;
  vector<int> a(n);
  for (int i = 0; i < n; i++) cin >> a[i];
  sort(a.begin(), a.end());${before}
  auto best = ${product};
  cout << best << "\\n";
}
`;
const overflows = cpp('a[n - 1] * a[n - 2]');
const right = cpp('max(1LL * a[n - 1] * a[n - 2], 1LL * a[0] * a[1])');
const fenced = (source: string) => `The product is too large for int.\n\n\`\`\`cpp\n${source}\`\`\`\n`;

const oracle = {
  oracle: {
    language: 'python',
    source:
      'n=int(input());a=list(map(int,input().split()))\nprint(max(a[i]*a[j] for i in range(n) for j in range(i)))\n',
  },
  generator: {
    language: 'python',
    source:
      'import random,sys\ns,z=map(int,sys.argv[1:3]);random.seed(s)\nn=random.randint(2,min(1000,max(2,z)));print(n);print(*[random.randint(-1000000,1000000) for _ in range(n)])\n',
  },
  origin: 'a brute force',
};

describe('a review', () => {
  let judge: Judge;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-review-'));
    judge = await openJudge({ cacheFolder: folder });
  });
  after(async () => {
    await judge[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const problemOf = (text: string) => {
    const reading = readProblem(text, { path: 'p.md' });
    assert.ok(isProblem(reading));
    return reading.problem;
  };
  const reviewed = async (source: string, more: Partial<ReviewOptions> = {}) => {
    const events: ReviewEvent[] = [];
    const options = {
      judge,
      problem: problemOf(statement),
      submission: { language: 'cpp', source },
      stressCases: 40,
      fixes: 3,
      seed: 1,
      ...more,
    };
    for await (const event of review(options)) events.push(event);
    const findings = events.flatMap((event): Finding[] =>
      event.type === 'review-found' ? [event.finding] : [],
    );
    const ended = events.at(-1);
    assert.ok(ended?.type === 'review-ended');
    return { events, findings, ended };
  };
  const coach = (...answers: string[]) => ({
    engine: new ScriptedEngine(answers),
    preset: { ...tinyPreset(), programs: 'asked' as const },
    guard: new ContestGuard({ mode: 'ask', folder }),
  });

  it('finds the smallest counterexample, and the line of the overflow behind it', async () => {
    const { findings, ended } = await reviewed(overflows, { oracle });
    const [shown, undefinedBehaviour] = findings.filter(({ kind }) => kind !== 'warning');
    assert.equal(shown?.kind, 'counterexample');
    assert.equal(shown?.result?.verdict, 'WA');
    assert.match(shown?.result?.test.input ?? '', /^2\n-?\d+ -?\d+\n$/);
    assert.equal(undefinedBehaviour?.kind, 'undefined');
    assert.equal(undefinedBehaviour?.line, 9);
    assert.match(undefinedBehaviour?.message ?? '', /signed integer overflow/);
    assert.equal(ended.outcome, 'faulty');
  });

  it('offers a fix only after it held, and no other', async () => {
    const wrong = cpp('1LL * a[n - 1] * a[n - 2]');
    const { events } = await reviewed(overflows, {
      oracle,
      coach: coach(fenced(wrong), 'I do not know.', 'Neither do I.', fenced(right)),
      fixes: 4,
    });
    assert.deepEqual(
      events.filter((event) => event.type === 'fix-failed').map(({ attempt, again }) => [attempt, again]),
      [
        [1, undefined],
        [2, undefined],
        [3, true],
      ],
    );
    const held = events.find((event) => event.type === 'fix-held');
    assert.equal(held?.source, right);
    assert.equal(held?.line, 9);
    assert.equal(held?.evidence.stress?.cases, 40);
    const words = events.map((event) => (event.type === 'review-text' ? event.text : '')).join('');
    assert.match(words, /too large for int/);
  });

  it('finds nothing wrong with a right program, and says what it tried', async () => {
    const { findings, ended } = await reviewed(right, { oracle });
    assert.deepEqual(findings, []);
    assert.equal(ended.outcome, 'nothing-found');
    assert.match(ended.checked, /tests 1\/1; 40 generated cases against a brute force/);
    assert.match(ended.checked, /sanitizers/);
    assert.match(ended.checked, /a large input of at most \d/);
  });

  it('runs on the largest inputs that the statement allows also where nothing is to be compared', async () => {
    const bounded = `# Double\n\n## Input\n\nThe only line contains one integer $n$ ($1 \\le n \\le 1000000$).\n\n## Output\n\nTwice n.\n\nSample Input 1\n\`\`\`\n3\n\`\`\`\nSample Output 1\n\`\`\`\n6\n\`\`\`\n`;
    const { findings } = await reviewed(
      '#include <iostream>\nint main() { int n; std::cin >> n; if (n > 999999) return 1; std::cout << 2 * n; }\n',
      { problem: problemOf(bounded), stressCases: 0 },
    );
    assert.deepEqual(
      findings.map(({ kind }) => kind),
      ['large-input'],
    );
  });

  describe('where no brute force can answer', () => {
    const bounded = `# Sum

## Input

The first line contains an integer $n$ ($1 \\le n \\le 1000$). The second line contains $n$ integers $a_i$ ($1 \\le a_i \\le 10^9$).

## Output

Their sum.

Sample Input 1
\`\`\`
2
3 4
\`\`\`
Sample Output 1
\`\`\`
7
\`\`\`
`;
    const sum = (type: string, more = '') =>
      `#include <iostream>\nusing namespace std;\nint main() { int n, a; cin >> n; ${type} sum = 0; while (n--) { cin >> a; sum += (long long)a; } ${more}cout << sum; }\n`;
    const options = { problem: problemOf(bounded), stressCases: 0, sanitize: false };

    it('finds an int that overflows by what the program prints with wider ones', async () => {
      const { findings, ended } = await reviewed(sum('int'), options);
      assert.deepEqual(
        findings.map(({ kind, result }) => [kind, result?.verdict]),
        [['overflow', 'WA']],
      );
      assert.match(ended.reason, /^An integer overflows on a generated input/);
    });

    it('says of a right program that they change nothing', async () => {
      const { findings, ended } = await reviewed(sum('long long'), options);
      assert.deepEqual(findings, []);
      assert.match(ended.checked, /; (\d) large inputs .*; \1 of them the same with 64-bit integers$/);
    });

    it('claims nothing where the width may be meant, or the wider program is another one', async () => {
      for (const more of ['unsigned hash = 1; hash *= sum; ', 'if (sizeof(n) == 8) return 1; ']) {
        const { findings, ended } = await reviewed(sum('int', more), options);
        assert.deepEqual(findings, [], more);
        assert.doesNotMatch(ended.checked, /64-bit/);
      }
    });
  });

  it('sees an access out of bounds that prints the right answer', async () => {
    const { findings } = await reviewed(
      cpp('max(1LL * a[n - 1] * a[n - 2], 1LL * a[0] * a[1])', ' a[n] = 1;'),
    );
    const found = findings.find(({ kind }) => kind === 'undefined');
    assert.equal(found?.line, 8);
    assert.match(found?.message ?? '', /outside of a vector/);
  });

  it('points at the line of a compile error', async () => {
    const { findings, ended } = await reviewed(overflows.replace('int n;', 'int n = ;'));
    assert.equal(findings[0]?.kind, 'does-not-compile');
    assert.equal(findings[0]?.line, 4);
    assert.equal(ended.outcome, 'faulty');
  });

  it('judges the user’s own tests too', async () => {
    const { findings } = await reviewed(cpp('1LL * a[n - 1] * a[n - 2]'), {
      ownTests: [{ name: 'mine', input: '3\n-5 -4 1\n', answer: '20\n' }],
    });
    assert.match(findings[0]?.message ?? '', /^WA on test mine: line 1: expected 20, got -4/);
  });

  it('calls no answer wrong where several are right and nothing can tell', async () => {
    const problem = { ...problemOf(statement), anyAnswer: true };
    const { events, findings, ended } = await reviewed(cpp('0'), { problem, oracle });
    assert.deepEqual(findings, []);
    assert.match(ended.checked, /^tests 1\/1 end well/);
    assert.ok(events.some((event) => event.type === 'review-note' && /not compared/.test(event.text)));
  });

  it('keeps the model out of a running contest, and still judges', async () => {
    const problem = {
      ...problemOf(statement),
      source: { url: 'https://codeforces.com/contest/1/problem/A' },
    };
    const { events, findings } = await reviewed(overflows, { problem, oracle, coach: coach(fenced(right)) });
    assert.ok(findings.some(({ kind }) => kind === 'counterexample'));
    assert.ok(!events.some((event) => event.type === 'review-text' || event.type === 'fix-held'));
    assert.ok(events.some((event) => event.type === 'review-note' && /contest/.test(event.text)));
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const seen: ReviewEvent[] = [];
    const options = { oracle, stressCases: 100_000, fixes: 1, seed: 1, signal: controller.signal };
    const submission = { language: 'cpp', source: right };
    for await (const event of review({ judge, problem: problemOf(statement), submission, ...options })) {
      seen.push(event);
      if (event.type === 'review-stressing') controller.abort();
    }
    const ended = seen.at(-1);
    assert.equal(ended?.type === 'review-ended' && ended.outcome, 'stopped');
  });
});

describe('the smallest fix', () => {
  it('takes back every change that is not needed', async () => {
    const source = 'a\nb\nc\nd\ne\nf\ng\n';
    const fixed = 'A\nb\nC\nd\ne\nf\nG\n';
    assert.equal(
      await smallestFix(source, fixed, async (program) => program.includes('C')),
      'a\nb\nC\nd\ne\nf\ng\n',
    );
  });
  it('keeps changes that need each other', async () => {
    const fixed = 'A\nb\nC\n';
    const both = async (program: string) => program.includes('A') && program.includes('C');
    assert.equal(await smallestFix('a\nb\nc\n', fixed, both), fixed);
  });
});
