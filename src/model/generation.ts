import * as z from 'zod';

/** One turn of a conversation, as chat models name them. */
export const Message = z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() });
export type Message = z.infer<typeof Message>;

/**
 * What a model is asked. `chat` is laid out by the preset's chat format (or by the endpoint's server);
 * `completion` is continued as it stands, for models too small to follow instructions.
 */
export const Prompt = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('chat'), messages: z.array(Message) }),
  z.object({ kind: z.literal('completion'), text: z.string() }),
]);
export type Prompt = z.infer<typeof Prompt>;

/** Every sampling parameter is explicit: an engine's own defaults are never relied on. `topK: 0` is off. */
export const Sampling = z.object({
  temperature: z.number().min(0),
  topP: z.number().min(0).max(1),
  topK: z.number().int().min(0),
  minP: z.number().min(0).max(1),
  repeatPenalty: z.number().positive(),
});
export type Sampling = z.infer<typeof Sampling>;

export const GenerateRequest = z.object({
  prompt: Prompt,
  sampling: Sampling,
  seed: z.number().int(),
  /** New tokens at most, thought and answer together. */
  maxTokens: z.number().int().positive(),
  /** At this many thought tokens the thought is closed and the answer asked for. Absent: no limit of its own. */
  thoughtBudget: z.number().int().positive().optional(),
  /** Generation ends before the first of these texts; it is not part of the answer. */
  stop: z.array(z.string()),
  /**
   * An engine that loses an answer midway may begin it anew elsewhere: a further `started` says so, and what came
   * before it is void. Absent: such an answer fails.
   */
  startsOver: z.boolean().optional(),
});
export type GenerateRequest = z.infer<typeof GenerateRequest>;

/**
 * Why a generation ended: the model said so or a stop text came (`stop`), its token budget (`length`), the
 * lane's context is full (`context`), it repeats itself (`repetition`), it was told to (`aborted`).
 */
export const FinishReason = z.enum(['stop', 'length', 'context', 'repetition', 'aborted']);
export type FinishReason = z.infer<typeof FinishReason>;

/** What happens during one generation; the last event is always `ended`, unless it throws. */
export const GenerateEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), lane: z.number(), promptTokens: z.number() }),
  z.object({
    type: z.literal('text'),
    channel: z.enum(['thought', 'answer']),
    text: z.string(),
    /** New tokens of this generation so far. */
    tokens: z.number(),
  }),
  z.object({ type: z.literal('ended'), reason: FinishReason, tokens: z.number(), ms: z.number() }),
]);
export type GenerateEvent = z.infer<typeof GenerateEvent>;

/** What is loaded and on what it really runs. */
export const EngineInfo = z.object({
  model: z.string(),
  /** "cpu", "vulkan", "cuda", "metal", or "endpoint". */
  backend: z.string(),
  /** The device's name, or the endpoint's address. */
  device: z.string().optional(),
  /** Why a better backend is not in use, in words. Absent when nothing fell back. */
  fallback: z.string().optional(),
  lanes: z.number(),
  contextTokens: z.number(),
  threads: z.number().optional(),
  gpuLayers: z.number().optional(),
  /** The hardware plan in words, and whether it had to shrink. */
  plan: z.string().optional(),
  /** Bytes the plan reckoned with. */
  plannedBytes: z.number().optional(),
  /** Bytes llama.cpp has really set aside for weights, KV cache and intermediate results. */
  memoryBytes: z.number().optional(),
});
export type EngineInfo = z.infer<typeof EngineInfo>;

/** Turns prompts into tokens. More requests than lanes wait for a free lane, in order. */
export interface Engine extends AsyncDisposable {
  /** What is loaded now; undefined before the first use and after an idle unload or a crash. */
  readonly info: EngineInfo | undefined;
  /** Loads the model unless it is loaded. Throws a typed error that says what to do. */
  load(signal?: AbortSignal): Promise<EngineInfo>;
  /** Streams one generation. Aborting ends it with `ended: aborted` within one token. */
  generate(request: GenerateRequest, signal?: AbortSignal): AsyncIterable<GenerateEvent>;
  /** Calls `listener` whenever `info` changes; returns how to stop listening. */
  onInfoChange(listener: (info: EngineInfo | undefined) => void): Disposable;
}
