import { ModelError, reasonOf } from '../errors.ts';
import type { Engine, EngineInfo, GenerateEvent, GenerateRequest } from '../generation.ts';

/** How long an endpoint that failed is left alone, in milliseconds. */
const restMs = 30_000;

/**
 * One engine over several, for instance over several endpoints: each request goes to the one with the largest
 * share of its lanes free. One that cannot be reached is left alone for a while and its requests go to the others;
 * an answer that has begun goes to another only if the request says that it starts over. Disposing of it disposes of
 * them all.
 */
export function spreadOver(engines: [Engine, ...Engine[]]): Engine {
  return engines.length === 1 ? engines[0] : new SpreadEngine(engines);
}

interface Part {
  engine: Engine;
  running: number;
  /** Until when it is left alone, by `performance.now()`. */
  restsUntil: number;
  failure?: string;
}

class SpreadEngine implements Engine {
  readonly #parts: Part[];

  constructor(engines: [Engine, ...Engine[]]) {
    this.#parts = engines.map((engine) => ({ engine, running: 0, restsUntil: 0 }));
  }

  get info(): EngineInfo | undefined {
    const known = this.#parts.flatMap(({ engine }) => (engine.info ? [engine.info] : []));
    const first = known[0];
    if (!first) return undefined;
    const lanes = known.reduce((sum, info) => sum + info.lanes, 0);
    const failures = this.#parts.flatMap(({ failure }) => (failure === undefined ? [] : [failure]));
    return {
      ...first,
      lanes,
      device: known.map(({ device }) => device ?? '').join(', '),
      ...(failures.length > 0 && { fallback: failures.join(' ') }),
    };
  }

  /** Throws the first failure when none of them can be had. */
  async load(signal?: AbortSignal): Promise<EngineInfo> {
    const results = await Promise.allSettled(this.#parts.map((part) => this.#load(part, signal)));
    signal?.throwIfAborted();
    const { info } = this;
    if (info) return info;
    const failed = results.find((result) => result.status === 'rejected');
    throw failed?.reason ?? new ModelError('endpoint-failed', 'No endpoint answered.', 'Start one.');
  }

  async *generate(request: GenerateRequest, signal?: AbortSignal): AsyncGenerator<GenerateEvent> {
    const tried = new Set<Part>();
    for (;;) {
      const part = this.#least(tried);
      tried.add(part);
      let started = false;
      part.running++;
      try {
        for await (const event of part.engine.generate(request, signal)) {
          if (event.type === 'started') {
            started = true;
            delete part.failure;
          }
          yield event;
        }
        return;
      } catch (error) {
        if ((started && !request.startsOver) || tried.size === this.#parts.length || !this.#rest(part, error))
          throw error;
      } finally {
        part.running--;
      }
    }
  }

  onInfoChange(listener: (info: EngineInfo | undefined) => void): Disposable {
    const listening = this.#parts.map(({ engine }) => engine.onInfoChange(() => listener(this.info)));
    return {
      [Symbol.dispose]: () => {
        for (const one of listening) one[Symbol.dispose]();
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#parts.map(({ engine }) => engine[Symbol.asyncDispose]()));
  }

  async #load(part: Part, signal: AbortSignal | undefined): Promise<void> {
    try {
      await part.engine.load(signal);
    } catch (error) {
      if (!signal?.aborted) this.#rest(part, error);
      throw error;
    }
  }

  /** The one with the least to do that has not been tried; those that rest only when no other is left. */
  #least(tried: Set<Part>): Part {
    const load = ({ engine, running }: Part) => running / (engine.info?.lanes ?? 1);
    const left = this.#parts.filter((part) => !tried.has(part));
    const awake = left.filter(({ restsUntil }) => restsUntil <= performance.now());
    const pool = awake.length > 0 ? awake : left;
    return pool.reduce((least, one) => (load(one) < load(least) ? one : least));
  }

  /** Leaves an endpoint alone after a failure of its own; false: the failure is not its own. */
  #rest(part: Part, error: unknown): boolean {
    if (!(error instanceof ModelError) || !error.code.startsWith('endpoint-')) return false;
    part.restsUntil = performance.now() + restMs;
    part.failure = reasonOf(error);
    return true;
  }
}
