import type { Engine, GenerateEvent, GenerateRequest, Message, Preset } from '../../model/index.ts';
import { chatPrompt } from '../../model/index.ts';
import { ApiError } from '../api-error.ts';

/** What a client may set of a generation; absent or null: what suits the model. */
export interface Wishes {
  temperature?: number | null | undefined;
  top_p?: number | null | undefined;
  top_k?: number | null | undefined;
  min_p?: number | null | undefined;
  seed?: number | null | undefined;
  max_tokens?: number | null | undefined;
  stop?: string | string[] | null | undefined;
}

/** The request for the next turn of a conversation whose instructions are `system` (empty: none). */
export function chatRequest(
  preset: Preset,
  system: string,
  history: Message[],
  wishes: Wishes,
): GenerateRequest {
  const { prompt, stop } = chatPrompt({ preset, instructions: system, history });
  return requestOf(preset, { prompt, stop: [...stop, ...listOf(wishes.stop)] }, wishes);
}

/** The request that continues `text` as it stands. */
export function completionRequest(preset: Preset, text: string, wishes: Wishes): GenerateRequest {
  return requestOf(preset, { prompt: { kind: 'completion', text }, stop: listOf(wishes.stop) }, wishes);
}

function requestOf(
  preset: Preset,
  asked: Pick<GenerateRequest, 'prompt' | 'stop'>,
  wishes: Wishes,
): GenerateRequest {
  const { chat } = preset.sampling;
  return {
    ...asked,
    sampling: {
      ...chat,
      temperature: wishes.temperature ?? chat.temperature,
      topP: wishes.top_p ?? chat.topP,
      topK: wishes.top_k ?? chat.topK,
      minP: wishes.min_p ?? chat.minP,
    },
    seed: Math.abs(wishes.seed ?? Math.floor(Math.random() * 0x7fffffff)) % 0x7fffffff,
    maxTokens: Math.min(wishes.max_tokens ?? preset.maxTokens, preset.maxTokens),
    ...(preset.thoughtBudget !== undefined && { thoughtBudget: preset.thoughtBudget }),
  };
}

function listOf(stop: string | string[] | null | undefined): string[] {
  return typeof stop === 'string' ? [stop] : (stop ?? []);
}

/** A generation that has ended. */
export interface Generated {
  thought: string;
  answer: string;
  finish: 'stop' | 'length';
  promptTokens: number;
  tokens: number;
}

export function finishOf(reason: Extract<GenerateEvent, { type: 'ended' }>['reason']): 'stop' | 'length' {
  return reason === 'stop' ? 'stop' : 'length';
}

/** @throws ApiError when the prompt alone fills the context */
export function refuseFullContext(event: GenerateEvent): void {
  if (event.type === 'ended' && event.reason === 'context' && event.tokens === 0)
    throw new ApiError(
      400,
      'context_length_exceeded',
      'The prompt does not fit into the model’s context. Shorten it.',
      { param: 'messages' },
    );
}

/** Runs a generation to its end. @throws ApiError when the prompt does not fit */
export async function wholeGeneration(
  engine: Engine,
  request: GenerateRequest,
  signal: AbortSignal,
): Promise<Generated> {
  const whole: Generated = { thought: '', answer: '', finish: 'stop', promptTokens: 0, tokens: 0 };
  for await (const event of engine.generate({ ...request, startsOver: true }, signal)) {
    refuseFullContext(event);
    if (event.type === 'started')
      Object.assign(whole, { thought: '', answer: '', promptTokens: event.promptTokens });
    else if (event.type === 'text') whole[event.channel] += event.text;
    else {
      whole.finish = finishOf(event.reason);
      whole.tokens = event.tokens;
    }
  }
  return whole;
}
