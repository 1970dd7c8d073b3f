import { writeSync } from 'node:fs';
import { appendFile, mkdir, stat } from 'node:fs/promises';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { dirname } from 'node:path';
import {
  type ChatHistoryItem,
  GgmlType,
  getLlama,
  InsufficientMemoryError,
  JinjaTemplateChatWrapper,
  type Llama,
  type LlamaContext,
  LlamaLogLevel,
  type LlamaModel,
  NoBinaryFoundError,
  readGgufFileInfo,
  type Token,
} from 'node-llama-cpp';
import { layOut } from '../chat-format.ts';
import { hasNvidiaDriver } from '../cuda/place.ts';
import { ModelError, reasonOf } from '../errors.ts';
import type { EngineInfo, Prompt } from '../generation.ts';
import {
  computeBytes,
  type HardwarePlan,
  type Machine,
  type Needs,
  planFor,
  planInWords,
  shrink,
} from '../hardware/plan.ts';
import { type AddonContext, bindingOf } from './addon.ts';
import { loadCpuLibrary } from './cpu-library.ts';
import { cudaFolder } from './cuda.ts';
import { Lane } from './lane.ts';
import { type Gpu, type LoadParams, unusable } from './protocol.ts';
import { SpareCores } from './spare-cores.ts';
import { StepLoop } from './step-loop.ts';

/** The one place that knows node-llama-cpp: a loaded model with its lanes. Everything above works with tokens. */
export class LoadedModel implements AsyncDisposable {
  readonly info: EngineInfo;
  readonly lanes: Lane[];
  readonly steps: StepLoop;
  readonly #llama: Llama;
  readonly #model: LlamaModel;
  readonly #context: LlamaContext;
  readonly #params: LoadParams;

  private constructor(
    llama: Llama,
    model: LlamaModel,
    context: LlamaContext,
    params: LoadParams,
    info: EngineInfo,
  ) {
    this.#llama = llama;
    this.#model = model;
    this.#context = context;
    this.#params = params;
    this.info = info;
    this.lanes = Array.from({ length: info.lanes }, (_, index) => new Lane(index, info.contextTokens));
    const binding = bindingOf(context);
    const spare = new SpareCores(info.threads ?? 1);
    // Threads that were asked for stay; otherwise the cores that others need are left to them.
    const adapt = params.threads === undefined ? () => binding.context.setThreads(spare.update()) : undefined;
    const oneThread = process.env.UV_THREADPOOL_SIZE === '1';
    this.steps = new StepLoop(binding, params.batchTokens, { beforeStep: adapt, oneThread });
  }

