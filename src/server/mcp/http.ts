import { randomUUID } from 'node:crypto';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { Hono } from 'hono';
import { ApiError } from '../api-error.ts';
import type { Env } from '../env.ts';
import { largestBody } from '../protocol.ts';
import type { Served } from '../served.ts';
import { mcpServer } from './tools.ts';

/** Sessions at once; the one unused longest is ended for a new one. */
const mostSessions = 64;

interface Session {
  client: string;
  server: McpServer;
  transport: WebStandardStreamableHTTPServerTransport;
}

/** The MCP sessions of one HTTP server, at `/mcp`. Disposing of it ends them with all they do. */
export class McpSessions implements AsyncDisposable {
  readonly #served: Served;
  readonly #version: string;
  /** In the order of their last use. */
  readonly #sessions = new Map<string, Session>();

  constructor(served: Served, version: string) {
    this.#served = served;
    this.#version = version;
  }

  addTo(app: Hono<Env>): void {
    app.on(['GET', 'POST', 'DELETE'], '/mcp', async (c) => {
      const client = c.get('client');
      const id = c.req.header('mcp-session-id');
      if (id !== undefined) {
        const session = this.#sessions.get(id);
        // A session belongs to who began it.
        if (!session || session.client !== client)
          throw new ApiError(404, 'no_such_session', 'This MCP session has ended. Begin a new one.');
        this.#sessions.delete(id);
        this.#sessions.set(id, session);
        return session.transport.handleRequest(c.req.raw);
      }
      if (c.req.method !== 'POST')
        throw new ApiError(400, 'no_session', 'Begin an MCP session by POST with "initialize".');
      const transport = await this.#begin(client);
      return transport.handleRequest(c.req.raw);
    });
  }

  async #begin(client: string): Promise<WebStandardStreamableHTTPServerTransport> {
    const server = mcpServer(this.#served, client, this.#version);
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      maxRequestBodySize: largestBody,
      onsessioninitialized: (id) => {
        this.#sessions.set(id, { client, server, transport });
        const [oldest] = this.#sessions;
        if (this.#sessions.size > mostSessions && oldest) void this.#end(oldest[0]);
      },
      onsessionclosed: (id) => void this.#sessions.delete(id),
    });
    await server.connect(transport);
    return transport;
  }

  async #end(id: string): Promise<void> {
    const session = this.#sessions.get(id);
    this.#sessions.delete(id);
    await session?.server.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#sessions.keys()].map((id) => this.#end(id)));
  }
}
