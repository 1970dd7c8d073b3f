import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import papaparse from 'papaparse';
import {
  answerMaths,
  describeAgreement,
  FinishedRows,
  gradeProof,
  gradeProofs,
  type MathsEvent,
  mathsProblem,
  type ProofEvent,
  type ProofRow,
  proofsIn,
  rubricOf,
  writeProofReport,
} from '../../src/coach/index.ts';
import { finalAnswer } from '../../src/coach/maths/answer.ts';
import { equivalent } from '../../src/coach/maths/equivalent.ts';
import { stepsIn } from '../../src/coach/maths/steps.ts';
import { ContestGuard } from '../../src/problem/index.ts';
import { openTiny, tinyPreset } from '../model/tiny-model.ts';
import { ScriptedEngine } from '../solver/scripted-engine.ts';

const guard = new ContestGuard({ mode: 'off', folder: tmpdir() });

describe('answers', () => {
  it('of 150 pairs and more are told equal or unequal without one mistake, either way round', async () => {
    const pairs = JSON.parse(await readFile(new URL('maths/pairs.json', import.meta.url), 'utf8'));
    assert.ok(pairs.equal.length + pairs.unequal.length >= 150);
    const wrong: string[] = [];
    for (const expected of ['equal', 'unequal'])
      for (const [left, right] of pairs[expected]) {
        const said = [equivalent(left, right), equivalent(right, left)];
        if (said.some((it) => it !== expected)) wrong.push(`${left} | ${right}: ${said} for ${expected}`);
      }
    assert.deepEqual(wrong, []);
  });

  for (const [what, left, right] of [
    ['a tower of powers', '9^9^9^9', '9^9^9^8'],
    ['a tower in braces', '9^{9^{9^9}}', '3'],
    ['a factorial of a factorial', '99999!!', '1'],
    ['the sine of a huge number', '\\sin(10^{4000})', '0'],
    ['ten thousand brackets', '('.repeat(10_000), '1'],
    ['nested roots', '\\sqrt{'.repeat(500), '1'],
    ['bars', '|'.repeat(1500), '|x|'],
    ['a sum of many sines', Array(180).fill('\\sin x').join('+'), '180\\sin x'],
    ['10 MB', '1+'.repeat(5_000_000), '1'],
    ['10 MB of brackets', '('.repeat(10_000_000), '1'],
    ['a set of a thousand', `\\{${Array(900).fill('1').join(',')}\\}`, '\\{1\\}'],
    ['a condition', '\\{x \\mid x > 2\\}', '\\{x \\mid x < 2\\}'],
    ['words', 'the red one', 'the blue one'],
    ['code', 'constructor', '__proto__'],
    ['a list and a pair', '1, 2', '(1,2)'],
  ] as const) {
    it(`are said to be unknown for ${what}`, function () {
      // A computation that is not refused would take longer than any test may.
      this.timeout(20_000);
      assert.equal(equivalent(left, right), 'unknown');
    });
  }

  for (const [text, expected] of [
    ['So it is \\boxed{\\frac{1}{2}}. I checked \\boxed{\\sqrt{2}} twice.', '\\sqrt{2}'],
    ['The answer is 42.', '42'],
    ['The final answer is: $\\frac34$. I hope it is right.', '$\\frac34$'],
    ['Thus\nthe sum is 3 + 4 = 7.', '7'],
    ['答案是 12。', '12'],
    [`A long ramble. ${'word '.repeat(80)}`, undefined],
    ['', undefined],
  ] as const) {
    it(`are found in ${JSON.stringify(text.slice(0, 30))}`, () => assert.equal(finalAnswer(text), expected));
  }
});

