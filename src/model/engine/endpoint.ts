import * as z from 'zod';
import { ModelError } from '../errors.ts';
import type { Engine, EngineInfo, FinishReason, GenerateEvent, GenerateRequest } from '../generation.ts';
import { pause } from '../pause.ts';
import { RepetitionDetector } from '../repetition.ts';
import { StopTexts } from '../stop-texts.ts';
import { ThoughtParser } from '../thought-parser.ts';
import { causeOf, EndpointServer, type ServedModel } from './endpoint-server.ts';
import { Patience } from './patience.ts';
import { eventData } from './server-sent-events.ts';
import { Turns } from './turns.ts';

export interface EndpointEngineOptions {
  /** The address under which `/chat/completions` lies, with or without `/v1`. */
  url: string;
  /** The model's name at the server. */
  model: string;
  apiKey?: string;
  /** Requests at the same time; more wait. */
  lanes?: number;
  /** Tokens of one request that the server takes; only reported. */
  contextTokens?: number;
  /** Milliseconds without a byte after which a request is given up; there is no limit in total. */
  stallMs?: number;
  /** Tries after the first, when the server is busy or failing and nothing has been received yet. */
  retries?: number;
  /** Milliseconds before the first retry; doubled for each further one. */
  retryAfterMs?: number;
}

const defaultStallMs = 120_000;

/** Opens an engine on any server that speaks OpenAI's chat completions: vLLM, llama-server, Ollama, LM Studio. */
export function openEndpointEngine(options: EndpointEngineOptions): Engine {
  return new EndpointEngine(options);
}

