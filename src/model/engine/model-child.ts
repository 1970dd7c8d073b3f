import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CancellationTokenSource,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
  ResponseError,
} from 'vscode-jsonrpc/node';
import { fetchedCuda, fetchedLibraries } from '../cuda/place.ts';
import { ModelError, reasonOf } from '../errors.ts';
import { EventQueue } from '../event-queue.ts';
import { EngineInfo, type GenerateEvent, type GenerateRequest } from '../generation.ts';
import { Machine } from '../hardware/plan.ts';
import {
  cpuLibraryRequest,
  EventBatch,
  eventsNotification,
  FailureData,
  type Gpu,
  generateRequest,
  type LoadParams,
  loadRequest,
  machineRequest,
  StepTimes,
  timesRequest,
} from '../process/protocol.ts';
import { isRunning } from '../processes.ts';
import { modelEnvironment, type ProcessWishes } from './environment.ts';

/** Characters: what V8 says when it gets no memory stands before its stack trace, which is long. */
const lastWordsKept = 20_000;

/**
 * One model process and the wire to it. It is started with no arguments of the parent's own Node: VS Code's
 * extension host passes `--js-flags` down to its forks, which ends node-llama-cpp's probe.
 */
export class ModelChild implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #scratchFolder: string;
  readonly #exited: Promise<unknown>;
  readonly #running = new Map<number, EventQueue<GenerateEvent>>();
  readonly #lostListeners = new Set<(error: ModelError) => void>();
  #nextId = 1;
  #lastWords = '';
  #endedBy: NodeJS.Signals | null = null;
  #lost: ModelError | undefined;
  #closing = false;

  private constructor(child: ChildProcess, scratchFolder: string) {
    this.#process = child;
    this.#scratchFolder = scratchFolder;
    this.#exited = once(child, 'exit').catch(() => undefined);
    const hear = (chunk: Buffer) => {
      this.#lastWords = (this.#lastWords + chunk.toString()).slice(-lastWordsKept);
    };
    child.stderr?.on('data', hear);
    child.stdout?.on('data', hear);
    child.on('error', (error) => this.#lose(reasonOf(error)));
    child.on('exit', (code, signal) => {
      this.#endedBy = signal;
      this.#lose(signal === null ? `exit code ${code}` : `signal ${signal}`);
    });
    this.#connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    this.#connection.onError(() => undefined);
    this.#connection.onNotification(eventsNotification, (batch) => {
      for (const { id, event } of EventBatch.parse(batch)) this.#running.get(id)?.push(event);
    });
    this.#connection.listen();
  }

  /** @param processPath the built entry of the model process. Throws `process-failed`. */
  static async start(processPath: string, wishes: ProcessWishes = {}): Promise<ModelChild> {
    await removeLeftovers();
    const scratchFolder = await mkdtemp(join(tmpdir(), `verdict-model-${process.pid}-`));
    try {
      const child = fork(processPath, [scratchFolder, fetchedCuda() ?? ''], {
        execArgv: [],
        env: modelEnvironment(process.env, { ...wishes, libraries: fetchedLibraries() }),
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        serialization: 'json',
      });
      return new ModelChild(child, scratchFolder);
    } catch (error) {
      await rm(scratchFolder, { recursive: true, force: true });
      throw new ModelError(
        'process-failed',
        `The model process could not be started (${reasonOf(error)}).`,
        'Reinstall the extension; its file dist/model-process.mjs may be missing.',
        error,
      );
    }
  }

  get processId(): number | undefined {
    return this.#process.pid;
  }

  /** The error of a process that has ended without having been told to. */
  get lost(): ModelError | undefined {
    return this.#closing ? undefined : this.#lost;
  }

  /** Whether it ended as one does that gets no memory: by a failed assertion of ggml's, or by the system's killer. */
  async ranOutOfMemory(): Promise<boolean> {
    if (!this.lost) return false;
    await this.#heard();
    const refused = /mem_buffer|bad_alloc|insufficient memory|failed to allocate|out of memory/i;
    return this.#endedBy === 'SIGKILL' || refused.test(this.#lastWords);
  }

  /** Why it ended without having been told to, as far as its last words tell; undefined while it lives. */
  async causeOfEnd(): Promise<string | undefined> {
    if (!this.lost) return undefined;
    await this.#heard();
    return causeIn(this.#lastWords) ?? `its process ended by ${this.#endedBy ?? 'itself'}`;
  }

  /** Its last words may arrive after its end; a process of its own that holds the pipe is not waited for. */
  async #heard(): Promise<void> {
    const { stderr } = this.#process;
    if (stderr && !stderr.readableEnded)
      await once(stderr, 'end', { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
  }

  /** Calls back once, with the reason, when the process ends without having been told to. */
  onLost(listener: (error: ModelError) => void): void {
    this.#lostListeners.add(listener);
  }

  async load(params: Omit<LoadParams, 'scratchFolder'>): Promise<EngineInfo> {
    const info = await this.#ask(() =>
      this.#connection.sendRequest(loadRequest, { ...params, scratchFolder: this.#scratchFolder }),
    );
    return EngineInfo.parse(info);
  }

  async machine(gpu: Gpu): Promise<Machine> {
    return Machine.parse(await this.#ask(() => this.#connection.sendRequest(machineRequest, { gpu })));
  }

  async loadsCpuLibrary(folder: string): Promise<boolean> {
    return await this.#ask(() => this.#connection.sendRequest(cpuLibraryRequest, { folder }));
  }

  async stepTimes(): Promise<StepTimes | undefined> {
    return (
      StepTimes.nullable().parse(await this.#ask(() => this.#connection.sendRequest(timesRequest, null))) ??
      undefined
    );
  }

  /** Throws `process-lost` when the process ends meanwhile. Aborting ends the events at once. */
  async *generate(request: GenerateRequest, signal?: AbortSignal): AsyncGenerator<GenerateEvent> {
    const id = this.#nextId++;
    const events = new EventQueue<GenerateEvent>();
    const cancel = new CancellationTokenSource();
    const begun = performance.now();
    let tokens = 0;
    const abort = () => {
      if (!this.#lost) cancel.cancel();
      events.push({ type: 'ended', reason: 'aborted', tokens, ms: performance.now() - begun });
      events.close();
    };
    this.#running.set(id, events);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      if (signal?.aborted) abort();
      else
        this.#ask(() => this.#connection.sendRequest(generateRequest, { id, request }, cancel.token)).then(
          () => events.close(),
          (error) => events.fail(error),
        );
      for await (const event of events) {
        if (event.type === 'text') tokens = event.tokens;
        yield event;
        if (event.type === 'ended') return;
      }
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#running.delete(id);
      if (!this.#lost) cancel.cancel();
      cancel.dispose();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing = true;
    this.#lose('closed');
    this.#connection.dispose();
    // The process holds nothing that needs a farewell; a kill also ends one that is stuck in a driver.
    this.#process.kill('SIGKILL');
    if (this.#process.pid !== undefined) await this.#exited;
    await rm(this.#scratchFolder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #ask<T>(send: () => Promise<T>): Promise<T> {
    if (this.#lost) throw this.#lost;
    const answer = send();
    let reject: (error: ModelError) => void = () => undefined;
    const lost = new Promise<never>((_, refuse) => {
      reject = refuse;
    });
    this.#lostListeners.add(reject);
    try {
      return await Promise.race([answer, lost]);
    } catch (error) {
      if (error instanceof ModelError) throw error;
      if (this.#lost) throw this.#lost;
      throw failureOf(error);
    } finally {
      this.#lostListeners.delete(reject);
      answer.catch(() => undefined);
      lost.catch(() => undefined);
    }
  }

  #lose(how: string): void {
    if (this.#lost) return;
    this.#lost = this.#closing
      ? new ModelError('engine-closed', 'The model was closed while it was answering.', 'Ask again.')
      : new ModelError(
          'process-lost',
          `The model process ended unexpectedly (${[how, causeIn(this.#lastWords)].filter(Boolean).join(': ')}).`,
          'Ask again: the next request starts a new one. If it happens again, choose fewer lanes or see the model log.',
        );
    for (const listener of this.#lostListeners) listener(this.#lost);
    this.#lostListeners.clear();
    void rm(this.#scratchFolder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Removes the scratch folders of engines that were killed together with their model process. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const [, owner] = /^verdict-model-(\d+)-/.exec(name) ?? [];
    if (!owner || isRunning(Number(owner))) continue;
    // Another user's cannot be removed, and need not be.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function failureOf(error: unknown): ModelError {
  const data = error instanceof ResponseError ? FailureData.safeParse(error.data) : undefined;
  if (data?.success) return new ModelError(data.data.code, data.data.what, data.data.remedy, error);
  return new ModelError(
    'process-failed',
    `The model process failed (${reasonOf(error)}).`,
    'See the model log.',
    error,
  );
}

/** What says why stands before a stack trace, which is long; else it is the last line that is not of one. */
function causeIn(words: string): string | undefined {
  const said = /(?:FATAL ERROR|CUDA error|what\(\)): .*|GGML_ASSERT.*/.exec(words)?.[0];
  const lines = words.split('\n').filter((line) => !/\[0x[\da-f]+\]\s*$|^\s*$/.test(line));
  return (said ?? lines.at(-1))?.trim();
}
