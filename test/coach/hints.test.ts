import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hintsFor, hintsIn } from '../../src/coach/index.ts';
import { ContestGuard, ContestRefusal, type Problem } from '../../src/problem/index.ts';
import { tinyPreset } from '../model/tiny-model.ts';
import { ScriptedEngine } from '../solver/scripted-engine.ts';

const good = `### Hint 1
You are asked for the longest stretch in which no value repeats.

### Hint 2
Look at what happens to the answer when the right end moves by one.

**Hint 3: direction**
With 200000 values, anything quadratic is too slow; a window that only moves forward fits.

### Hint 4
Keep the last position of each value; when a value repeats, move the left end past it.

### Hint 5
for each position r:
  if last[a[r]] >= l: l = last[a[r]] + 1
  best = max(best, r - l + 1)
`;

const listed = async (name: string) =>
  JSON.parse(await readFile(new URL(`hints/${name}.json`, import.meta.url), 'utf8'));

describe('hints', () => {
  it('are told apart by their headings, weakest first', () => {
    const hints = hintsIn(good);
    assert.deepEqual(
      hints.map(({ level, withheld }) => [level, withheld]),
      [1, 2, 3, 4, 5].map((level) => [level, undefined]),
    );
    assert.match(hints[4]?.text ?? '', /^for each position r:/);
  });

  for (const [what, level, text] of [
    ['a program in C++', 2, '#include <bits/stdc++.h>\nint main() {\n  cin >> n;\n}'],
    ['a program in Python', 5, 'n = int(input())\nprint(n)'],
    ['a fenced block', 3, 'Like this:\n```\nl, r move\n```'],
    ['steps written as code', 4, 'l = 0\nr = 0\nr += 1'],
    [
      'the key line of a later level',
      2,
      'When a value repeats, move the left end past it. Keep the last position of each value.',
    ],
  ] as const) {
    it(`are withheld when level ${level} holds ${what}`, () => {
      const parts = good.split(/(?=^(?:### |\*\*)Hint \d)/m);
      parts[level - 1] = `### Hint ${level}\n${text}\n\n`;
      const hints = hintsIn(parts.join(''));
      assert.equal(hints[level - 1]?.text, undefined);
      assert.ok(hints[level - 1]?.withheld);
      assert.equal(hints.filter(({ withheld }) => withheld).length, 1);
    });
  }

  it('give nothing away: code in many languages, pseudo-code, steps, and later levels in other words', async () => {
    const leaks: { level: number; text: string; later?: [number, string] }[] = await listed('leaks');
    const through = leaks.filter(({ level, text, later }) => {
      const texts = good.split(/(?=^(?:### |\*\*)Hint \d)/m);
      texts[level - 1] = `### Hint ${level}\n${text}\n\n`;
      if (later) texts[later[0] - 1] = `### Hint ${later[0]}\n${later[1]}\n\n`;
      const hint = hintsIn(texts.join('')).find((one) => one.level === level);
      assert.ok(hint, text);
      return hint.text !== undefined;
    });
    assert.ok(leaks.length >= 60);
    assert.deepEqual(through, []);
  });

  it('are let through where they keep to their level', async () => {
    const problems: { statement: string; hints: string[] }[] = await listed('harmless');
    for (const { statement, hints } of problems) {
      const answer = hints.map((text, index) => `### Hint ${index + 1}\n${text}\n`).join('\n');
      assert.deepEqual(
        hintsIn(answer, statement).map(({ text, withheld }) => text ?? withheld),
        hints,
      );
    }
  });

  it('may stand in their heading’s line, in any language', () => {
    assert.deepEqual(
      hintsIn(
        '**Hint 1:** You are asked for the longest run of equal letters.\n提示 2：观察\n连续段在字母变化处结束。',
      ).map(({ text }) => text),
      ['You are asked for the longest run of equal letters.', '连续段在字母变化处结束。'],
    );
  });

  it('are let through when they speak of loops and sums in words', () => {
    const text =
      '### Hint 1\nFor each pair the sum of both is asked.\n### Hint 2\nIf the values are sorted, equal ones stand side by side; 2 + 3 = 5 is one pair.\n';
    assert.deepEqual(
      hintsIn(text).map(({ withheld }) => withheld),
      [undefined, undefined],
    );
  });

  describe('from a model', () => {
    let folder: string;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'verdict-hints-'));
    });
    after(() => rm(folder, { recursive: true, force: true }));
    const ask = (answer: string, problem: Partial<Problem> = {}) =>
      hintsFor({
        guard: new ContestGuard({ mode: 'ask', folder }),
        engine: new ScriptedEngine([answer]),
        preset: tinyPreset(),
        problem: { statement: 'Find the longest stretch.', samples: [], ...problem },
        seed: 1,
      });

    it('come with a clear error when the model gives none', async () => {
      await assert.rejects(ask('I like windows.'), /gave no hints that could be told apart/);
      assert.equal((await ask(good)).length, 5);
    });

    it('are refused while a contest may be running', async () => {
      const source = { url: 'https://codeforces.com/contest/2000/problem/B' };
      await assert.rejects(ask(good, { source }), ContestRefusal);
    });
  });
});