  /**
   * Loads as the hardware plan says; where that turns out too large, as the next smaller plan.
   * Throws `ModelError`: `model-corrupt`, `out-of-memory` or `load-failed`.
   */
  static async load(params: LoadParams): Promise<LoadedModel> {
    const log = new LlamaLog(params.logFile);
    const { cpuLibrary } = params;
    const ownCode = cpuLibrary !== undefined && loadCpuLibrary(cpuLibrary);
    const { llama: opened, fallback: found } = await openBackend(params, log);
    const fallback = params.fallback ?? found;
    let llama = opened;
    let smallest = () => params.model;
    try {
      const needs = await needsOfFile(params);
      const declared = params.trustDeclaredContext ? needs.declaredContext : undefined;
      const machine = await machineWith(llama, fallback);
      const wishes = {
        ...params,
        contextTokens: Math.min(params.contextTokens, declared ?? params.contextTokens),
      };
      const first = planFor(needs, machine, wishes);
      let plan: HardwarePlan = {
        ...first,
        ...(params.gpuLayers !== undefined && { gpuLayers: params.gpuLayers }),
      };
      let shrunk = false;
      smallest = () => planInWords(params.model, plan, needs.layers);
      for (let passed = params.shrinkings ?? 0; passed > 0; passed--) {
        const smaller = shrink(plan, needs);
        if (!smaller) throw new InsufficientMemoryError('the smallest plan ended the process');
        plan = smaller;
        shrunk = true;
      }
      for (;;) {
        try {
          return await LoadedModel.#loadAs(plan, llama, params, {
            machine,
            layers: needs.layers,
            shrunk,
            ownCode,
          });
        } catch (error) {
          const complaints = await log.complaints();
          const smaller = isOutOfMemory(error, complaints) ? shrink(plan, needs) : undefined;
          if (!smaller) throw error;
          plan = smaller;
          shrunk = true;
          // After weights that did not fit, the next load would wait for the failed one for ever.
          await llama.dispose();
          ({ llama } = await openBackend(params, log));
          log.add('info', `It did not fit; trying ${planInWords(params.model, plan, needs.layers)}`);
        }
      }
    } catch (error) {
      await llama.dispose();
      throw loadError(error, params, await log.complaints(), smallest());
    }
  }

  static async #loadAs(
    plan: HardwarePlan,
    llama: Llama,
    params: LoadParams,
    {
      machine,
      layers,
      shrunk,
      ownCode,
    }: { machine: Machine; layers: number; shrunk: boolean; ownCode: boolean },
  ): Promise<LoadedModel> {
    const model = await llama.loadModel({
      modelPath: params.modelPath,
      gpuLayers: plan.gpuLayers,
      defaultContextFlashAttention: true,
    });
    try {
      const kvType = plan.kvType === 'f16' ? GgmlType.F16 : GgmlType.Q8_0;
      const context = await model.createContext({
        sequences: plan.lanes,
        contextSize: plan.contextTokens,
        batchSize: params.batchTokens,
        threads: params.threads ?? machine.cores,
        flashAttention: true,
        failedCreationRemedy: false,
        experimentalKvCacheKeyType: kvType,
        experimentalKvCacheValueType: kvType,
      });
      if (machine.gpu) await tryOut(model, context);
      const words = planInWords(params.model, plan, layers);
      return new LoadedModel(llama, model, context, params, {
        model: params.model,
        backend: machine.gpu?.backend ?? 'cpu',
        ...(machine.gpu?.name !== undefined && { device: machine.gpu.name }),
        ...(ownCode && !machine.gpu && { device: 'code built on this machine' }),
        ...(machine.fallback !== undefined && { fallback: machine.fallback }),
        lanes: plan.lanes,
        contextTokens: plan.contextTokens,
        threads: params.threads ?? machine.cores,
        gpuLayers: model.gpuLayers,
        plannedBytes: plan.bytes,
        memoryBytes: memoryOf(model, context),
        plan: shrunk ? `${words} (smaller than planned: memory was short)` : words,
      });
    } catch (error) {
      await model.dispose();
      throw error;
    }
  }

  /** The prompt as tokens. Control tokens come only from the chat format, never from what a user wrote. */
  tokensOf(prompt: Prompt): number[] {
    if (prompt.kind === 'completion') return this.#withStart(this.#model.tokenize(prompt.text, false));
    const format = this.#params.chatFormat;
    if (format === 'template') return this.#throughTemplate(prompt.messages);
    return this.#withStart(
      layOut(format, prompt.messages).flatMap(({ text, control }) =>
        this.#model.tokenize(text, control, 'trimLeadingSpace'),
      ),
    );
  }

  /** Control texts, such as a closing tag, as tokens. */
  controlTokensOf(text: string): number[] {
    return this.#model.tokenize(text, true, 'trimLeadingSpace');
  }

  textOf(tokens: number[], before: number[]): string {
    const control = this.#params.thoughts === 'harmony';
    return this.#model.detokenize(tokens as Token[], control, before as Token[]);
  }

  endsGeneration(token: number): boolean {
    return this.#model.isEogToken(token as Token);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.steps.stop(
      new ModelError('engine-closed', 'The model was unloaded while it was answering.', 'Ask again.'),
    );
    await this.#context.dispose();
    await this.#model.dispose();
    await this.#llama.dispose();
  }

  #withStart(tokens: Token[]): Token[] {
    const { bos, shouldPrependBosToken } = this.#model.tokens;
    return shouldPrependBosToken && bos !== null ? [bos, ...tokens] : tokens;
  }

  #throughTemplate(messages: { role: string; content: string }[]): number[] {
    const template = this.#model.fileInfo.metadata.tokenizer?.chat_template;
    if (!template) {
      return this.#withStart(
        layOut('chatml', messages as Parameters<typeof layOut>[1]).flatMap(({ text, control }) =>
          this.#model.tokenize(text, control, 'trimLeadingSpace'),
        ),
      );
    }
    const wrapper = new JinjaTemplateChatWrapper({ template, tokenizer: this.#model.tokenizer });
    const history = messages.map(
      ({ role, content }): ChatHistoryItem =>
        role === 'assistant'
          ? { type: 'model', response: [content] }
          : role === 'system'
            ? { type: 'system', text: content }
            : { type: 'user', text: content },
    );
    const { contextText } = wrapper.generateContextState({
      chatHistory: [...history, { type: 'model', response: [] }],
    });
    return contextText.tokenize(this.#model.tokenizer);
  }
}

/** The bytes llama.cpp has set aside on all devices, weights and context together. */
function memoryOf(model: LlamaModel, context: LlamaContext): number {
  const { _model } = model as unknown as { _model: Pick<AddonContext, 'getMemoryBreakdown'> };
  const parts = [_model.getMemoryBreakdown(), bindingOf(context).context.getMemoryBreakdown()];
  return parts.reduce((sum, { cpuRam, gpuVram }) => sum + cpuRam + gpuVram, 0);
}

/**
 * One token through every layer. Where a GPU's driver does not run the code, that ends this process: now, and not
 * when somebody waits for an answer; where the driver must compile the code first, it takes a minute.
 */
async function tryOut(model: LlamaModel, context: LlamaContext): Promise<void> {
  const sequence = context.getSequence();
  try {
    await sequence.evaluateWithoutGeneratingNewTokens(model.tokenize('1').slice(0, 1));
  } finally {
    sequence.dispose();
  }
}

/** What this machine offers; loads no model. */
export async function machineHere(gpu: Gpu): Promise<Machine> {
  const { llama, fallback } = await openBackend({ gpu }, new LlamaLog(undefined));
  try {
    return await machineWith(llama, fallback);
  } finally {
    await llama.dispose();
  }
}

async function machineWith(llama: Llama, fallback: string | undefined): Promise<Machine> {
  const common = {
    memoryFree: availableMemory(),
    memoryTotal: totalmem(),
    cores: physicalCores(llama),
    ...(fallback !== undefined && { fallback }),
  };
  if (llama.gpu === false) return common;
  const { free, total } = await llama.getVramState();
  const devices = await llama.getGpuDeviceNames();
  const [name] = devices;
  return {
    ...common,
    gpu: { backend: llama.gpu, free, total, devices, ...(name !== undefined && { name }) },
  };
}

async function needsOfFile(params: LoadParams): Promise<Needs & { declaredContext: number | undefined }> {
  const { metadata } = await readGgufFileInfo(params.modelPath, { logWarnings: false });
  const { architecture } = metadata.general;
  const own = (metadata as unknown as Record<string, Record<string, unknown>>)[architecture] ?? {};
  const attention = (own.attention ?? {}) as Record<string, unknown>;
  const number = (value: unknown, otherwise: number) =>
    typeof value === 'number' && value > 0 ? value : otherwise;
  const layers = number(own.block_count, 32);
  const embedding = number(own.embedding_length, 2048);
  const heads = number(attention.head_count, 16);
  const headSize = number(attention.key_length, embedding / heads);
  const kvHeads = Array.isArray(attention.head_count_kv)
    ? attention.head_count_kv.reduce((sum: number, count) => sum + Number(count), 0) / layers
    : number(attention.head_count_kv, heads);
  // Hybrid models keep a cache only in every n-th layer.
  const cached = layers / number(own.full_attention_interval, 1);
  const vocabulary = metadata.tokenizer?.ggml?.tokens?.length ?? 150_000;
  return {
    name: params.model,
    weights: (await stat(params.modelPath)).size,
    layers,
    kvPerToken: 2 * 2 * cached * kvHeads * headSize,
    compute: computeBytes({ vocabulary, embedding, batchTokens: params.batchTokens }),
    declaredContext: typeof own.context_length === 'number' ? own.context_length : undefined,
  };
}

/** Bytes that can be had without swapping. Node's own number is only the untouched part on macOS. */
function availableMemory(): number {
  const { availableMemory: available } = process as { availableMemory?: () => number };
  return Math.max(available?.() ?? 0, freemem());
}

/** Devices that only pretend: Mesa's llvmpipe, Google's SwiftShader, Windows' basic driver. */
const softwareDevice = /llvmpipe|lavapipe|softpipe|swiftshader|basic render/i;

/** A backend in another's place (`fallback` says why) is taken only where it is worth it. */
async function openBackend(
  { gpu, fallback: instead }: Pick<LoadParams, 'gpu' | 'fallback'>,
  log: LlamaLog,
): Promise<{ llama: Llama; fallback?: string }> {
  const options = {
    build: 'never' as const,
    skipDownload: true,
    logLevel: LlamaLogLevel.info,
    logger: (level: string, message: string) => log.add(level, message),
    maxThreads: 0,
  };
  if (gpu === 'cpu') return { llama: await getLlama({ ...options, gpu: false }) };
  try {
    const llama = await getLlama({ ...options, gpu });
    if (llama.gpu === false) return { llama, fallback: 'No supported GPU was found.' };
    // The library loads its GPU backend even where that has no device; llama.cpp then works on the CPU.
    const devices = await llama.getGpuDeviceNames();
    const isWished = gpu !== 'auto' && instead === undefined;
    if (devices.some((name) => isWished || !softwareDevice.test(name))) return { llama };
    const names = devices.join(', ');
    const fallback =
      devices.length === 0
        ? 'No supported GPU was found.'
        : `The only ${llama.gpu} device is a program on the CPU (${names}); the CPU itself is faster.`;
    await llama.dispose();
    return { llama: await getLlama({ ...options, gpu: false }), fallback };
  } catch (error) {
    const llama = await getLlama({ ...options, gpu: false });
    if (gpu === 'cuda' && !hasNvidiaDriver()) return { llama, fallback: 'No NVIDIA driver was found.' };
    if (gpu === 'cuda' && cudaFolder === undefined)
      return { llama, fallback: 'CUDA’s code is not here yet: verdict models backend cuda fetches it.' };
    const isFound = !(error instanceof NoBinaryFoundError);
    const why = isFound ? firstLine(reasonOf(error)) : 'it does not start here';
    return { llama, fallback: unusable(gpu, why) };
  }
}

/** The physical cores this process may use: hyper-threads and cores held back by an affinity mask only slow it. */
function physicalCores(llama: Llama): number {
  return Math.max(1, Math.min(llama.cpuMathCores, availableParallelism()));
}

function isOutOfMemory(error: unknown, complaints: string): boolean {
  if (error instanceof InsufficientMemoryError) return true;
  return /out of memory|insufficient memory|bad_alloc|(failed to|unable to|cannot) allocate|failed to create context/i.test(
    `${reasonOf(error)}\n${complaints}`,
  );
}

function loadError(error: unknown, params: LoadParams, complaints: string, smallest: string): ModelError {
  const why = firstLine(reasonOf(error));
  if (isOutOfMemory(error, complaints))
    return new ModelError(
      'out-of-memory',
      `There is too little memory, tried down to ${smallest} (${why}).`,
      'Close other programs, or choose a smaller model.',
      error,
    );
  if (/magic|gguf|corrupt|tensor|read|end of file/i.test(`${why}\n${complaints}`))
    return new ModelError(
      'model-corrupt',
      `${params.modelPath} cannot be read as a model (${why}).`,
      'Remove the file and download it again.',
      error,
    );
  return new ModelError(
    'load-failed',
    `${params.model} could not be loaded (${why}).`,
    'See the model log ("Verdict: Show Log") for what llama.cpp said.',
    error,
  );
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.replace(/[.\s]+$/, '') ?? '';
}

/** Where llama.cpp ends the process next, whoever started it reads why. */
function sayLastWords(message: string): void {
  try {
    writeSync(2, `${message.trimEnd()}\n`);
  } catch {
    // Nobody listens.
  }
}

/** What llama.cpp says: to the log file, and the last lines kept to explain a failure. */
class LlamaLog {
  readonly #file: string | undefined;
  #complaints: string[] = [];
  #writing: Promise<unknown> = Promise.resolve();

  constructor(file: string | undefined) {
    this.#file = file;
  }

  /** The last lines that were not mere information. What llama.cpp says just before it fails may arrive just after. */
  async complaints(): Promise<string> {
    for (let turn = 0; turn < 2; turn++) await new Promise(setImmediate);
    return this.#complaints.join('\n');
  }

  add(level: string, message: string): void {
    const line = `${new Date().toISOString()} [${level}] ${message.trimEnd()}`;
    if (level === 'error' || level === 'fatal') sayLastWords(message);
    if (level === 'error' || level === 'fatal' || level === 'warn')
      this.#complaints = [...this.#complaints.slice(-19), line];
    const file = this.#file;
    if (file === undefined) return;
    this.#writing = this.#writing
      .then(() => mkdir(dirname(file), { recursive: true }))
      .then(() => appendFile(file, `${line}\n`))
      .catch(() => undefined);
  }
}
