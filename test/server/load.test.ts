import assert from 'node:assert/strict';
import { setMaxListeners } from 'node:events';
import { FairTurns } from '../../src/server/load/fair-turns.ts';
import { figure, json, type Running, running } from './running.ts';

const never = new AbortController().signal;
setMaxListeners(0, never);

describe('fair turns', () => {
  it('go to the client that holds the fewest, not to the one that asked most', async () => {
    const turns = new FairTurns(2);
    const order: string[] = [];
    const work = async (client: string) => {
      const turn = await turns.take(client, never);
      order.push(client);
      await new Promise(setImmediate);
      turn[Symbol.dispose]();
    };
    const greedy = Array.from({ length: 50 }, () => work('greedy'));
    const modest = [work('modest'), work('quiet')];
    await Promise.all(modest);
    // Both greedy turns were given before anybody else asked; the next ones go to the others.
    assert.deepEqual(order.slice(0, 4).sort(), ['greedy', 'greedy', 'modest', 'quiet']);
    await Promise.all(greedy);
    assert.equal(turns.running, 0);
  });

  it('are not lost to whoever stops waiting', async () => {
    const turns = new FairTurns(1);
    const first = await turns.take('a', never);
    const stop = new AbortController();
    const waiting = turns.take('b', stop.signal);
    stop.abort();
    await assert.rejects(waiting);
    first[Symbol.dispose]();
    first[Symbol.dispose]();
    const next = await turns.take('c', never);
    assert.equal(turns.running, 1);
    next[Symbol.dispose]();
    assert.deepEqual([turns.running, turns.waiting], [0, 0]);
  });
});

describe('the server under load, with the real tiny model', function () {
  this.timeout(300_000);
  let on: Running;
  const long = {
    prompt: 'Write a very long story about a dragon.',
    max_tokens: 1500,
    temperature: 1,
    stream: true,
  };

  before(async () => {
    on = await running({ lanes: 2, queue: 4, graceMs: 200 });
    await on.engine.load();
  });
  after(() => on?.[Symbol.asyncDispose]());

  /** Starts a long answer and waits for its first text. */
  async function begun(): Promise<{ stop: () => void; reader: ReadableStreamDefaultReader<Uint8Array> }> {
    const abort = new AbortController();
    const response = await on.post('/api/generate', long, { signal: abort.signal });
    assert.equal(response.status, 200);
    const reader = response.body?.getReader();
    assert.ok(reader);
    assert.equal((await reader.read()).done, false);
    return { stop: () => abort.abort(), reader };
  }

  /** Waits until that many requests are under way. */
  async function open(count: number): Promise<void> {
    for (;;) {
      const { load } = await json(await fetch(`${on.url}/v1/status`));
      if (load.open === count && (count > 0 || load.running + load.waiting === 0)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('stops the work of a client that goes, and frees its lane', async () => {
    const { stop } = await begun();
    stop();
    await open(0);
    const before = await figure(on.url, 'verdict_tokens_total');
    // Another's answer of one token is all that is computed from now on.
    await (await on.post('/api/generate', { prompt: 'Hi', max_tokens: 1 })).text();
    assert.equal(await figure(on.url, 'verdict_tokens_total'), before + 1);
    assert.ok(before < 1500, `${before}`);
  });

  it('answers 429 with Retry-After when the queue is full, and lets in again when it is not', async () => {
    const places = Array.from({ length: 4 }, () => {
      const abort = new AbortController();
      return {
        abort,
        response: on.post('/api/generate', long, { signal: abort.signal }).catch(() => undefined),
      };
    });
    await open(4);
    const refused = await on.post('/api/generate', { prompt: 'Hi', max_tokens: 1 });
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) >= 1);
    assert.equal((await json(refused)).error.type, 'rate_limit_error');
    for (const { abort } of places) abort.abort();
    await Promise.all(places.map(({ response }) => response));
    await open(0);
    assert.equal((await on.post('/api/generate', { prompt: 'Hi', max_tokens: 1 })).status, 200);
  });

  it('judges while the model works', async () => {
    const { stop } = await begun();
    const submission = { language: 'python', source: 'print(sum(map(int, input().split())))' };
    const answer = await on.post('/v1/judge', { submission, tests: [{ input: '1 2', answer: '3' }] });
    assert.match(await answer.text(), /"type":"judged","verdict":"AC"/);
    stop();
    await open(0);
  });

  it('ends a judged program whose client goes', async () => {
    const abort = new AbortController();
    const submission = { language: 'python', source: 'while True: pass' };
    const body = { submission, tests: [{ input: '' }], timeLimitMs: 20_000 };
    const response = await on.post('/v1/judge', body, { signal: abort.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = ''; !text.includes('test-started'); ) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: '' };
      assert.ok(!done, text);
      text += value;
    }
    const began = performance.now();
    abort.abort();
    await open(0);
    assert.ok(performance.now() - began < 15_000, 'it ran on to its time limit');
  });

  it('ends in order: what is short is answered, what is long is stopped, nobody new is let in', async () => {
    const { reader } = await begun();
    const short = on.post('/api/generate', { prompt: 'Hi', max_tokens: 2 });
    await open(2);
    const ended = on.server[Symbol.asyncDispose]();
    assert.equal((await short).status, 200);
    let done = false;
    while (!done) done = (await reader.read().catch(() => ({ done: true }))).done;
    await ended;
    await assert.rejects(fetch(`${on.url}/health`));
  });
});
