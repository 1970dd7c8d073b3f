import * as z from 'zod';

/** The text of a message: a string, or parts of which only text is understood. */
const Content = z.union([z.string(), z.array(z.object({ type: z.literal('text'), text: z.string() }))]);

const ChatMessage = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant']),
  content: Content,
});

/** Fields that mean something here; others are ignored, except those in `refused`. */
const shared = {
  model: z.string().max(500).optional(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  temperature: z.number().min(0).max(5).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  top_k: z.int().min(0).nullish(),
  min_p: z.number().min(0).max(1).nullish(),
  seed: z.int().nullish(),
  stop: z.union([z.string().min(1), z.array(z.string().min(1)).max(16)]).nullish(),
  max_tokens: z.int().min(1).nullish(),
  n: z.literal(1, 'One answer a request: send several requests instead.').nullish(),
  practice: z.boolean().nullish(),
};

export const ChatCompletionBody = z
  .object({
    messages: z.array(ChatMessage).min(1).max(1000),
    max_completion_tokens: z.int().min(1).nullish(),
    ...shared,
  })
  .meta({ example: { messages: [{ role: 'user', content: 'Say hello.' }], max_tokens: 32 } });
export type ChatCompletionBody = z.infer<typeof ChatCompletionBody>;

export const CompletionBody = z
  .object({
    prompt: z.union([z.string().min(1), z.array(z.string().min(1)).length(1)]),
    ...shared,
  })
  .meta({ example: { prompt: 'One, two, three,', max_tokens: 16 } });
export type CompletionBody = z.infer<typeof CompletionBody>;

/** What is asked for and cannot be had, with what to do instead. Asking for "none of it" is no harm. */
export function refusedField(body: object): { param: string; message: string } | undefined {
  const given = body as Record<string, unknown>;
  const asked = (name: string) => {
    const value = given[name];
    const nothing = value === undefined || value === null || value === false || value === 'none';
    return !nothing && !(Array.isArray(value) && value.length === 0);
  };
  for (const param of ['tools', 'functions', 'tool_choice', 'function_call'])
    if (asked(param) && !(param === 'tool_choice' && given[param] === 'auto' && !asked('tools')))
      return {
        param,
        message:
          'This model does not call tools. Leave them out, or use /v1/judge, /v1/stress and /v1/solve yourself.',
      };
  const format = given.response_format as { type?: unknown } | null | undefined;
  if (format && format.type !== 'text')
    return { param: 'response_format', message: 'Only text can be asked for. Read JSON out of the answer.' };
  for (const param of ['logprobs', 'top_logprobs', 'logit_bias', 'echo', 'best_of', 'suffix', 'audio'])
    if (asked(param) && !(param === 'best_of' && given[param] === 1) && !isEmptyObject(given[param]))
      return { param, message: `"${param}" is not supported. Leave it out.` };
  return undefined;
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

export function textOf(content: z.infer<typeof Content>): string {
  return typeof content === 'string' ? content : content.map(({ text }) => text).join('');
}
