import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { complexityTables } from '../../src/coach/explain/feasible.ts';
import {
  describeTrace,
  type ExplainEvent,
  type ExplainOptions,
  explainInSections,
  tableInWords,
} from '../../src/coach/index.ts';
import { type Judge, openJudge } from '../../src/judge/index.ts';
import {
  ContestGuard,
  ContestRefusal,
  isProblem,
  type Problem,
  readProblem,
} from '../../src/problem/index.ts';
import { openTiny, tinyPreset } from '../model/tiny-model.ts';
import { ScriptedEngine } from '../solver/scripted-engine.ts';

const answer = (output: string) => `### What is asked
Add two numbers.

### Key observation
There is none.

### Algorithm
Add them.

**Why it is right**
By definition of \`+\`.

### Complexity
O(1)

### Pitfalls
Overflow.

### Worked sample
a = 1, b = 2.
Output:
\`\`\`
${output}
\`\`\`
`;

describe('an explanation', () => {
  let judge: Judge;
  let folder: string;
  let problem: Problem;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-explain-'));
    judge = await openJudge({ cacheFolder: folder });
    const path = fileURLToPath(new URL('../../examples/a-plus-b.md', import.meta.url));
    const reading = readProblem(await readFile(path, 'utf8'), { path });
    assert.ok(isProblem(reading));
    problem = reading.problem;
  });
  after(async () => {
    await judge[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });
  const explained = async (text: string, more: Partial<ExplainOptions> = {}) => {
    const events: ExplainEvent[] = [];
    const guard = new ContestGuard({ mode: 'ask', folder });
    const engine = new ScriptedEngine([text]);
    for await (const event of explainInSections({ guard, engine, preset: tinyPreset(), problem, ...more }))
      events.push(event);
    const traced = events.find((event) => event.type === 'explain-traced');
    return { events, check: traced?.check };
  };
  const right = () => problem.samples[0]?.output.trim() ?? '';
  const python = (source: string) => ({ judge, submission: { language: 'python', source } });

  it('comes in its sections, nothing of it lost', async () => {
    const { events } = await explained(answer(right()));
    const ended = events.at(-1);
    assert.ok(ended?.type === 'explain-ended');
    assert.deepEqual(ended.sections, [
      'restatement',
      'observation',
      'algorithm',
      'correctness',
      'complexity',
      'pitfalls',
      'sample',
    ]);
    const text = events.map((event) => (event.type === 'explain-text' ? event.text : '')).join('');
    for (const words of ['Add two numbers.', 'By definition of `+`.', 'O(1)', right()])
      assert.ok(text.includes(words), words);
    assert.doesNotMatch(text, /Key observation/);
  });

  it('has the output of its worked sample compared with the sample and a run of code that is right', async () => {
    const verified = python('print(sum(map(int, input().split())))');
    const { check } = await explained(answer(right()), { verified });
    assert.equal(check?.verdict, 'held');
    assert.deepEqual(check.against, ['the sample', 'a run of the program that passes the samples']);
    assert.match(describeTrace(check), /steps between are not checked/);
  });

  it('is marked where that output is wrong, missing, or has nothing to be held against', async () => {
    const wrong = await explained(answer('12345678'));
    assert.equal(wrong.check?.verdict, 'failed');
    assert.match(describeTrace(wrong.check), /WRONG/);
    assert.equal((await explained('### Worked sample\nIt is easy.\n')).check?.verdict, 'not-checked');
    const alone = await explained(answer('3'), { problem: { ...problem, samples: [] } });
    assert.equal(alone.check?.verdict, 'not-checked');
  });

  it('does not believe code that fails the samples', async () => {
    const { check, events } = await explained(answer(right()), { verified: python('print(0)') });
    assert.deepEqual(check?.against, ['the sample']);
    assert.ok(
      events.some((event) => event.type === 'explain-note' && /not used: it gets WA/.test(event.text)),
    );
  });

  it('without any section is shown as it is', async () => {
    const { events, check } = await explained('Just add them.\n');
    assert.equal(check, undefined);
    assert.ok(events.some((event) => event.type === 'explain-text' && event.text.includes('Just add them.')));
  });

  it('is refused while a contest may be running', async () => {
    const source = { url: 'https://codeforces.com/contest/2000/problem/B' };
    await assert.rejects(explained(answer('3'), { problem: { ...problem, source } }), ContestRefusal);
  });

  it('comes from the real tiny model, too', async () => {
    await using engine = await openTiny();
    const preset = { ...tinyPreset(), maxTokens: 60 };
    const { events } = await explained('', { engine, preset });
    assert.equal(events.at(-1)?.type, 'explain-ended');
    assert.ok(events.some((event) => event.type === 'explain-text' && /\p{L}/u.test(event.text)));
  });
});

describe('what the limits allow', () => {
  const of = (upper: string, timeLimitMs?: number, variable = 'n') => {
    const [table] = complexityTables({
      statement: '',
      samples: [],
      constraints: [{ variable, lower: '1', upper }],
      ...(timeLimitMs && { timeLimitMs }),
    });
    return table && Object.fromEntries(table.rows.map(({ growth, verdict }) => [growth, verdict]));
  };
  for (const [upper, fits, tooSlow] of [
    ['10', 'n!', undefined],
    ['20', '2^n', 'n!'],
    ['300', 'n^3', '2^n'],
    ['5000', 'n^2', 'n^3'],
    ['200000', 'n log n', 'n^2'],
    ['1000000000000', 'sqrt n', 'n'],
    ['1000000000000000000', 'log n', 'sqrt n'],
  ] as const) {
    it(`is ${fits} for n up to ${upper} in a second`, () => {
      const verdicts = of(upper, 1000);
      assert.equal(verdicts?.[fits], 'fits');
      if (tooSlow) assert.equal(verdicts?.[tooSlow], 'too slow');
    });
  }

  it('grows with the time limit, and says when that was assumed', () => {
    assert.equal(of('20000', 1000)?.['n^2'], 'tight');
    assert.equal(of('20000', 10_000)?.['n^2'], 'fits');
    const [table] = complexityTables({
      statement: '',
      samples: [],
      constraints: [{ variable: 'n', upper: '100' }],
    });
    assert.match(table ? tableInWords(table) : '', /assumed/);
  });

  it('says nothing of values, or without bounds', () => {
    assert.equal(of('1000000000', 1000, 'a_i'), undefined);
    assert.deepEqual(complexityTables({ statement: '', samples: [] }), []);
  });
});
