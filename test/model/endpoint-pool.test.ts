import assert from 'node:assert/strict';
import { type GenerateRequest, openEndpointEngine, spreadOver } from '../../src/model/index.ts';
import type { RunningServer } from './llama-server.ts';
import { collect, requestOf, tinyModelPath } from './tiny-model.ts';
import { startXllamacpp } from './xllamacpp.ts';

describe('three real llama-servers as one engine, where they can be had', function () {
  this.timeout(240_000);
  const servers: RunningServer[] = [];

  before(async function () {
    const options = { modelPath: await tinyModelPath(), lanes: 2, contextTokens: 256 };
    for (let server = 0; server < 3; server++) {
      const running = await startXllamacpp(options);
      if (!running) return this.skip();
      servers.push(running);
    }
  });
  after(async () => {
    for (const server of servers) await server[Symbol.asyncDispose]();
  });

  it('lose no answer when one is killed and one falls silent in the midst of them', async () => {
    await using engine = spreadOver(
      servers.map(({ url }) =>
        openEndpointEngine({ url, model: 'tiny', lanes: 2, stallMs: 6000, retries: 0 }),
      ) as [ReturnType<typeof openEndpointEngine>],
    );
    assert.equal((await engine.load()).lanes, 6);
    const [killed, silent] = servers;
    assert.ok(killed && silent);
    const request: GenerateRequest = requestOf('One, two, three,', { maxTokens: 60, startsOver: true });
    const begun = new Set<number>();
    const starts: number[] = [];
    const ask = async (number: number) => {
      let text = '';
      let reason = '';
      for await (const event of engine.generate({ ...request, seed: number })) {
        if (event.type === 'started') {
          starts[number] = (starts[number] ?? 0) + 1;
          text = '';
        }
        if (event.type === 'text') {
          text += event.text;
          begun.add(number);
          // All six lanes are in the midst of an answer.
          if (begun.size === 6 && !hasFailed) {
            hasFailed = true;
            process.kill(silent.processId, 'SIGSTOP');
            await killed[Symbol.asyncDispose]();
          }
        }
        if (event.type === 'ended') reason = event.reason;
      }
      return { text, reason };
    };
    let hasFailed = false;
    const answers = await Promise.all(Array.from({ length: 18 }, (_, number) => ask(number)));
    assert.ok(answers.every(({ text, reason }) => text !== '' && /^(stop|length)$/.test(reason)));
    const again = starts.filter((times) => times > 1).length;
    assert.ok(again >= 2 && again <= 4, `${again} answers were begun anew`);
    assert.match(engine.info?.fallback ?? '', /broke off|cannot be reached/);
    assert.match(engine.info?.fallback ?? '', /has sent nothing for 6 s/);
  });

  it('still answer when two are gone', async () => {
    const [, , left] = servers;
    await using engine = openEndpointEngine({ url: left?.url ?? '', model: 'tiny', lanes: 2 });
    assert.ok((await collect(engine.generate(requestOf('One, two,', { maxTokens: 8 })))).text.length > 0);
  });
});