describe('a statement', () => {
  for (const [text, kind] of [
    ['Find the sum of all positive integers $n$ such that $n^2+12n-2007$ is a perfect square.', 'answer'],
    ['How many ways are there to tile a 2x10 board with dominoes?', 'answer'],
    ['求方程 $x^2-5x+6=0$ 的所有根。', 'answer'],
    [
      'Prove that the square root of 2 is irrational, i.e. no fraction of integers has the square 2.',
      'proof',
    ],
    ['Given n integers, print their sum.', undefined],
    ['# Sum\n\n## Input\nn\n\n## Output\nthe sum of 1 to n\n', undefined],
    ['Write a poem about spring.', undefined],
    ['', undefined],
  ] as const) {
    it(`is ${kind ?? 'no maths'}: ${text.slice(0, 40)}`, () => assert.equal(mathsProblem(text)?.kind, kind));
  }
});

describe('the steps of a solution', () => {
  for (const text of [
    'a^2 = 2b^2',
    'x - 3 = 5',
    'n times 4 = 12',
    'so 2 + 3 = 5x',
    'we get 2 = 3 a',
    'f(2) = 4',
  ])
    it(`are none in ${text}, as far as numbers go`, () => assert.deepEqual(stepsIn(text), []));

  it('are computed where algebra decides them, and left alone where it does not', () => {
    const solution =
      'First $2+3=5$, then \\[\\begin{aligned} S &= 1+2+3 \\\\ &= 6 \\\\ &= 7 \\end{aligned}\\] and 7*8 = 54. So $(x+1)^2 = x^2+2x+1$, $x = 5$, $17 = 2 \\pmod 5$, $\\sin 30 = 0.5$.';
    assert.deepEqual(
      stepsIn(solution).map(({ left, right, verdict }) => `${left} = ${right} ${verdict}`),
      [
        '2+3 = 5 held',
        'S = 1+2+3 not-checked',
        '1+2+3 = 6 held',
        '6 = 7 failed',
        '(x+1)^2 = x^2+2x+1 held',
        'x = 5 not-checked',
        '\\sin 30 = 0.5 not-checked',
        '7*8 = 54 failed',
      ],
    );
  });
});

