import assert from 'node:assert/strict';
import fc from 'fast-check';
import { extractCode } from '../../src/model/index.ts';

describe('extractCode', () => {
  it('takes the last complete block', () => {
    const answer = 'First try:\n```python\nprint(1)\n```\nBetter:\n```python\nprint(2)\n```\nDone.';
    assert.deepEqual(extractCode(answer), { language: 'python', code: 'print(2)\n' });
  });

  it('prefers a complete block to a later one that was cut off', () => {
    assert.equal(extractCode('```cpp\nint main() {}\n```\nor\n```cpp\nint ma')?.code, 'int main() {}\n');
  });

  it('takes an unclosed block when there is no other', () => {
    assert.deepEqual(extractCode('```cpp\nint main() { return 0; }'), {
      language: 'cpp',
      code: 'int main() { return 0; }\n',
    });
  });

  it('keeps shorter fences inside longer ones, and other marks', () => {
    assert.equal(extractCode('````md\n```\nx\n```\n````')?.code, '```\nx\n```\n');
    assert.equal(extractCode('~~~python\ns = "```"\n~~~')?.code, 's = "```"\n');
  });

  it('detects the language where no tag names it', () => {
    assert.equal(extractCode('```\n#include <bits/stdc++.h>\nint main() {}\n```')?.language, 'cpp');
    assert.equal(extractCode('```\nfn main() { }\n```')?.language, 'rust');
    assert.equal(extractCode('```\nsomething else\n```')?.language, undefined);
  });

  it('takes a bare program whole, and prose not at all', () => {
    assert.deepEqual(extractCode('a, b = map(int, input().split())\nprint(a + b)\n\n'), {
      language: 'python',
      code: 'a, b = map(int, input().split())\nprint(a + b)\n',
    });
    assert.equal(extractCode('I cannot solve this problem.'), undefined);
    assert.equal(extractCode(''), undefined);
    assert.equal(extractCode('```\n\n```'), undefined);
  });

  it('gives back any code that is fenced with a longer fence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const code = text.replaceAll(/[\r\n]+/g, '\n').trim();
        fc.pre(code !== '' && !/\s$/.test(code));
        const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length));
        const mark = '`'.repeat(longest + 1);
        assert.equal(extractCode(`Text.\n${mark}python\n${code}\n${mark}\n`)?.code, `${code}\n`);
      }),
    );
  });
});
