import type { Engine, EngineInfo, GenerateEvent, GenerateRequest } from '../generation.ts';

/**
 * One engine over several, for instance over several endpoints: each request goes to the one with the largest
 * share of its lanes free. Disposing of it disposes of them all.
 */
export function spreadOver(engines: [Engine, ...Engine[]]): Engine {
  return new SpreadEngine(engines);
}

class SpreadEngine implements Engine {
  readonly #engines: { engine: Engine; running: number }[];
  readonly #first: Engine;

  constructor(engines: [Engine, ...Engine[]]) {
    this.#engines = engines.map((engine) => ({ engine, running: 0 }));
    this.#first = engines[0];
  }

  get info(): EngineInfo | undefined {
    const known = this.#engines.flatMap(({ engine }) => (engine.info ? [engine.info] : []));
    const first = known[0];
    if (!first) return undefined;
    const lanes = known.reduce((sum, info) => sum + info.lanes, 0);
    return { ...first, lanes, device: known.map(({ device }) => device ?? '').join(', ') };
  }

  async load(signal?: AbortSignal): Promise<EngineInfo> {
    await Promise.all(this.#engines.map(({ engine }) => engine.load(signal)));
    return this.info ?? (await this.#first.load(signal));
  }

  async *generate(request: GenerateRequest, signal?: AbortSignal): AsyncGenerator<GenerateEvent> {
    const load = ({ engine, running }: { engine: Engine; running: number }) =>
      running / (engine.info?.lanes ?? 1);
    const chosen = this.#engines.reduce((least, one) => (load(one) < load(least) ? one : least));
    chosen.running++;
    try {
      yield* chosen.engine.generate(request, signal);
    } finally {
      chosen.running--;
    }
  }

  onInfoChange(listener: (info: EngineInfo | undefined) => void): Disposable {
    const listening = this.#engines.map(({ engine }) => engine.onInfoChange(() => listener(this.info)));
    return {
      [Symbol.dispose]: () => {
        for (const one of listening) one[Symbol.dispose]();
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#engines.map(({ engine }) => engine[Symbol.asyncDispose]()));
  }
}