const Chunk = z.object({
  choices: z
    .array(
      z.object({
        text: z.string().nullish(),
        delta: z
          .object({
            content: z.string().nullish(),
            reasoning_content: z.string().nullish(),
            reasoning: z.string().nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z.object({ completion_tokens: z.number().nullish(), prompt_tokens: z.number().nullish() }).nullish(),
  error: z.unknown().optional(),
});

/**
 * The engine behind an address. What the server says is checked; a connection that falls silent is given up. A
 * thought budget cannot be forced on a server: `maxTokens` alone limits the thought there.
 */
class EndpointEngine implements Engine {
  readonly #options: EndpointEngineOptions;
  readonly #server: EndpointServer;
  readonly #turns: Turns;
  readonly #closing = new AbortController();
  readonly #listeners = new Set<(info: EngineInfo | undefined) => void>();
  #info: EngineInfo | undefined;
  /** Set once the server has refused the sampling parameters that are not in OpenAI's own list. */
  #plainSampling = false;

  constructor(options: EndpointEngineOptions) {
    this.#options = options;
    this.#server = new EndpointServer(options.url, options.apiKey);
    this.#turns = new Turns(options.lanes ?? 4);
  }

  get info(): EngineInfo | undefined {
    return this.#info;
  }

  async load(signal?: AbortSignal): Promise<EngineInfo> {
    if (this.#info) return this.#info;
    const { stallMs = defaultStallMs } = this.#options;
    const patience = new Patience(stallMs);
    try {
      const models = await this.#server.models(AbortSignal.any([this.#until(signal), patience.signal]));
      return this.#became(models.find(({ name }) => name === this.#options.model));
    } catch (error) {
      throw patience.lost && !signal?.aborted ? this.#stalled(stallMs, error) : error;
    } finally {
      patience.end();
    }
  }

  async *generate(request: GenerateRequest, signal?: AbortSignal): AsyncGenerator<GenerateEvent> {
    const begun = performance.now();
    const until = this.#until(signal);
    const ended = (reason: FinishReason, tokens: number): GenerateEvent => ({
      type: 'ended',
      reason,
      tokens,
      ms: performance.now() - begun,
    });
    let tokens = 0;
    try {
      using turn = await this.#turns.take(until);
      for await (const event of this.#stream(request, turn.lane, until, ended)) {
        if (event.type === 'text') tokens = event.tokens;
        yield event;
      }
    } catch (error) {
      if (signal?.aborted) yield ended('aborted', tokens);
      else if (this.#closing.signal.aborted)
        throw new ModelError('engine-closed', 'The engine is closed.', 'Open a new one.', error);
      else throw error;
    }
  }

  onInfoChange(listener: (info: EngineInfo | undefined) => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    this.#listeners.clear();
  }

  async *#stream(
    request: GenerateRequest,
    lane: number,
    signal: AbortSignal,
    ended: (reason: FinishReason, tokens: number) => GenerateEvent,
  ): AsyncGenerator<GenerateEvent> {
    const { stallMs = defaultStallMs } = this.#options;
    const patience = new Patience(stallMs);
    try {
      const response = await this.#ask(request, AbortSignal.any([signal, patience.signal]), patience);
      if (response === 'context') {
        yield { type: 'started', lane, promptTokens: 0 };
        yield ended('context', 0);
        return;
      }
      this.#became();
      yield { type: 'started', lane, promptTokens: 0 };
      yield* this.#read(request, response, () => patience.refresh(), ended);
    } catch (error) {
      if (patience.lost && !signal.aborted) throw this.#stalled(stallMs, error);
      if (signal.aborted || error instanceof ModelError) throw error;
      throw new ModelError(
        'endpoint-failed',
        `The answer of ${this.#server.base} broke off (${causeOf(error)}).`,
        'Ask again, and look at the log of the server.',
        error,
      );
    } finally {
      patience.end();
    }
  }

  #stalled(stallMs: number, cause: unknown): ModelError {
    return new ModelError(
      'endpoint-stalled',
      `${this.#server.base} has sent nothing for ${stallMs / 1000} s.`,
      'Look at the server, or allow it more time in the settings.',
      cause,
    );
  }

  async *#read(
    request: GenerateRequest,
    response: Response,
    onBytes: () => void,
    ended: (reason: FinishReason, tokens: number) => GenerateEvent,
  ): AsyncGenerator<GenerateEvent> {
    const parser = new ThoughtParser('think');
    const stops = new StopTexts(request.stop);
    const repetition = new RepetitionDetector();
    const known = new Map<string, number>();
    let tokens = 0;
    let reason: FinishReason | undefined;
    const shown = (pieces: ReturnType<ThoughtParser['push']>): GenerateEvent[] =>
      pieces.flatMap(({ channel, text }) => {
        if (channel === 'mark') return [];
        const part = channel === 'answer' ? stops.push(text) : text;
        return part === '' ? [] : [{ type: 'text' as const, channel, text: part, tokens }];
      });
    if (!response.body) throw new Error('the server sent no body');
    for await (const data of eventData(response.body, onBytes)) {
      if (data.trim() === '[DONE]') {
        reason ??= 'stop';
        break;
      }
      const { choices, usage, error } = parseChunk(data);
      if (error !== undefined && error !== null) throw new Error(JSON.stringify(error).slice(0, 300));
      const choice = choices?.[0];
      const thought = choice?.delta?.reasoning_content ?? choice?.delta?.reasoning ?? '';
      const answer = choice?.delta?.content ?? choice?.text ?? '';
      for (const text of [thought, answer]) {
        if (text === '') continue;
        tokens++;
        // The server's tokens are not known; its chunks repeat just as they do.
        if (!known.has(text)) known.set(text, known.size);
        if (repetition.push(known.get(text) ?? 0, text)) reason = 'repetition';
      }
      if (usage?.completion_tokens) tokens = usage.completion_tokens;
      if (thought !== '') yield { type: 'text', channel: 'thought', text: thought, tokens };
      if (answer !== '') yield* shown(parser.push(answer));
      if (stops.stopped) reason = 'stop';
      else if (tokens > request.maxTokens) reason ??= 'length';
      if (reason) break;
      if (choice?.finish_reason) reason = choice.finish_reason === 'length' ? 'length' : 'stop';
    }
    if (!reason) throw new Error('it ended without saying why');
    yield* shown(parser.end());
    const rest = stops.end();
    if (rest !== '') yield { type: 'text', channel: 'answer', text: rest, tokens };
    yield ended(reason, tokens);
  }

  /** Sends the request until the server takes it; `context` when the prompt is too long for it. */
  async #ask(
    request: GenerateRequest,
    signal: AbortSignal,
    patience: Patience,
  ): Promise<Response | 'context'> {
    const { retries = 4, retryAfterMs = 500 } = this.#options;
    const path = request.prompt.kind === 'chat' ? '/chat/completions' : '/completions';
    let withLimit = true;
    for (let attempt = 0; ; attempt++) {
      let failure: ModelError;
      let waitMs = retryAfterMs * 2 ** attempt;
      try {
        const response = await this.#server.send(path, this.#body(request, withLimit), signal);
        patience.refresh();
        if (response.ok) return response;
        waitMs = retryAfter(response) ?? waitMs;
        const refusal = await this.#server.refusal(response);
        if (response.status === 400 || response.status === 422) {
          // What the server does not know or allow is left out, once; that is no failed attempt.
          if (!this.#plainSampling && /top_k|min_p|repe/i.test(refusal.what)) {
            this.#plainSampling = true;
            attempt--;
            continue;
          }
          if (
            /context|too long|too large|max_?(?:completion_|new_)?tokens|maximum.*tokens/i.test(refusal.what)
          ) {
            if (!withLimit) return 'context';
            withLimit = false;
            attempt--;
            continue;
          }
        }
        if (response.status !== 429 && response.status < 500) throw refusal;
        failure = refusal;
      } catch (error) {
        if (signal.aborted || error instanceof ModelError) throw error;
        failure = this.#server.unreachable(error);
      }
      if (attempt >= retries) throw failure;
      // The server said how long it will be busy, or is down: silence is expected meanwhile.
      patience.suspend();
      await pause(waitMs * (1 + 0.25 * Math.random()), signal);
      patience.refresh();
    }
  }

  /** @param withLimit without it the server stops where its context ends; the reader stops at `maxTokens` itself. */
  #body(request: GenerateRequest, withLimit: boolean): unknown {
    const { sampling, prompt } = request;
    return {
      model: this.#options.model,
      ...(prompt.kind === 'chat' ? { messages: prompt.messages } : { prompt: prompt.text }),
      stream: true,
      stream_options: { include_usage: true },
      ...(withLimit && { max_tokens: request.maxTokens }),
      seed: request.seed,
      temperature: sampling.temperature,
      top_p: sampling.topP,
      ...(!this.#plainSampling && {
        top_k: sampling.topK,
        min_p: sampling.minP,
        repeat_penalty: sampling.repeatPenalty,
        repetition_penalty: sampling.repeatPenalty,
      }),
    };
  }

  #became(served?: ServedModel): EngineInfo {
    const { model, lanes = 4, contextTokens = served?.contextTokens ?? 0 } = this.#options;
    if (!this.#info) {
      this.#info = { model, backend: 'endpoint', device: this.#server.base, lanes, contextTokens };
      for (const listener of this.#listeners) listener(this.#info);
    }
    return this.#info;
  }

  #until(signal: AbortSignal | undefined): AbortSignal {
    return signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal;
  }
}

function parseChunk(data: string): z.infer<typeof Chunk> {
  try {
    return Chunk.parse(JSON.parse(data));
  } catch (error) {
    throw new Error(`it sent something else than a completion: ${data.slice(0, 80)}`, { cause: error });
  }
}

/** Milliseconds the server asks to wait (RFC 9110, section 10.2.3: seconds or a date), a minute at most. */
function retryAfter(response: Response): number | undefined {
  const asked = response.headers.get('retry-after');
  if (asked === null) return undefined;
  const ms = /^\d+$/.test(asked.trim()) ? Number(asked) * 1000 : Date.parse(asked) - Date.now();
  return ms > 0 ? Math.min(ms, 60_000) : undefined;
}
