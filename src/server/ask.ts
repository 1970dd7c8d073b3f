import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as z from 'zod';
import { ApiError } from './api-error.ts';
import type { Env } from './env.ts';
import { largestBody } from './protocol.ts';
import type { Served } from './served.ts';

/** A request that was let in, with its checked body. */
export interface Ask<Body> {
  c: Context<Env>;
  body: Body;
  client: string;
  /** Aborts when the client goes, when it has taken too long, or when the server ends. */
  signal: AbortSignal;
  /** Frees its place. A stream calls it at its end; for any other answer it is called already. */
  end: () => void;
}

export interface AskOptions<Body> {
  path: string;
  summary: string;
  description?: string;
  tag: string;
  body: z.ZodType<Body>;
  /** What a body asks for that cannot be had, and why; looked at before its shape is. */
  refused?: (given: object) => { param: string; message: string } | undefined;
  /** What the answer is made of, for the description of the server. */
  answer: { type: string; schema: z.ZodType };
  /** Whose places it takes. */
  places: ('model' | 'judge')[];
}

/**
 * A POST that takes JSON: its size, type and shape are checked, it takes its places in the queue, and every error
 * is answered in one shape. Described in the server's OpenAPI document by the same schema.
 */
export function answerPost<Body>(
  app: OpenAPIHono<Env>,
  served: Served,
  options: AskOptions<Body>,
  answer: (ask: Ask<Body>) => Promise<Response | object>,
): void {
  const { path, summary, description, tag, body, places } = options;
  app.openAPIRegistry.registerPath({
    method: 'post',
    path,
    summary,
    ...(description !== undefined && { description }),
    tags: [tag],
    request: { required: true, body: { required: true, content: { 'application/json': { schema: body } } } },
    responses: {
      200: {
        description: 'The answer',
        content: { [options.answer.type]: { schema: options.answer.schema } },
      },
      '4XX': { description: 'What is wrong with the request: { error: { message, type, param, code } }' },
    },
  } as Parameters<typeof app.openAPIRegistry.registerPath>[0]);

  const tooLarge = () => {
    throw new ApiError(413, 'too_large', `A request may have ${largestBody / 2 ** 20} MiB.`);
  };
  app.post(path, bodyLimit({ maxSize: largestBody, onError: tooLarge }), async (c) => {
    const client = c.get('client');
    const began = performance.now();
    const given = await checkedBody(c, options);
    const taken: Disposable[] = [];
    const life = served.lives.begin(c);
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      life.end();
      for (const place of taken) place[Symbol.dispose]();
      served.metrics.seconds.observe({ route: path }, (performance.now() - began) / 1000);
    };
    try {
      for (const place of places)
        taken.push(place === 'model' ? served.enterModel(client) : served.enterJudge(client));
      const answered = await answer({ c, body: given, client, signal: life.signal, end });
      if (answered instanceof Response) return answered;
      end();
      return c.json(answered);
    } catch (error) {
      end();
      throw error;
    }
  });
}

async function checkedBody<Body>(
  c: Context<Env>,
  { body: schema, refused }: AskOptions<Body>,
): Promise<Body> {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/json\b/i.test(type))
    throw new ApiError(415, 'not_json', 'Send JSON, with "Content-Type: application/json".');
  let given: unknown;
  try {
    given = JSON.parse(await c.req.text());
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new ApiError(400, 'bad_json', `The body is not JSON: ${(error as Error).message.slice(0, 200)}`);
  }
  const asked = typeof given === 'object' && given !== null ? refused?.(given) : undefined;
  if (asked) throw new ApiError(400, 'unsupported_parameter', asked.message, { param: asked.param });
  const checked = schema.safeParse(given);
  if (checked.success) return checked.data;
  const [first] = checked.error.issues;
  const param = first?.path.join('.') ?? '';
  throw new ApiError(
    400,
    'bad_request',
    `${param ? `${param}: ` : ''}${first?.message ?? 'It has the wrong shape.'}`,
    {
      ...(param && { param }),
    },
  );
}
