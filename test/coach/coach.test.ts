import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chatReply } from '../../src/coach/index.ts';
import type { EmbeddedEngine } from '../../src/model/index.ts';
import { ContestGuard, isProblem, type Problem, readProblem } from '../../src/problem/index.ts';
import { collect, openTiny, tinyPreset } from '../model/tiny-model.ts';

const words = /\p{L}+\s+\p{L}+/u;

describe('the coach, with the real tiny model', () => {
  const preset = tinyPreset();
  const guard = new ContestGuard({ mode: 'off', folder: tmpdir() });
  let engine: EmbeddedEngine;
  let problem: Problem;
  before(async () => {
    const path = fileURLToPath(new URL('../../examples/a-plus-b.md', import.meta.url));
    const reading = readProblem(await readFile(path, 'utf8'), { path });
    assert.ok(isProblem(reading));
    problem = reading.problem;
    engine = await openTiny();
  });
  after(() => engine[Symbol.asyncDispose]());

  for (const seed of [1, 2, 3]) {
    it(`answers a question about the problem (seed ${seed})`, async () => {
      const history = [{ role: 'user' as const, content: 'What does this problem ask for?' }];
      const { text, ended } = await collect(chatReply({ guard, engine, preset, history, problem, seed }));
      assert.match(text, words);
      assert.ok(ended);
    });
  }

  it('answers a second turn with the first in mind', async () => {
    const history = [
      { role: 'user' as const, content: 'hello' },
      { role: 'assistant' as const, content: 'Hello! What are you working on?' },
      { role: 'user' as const, content: 'How do I add two numbers in Python?' },
    ];
    const { text } = await collect(chatReply({ guard, engine, preset, history, seed: 1 }));
    assert.match(text, words);
  });
});
