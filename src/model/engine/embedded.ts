import { builtCpuLibrary } from '../cpu-build/place.ts';
import { fetchedCuda } from '../cuda/place.ts';
import { ModelError } from '../errors.ts';
import type { Engine, EngineInfo, GenerateEvent, GenerateRequest } from '../generation.ts';
import type { Preset } from '../preset/preset.ts';
import { type Gpu, type LoadParams, type StepTimes, unusable } from '../process/protocol.ts';
import { ModelChild } from './model-child.ts';

export interface EmbeddedEngineOptions {
  modelPath: string;
  preset: Preset;
  /** The built entry of the model process (`dist/model-process.mjs`). */
  processPath: string;
  /** At most; the hardware plan may choose fewer. Absent: what the preset asks for, on a processor fewer. */
  lanes?: number;
  /** Tokens of one lane, prompt and answer together. Absent: what the preset asks for. */
  contextTokens?: number;
  /** Absent: the best that works. */
  gpu?: Gpu;
  /** The number of the one GPU to use. Absent: all there are. */
  gpuDevice?: number;
  /** Absent: the physical cores this process may use. */
  threads?: number;
  /** A folder made by `buildCpuLibrary`, or false for the shipped code. Absent: what was built here, if anything. */
  cpuLibrary?: string | false;
  /** Prompt tokens evaluated at once. */
  batchTokens?: number;
  /** Milliseconds without work after which the process ends and its memory is given back. Absent: never. */
  idleUnloadMs?: number;
  /** Where llama.cpp's log is kept. */
  logFile?: string;
}

/** Opens an engine on a model file of this machine. Nothing is started or loaded before the first use. */
export function openEmbeddedEngine(options: EmbeddedEngineOptions): EmbeddedEngine {
  return new EmbeddedEngine(options);
}

/** The engine that runs llama.cpp in a process of its own. A process that dies is replaced at the next request. */
export class EmbeddedEngine implements Engine {
  readonly #options: EmbeddedEngineOptions;
  readonly #listeners = new Set<(info: EngineInfo | undefined) => void>();
  #info: EngineInfo | undefined;
  #starting: Promise<{ child: ModelChild; info: EngineInfo }> | undefined;
  #child: ModelChild | undefined;
  #running = 0;
  #idle: NodeJS.Timeout | undefined;
  #closed = false;
  /** What to run on, and why it is not what was asked for. */
  #backend: { gpu: Gpu; fallback?: string };

  constructor(options: EmbeddedEngineOptions) {
    this.#backend = { gpu: options.gpu ?? 'auto' };
    this.#options = options;
  }

  get info(): EngineInfo | undefined {
    return this.#info;
  }

  /** The model process, while there is one. */
  get processId(): number | undefined {
    return this.#child?.processId;
  }

  async load(signal?: AbortSignal): Promise<EngineInfo> {
    return this.#use(async () => (await untilAborted(this.#ready(), signal)).info);
  }

