import type { Engine, EngineInfo, GenerateEvent, GenerateRequest } from '../../model/index.ts';
import type { Metrics } from '../metrics.ts';
import type { FairTurns } from './fair-turns.ts';

/**
 * The engine as one client sees it: each generation waits for that client's fair turn and is counted. Disposing of
 * it leaves the engine alone, which belongs to the server.
 */
export class ClientEngine implements Engine {
  readonly #engine: Engine;
  readonly #turns: FairTurns;
  readonly #client: string;
  readonly #metrics: Metrics;

  constructor(engine: Engine, turns: FairTurns, client: string, metrics: Metrics) {
    this.#engine = engine;
    this.#turns = turns;
    this.#client = client;
    this.#metrics = metrics;
  }

  get info(): EngineInfo | undefined {
    return this.#engine.info;
  }

  load(signal?: AbortSignal): Promise<EngineInfo> {
    return this.#engine.load(signal);
  }

  async *generate(
    request: GenerateRequest,
    signal: AbortSignal = new AbortController().signal,
  ): AsyncGenerator<GenerateEvent> {
    const began = performance.now();
    let turn: Disposable;
    try {
      turn = await this.#turns.take(this.#client, signal);
    } catch {
      yield { type: 'ended', reason: 'aborted', tokens: 0, ms: performance.now() - began };
      return;
    }
    let counted = 0;
    try {
      for await (const event of this.#engine.generate(request, signal)) {
        if (event.type === 'started') this.#metrics.promptTokens.inc(event.promptTokens);
        else {
          if (counted === 0 && event.tokens > 0)
            this.#metrics.firstToken.observe((performance.now() - began) / 1000);
          this.#metrics.count(Math.max(0, event.tokens - counted));
          counted = Math.max(counted, event.tokens);
        }
        yield event;
      }
    } finally {
      turn[Symbol.dispose]();
    }
  }

  onInfoChange(listener: (info: EngineInfo | undefined) => void): Disposable {
    return this.#engine.onInfoChange(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
