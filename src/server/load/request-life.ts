import type { Context } from 'hono';
import type { Env } from '../env.ts';

/** Milliseconds after which a request is ended, whatever it does. */
const longestRequestMs = 60 * 60 * 1000;

/**
 * The requests under way. Each has a signal that aborts when its client goes, when it has run for too long, or
 * when the server ends: work without a reader is stopped.
 */
export class RequestLives {
  readonly #alive = new Map<AbortController, () => void>();
  readonly #longestMs: number;
  #empty: (() => void)[] = [];

  constructor(longestMs = longestRequestMs) {
    this.#longestMs = longestMs;
  }

  get size(): number {
    return this.#alive.size;
  }

  /** Begins a request's life; `end` is called when its answer is complete. */
  begin(c: Context<Env>): { signal: AbortSignal; end: () => void } {
    const controller = new AbortController();
    const outgoing = c.env.outgoing;
    const gone = () => controller.abort(new DOMException('The client went away.', 'AbortError'));
    const timer = setTimeout(
      () => controller.abort(new DOMException('The request took too long.', 'TimeoutError')),
      this.#longestMs,
    );
    timer.unref();
    outgoing.once('close', gone);
    const end = () => {
      clearTimeout(timer);
      outgoing.off('close', gone);
      if (!this.#alive.delete(controller) || this.#alive.size > 0) return;
      for (const told of this.#empty.splice(0)) told();
    };
    this.#alive.set(controller, end);
    return { signal: controller.signal, end };
  }

  /** Waits until all have ended by themselves, at most `ms`; then ends the rest and waits for them. */
  async drain(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      this.#allEnded(),
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms);
      }),
    ]);
    clearTimeout(timer);
    for (const controller of this.#alive.keys())
      controller.abort(new DOMException('The server is ending.', 'AbortError'));
    await this.#allEnded();
  }

  #allEnded(): Promise<void> {
    if (this.#alive.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#empty.push(resolve));
  }
}
