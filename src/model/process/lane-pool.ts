import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GenerateEvent, GenerateRequest } from '../generation.ts';
import type { ThoughtStyle } from '../preset/preset.ts';
import { Generation } from './generation-run.ts';
import type { Lane } from './lane.ts';
import type { LoadedModel } from './llama.ts';

interface Job {
  request: GenerateRequest;
  prompt: number[];
  emit: (event: GenerateEvent) => void;
  signal: AbortSignal;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** A lane at work, as other lanes see it: what prompt it is reading and when it will have read it. */
interface Seat {
  lane: Lane;
  busy: boolean;
  prompt: number[];
  promptRead: Promise<void>;
}

/** A prefix shorter than this is read again sooner than it is copied. */
const worthCopying = 96;

/**
 * Gives each request a lane, in order of arrival; a lane that ends takes the next request at once. A prompt
 * that another lane holds or is just reading is copied from there instead of being evaluated again.
 */
export class LanePool {
  readonly #model: LoadedModel;
  readonly #thoughts: ThoughtStyle;
  readonly #scratchFolder: string;
  readonly #seats: Seat[];
  readonly #waiting: Job[] = [];
  #copies = 0;
  /** A saved prompt, so that many lanes waiting for it share one file. */
  readonly #saved = new Map<string, Promise<string>>();

  constructor(model: LoadedModel, options: { thoughts: ThoughtStyle; scratchFolder: string }) {
    this.#model = model;
    this.#thoughts = options.thoughts;
    this.#scratchFolder = options.scratchFolder;
    this.#seats = model.lanes.map((lane) => ({
      lane,
      busy: false,
      prompt: [],
      promptRead: Promise.resolve(),
    }));
  }

  /** Resolves after the `ended` event. */
  run(request: GenerateRequest, emit: Job['emit'], signal: AbortSignal): Promise<void> {
    const prompt = this.#model.tokensOf(request.prompt);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, prompt, emit, signal, resolve, reject });
      this.#fill();
    });
  }

  #fill(): void {
    for (;;) {
      const job = this.#waiting[0];
      const free = this.#seats.filter((seat) => !seat.busy);
      if (!job || free.length === 0) return;
      this.#waiting.shift();
      const seat = best(free, (one) => commonPrefix(one.lane.held, job.prompt));
      seat.busy = true;
      void this.#serve(seat, job)
        .then(job.resolve, job.reject)
        .finally(() => {
          seat.busy = false;
          this.#fill();
        });
    }
  }

  async #serve(seat: Seat, { request, prompt, emit, signal }: Job): Promise<void> {
    const begun = performance.now();
    const end = (reason: Extract<GenerateEvent, { type: 'ended' }>['reason'], tokens: number) =>
      emit({ type: 'ended', reason, tokens, ms: performance.now() - begun });
    if (signal.aborted) return end('aborted', 0);
    emit({ type: 'started', lane: seat.lane.index, promptTokens: prompt.length });
    if (prompt.length >= seat.lane.contextTokens - 1) return end('context', 0);
    if (prompt.length === 0) return end('stop', 0);
    const read = withResolvers();
    seat.promptRead = read.promise;
    const donor = this.#donorFor(seat, prompt);
    seat.prompt = prompt;
    const generation = new Generation(this.#model, seat.lane, request, this.#thoughts, emit);
    const { steps } = this.#model;
    try {
      if (donor) await this.#copy(donor, seat, prompt, signal);
      await steps.keep(seat.lane, Math.min(commonPrefix(seat.lane.held, prompt), prompt.length - 1));
      await steps.run(seat.lane, {
        tokens: prompt.slice(seat.lane.held.length),
        onToken: (token) => {
          read.resolve();
          return generation.take(token);
        },
        sampling: request.sampling,
        seed: request.seed,
        signal,
      });
    } finally {
      read.resolve();
    }
    end(generation.finish(), generation.tokens);
  }

  #donorFor(seat: Seat, prompt: number[]): { seat: Seat; length: number } | undefined {
    const own = commonPrefix(seat.lane.held, prompt);
    const others = this.#seats
      .filter((other) => other !== seat)
      .map((other) => ({
        seat: other,
        length: Math.max(
          commonPrefix(other.lane.held, prompt),
          other.busy ? commonPrefix(other.prompt, prompt) : 0,
        ),
      }));
    if (others.length === 0) return undefined;
    const donor = best(others, (other) => other.length);
    return donor.length - own >= worthCopying ? donor : undefined;
  }

  async #copy(
    donor: { seat: Seat; length: number },
    seat: Seat,
    prompt: number[],
    signal: AbortSignal,
  ): Promise<void> {
    await donor.seat.promptRead;
    if (signal.aborted) return;
    // The donor may have failed, been cancelled or moved on meanwhile: copy only what it really holds.
    const shared = commonPrefix(donor.seat.lane.held, prompt);
    if (shared - commonPrefix(seat.lane.held, prompt) < worthCopying) return;
    const key = `${donor.seat.lane.index}:${prompt.slice(0, shared).join(' ')}`;
    let saved = this.#saved.get(key);
    if (!saved) {
      const path = join(this.#scratchFolder, `prompt-${this.#copies++}.state`);
      saved = this.#model.steps.save(donor.seat.lane, path).then(() => path);
      this.#forgetOthers();
      this.#saved.set(key, saved);
    }
    await this.#model.steps.restore(seat.lane, await saved);
  }

  /** One saved prompt is kept at a time: candidates of one problem share it. */
  #forgetOthers(): void {
    for (const saved of this.#saved.values())
      void saved.then((path) => rm(path, { force: true })).catch(() => undefined);
    this.#saved.clear();
  }
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function commonPrefix(a: number[], b: number[]): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}

function best<T>(items: T[], score: (item: T) => number): T {
  return items.reduce((chosen, item) => (score(item) > score(chosen) ? item : chosen));
}