  async *generate(request: GenerateRequest, signal?: AbortSignal): AsyncGenerator<GenerateEvent> {
    const begun = performance.now();
    this.#begin();
    try {
      for (let attempt = 1; ; attempt++) {
        let started = false;
        try {
          const { child } = await untilAborted(this.#ready(), signal);
          for await (const event of child.generate(request, signal)) {
            started ||= event.type === 'started';
            yield event;
          }
          return;
        } catch (error) {
          if (signal?.aborted) {
            yield { type: 'ended', reason: 'aborted', tokens: 0, ms: performance.now() - begun };
            return;
          }
          // A request that was only waiting for a lane has lost nothing: it goes to the new process, once.
          const lost = error instanceof ModelError && error.code === 'process-lost';
          if (!lost || started || attempt > 1 || this.#closed) throw error;
        }
      }
    } finally {
      this.#finish();
    }
  }

  onInfoChange(listener: (info: EngineInfo | undefined) => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }

  /** Where the time of the steps went since the model was loaded; undefined when it is not loaded. */
  async stepTimes(): Promise<StepTimes | undefined> {
    return await this.#child?.stepTimes();
  }

  /** Ends the process and gives its memory back; the next request starts a new one. */
  async unload(): Promise<void> {
    clearTimeout(this.#idle);
    const starting = this.#starting;
    const child = this.#child;
    this.#starting = undefined;
    this.#child = undefined;
    this.#setInfo(undefined);
    await child?.[Symbol.asyncDispose]();
    await starting?.catch(() => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await this.unload();
    this.#listeners.clear();
  }

  #ready(): Promise<{ child: ModelChild; info: EngineInfo }> {
    if (this.#closed)
      return Promise.reject(new ModelError('engine-closed', 'The engine is closed.', 'Open a new one.'));
    if (!this.#starting) {
      const starting = this.#start();
      this.#starting = starting;
      starting.catch(() => {
        if (this.#starting === starting) this.#starting = undefined;
      });
    }
    return this.#starting;
  }

  /**
   * A process that dies of want of memory while it loads is followed by one that loads the next smaller plan, one
   * that dies otherwise with a GPU by one without that GPU's code: its driver may not run what was built for it.
   */
  async #start(): Promise<{ child: ModelChild; info: EngineInfo }> {
    for (let shrinkings = 0; ; ) {
      const { processPath, preset, gpuDevice, lanes = preset.lanes } = this.#options;
      const child = await ModelChild.start(processPath, { gpuDevice, lanes });
      if (this.#closed) {
        await child[Symbol.asyncDispose]();
        throw new ModelError('engine-closed', 'The engine is closed.', 'Open a new one.');
      }
      this.#child = child;
      try {
        const info = await child.load(this.#loadParams(shrinkings));
        if (child.lost) throw child.lost;
        child.onLost(() => {
          if (this.#child !== child) return;
          this.#child = undefined;
          this.#starting = undefined;
          this.#setInfo(undefined);
        });
        if (this.#child === child) this.#setInfo(info);
        return { child, info };
      } catch (error) {
        const isShort = await child.ranOutOfMemory();
        const cause = isShort ? undefined : await child.causeOfEnd();
        const isOurs = this.#child === child;
        if (isOurs) this.#child = undefined;
        await child[Symbol.asyncDispose]();
        if (isOurs && isShort) shrinkings++;
        else if (!isOurs || cause === undefined || !this.#leaveGpu(cause)) throw error;
      }
    }
  }

  /** From now on without the backend that was tried. False where that was the processor. */
  #leaveGpu(cause: string): boolean {
    const { gpu: asked, fallback: before } = this.#backend;
    if (asked === 'cpu') return false;
    const gpu = asked === 'auto' && fetchedCuda() !== undefined ? 'cuda' : asked;
    this.#backend = { gpu: gpu === 'cuda' ? 'vulkan' : 'cpu', fallback: before ?? unusable(gpu, cause) };
    return true;
  }

  #loadParams(shrinkings: number): Omit<LoadParams, 'scratchFolder'> {
    const { preset, ...options } = this.#options;
    const cpuLibrary = options.cpuLibrary ?? builtCpuLibrary(options.processPath);
    return {
      modelPath: options.modelPath,
      model: preset.title,
      chatFormat: preset.chatFormat,
      thoughts: preset.thoughts,
      ...this.#backend,
      lanes: options.lanes ?? preset.lanes,
      lanesOnProcessor: options.lanes ?? preset.lanesOnProcessor,
      contextTokens: options.contextTokens ?? preset.contextTokens,
      trustDeclaredContext: preset.file.path !== undefined,
      batchTokens: options.batchTokens ?? 512,
      shrinkings,
      ...(cpuLibrary && { cpuLibrary }),
      ...(options.threads !== undefined && { threads: options.threads }),
      ...(options.logFile !== undefined && { logFile: options.logFile }),
    };
  }

  async #use<T>(work: () => Promise<T>): Promise<T> {
    this.#begin();
    try {
      return await work();
    } finally {
      this.#finish();
    }
  }

  #begin(): void {
    this.#running++;
    clearTimeout(this.#idle);
  }

  #finish(): void {
    this.#running--;
    const { idleUnloadMs } = this.#options;
    if (this.#running > 0 || idleUnloadMs === undefined || this.#closed) return;
    this.#idle = setTimeout(() => void this.unload(), idleUnloadMs);
    this.#idle.unref();
  }

  #setInfo(info: EngineInfo | undefined): void {
    if (this.#info === info) return;
    this.#info = info;
    for (const listener of this.#listeners) listener(info);
  }
}

/** Settles as `work` does, or rejects with the signal's reason as soon as it is aborted. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
    work.catch(() => undefined);
  }
}
