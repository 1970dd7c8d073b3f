import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventData } from '../../src/model/engine/server-sent-events.ts';
import {
  type EndpointEngineOptions,
  endpointModels,
  openEndpointEngine,
  spreadOver,
} from '../../src/model/index.ts';
import { collect, requestOf, until } from './tiny-model.ts';

type Answer = (request: IncomingMessage & { body: string }, response: ServerResponse) => void;

/** A server on the loopback interface that answers as the test says. */
async function serving<T>(answer: Answer, work: (url: string, asked: string[]) => Promise<T>): Promise<T> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push(body);
      answer(Object.assign(request, { body }), response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

function streaming(...parts: string[]): Answer {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const part of parts) response.write(part);
    response.end();
  };
}

const chat = requestOf('', { prompt: { kind: 'chat', messages: [{ role: 'user', content: 'Hello' }] } });

function open(url: string, more: Partial<EndpointEngineOptions> = {}) {
  return openEndpointEngine({ url, model: 'm', retryAfterMs: 5, ...more });
}

function channelsOf(all: Awaited<ReturnType<typeof collect>>['all']) {
  const of = (name: string) =>
    all.map((event) => (event.type === 'text' && event.channel === name ? event.text : '')).join('');
  return { thought: of('thought'), answer: of('answer') };
}

