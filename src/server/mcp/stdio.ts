import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { RequestLives } from '../load/request-life.ts';
import { Served, type ServedOptions } from '../served.ts';
import { mcpServer } from './tools.ts';

/** Speaks MCP on standard input and output until the other side closes it or `signal` aborts. */
export async function serveMcpOverStdio(
  options: ServedOptions & { version: string; signal: AbortSignal },
): Promise<void> {
  const server = mcpServer(new Served(options, new RequestLives()), 'stdio', options.version);
  const { signal } = options;
  const ended = new Promise<void>((resolve) => {
    server.server.onclose = resolve;
    process.stdin.once('end', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.connect(new StdioServerTransport());
  if (!signal.aborted) await ended;
  await server.close();
}