describe('a mathematics problem', () => {
  const found = mathsProblem('What is $1+2+3+4$?');
  assert.ok(found);
  const answered = async (answers: (string | Error)[], lanes = answers.length, claims?: number) => {
    const events: MathsEvent[] = [];
    const engine = new ScriptedEngine(answers, 4);
    const options = {
      ...found,
      guard,
      engine,
      preset: tinyPreset(),
      lanes,
      seed: 1,
      ...(claims && { claims }),
    };
    for await (const event of answerMaths(options)) events.push(event);
    const ended = events.at(-1);
    assert.equal(ended?.type, 'maths-ended');
    return { events, ended: ended as Extract<MathsEvent, { type: 'maths-ended' }> };
  };

  it('gets the answer that most attempts come to, however they write it', async () => {
    const { ended } = await answered([
      '$1+2=3$, \\boxed{10}',
      'So \\boxed{11}',
      '\\boxed{\\frac{20}{2}}',
      'I give up on this one; it is too hard for me to go on and I would rather talk about the weather, which is nice today, and about the many other things there are to talk about, of which there are so many.',
    ]);
    assert.equal(ended.outcome, 'answered');
    assert.equal(ended.answer, '10');
    assert.deepEqual(ended.agreement, { agree: 2, of: 4, silent: 1, unclear: 0 });
    assert.match(ended.reason, /^2 of 4 attempts agree \(1 gave no answer\); .*no proof/);
    assert.equal(ended.steps?.[0]?.verdict, 'held');
  });

  it('says so when two answers are reached as often, and when one attempt stands alone', async () => {
    assert.match(
      (await answered(['\\boxed{10}', '\\boxed{11}'])).ended.reason,
      /Another answer was reached as often/,
    );
    assert.match(
      (await answered(['\\boxed{10}'])).ended.reason,
      /one attempt, nothing to agree with; not checked/,
    );
  });

  it('weighs the answers by the claims they rest on, when it is asked to', async () => {
    const claims = (verdict: string) => `Claim 1: it is so\nVerdict: ${verdict}\n`;
    const answers = ['\\boxed{10}', '\\boxed{10}', '\\boxed{11}'];
    const { events, ended } = await answered(
      [...answers, claims('wrong'), claims('wrong'), claims('right')],
      3,
      1,
    );
    assert.equal(events.filter(({ type }) => type === 'maths-claims').length, 3);
    assert.equal(ended.answer, '11');
    assert.match(ended.reason, /^1 of 3 attempts agree.*which the same model judged: 1\.00 to 0\.00\.$/);
  });

  it('goes on without an attempt that was lost, and ends with its reason when all were', async () => {
    const { ended } = await answered(['\\boxed{10}', new Error('the model died')], 3);
    assert.equal(ended.answer, '10');
    const dead = await answered([new Error('the model died')], 2);
    assert.deepEqual([dead.ended.outcome, dead.ended.reason], ['broken', 'the model died']);
  });

  it('is answered by the real tiny model, for what that is worth', async () => {
    await using engine = await openTiny();
    const events: MathsEvent[] = [];
    for await (const event of answerMaths({
      ...found,
      guard,
      engine,
      preset: tinyPreset(),
      lanes: 2,
      seed: 1,
      maxTokens: 48,
    }))
      events.push(event);
    const ended = events.at(-1);
    assert.ok(ended?.type === 'maths-ended');
    assert.ok(['answered', 'unanswered'].includes(ended.outcome), ended.reason);
    assert.equal(events.filter(({ type }) => type === 'maths-answered').length, 2);
  });

  it('never claims more than its attempts', () => {
    assert.match(describeAgreement({ agree: 1, of: 3, silent: 0, unclear: 2 }), /not checked/);
    assert.doesNotMatch(
      describeAgreement({ agree: 3, of: 3, silent: 0, unclear: 0 }),
      /\bproved\b|\bcorrect\b/,
    );
  });
});

