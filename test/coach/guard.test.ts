import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chatReply, explainInSections } from '../../src/coach/index.ts';
import { presetNamed } from '../../src/model/index.ts';
import { ContestGuard, ContestRefusal, type Problem } from '../../src/problem/index.ts';
import { ScriptedEngine } from '../solver/scripted-engine.ts';

describe('the coach and the contest guard', () => {
  const problem: Problem = {
    statement: 'Print the sum.',
    samples: [],
    source: { url: 'https://atcoder.jp/contests/abc999/tasks/abc999_a' },
  };
  const preset = presetNamed('smollm2-135m');
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-coach-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const using = () => {
    assert.ok(preset);
    const engine = new ScriptedEngine(['An answer.']);
    return { engine, preset, seed: 1 };
  };
  const toEnd = async (events: AsyncIterable<unknown>) => {
    let count = 0;
    for await (const _ of events) count++;
    return count;
  };

  it('explains nothing and talks about nothing of a contest that may be running', async () => {
    const guard = new ContestGuard({ mode: 'ask', folder });
    const { engine, ...rest } = using();
    const history = [{ role: 'user' as const, content: 'How do I begin?' }];
    await assert.rejects(toEnd(explainInSections({ guard, engine, problem, ...rest })), ContestRefusal);
    await assert.rejects(toEnd(chatReply({ guard, engine, problem, history, ...rest })), ContestRefusal);
    const linked = [{ role: 'user' as const, content: `Solve ${problem.source?.url}` }];
    await assert.rejects(toEnd(chatReply({ guard, engine, history: linked, ...rest })), ContestRefusal);
    assert.equal(engine.requests.length, 0);
    assert.ok(
      (await toEnd(chatReply({ guard, engine, history, ...rest }))) > 0,
      'without a problem it talks',
    );
  });

  it('does both when the user has said that it is practice', async () => {
    const guard = new ContestGuard({ mode: 'ask', folder, saidPractice: true });
    const history = [{ role: 'user' as const, content: 'How do I begin?' }];
    assert.ok((await toEnd(explainInSections({ guard, problem, ...using() }))) > 0);
    assert.ok((await toEnd(chatReply({ guard, problem, history, ...using() }))) > 0);
  });
});
