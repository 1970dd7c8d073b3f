import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The judges' network in place of the real one, which a test cannot ask: a server of this machine answers for all of
 * them, and `fetch` leads their addresses to it.
 */
export async function judgesNetwork(
  answer: RequestListener,
): Promise<AsyncDisposable & { fetch: typeof fetch; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    fetch: (address, init) => {
      const { pathname, search } = new URL(String(address));
      return fetch(`http://127.0.0.1:${port}${pathname}${search}`, init);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
