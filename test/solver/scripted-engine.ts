import type { Engine, EngineInfo, GenerateEvent, GenerateRequest } from '../../src/model/index.ts';

type Answer = string | Error | Promise<string>;

/**
 * An engine that answers from a list, in order, and then goes on with the last one. It stands in for a model
 * where a test must know which programs are written; the real model has its own tests. An answer may be a promise:
 * the model is at work on it until then.
 */
export class ScriptedEngine implements Engine {
  readonly requests: GenerateRequest[] = [];
  readonly #answers: Answer[];
  readonly #lanes: number;

  constructor(answers: Answer[], lanes = 1) {
    this.#answers = answers;
    this.#lanes = lanes;
  }

  get info(): EngineInfo {
    return { model: 'scripted', backend: 'none', lanes: this.#lanes, contextTokens: 1024 };
  }

  async load(): Promise<EngineInfo> {
    return this.info;
  }

  async *generate(request: GenerateRequest, signal?: AbortSignal): AsyncGenerator<GenerateEvent> {
    const answer = this.#answers[Math.min(this.requests.length, this.#answers.length - 1)] ?? '';
    this.requests.push(request);
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
