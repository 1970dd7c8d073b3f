import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RepetitionDetector } from '../../src/model/index.ts';

/** Words and signs as token numbers: what matters here is only which are equal. */
function tokensOf(text: string): number[] {
  const known = new Map<string, number>();
  return (text.match(/\w+|\s|[^\w\s]/g) ?? []).map((word) => {
    if (!known.has(word)) known.set(word, known.size);
    return known.get(word) ?? 0;
  });
}

function loopsAt(text: string): number | undefined {
  const detector = new RepetitionDetector();
  const at = tokensOf(text).findIndex((token) => detector.push(token));
  return at === -1 ? undefined : at;
}

describe('the repetition detector', () => {
  const beginning = 'Let me think about the constraints first. We have n up to 200000, so n log n is fine.\n';

  it('notices a token, a line and a paragraph in a loop, after a sensible beginning', () => {
    const line = 'Wait, let me check the case n = 1 again.\n';
    const paragraph = `${Array.from({ length: 25 }, (_, i) => `Step ${i}: add a[${i}] to the sum and compare it with ${i * 7}.`).join('\n')}\nSo the answer is wrong. Let me start over.\n`;
    for (const loop of ['! ', line, paragraph]) {
      const at = loopsAt(beginning + loop.repeat(Math.ceil(9000 / loop.length) + 12));
      assert.ok(at !== undefined, `not noticed: ${loop.slice(0, 20)}`);
    }
  });

  it('notices a loop soon', () => {
    const line = 'Wait, let me check the case n = 1 again.\n';
    const start = tokensOf(beginning).length;
    const at = loopsAt(beginning + line.repeat(200));
    assert.ok(
      at !== undefined && at - start < 900,
      `after ${at === undefined ? 'never' : at - start} tokens`,
    );
  });

  it('lets honest repetitive text pass: tables, traces, unrolled code, matrices, logs', () => {
    const honest = [
      Array.from({ length: 300 }, (_, i) => `| ${i} | ${i * i} | ${i % 2 ? 'odd' : 'even'} |`).join('\n'),
      Array.from({ length: 200 }, (_, i) => `dp[${i}] = dp[${i - 1}] + dp[${i - 2}] = ${i * 13 + 7}`).join(
        '\n',
      ),
      Array.from({ length: 120 }, (_, i) => `    case ${i}: return f${i}(x);`).join('\n'),
      Array.from({ length: 16 }, () => Array.from({ length: 16 }, (_, j) => (j === 3 ? 1 : 0)).join(' '))
        .join('\n')
        .slice(0, 800),
      Array.from({ length: 400 }, (_, i) => `Test ${i}: ok`).join('\n'),
      `${'0 '.repeat(100)}\n${'1 '.repeat(100)}\n`,
      `${'='.repeat(120)}\nTitle\n${'='.repeat(120)}\n`,
    ];
    const wrong = honest.filter((text) => loopsAt(beginning + text) !== undefined);
    assert.deepEqual(wrong, []);
  });

  it('calls none of the source files of this repository a loop', () => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const files = ['src', 'test', 'scripts', 'bench']
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, String(name))),
      )
      .filter(
        (path) =>
          /\.(ts|tsx|md|json|css)$/.test(path) &&
          !/node_modules|corpus/.test(path) &&
          statSync(path).isFile(),
      );
    const wrong = files.filter((path) => loopsAt(readFileSync(path, 'utf8')) !== undefined);
    assert.ok(files.length > 50);
    assert.deepEqual(wrong, []);
  });
});
