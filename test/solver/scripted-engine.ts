import type { Engine, EngineInfo, GenerateEvent, GenerateRequest } from '../../src/model/index.ts';

type Answer = string | Error | Promise<string>;

/**
 * An engine that answers from a list, in order, and then goes on with the last one. It stands in for a model
 * where a test must know which programs are written; the real model has its own tests. An answer may be a promise:
 * the model is at work on it until then.
 */
export class ScriptedEngine implements Engine {
  readonly requests: GenerateRequest[] = [];
  /** Requests at work, and the most that ever were. */
  readonly atOnce = { now: 0, most: 0 };
  readonly info: EngineInfo;
  readonly #answers: Answer[];

  constructor(answers: Answer[], lanes = 1, backend = 'none') {
    this.#answers = answers;
    this.info = { model: 'scripted', backend, lanes, contextTokens: 1024 };
  }

  async load(): Promise<EngineInfo> {
    return this.info;
  }

  async *generate(request: GenerateRequest, signal?: AbortSignal): AsyncGenerator<GenerateEvent> {
    const answer = this.#answers[Math.min(this.requests.length, this.#answers.length - 1)] ?? '';
    this.requests.push(request);
    this.atOnce.most = Math.max(this.atOnce.most, ++this.atOnce.now);
    try {
      yield* this.#answered(answer, signal);
    } finally {
      this.atOnce.now--;
    }
  }

  async *#answered(answer: Answer, signal?: AbortSignal): AsyncGenerator<GenerateEvent> {
    yield { type: 'started', lane: 0, promptTokens: 1 };
    if (answer instanceof Error) throw answer;
    const text = await Promise.race([...(signal ? [aborted(signal)] : []), answer]);
    if (text === undefined) return yield { type: 'ended', reason: 'aborted', tokens: 0, ms: 0 };
    yield { type: 'text', channel: 'answer', text, tokens: 1 };
    yield { type: 'ended', reason: 'stop', tokens: 1, ms: 1 };
  }

  onInfoChange(): Disposable {
    return { [Symbol.dispose]() {} };
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

function aborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
}
