import type { FinishReason, GenerateEvent, GenerateRequest } from '../generation.ts';
import type { ThoughtStyle } from '../preset/preset.ts';
import { RepetitionDetector } from '../repetition.ts';
import { StopTexts } from '../stop-texts.ts';
import { type OutputPiece, ThoughtParser } from '../thought-parser.ts';
import type { Lane } from './lane.ts';
import type { LoadedModel } from './llama.ts';
import { TokenText } from './token-text.ts';

/** What closes a thought and asks for the answer, by how the model marks its thoughts. */
const forcedAnswer: Record<ThoughtStyle, string> = {
  none: '',
  think: '\n</think>\n\n',
  harmony: '<|end|><|start|>assistant<|channel|>final<|message|>',
};

/**
 * One generation: what to do with each token a lane samples. Reports text through `emit` and, in the end, why it
 * ended and how many tokens it made.
 */
export class Generation {
  readonly #model: Pick<LoadedModel, 'textOf' | 'endsGeneration' | 'controlTokensOf'>;
  readonly #lane: Pick<Lane, 'room'>;
  readonly #request: GenerateRequest;
  readonly #style: ThoughtStyle;
  readonly #emit: (event: GenerateEvent) => void;
  readonly #text: TokenText;
  readonly #parser: ThoughtParser;
  readonly #stops: StopTexts;
  readonly #repetition = new RepetitionDetector();
  #thoughtTokens = 0;
  #reason: FinishReason | undefined;
  tokens = 0;

  constructor(
    model: Pick<LoadedModel, 'textOf' | 'endsGeneration' | 'controlTokensOf'>,
    lane: Pick<Lane, 'room'>,
    request: GenerateRequest,
    style: ThoughtStyle,
    emit: (event: GenerateEvent) => void,
  ) {
    this.#model = model;
    this.#lane = lane;
    this.#request = request;
    this.#style = style;
    this.#emit = emit;
    this.#text = new TokenText((tokens, before) => model.textOf(tokens, before));
    this.#parser = new ThoughtParser(style);
    this.#stops = new StopTexts(request.stop);
  }

  /** Takes a sampled token; gives back what is to be evaluated next, or nothing when the generation has ended. */
  take(token: number): number[] | undefined {
    if (this.#model.endsGeneration(token)) return this.#end('stop');
    this.tokens++;
    const text = this.#text.push(token);
    this.#pass(this.#parser.push(text));
    if (this.#stops.stopped) return this.#end('stop');
    if (this.#repetition.push(token, text)) return this.#end('repetition');
    if (this.tokens >= this.#request.maxTokens) return this.#end('length');
    const next = this.#overBudget() ? [token, ...this.#forceAnswer()] : [token];
    return this.#lane.room < next.length ? this.#end('context') : next;
  }

  /** Why it ended; `aborted` when it was cut off from outside. Passes on what was held back. */
  finish(): FinishReason {
    this.#pass(this.#parser.push(this.#text.end()));
    this.#pass(this.#parser.end());
    const rest = this.#stops.end();
    if (rest !== '') this.#emit({ type: 'text', channel: 'answer', text: rest, tokens: this.tokens });
    return this.#reason ?? 'aborted';
  }

  #overBudget(): boolean {
    const { thoughtBudget } = this.#request;
    if (!this.#parser.thinking || thoughtBudget === undefined) return false;
    return ++this.#thoughtTokens >= thoughtBudget;
  }

  #forceAnswer(): number[] {
    const text = forcedAnswer[this.#style];
    this.#pass(this.#parser.push(this.#text.end() + text));
    return this.#model.controlTokensOf(text);
  }

  #end(reason: FinishReason): undefined {
    this.#reason = reason;
  }

  #pass(pieces: OutputPiece[]): void {
    for (const { channel, text } of pieces) {
      if (channel === 'mark') continue;
      // Stop texts end the answer; in a thought they are only words.
      const shown = channel === 'answer' ? this.#stops.push(text) : text;
      if (shown !== '') this.#emit({ type: 'text', channel, text: shown, tokens: this.tokens });
    }
  }
}
