import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A server that speaks OpenAI's chat completions, always knows the answer, and can be made to go away midway. */
export interface FlakyModel extends AsyncDisposable {
  url: string;
  /** Seeds of the requests that came. */
  asked: number[];
  /** Pieces of all answers after which it breaks every connection off; undefined when it does not. */
  breaksAfter: number | undefined;
}

const answer = 'The program:\n```python\na, b = map(int, input().split())\nprint(a + b)\n```\n';

export async function openFlakyModel(): Promise<FlakyModel> {
  let pieces = 0;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    if (request.url === '/v1/models') return response.end('{"data":[{"id":"flaky"}]}');
    model.asked.push(Number(JSON.parse(body).seed));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (let at = 0; at < answer.length; at += 20) {
      if (response.destroyed) return;
      if (model.breaksAfter !== undefined && pieces++ >= model.breaksAfter) {
        server.closeAllConnections();
        return;
      }
      response.write(
        `data: ${JSON.stringify({ choices: [{ delta: { content: answer.slice(at, at + 20) } }] })}\n\n`,
      );
      await wait(40);
    }
    response.end(`data: ${JSON.stringify({ choices: [{ delta: {}, finish_reason: 'stop' }] })}\n\n`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const model: FlakyModel = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    breaksAfter: undefined,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
  return model;
}
