import * as z from 'zod';
import { ModelError, reasonOf } from '../errors.ts';

/** A model that a server offers, and the tokens it takes where the server says so (vLLM, llama-server). */
export interface ServedModel {
  name: string;
  contextTokens?: number;
}

const ModelList = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      max_model_len: z.number().nullish(),
      meta: z.object({ n_ctx: z.number().nullish() }).nullish(),
    }),
  ),
});

/** The models a server offers. Throws `ModelError` (`endpoint-refused`, `endpoint-failed`). */
export async function endpointModels(
  options: { url: string; apiKey?: string },
  signal?: AbortSignal,
): Promise<ServedModel[]> {
  return new EndpointServer(options.url, options.apiKey).models(signal ?? new AbortController().signal);
}

/** The first model of the first server that answers. Throws the last failure, or `bad-request` when none is told. */
export async function firstServedModel(
  servers: { url: string; apiKey?: string | undefined }[],
  signal?: AbortSignal,
): Promise<string> {
  let failure: unknown;
  for (const { url, apiKey } of servers) {
    try {
      const [first] = await endpointModels({ url, ...(apiKey && { apiKey }) }, signal);
      if (first) return first.name;
    } catch (error) {
      failure = error;
    }
  }
  throw (
    failure ??
    new ModelError(
      'bad-request',
      'The endpoint does not say which models it has.',
      'Name the model at the endpoint.',
    )
  );
}

/** An OpenAI-compatible server: where it is, how it is asked, and what its refusals mean. */
export class EndpointServer {
  /** The address under which `/chat/completions` lies. */
  readonly base: string;
  readonly #apiKey: string | undefined;

  /** @param url with or without `/v1`, with or without the path of the completions. Throws `bad-request`. */
  constructor(url: string, apiKey?: string) {
    const base = url
      .trim()
      .replace(/\/+$/, '')
      .replace(/\/(?:chat\/)?completions$/, '');
    if (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol))
      throw new ModelError(
        'bad-request',
        `"${url}" is no address of a server.`,
        'It looks like http://127.0.0.1:8080 or https://host/v1.',
      );
    this.base = /\/v\d+$/.test(base) ? base : `${base}/v1`;
    this.#apiKey = apiKey === '' ? undefined : apiKey;
  }

  /** Sends a request. The answer may be a refusal; a web page, as a portal sends one, is thrown as one. */
  async send(path: string, body: unknown, signal: AbortSignal): Promise<Response> {
    const response = await fetch(this.base + path, {
      method: body === undefined ? 'GET' : 'POST',
      // A key is not carried to wherever a server points.
      redirect: 'error',
      headers: {
        accept: 'text/event-stream, application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.#apiKey && { authorization: `Bearer ${this.#apiKey}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal,
    });
    if (!response.ok || !/text\/html/i.test(response.headers.get('content-type') ?? '')) return response;
    await response.body?.cancel();
    throw new ModelError(
      'endpoint-refused',
      `${this.base} sent a web page instead of an answer.`,
      'Check the address: it must be that of an OpenAI-compatible API, and no sign-in page may stand before it.',
    );
  }

  /** What the server offers; empty when it keeps no list. */
  async models(signal: AbortSignal): Promise<ServedModel[]> {
    let response: Response;
    try {
      response = await this.send('/models', undefined, signal);
    } catch (error) {
      if (signal.aborted || error instanceof ModelError) throw error;
      throw this.unreachable(error);
    }
    if (response.status === 404 || response.status === 405) {
      await response.body?.cancel();
      return [];
    }
    if (!response.ok) throw await this.refusal(response);
    const list = ModelList.safeParse(await response.json().catch(() => undefined));
    if (!list.success) return [];
    return list.data.data.map(({ id, max_model_len, meta }) => {
      const contextTokens = max_model_len ?? meta?.n_ctx;
      return { name: id, ...(contextTokens && { contextTokens }) };
    });
  }

  /** Why the server refused, with what to do. */
  async refusal(response: Response): Promise<ModelError> {
    const said = (await response.text().catch(() => '')).replaceAll(/\s+/g, ' ').slice(0, 300);
    const what = `${this.base} answered ${response.status}${said ? `: ${said}` : ''}.`;
    if (response.status === 401 || response.status === 403)
      return new ModelError('endpoint-refused', what, 'Set the API key for this endpoint.');
    if (response.status === 404)
      return new ModelError('endpoint-refused', what, 'Check the address and the name of the model.');
    if (response.status === 429 || response.status >= 500)
      return new ModelError('endpoint-failed', what, 'Wait a little, or use fewer lanes.');
    return new ModelError('endpoint-refused', what, 'Check the settings of this endpoint.');
  }

  unreachable(error: unknown): ModelError {
    return new ModelError(
      'endpoint-failed',
      `${this.base} cannot be reached (${causeOf(error)}).`,
      'Start the server, or correct its address in the settings.',
      error,
    );
  }
}

export function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return reasonOf(error) + cause;
}
