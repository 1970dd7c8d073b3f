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

  it('ends a block only with a mark of its kind', () => {
    assert.equal(extractCode('~~~python\nx = 1\n```\ny = 2\n~~~')?.code, 'x = 1\n```\ny = 2\n');
    assert.equal(extractCode('```python\nx = 1\n~~~\ny = 2\n```')?.code, 'x = 1\n~~~\ny = 2\n');
    assert.equal(extractCode('````python\nx = 1\n```\ny = 2\n````')?.code, 'x = 1\n```\ny = 2\n');
    // Neither two marks, nor marks within a line, nor deep ones.
    assert.equal(extractCode('```python\nx = 1\n~~\n``\nf("```")\n    ```\n```')?.code.includes('f('), true);
    assert.equal(extractCode('Use `a` or ``` b.\n```\nfn main() {}\n```')?.code, 'fn main() {}\n');
  });

  it('opens a block only with marks that stand alone, but for a tag and words behind it', () => {
    assert.equal(extractCode('```print(1)``` is what I tried.\nIt failed.'), undefined);
    assert.equal(extractCode('~ 5 lines\nSorry.'), undefined);
    assert.deepEqual(extractCode('```python title="a"\nprint(1)\n```'), {
      language: 'python',
      code: 'print(1)\n',
    });
    assert.equal(extractCode('```python\nprint(1)\n```\nDone.\n```')?.code, 'print(1)\n');
  });

  it('takes a block that a tag ends for one that was cut off', () => {
    const answer = '```Python\nprint(1)\n```cpp\nint main() {}\n';
    assert.deepEqual(extractCode(answer), { language: 'cpp', code: 'int main() {}\n' });
    assert.deepEqual(extractCode(`${answer}\`\`\`\n`), { language: 'cpp', code: 'int main() {}\n' });
    assert.deepEqual(extractCode('```cpp\nint a;\n```\n```Python\nprint(1)\n```cpp\nint b;'), {
      language: 'cpp',
      code: 'int a;\n',
    });
  });

  it('leaves out empty blocks, and empty lines around a program', () => {
    assert.equal(extractCode('```python\nprint(1)\n```\n```\n  \n```')?.code, 'print(1)\n');
    assert.equal(extractCode('```python\nprint(1)\n\nprint(2)\n \n\n```')?.code, 'print(1)\n\nprint(2)\n');
    assert.equal(extractCode('\n \t\n\nimport sys\nprint(1)\n')?.code, 'import sys\nprint(1)\n');
  });

  for (const [language, programs] of Object.entries({
    cpp: ['  #  include <map>', '\n#include <map>', 'x = std::max(a, b);', 'int n; cin >> n;', 'cin>>n;'],
    java: ['  import java.util.*;', 'class A { public static void main(String[] a) {} }'],
    rust: ['  fn main() {}', 'fn main () {}'],
    go: ['  package main'],
    kotlin: ['  fun main() {}', 'fun main (a: Array<String>) {}'],
    csharp: ['  using System;'],
    javascript: [`const fs = require('fs');`, `require("node:readline")`],
    python: [
      'def f(x):\n  return x',
      'def solve(x):\n  return x',
      'import sys\nsys.exit()',
      'from math import gcd',
      'print(1)',
      'for x in range(3):\n  pass',
      'while True:\n  pass',
      'n = int(input())',
      'a, b = sorted(x)',
    ],
  }))
    it(`knows ${language} without a tag`, () => {
      for (const program of programs) assert.equal(extractCode(program)?.language, language, program);
    });

  it('takes prose that speaks of code for prose', () => {
    for (const prose of [
      'Do not write #include here.',
      'A word like xfn main() is none.',
      'The package mainly sorts.',
      'We import sys and go on.',
      'I would print(1) first.',
      'Use the cin object.',
      'You would import java.util first.',
      'It starts with package main.',
      'There is a fun main () in it.',
      'A line using System is needed.',
      'import sys and go on.',
      'for all n: it holds',
      'while n is even: halve it',
    ])
      assert.equal(extractCode(prose), undefined, prose);
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
