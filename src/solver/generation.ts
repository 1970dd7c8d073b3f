import type { Engine, FinishReason, GenerateRequest } from '../model/index.ts';
import { longestProgram } from './programs.ts';

/** Engines hold a request to its tokens; one that does not is held to this many times as many. */
const patience = 1.05;

/** What one generation came to. `overlong`: it was ended because it wrote more than any program is long. */
interface Answer {
  text: string;
  finish: FinishReason;
  overlong: boolean;
  tokens: number;
  ms: number;
}

/** What happens while an answer is written; the last event is always `answered`, unless it throws. */
export type AnswerEvent =
  | { type: 'started' }
  | { type: 'text'; channel: 'thought' | 'answer'; text: string; tokens: number }
  | ({ type: 'answered' } & Answer);

/** One generation from its first token to its end, held to its tokens and to a sane length. */
export async function* answerTo(
  engine: Engine,
  request: GenerateRequest,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const began = performance.now();
  const enough = new AbortController();
  let text = '';
  let tokens = 0;
  let finish: FinishReason | undefined;
  let overlong = false;
  for await (const event of engine.generate(request, AbortSignal.any([signal, enough.signal]))) {
    if (event.type === 'started') {
      text = '';
      tokens = 0;
      yield { type: 'started' };
    } else if (event.type === 'ended') {
      finish ??= event.reason;
      tokens = Math.max(tokens, event.tokens);
    } else if (finish === undefined) {
      tokens = event.tokens;
      if (event.channel === 'answer') text += event.text;
      overlong = text.length > 2 * longestProgram;
      if (overlong || tokens > request.maxTokens * patience) {
        finish = 'length';
        enough.abort();
      }
      yield event;
    }
  }
  const ms = performance.now() - began;
  yield { type: 'answered', text, finish: finish ?? 'stop', overlong, tokens, ms };
}
