import assert from 'node:assert/strict';
import { endpointModels, openEndpointEngine } from '../../src/model/index.ts';
import type { RunningServer } from './llama-server.ts';
import { collect, requestOf, tinyModelPath } from './tiny-model.ts';
import { startXllamacpp } from './xllamacpp.ts';

describe('the endpoint engine with a real llama-server, where one can be had', function () {
  this.timeout(240_000);
  let server: RunningServer;

  before(async function () {
    const options = { modelPath: await tinyModelPath(), lanes: 2, contextTokens: 512 };
    const running = await startXllamacpp(options);
    if (!running) return this.skip();
    server = running;
  });
  after(() => server?.[Symbol.asyncDispose]());

  const chat = requestOf('', {
    prompt: { kind: 'chat', messages: [{ role: 'user', content: 'Count from one to ten in words.' }] },
    maxTokens: 16,
  });

  it('streams a chat and a completion', async () => {
    const engine = openEndpointEngine({ url: server.url, model: 'tiny', lanes: 2 });
    assert.equal((await engine.load()).backend, 'endpoint');
    const talk = await collect(engine.generate(chat));
    assert.ok(talk.text.length > 0);
    assert.ok(talk.ended?.reason === 'length' || talk.ended?.reason === 'stop');
    const sampling = { ...chat.sampling, temperature: 0 };
    const first = await collect(
      engine.generate(requestOf('One, two, three, four,', { sampling, maxTokens: 12 })),
    );
    assert.match(first.text, /five/);
    assert.equal(first.ended?.reason, 'length');
    assert.equal(first.ended?.tokens, 12);
    const again = await collect(
      engine.generate(requestOf('One, two, three, four,', { sampling, maxTokens: 12 })),
    );
    assert.equal(again.text, first.text);
  });

  it('ends at once when aborted and leaves the lane to the next', async () => {
    const engine = openEndpointEngine({ url: server.url, model: 'tiny', lanes: 1 });
    const abort = new AbortController();
    let reason = '';
    for await (const event of engine.generate({ ...chat, maxTokens: 400 }, abort.signal)) {
      if (event.type === 'text') abort.abort();
      if (event.type === 'ended') reason = event.reason;
    }
    assert.equal(reason, 'aborted');
    assert.ok((await collect(engine.generate(chat))).text.length > 0);
  });

  it('says what it serves', async () => {
    const [served] = await endpointModels({ url: server.url });
    assert.match(served?.name ?? '', /SmolLM2/);
  });

  it('says that the context is full', async () => {
    const engine = openEndpointEngine({ url: server.url, model: 'tiny' });
    assert.equal((await collect(engine.generate(requestOf('word '.repeat(900))))).ended?.reason, 'context');
  });
});