describe('a proof', () => {
  const proof =
    'Suppose that a/b is in lowest terms and its square is 2. Then a^2 = 2b^2, so a\nis even. We note $2 \\cdot 3 = 7$.';
  const rubric = rubricOf('# Points\n- assumes lowest terms\n2. a is even\n* b is even, a contradiction\n');
  const answer = `### Point 1
Found: yes
Sentence: "Suppose that a/b is in lowest terms and its square is 2."
Confidence: high
Why: said at once

### Point 2
Found: yes
Sentence: Then a^2 = 2b^2, so a is even.
Confidence: medium
Why: shown

### Point 3
Found: yes
Sentence: Hence b is even too, which is absurd.
Confidence: high
Why: invented`;
  const graded = async (answers: string[], more: object = { rubric }) => {
    const events: ProofEvent[] = [];
    const engine = new ScriptedEngine(answers);
    const statement = 'Prove that no fraction has the square 2.';
    for await (const event of gradeProof({
      guard,
      engine,
      preset: tinyPreset(),
      statement,
      proof,
      seed: 1,
      ...more,
    }))
      events.push(event);
    return events.at(-1) as Extract<ProofEvent, { type: 'proof-ended' }>;
  };

  it('makes a point only with a sentence that stands in it', async () => {
    const { points, reason, steps } = await graded([answer]);
    assert.deepEqual(
      points.map(({ outcome }) => outcome),
      ['found', 'found', 'unclear'],
    );
    for (const { sentence } of points) assert.ok(sentence === undefined || proof.includes(sentence));
    assert.match(reason, /^2 of 3 points found; .* does not hold\. To be confirmed by the teacher\.$/);
    assert.equal(steps.at(-1)?.verdict, 'failed');
  });

  it('is unclear in what the model says nothing of', async () => {
    const { points } = await graded(['### Point 2\nFound: no\nWhy: it is not there']);
    assert.deepEqual(
      points.map(({ outcome }) => outcome),
      ['unclear', 'missing', 'unclear'],
    );
  });

  it('is graded by a rubric made of the reference, or not at all without both', async () => {
    const { points } = await graded(['- lowest terms\n- parity', answer], { reference: 'The usual one.' });
    assert.deepEqual(
      points.map(({ point }) => point),
      ['lowest terms', 'parity'],
    );
    const none = await graded([answer], {});
    assert.deepEqual([none.outcome, none.points], ['broken', []]);
  });

  it('gives every proof of a folder its row, and always writes the report', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verdict-proofs-'));
    const handed = join(folder, 'proofs');
    await mkdir(join(handed, 'Zoë "O\'Neil"'), { recursive: true });
    await writeFile(join(handed, 'ann.md'), proof);
    await writeFile(join(handed, 'ben.txt'), '');
    await writeFile(join(handed, 'Zoë "O\'Neil"', 'proof 1.tex'), proof);
    const engine = new ScriptedEngine(['- lowest terms\n- parity', answer, answer]);
    const proofs = await proofsIn(handed);
    const common = { guard, engine, preset: tinyPreset(), statement: 'Prove it.', seed: 1 };
    let rows: ProofRow[] = [];
    for await (const event of gradeProofs({ ...common, reference: 'The usual one.', proofs }))
      if (event.type === 'proofs-ended') rows = event.rows;
    assert.deepEqual(
      rows.map(({ student, points }) => [student, points.length]),
      [
        ['ann', 2],
        ['ben', 0],
        ['Zoë "O\'Neil"', 2],
      ],
    );
    assert.equal(rows[1]?.reason, 'it is empty');
    assert.equal(engine.requests.length, 3, 'the rubric is made once');
    const [csv, , html] = await writeProofReport(join(folder, 'report'), '<b>', rows);
    assert.match(await readFile(html ?? '', 'utf8'), /to be confirmed by the teacher/);
    const [first] = papaparse.parse<Record<string, string>>((await readFile(csv ?? '', 'utf8')).slice(1), {
      header: true,
    }).data;
    assert.deepEqual([first?.student, first?.found, first?.['point 2']], ['ann', '2', 'found']);
    await rm(folder, { recursive: true });
  });

  it('goes on where a grading was killed, with the rubric that was made', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verdict-proofs-'));
    for (const name of ['ann', 'ben', 'cy']) await writeFile(join(folder, `${name}.md`), `${proof}\n${name}`);
    const path = join(folder, '.finished.jsonl');
    const run = async (answers: string[], task = 'the same') => {
      const engine = new ScriptedEngine(answers);
      const record = await FinishedRows.ofProofs(path, task);
      const common = { guard, engine, preset: tinyPreset(), statement: 'Prove it.', seed: 1 };
      const proofs = await proofsIn(folder);
      return { engine, events: gradeProofs({ ...common, reference: 'The usual one.', proofs, record }) };
    };
    const killed = await run(['- lowest terms\n- parity', answer]);
    for await (const event of killed.events) if (event.type === 'proofs-graded') break;
    // In the middle of a line.
    await writeFile(path, `${await readFile(path, 'utf8')}{"key":"abc","row":{"fi`);
    await writeFile(join(folder, 'cy.md'), '');
    const points = async ({ events }: typeof killed) => {
      for await (const event of events)
        if (event.type === 'proofs-ended')
          return event.rows.map((row) => row.points.map(({ point }) => point));
      return [];
    };
    const again = await run([answer]);
    assert.deepEqual(await points(again), [['lowest terms', 'parity'], ['lowest terms', 'parity'], []]);
    assert.equal(again.engine.requests.length, 1, 'ben alone is graded');
    const other = await run(['- another rubric', answer], 'another');
    assert.deepEqual(await points(other), [['another rubric'], ['another rubric'], []]);
    await rm(folder, { recursive: true });
  });
});