describe('the endpoint engine', () => {
  it('reads thoughts from reasoning_content, reasoning and inline tags', async () => {
    for (const parts of [
      [chunk({ reasoning_content: 'why ' }), chunk({ reasoning_content: 'so' }), chunk({ content: '42' })],
      [chunk({ reasoning: 'why so' }), chunk({ content: '42' })],
      [chunk({ content: '<thi' }), chunk({ content: 'nk>why so</think>4' }), chunk({ content: '2' })],
    ])
      await serving(streaming(...parts, chunk({}, 'stop'), 'data: [DONE]\n\n'), async (url) => {
        const { all, ended } = await collect(open(url).generate(chat));
        assert.deepEqual(channelsOf(all), { thought: 'why so', answer: '42' });
        assert.equal(ended?.reason, 'stop');
      });
  });

  it('sends every sampling parameter, the key, and the seed', async () => {
    let key: string | undefined;
    const answer: Answer = (request, response) => {
      key = request.headers.authorization;
      streaming(chunk({ content: 'x' }, 'length'))(request, response);
    };
    await serving(answer, async (url, asked) => {
      const { ended } = await collect(open(url, { apiKey: 'secret' }).generate({ ...chat, seed: 5 }));
      assert.equal(ended?.reason, 'length');
      const body = JSON.parse(asked[0] ?? '');
      assert.equal(key, 'Bearer secret');
      assert.deepEqual(
        [
          body.seed,
          body.temperature,
          body.top_p,
          body.top_k,
          body.min_p,
          body.repeat_penalty,
          body.max_tokens,
          body.stream,
        ],
        [5, 0.7, 0.95, 0, 0, 1, 24, true],
      );
    });
  });

  it('does without the parameters a strict server refuses', async () => {
    const answer: Answer = (request, response) => {
      if ('top_k' in JSON.parse(request.body))
        response.writeHead(400).end('{"error":"Unrecognized argument: top_k"}');
      else streaming(chunk({ content: 'ok' }, 'stop'))(request, response);
    };
    await serving(answer, async (url) => assert.equal((await collect(open(url).generate(chat))).text, 'ok'));
  });

  it('tries again when the server is busy or failing, not when it refuses', async () => {
    const statuses = [429, 503, 500];
    const busy: Answer = (request, response) => {
      const status = statuses.shift();
      if (status) response.writeHead(status).end();
      else streaming(chunk({ content: 'ok' }, 'stop'))(request, response);
    };
    await serving(busy, async (url, asked) => {
      assert.equal((await collect(open(url).generate(chat))).text, 'ok');
      assert.equal(asked.length, 4);
    });
    await serving(
      (_, response) => response.writeHead(401).end('no key'),
      async (url, asked) => {
        await assert.rejects(collect(open(url).generate(chat)), {
          code: 'endpoint-refused',
          message: /API key/,
        });
        assert.equal(asked.length, 1);
      },
    );
    await serving(
      (_, response) => response.writeHead(500).end(),
      async (url, asked) => {
        await assert.rejects(collect(open(url, { retries: 2 }).generate(chat)), { code: 'endpoint-failed' });
        assert.equal(asked.length, 3);
      },
    );
  });

  it('waits as long as a busy server asks, which is no silence', async () => {
    for (const asked of [() => '1', () => new Date(Date.now() + 2500).toUTCString()]) {
      const retryAfter = asked();
      let refused = 0;
      let waited = 0;
      const busy: Answer = (request, response) => {
        if (refused === 0) {
          refused = performance.now();
          response.writeHead(429, { 'retry-after': retryAfter }).end('slow down');
        } else {
          waited = performance.now() - refused;
          streaming(chunk({ content: 'ok' }, 'stop'))(request, response);
        }
      };
      await serving(busy, async (url) => {
        assert.equal((await collect(open(url, { stallMs: 600 }).generate(chat))).text, 'ok');
        assert.ok(waited > 900, `${waited} ms after ${retryAfter}`);
      });
    }
  });

  it('leaves the limit out where the server’s context is smaller, and keeps to it itself', async () => {
    const small: Answer = (request, response) => {
      if ('max_tokens' in JSON.parse(request.body))
        response.writeHead(400).end('{"error":"This model\'s maximum context length is 4096 tokens"}');
      else streaming(...'abcdefgh'.split('').map((content) => chunk({ content })))(request, response);
    };
    await serving(small, async (url, asked) => {
      const { text, ended } = await collect(open(url).generate({ ...chat, maxTokens: 3 }));
      assert.equal(ended?.reason, 'length');
      assert.equal(text.slice(0, 3), 'abc');
      assert.equal(asked.length, 2);
    });
  });

  it('learns from the server what it has and how long its context is', async () => {
    const list = { data: [{ id: 'a' }, { id: 'm', max_model_len: 8192 }, { id: 'c', meta: { n_ctx: 512 } }] };
    const answer: Answer = (_, response) => response.end(JSON.stringify(list));
    await serving(answer, async (url) => {
      assert.deepEqual(await endpointModels({ url: `${url}/v1/chat/completions` }), [
        { name: 'a' },
        { name: 'm', contextTokens: 8192 },
        { name: 'c', contextTokens: 512 },
      ]);
      assert.equal((await open(url).load()).contextTokens, 8192);
    });
    const page: Answer = (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    await serving(page, (url) =>
      assert.rejects(open(url).load(), { code: 'endpoint-refused', message: /web page/ }),
    );
    const hanging: Answer = () => undefined;
    await serving(hanging, (url) =>
      assert.rejects(open(url, { stallMs: 100 }).load(), { code: 'endpoint-stalled' }),
    );
    assert.throws(() => open('localhost:8080'), { code: 'bad-request', message: /http:\/\/127/ });
  });

  it('goes on with the other endpoints when one is down, and says so', async () => {
    await serving(streaming(chunk({ content: 'ok' }, 'stop')), async (url) => {
      const down = open('http://127.0.0.1:1', { retries: 0 });
      await using both = spreadOver([down, open(url, { lanes: 3 })]);
      const info = await both.load();
      assert.equal(info.lanes, 3);
      assert.match(info.fallback ?? '', /127\.0\.0\.1:1\/v1 cannot be reached/);
      for (let request = 0; request < 3; request++)
        assert.equal((await collect(both.generate(chat))).text, 'ok');
    });
    await using none = spreadOver([
      open('http://127.0.0.1:1', { retries: 0 }),
      open('http://127.0.0.1:2', { retries: 0 }),
    ]);
    await assert.rejects(none.load(), { code: 'endpoint-failed' });
    await assert.rejects(collect(none.generate(chat)), { code: 'endpoint-failed' });
  });

  it('does not ask another endpoint for an answer that had begun', async () => {
    const breaking: Answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk({ content: 'half' }), () => response.destroy());
    };
    await serving(breaking, async (first) => {
      await serving(streaming(chunk({ content: 'ok' }, 'stop')), async (second, asked) => {
        await using both = spreadOver([open(first), open(second)]);
        await assert.rejects(collect(both.generate(chat)), { code: 'endpoint-failed' });
        assert.equal(asked.length, 0);
      });
    });
  });

  it('gives up a server that falls silent, but not a slow one', async () => {
    const silent: Answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk({ content: 'a' }));
    };
    await serving(silent, (url) =>
      assert.rejects(collect(open(url, { stallMs: 100 }).generate(chat)), { code: 'endpoint-stalled' }),
    );
    const slow: Answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      let left = 8;
      const timer = setInterval(() => {
        if (left-- > 0) response.write(left % 2 ? ': still here\n\n' : chunk({ content: 'a' }));
        else {
          clearInterval(timer);
          response.end(chunk({}, 'stop'));
        }
      }, 40);
    };
    await serving(slow, async (url) =>
      assert.equal((await collect(open(url, { stallMs: 200 }).generate(chat))).text, 'aaaa'),
    );
  });

  it('reports a broken stream, garbage, a web page, an error inside the stream', async () => {
    const faults: Answer[] = [
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(chunk({ content: 'a' }), () => response.destroy());
      },
      streaming('data: {"choices": 7}\n\n'),
      streaming('data: not json\n\n'),
      streaming(chunk({ content: 'half' })),
      streaming('data: {"error":{"message":"out of memory"}}\n\n'),
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>log in</html>'),
      (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    ];
    for (const fault of faults)
      await serving(fault, (url) =>
        assert.rejects(collect(open(url, { retries: 0 }).generate(chat)), {
          name: 'ModelError',
          code: /^endpoint-/,
        }),
      );
    await assert.rejects(collect(open('http://127.0.0.1:1', { retries: 0 }).generate(chat)), {
      code: 'endpoint-failed',
      message: /Start the server/,
    });
  });

  it('says that the context is full when the server does', async () => {
    const full: Answer = (_, response) =>
      response.writeHead(400).end('{"error":{"message":"the request exceeds the available context size"}}');
    await serving(full, async (url) =>
      assert.equal((await collect(open(url).generate(chat))).ended?.reason, 'context'),
    );
  });

  it('ends at a stop text and at once when aborted, and hangs up', async () => {
    let hungUp = 0;
    const endless: Answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const timer = setInterval(() => response.write(chunk({ content: `${Math.random()} ` })), 2);
      response.on('close', () => {
        clearInterval(timer);
        hungUp++;
      });
    };
    await serving(endless, async (url) => {
      const stopped = await collect(open(url).generate({ ...chat, stop: ['.'] }));
      assert.deepEqual([stopped.text, stopped.ended?.reason], ['0', 'stop']);
      await until(() => hungUp === 1);
      const abort = new AbortController();
      let last: unknown;
      for await (const event of open(url).generate(chat, abort.signal)) {
        if (event.type === 'text') abort.abort();
        last = event.type === 'ended' ? event.reason : event.type;
      }
      assert.equal(last, 'aborted');
      await until(() => hungUp === 2);
    });
  });

  it('holds no more requests at once than it has lanes, also over several endpoints', async () => {
    let now = 0;
    let most = 0;
    const counted: Answer = (request, response) => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now--;
        streaming(chunk({ content: 'x' }, 'stop'))(request, response);
      }, 20);
    };
    await serving(counted, async (url) => {
      const one = open(url, { lanes: 2 });
      await Promise.all(Array.from({ length: 7 }, () => collect(one.generate(chat))));
      assert.equal(most, 2);
      most = 0;
      await using both = spreadOver([open(url, { lanes: 1 }), open(url, { lanes: 1 })]);
      assert.equal((await both.load()).lanes, 2);
      await Promise.all(Array.from({ length: 6 }, () => collect(both.generate(chat))));
      assert.equal(most, 2);
    });
  });

  it('reads event streams however they are cut and whatever ends their lines', async () => {
    const text = ': hi\r\ndata: a\r\ndata: π\r\n\r\nevent: x\ndata:c\n\ndata: d';
    const bytes = new TextEncoder().encode(text);
    for (let size = 1; size < 8; size++) {
      const parts = async function* () {
        for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
      };
      const data = [];
      for await (const one of eventData(parts(), () => undefined)) data.push(one);
      assert.deepEqual(data, ['a\nπ', 'c', 'd']);
    }
  });
});
