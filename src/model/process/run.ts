import type { GenerateEvent, GenerateRequest } from '../generation.ts';
import type { ThoughtStyle } from '../preset/preset.ts';
import { RepetitionDetector } from '../repetition.ts';
import { StopTexts } from '../stop-texts.ts';
import { ThoughtParser } from '../thought-parser.ts';
import type { Lane, LoadedModel } from './llama.ts';
import { TokenText } from './token-text.ts';

type Ended = Extract<GenerateEvent, { type: 'ended' }>['reason'];

/** What closes a thought and asks for the answer, by how the model marks its thoughts. */
const forcedAnswer: Record<ThoughtStyle, string> = {
  none: '',
  think: '\n</think>\n\n',
  harmony: '<|end|><|start|>assistant<|channel|>final<|message|>',
};

/**
 * One generation on one lane whose memory already holds `prompt` up to its last token.
 * Reports text through `emit` and returns why it ended and how many tokens it made.
 */
export async function runOnLane(
  model: Pick<LoadedModel, 'textOf' | 'endsGeneration' | 'controlTokensOf'>,
  lane: Pick<Lane, 'sample' | 'room'>,
  lastPromptTokens: number[],
  request: GenerateRequest,
  thoughts: ThoughtStyle,
  emit: (event: GenerateEvent) => void,
  signal: AbortSignal,
): Promise<{ reason: Ended; tokens: number }> {
  const text = new TokenText((tokens, before) => model.textOf(tokens, before));
  const parser = new ThoughtParser(thoughts);
  const stops = new StopTexts(request.stop);
  const repetition = new RepetitionDetector();
  let tokens = 0;
  let thoughtTokens = 0;

  const pass = (pieces: ReturnType<ThoughtParser['push']>) => {
    for (const piece of pieces) {
      if (piece.channel === 'mark') continue;
      // Stop texts end the answer; in a thought they are only words.
      const shown = piece.channel === 'answer' ? stops.push(piece.text) : piece.text;
      if (shown !== '') emit({ type: 'text', channel: piece.channel, text: shown, tokens });
    }
  };
  const finish = (reason: Ended) => {
    pass(parser.push(text.end()));
    pass(parser.end());
    const rest = stops.end();
    if (rest !== '') emit({ type: 'text', channel: 'answer', text: rest, tokens });
    return { reason, tokens };
  };

  const steps = lane.sample(lastPromptTokens, request.sampling, request.seed);
  let instead: number[] | undefined;
  try {
    for (;;) {
      if (signal.aborted) return finish('aborted');
      const step = instead ? await steps.next(instead) : await steps.next();
      instead = undefined;
      if (signal.aborted) return finish('aborted');
      if (step.done || model.endsGeneration(step.value)) return finish('stop');
      tokens++;
      pass(parser.push(text.push(step.value)));
      if (stops.stopped) return finish('stop');
      if (repetition.push(step.value)) return finish('repetition');
      if (tokens >= request.maxTokens) return finish('length');
      if (lane.room <= 0) return finish('context');
      if (parser.thinking) thoughtTokens++;
      if (parser.thinking && request.thoughtBudget !== undefined && thoughtTokens >= request.thoughtBudget) {
        const close = model.controlTokensOf(forcedAnswer[thoughts]);
        if (lane.room <= close.length) return finish('context');
        instead = [step.value, ...close];
        pass(parser.push(text.end() + forcedAnswer[thoughts]));
      }
    }
  } finally {
    await steps.return();
  }
}
