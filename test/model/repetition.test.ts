import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countingLoops, honestTexts, loopsAt, recordedLoops } from './repetitive-texts.ts';

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
    const start = beginning.match(/\w+|\s|[^\w\s]/g)?.length ?? 0;
    const at = loopsAt(beginning + line.repeat(200));
    assert.ok(
      at !== undefined && at - start < 900,
      `after ${at === undefined ? 'never' : at - start} tokens`,
    );
  });

  it('notices what the tiny model really wrote when it fell into a loop', () => {
    const recorded = recordedLoops();
    assert.ok(recorded.length >= 4);
    const missed = recorded.filter(({ text }) => loopsAt(text) === undefined);
    assert.deepEqual(
      missed.map(({ name }) => name),
      [],
    );
  });

  it('notices text that only counts, prose soon and lists after long', () => {
    for (const { name, text } of countingLoops()) {
      const at = loopsAt(beginning + text);
      assert.ok(at !== undefined && at < (/sentence|paragraph/.test(name) ? 4000 : 20_000), `${name}: ${at}`);
    }
  });

  it('lets honest repetitive text pass: tables, traces, unrolled code, matrices, logs', () => {
    const texts = honestTexts();
    const wrong = texts.filter(({ text }) => loopsAt(text) !== undefined);
    assert.deepEqual(
      wrong.map(({ name }) => name),
      [],
      `false-positive rate ${wrong.length}/${texts.length}`,
    );
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
