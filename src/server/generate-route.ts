import type { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { type GenerateEvent, instructions } from '../model/index.ts';
import { answerPost } from './ask.ts';
import type { Env } from './env.ts';
import { eventStream } from './event-stream.ts';
import { chatRequest, finishOf, refuseFullContext, wholeGeneration } from './openai/generation.ts';
import { GenerateBody } from './protocol.ts';
import type { Served } from './served.ts';

/**
 * `POST /api/generate`: one prompt, one answer. A stream is one JSON object a line; field names beyond `response`
 * are those of Ollama's endpoint of the same name.
 */
export function addGenerateRoute(app: OpenAPIHono<Env>, served: Served): void {
  const { preset } = served;
  answerPost(
    app,
    served,
    {
      path: '/api/generate',
      summary: 'One answer to one prompt',
      tag: 'Verdict',
      body: GenerateBody,
      answer: {
        type: 'application/json',
        schema: z.object({ response: z.string(), thinking: z.string(), done: z.boolean() }).loose(),
      },
      places: ['model'],
    },
    async ({ body, client, signal, end }) => {
      await served.guardFor(body.practice).admit(undefined, [body.prompt], signal);
      const system = body.system_prompt ?? instructions.programming;
      const request = chatRequest(preset, system, [{ role: 'user', content: body.prompt }], body);
      const engine = served.engineFor(client);
      if (!body.stream) {
        const { answer, thought, finish, tokens, promptTokens } = await wholeGeneration(
          engine,
          request,
          signal,
        );
        return {
          model: preset.id,
          response: answer,
          thinking: thought,
          done: true,
          done_reason: finish,
          prompt_eval_count: promptTokens,
          eval_count: tokens,
        };
      }
      let promptTokens = 0;
      const line = (event: GenerateEvent): string => {
        refuseFullContext(event);
        if (event.type === 'started') {
          promptTokens = event.promptTokens;
          return '';
        }
        const said =
          event.type === 'text'
            ? {
                response: event.channel === 'answer' ? event.text : '',
                ...(event.channel === 'thought' && { thinking: event.text }),
                done: false,
              }
            : {
                response: '',
                done: true,
                done_reason: finishOf(event.reason),
                prompt_eval_count: promptTokens,
                eval_count: event.tokens,
              };
        return `${JSON.stringify({ model: preset.id, ...said })}\n`;
      };
      return eventStream(engine.generate(request, signal), end, line, {
        failed: (error) => `${JSON.stringify(error.body)}\n`,
        type: 'application/x-ndjson',
      });
    },
  );
}
