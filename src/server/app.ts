import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OpenAPIHono } from '@hono/zod-openapi';
import { gate } from './access/gate.ts';
import type { ApiKeys } from './access/keys.ts';
import { ApiError } from './api-error.ts';
import type { Env } from './env.ts';
import { addGenerateRoute } from './generate-route.ts';
import type { McpSessions } from './mcp/http.ts';
import { addOpenAiRoutes } from './openai/routes.ts';
import { PastSolves } from './rooms/past-solves.ts';
import { addRoomRoutes } from './rooms/routes.ts';
import type { Served } from './served.ts';

export interface AppOptions {
  served: Served;
  keys: ApiKeys;
  loopback: boolean;
  /** The port it really listens on. */
  port: () => number;
  /** False while it is ending: requests are sent away. */
  isOpen: () => boolean;
  mcp: McpSessions;
  /** Where the page's bundle and style lie. */
  pageFolder: string;
  pastSolvesFolder: string;
  version: string;
  /** A line for the log; never holds what a client sent. */
  log: (line: string) => void;
}

/** Everything the server answers. */
export function openApp(options: AppOptions): OpenAPIHono<Env> {
  const { served, log } = options;
  const app = new OpenAPIHono<Env>();

  app.use(async (c, next) => {
    await next();
    const known = c.res.status === 404 ? 'unknown' : c.req.routePath;
    served.metrics.requests.inc({ route: known, status: String(c.res.status) });
    for (const [name, value] of safetyHeaders) c.res.headers.set(name, value);
  });
  app.onError((error) => {
    const told = ApiError.of(error);
    if (told.status >= 500) log(`${told.status} ${String(told.cause ?? error)}`);
    return told.toResponse();
  });
  app.notFound((c) =>
    new ApiError(
      404,
      'not_found',
      `There is no ${c.req.method} ${c.req.path}. See /openapi.json.`,
    ).toResponse(),
  );
  app.use(gate(options));
  app.use(async (c, next) => {
    if (!options.isOpen() && c.req.path !== '/health')
      throw new ApiError(503, 'ending', 'The server is ending.', { retryAfter: 10 });
    await next();
  });

  app.get('/health', (c) => {
    const loaded = served.engine.info !== undefined;
    const status = options.isOpen() ? (loaded ? 'ok' : 'loading') : 'ending';
    return c.json(
      { status, version: options.version, judge: served.runsPrograms },
      options.isOpen() ? 200 : 503,
    );
  });
  app.get('/metrics', async (c) =>
    c.body(await served.metrics.text(), 200, { 'content-type': served.metrics.contentType }),
  );
  addGenerateRoute(app, served);
  addOpenAiRoutes(app, served);
  options.mcp.addTo(app);
  addRoomRoutes(app, served, new PastSolves(options.pastSolvesFolder));
  app.get('/v1/status', (c) =>
    c.json({
      model: served.preset.id,
      title: served.preset.title,
      engine: served.engine.info ?? null,
      load: served.load,
      judge: served.runsPrograms,
    }),
  );
  app.get('/v1/languages', async (c) =>
    c.json(
      served.runsPrograms
        ? (await served.judge.languages()).filter((it) => it.found).map(({ id, name }) => ({ id, name }))
        : [],
    ),
  );
  addPage(app, options.pageFolder);
  app.get('/openapi.json', (c) =>
    c.json(
      app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: 'Verdict',
          version: options.version,
          description: 'Code is offered with its verdict, and the verdict says what it rests on.',
        },
      }),
    ),
  );
  return app;
}

const safetyHeaders = [
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['cache-control', 'no-store'],
] as const;

/** Only these files are served, by name: nothing a client sends becomes a path. */
const pageFiles: Record<string, string> = {
  'page.js': 'text/javascript; charset=utf-8',
  'try.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
};

function addPage(app: OpenAPIHono<Env>, folder: string): void {
  const policy = [
    "default-src 'none'",
    ...["script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self'"],
    ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
  ].join('; ');
  const page = (title: string, script: string) => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/page/page.css">
</head>
<body>
<div id="root"></div>
<script src="/page/${script}"></script>
</body>
</html>
`;
  const headers = { 'content-security-policy': policy };
  app.get('/', (c) => c.html(page('Verdict', 'page.js'), 200, headers));
  app.get('/try', (c) => c.html(page('Verdict: try the API', 'try.js'), 200, headers));
  for (const [name, type] of Object.entries(pageFiles))
    app.get(`/page/${name}`, async (c) =>
      c.body(await readFile(join(folder, name), 'utf8'), 200, { 'content-type': type }),
    );
}
