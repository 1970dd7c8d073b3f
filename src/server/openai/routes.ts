import { randomUUID } from 'node:crypto';
import type { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import type { GenerateEvent, GenerateRequest } from '../../model/index.ts';
import { ApiError } from '../api-error.ts';
import { type Ask, answerPost } from '../ask.ts';
import type { Env } from '../env.ts';
import { eventStream } from '../event-stream.ts';
import type { Served } from '../served.ts';
import {
  chatRequest,
  completionRequest,
  finishOf,
  type Generated,
  refuseFullContext,
  wholeGeneration,
} from './generation.ts';
import { ChatCompletionBody, CompletionBody, refusedField, textOf } from './protocol.ts';

/** How a whole answer and a piece of one look; `delta` is undefined in the last piece. */
interface Form {
  kind: 'chat' | 'text';
  whole: (generated: Generated) => object;
  piece: (channel: 'thought' | 'answer', text: string) => object;
  first?: object;
}

const chatForm: Form = {
  kind: 'chat',
  first: { delta: { role: 'assistant', content: '' } },
  whole: ({ thought, answer }) => ({
    message: {
      role: 'assistant',
      content: answer,
      ...(thought && { reasoning_content: thought }),
      refusal: null,
    },
  }),
  piece: (channel, text) => ({
    delta: channel === 'thought' ? { reasoning_content: text } : { content: text },
  }),
};

const textForm: Form = {
  kind: 'text',
  whole: ({ thought, answer }) => ({ text: thought + answer }),
  piece: (_, text) => ({ text }),
};

/** `/v1/chat/completions`, `/v1/completions` and `/v1/models`, as OpenAI's clients speak them. */
export function addOpenAiRoutes(app: OpenAPIHono<Env>, served: Served): void {
  const { preset } = served;
  const shared = { tag: 'OpenAI', places: ['model' as const], refused: refusedField };
  const created = Math.floor(Date.now() / 1000);
  const model = { id: preset.id, object: 'model', created, owned_by: 'verdict' };

  answerPost(
    app,
    served,
    {
      ...shared,
      path: '/v1/chat/completions',
      summary: 'The next turn of a conversation',
      body: ChatCompletionBody,
      answer: { type: 'application/json', schema: z.looseObject({ id: z.string(), object: z.string() }) },
    },
    async (ask) => {
      const { body } = ask;
      requireModel(body.model, preset.id);
      const told = body.messages.map(({ role, content }) => ({ role, content: textOf(content) }));
      await guard(
        served,
        ask,
        told.filter(({ role }) => role === 'user').map(({ content }) => content),
      );
      const system = told.filter(({ role }) => role === 'system' || role === 'developer');
      const history = told.flatMap(({ role, content }) =>
        role === 'user' || role === 'assistant' ? [{ role, content }] : [],
      );
      const request = chatRequest(preset, system.map(({ content }) => content).join('\n\n'), history, {
        ...body,
        max_tokens: body.max_completion_tokens ?? body.max_tokens,
      });
      return completion(served, ask, request, chatForm);
    },
  );

  answerPost(
    app,
    served,
    {
      ...shared,
      path: '/v1/completions',
      summary: 'The continuation of a text',
      body: CompletionBody,
      answer: { type: 'application/json', schema: z.looseObject({ id: z.string(), object: z.string() }) },
    },
    async (ask) => {
      requireModel(ask.body.model, preset.id);
      const text = [ask.body.prompt].flat().join('');
      await guard(served, ask, [text]);
      return completion(served, ask, completionRequest(preset, text, ask.body), textForm);
    },
  );

  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/v1/models',
    summary: 'The model that is served',
    tags: ['OpenAI'],
    responses: { 200: { description: 'A list of one' } },
  });
  app.get('/v1/models', (c) => c.json({ object: 'list', data: [model] }));
  app.get('/v1/models/:id', (c) => {
    requireModel(c.req.param('id'), preset.id);
    return c.json(model);
  });
}

type AnyBody = {
  stream?: boolean | null | undefined;
  stream_options?: { include_usage?: boolean | null | undefined } | null | undefined;
  practice?: boolean | null | undefined;
};

async function guard(served: Served, ask: Ask<AnyBody>, texts: string[]): Promise<void> {
  await served.guardFor(ask.body.practice).admit(undefined, texts, ask.signal);
}

function requireModel(asked: string | undefined, served: string): void {
  if (asked !== undefined && asked !== '' && asked !== served)
    throw new ApiError(404, 'model_not_found', `This server serves "${served}", not "${asked}".`, {
      param: 'model',
    });
}

async function completion(
  served: Served,
  ask: Ask<AnyBody>,
  request: GenerateRequest,
  form: Form,
): Promise<Response | object> {
  const engine = served.engineFor(ask.client);
  const head = {
    id: `${form.kind === 'chat' ? 'chatcmpl' : 'cmpl'}-${randomUUID()}`,
    created: Math.floor(Date.now() / 1000),
    model: served.preset.id,
  };
  if (ask.body.stream) return streamed(ask, engine.generate(request, ask.signal), head, form);
  const generated = await wholeGeneration(engine, request, ask.signal);
  return {
    ...head,
    object: form.kind === 'chat' ? 'chat.completion' : 'text_completion',
    choices: [{ index: 0, ...form.whole(generated), logprobs: null, finish_reason: generated.finish }],
    usage: usageOf(generated.promptTokens, generated.tokens),
  };
}

function streamed(
  ask: Ask<AnyBody>,
  events: AsyncIterable<GenerateEvent>,
  head: object,
  form: Form,
): Response {
  const withUsage = ask.body.stream_options?.include_usage === true;
  const object = form.kind === 'chat' ? 'chat.completion.chunk' : 'text_completion';
  const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
  const chunk = (choices: object[], more: object = {}) =>
    data({ ...head, object, choices, ...(withUsage && { usage: null }), ...more });
  const choice = (content: object, finish: string | null = null) => ({
    index: 0,
    ...content,
    logprobs: null,
    finish_reason: finish,
  });
  let promptTokens = 0;
  return eventStream(
    events,
    ask.end,
    (event) => {
      refuseFullContext(event);
      if (event.type === 'started') {
        promptTokens = event.promptTokens;
        return form.first ? chunk([choice(form.first)]) : '';
      }
      if (event.type === 'text') return chunk([choice(form.piece(event.channel, event.text))]);
      const last = form.kind === 'chat' ? { delta: {} } : { text: '' };
      return [
        chunk([choice(last, finishOf(event.reason))]),
        withUsage ? chunk([], { usage: usageOf(promptTokens, event.tokens) }) : '',
        'data: [DONE]\n\n',
      ].join('');
    },
    { failed: (error) => data(error.body) },
  );
}

function usageOf(promptTokens: number, completionTokens: number) {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}
