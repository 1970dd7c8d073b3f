import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { isLoopback } from './access/gate.ts';
import type { ApiKeys } from './access/keys.ts';
import { openApp } from './app.ts';
import { RequestLives } from './load/request-life.ts';
import { McpSessions } from './mcp/http.ts';
import { Served, type ServedOptions } from './served.ts';

export interface ServerOptions extends ServedOptions {
  /** Default 127.0.0.1. Anywhere but on loopback `keys` must hold one. */
  host?: string | undefined;
  /** Default 7860; 0 takes a free one. */
  port?: number | undefined;
  keys: ApiKeys;
  pageFolder: string;
  pastSolvesFolder: string;
  version: string;
  /** Milliseconds that requests under way get when the server ends; default 10,000. */
  graceMs?: number | undefined;
  /** Milliseconds of one request at most; default an hour. */
  longestRequestMs?: number | undefined;
  log?: ((line: string) => void) | undefined;
}

/** Why the server cannot be started; the message says what to do. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
}

/** A server that listens. Disposing of it lets requests end, then stops them, and frees the port. */
export interface RunningServer extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** Where a browser on this machine finds it. */
  readonly url: string;
  /** Whether judging and solving are on; else why not. */
  readonly judgeOff: string | undefined;
}

/** Milliseconds the last bytes get. */
const flushMs = 1000;

const topTier = 'namespaces';

/**
 * Starts the HTTP server. It owns neither the engine nor the judge: whoever opened them disposes of them after it.
 * @throws ServerError when it would be open to others without a key, or the port is taken
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host = '127.0.0.1', port: wanted = 7860, keys, graceMs = 10_000, log = () => {} } = options;
  const loopback = isLoopback(host);
  if (!loopback && keys.size === 0)
    throw new ServerError(
      `${host} can be reached by others, so API keys are needed: name a file with --keys, or set VERDICT_API_KEYS.`,
    );
  const tier = options.judge?.sandbox.tier;
  const unsafe =
    !loopback && tier !== undefined && tier !== topTier
      ? `It can be reached by others, and the sandbox here is "${tier}" instead of "${topTier}". See "verdict doctor".`
      : undefined;
  const judgeOff =
    unsafe ?? (options.judge ? undefined : (options.judgeOff ?? 'It was started without a judge.'));
  const lives = new RequestLives(options.longestRequestMs);
  const served = new Served({ ...options, judge: judgeOff ? undefined : options.judge, judgeOff }, lives);
  const mcp = new McpSessions(served, options.version);
  let open = true;
  let port = wanted;
  const app = openApp({
    ...options,
    served,
    mcp,
    loopback,
    port: () => port,
    isOpen: () => open,
    log,
  });
  const server = createAdaptorServer({
    fetch: app.fetch,
    // A client must have sent its request within this time; answers may take long.
    serverOptions: { headersTimeout: 15_000, requestTimeout: 60_000, keepAliveTimeout: 5_000 },
  }) as Server;
  server.maxHeadersCount = 100;
  server.maxConnections = 1024;
  await listening(server, host, wanted);
  port = (server.address() as AddressInfo).port;
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return {
    host,
    port,
    url: `http://${shown}:${port}`,
    judgeOff,
    async [Symbol.asyncDispose]() {
      open = false;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await lives.drain(graceMs);
      await mcp[Symbol.asyncDispose]();
      server.closeIdleConnections();
      // What was answered last is still on its way; a client that does not read it is not waited for.
      const impatient = setTimeout(() => server.closeAllConnections(), flushMs);
      await closed;
      clearTimeout(impatient);
    },
  };
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new ServerError(`Port ${port} is in use. Choose another with --port, or 0 for a free one.`));
      else if (error.code === 'EACCES')
        reject(new ServerError(`Port ${port} needs more rights. Choose one above 1023.`));
      else reject(new ServerError(`${host}:${port} cannot be listened on: ${error.message}`));
    });
    server.listen(port, host, resolve);
  });
}
