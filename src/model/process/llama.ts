import { appendFile, mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import {
  type ChatHistoryItem,
  getLlama,
  InsufficientMemoryError,
  JinjaTemplateChatWrapper,
  type Llama,
  type LlamaContext,
  type LlamaModel,
  type Token,
} from 'node-llama-cpp';
import { layOut } from '../chat-format.ts';
import { ModelError, reasonOf } from '../errors.ts';
import type { EngineInfo, Prompt } from '../generation.ts';
import { bindingOf } from './addon.ts';
import { Lane } from './lane.ts';
import type { LoadParams } from './protocol.ts';
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
    this.lanes = Array.from({ length: params.lanes }, (_, index) => new Lane(index, params.contextTokens));
    const binding = bindingOf(context);
    const spare = new SpareCores(info.threads ?? 1);
    // Threads that were asked for stay; otherwise the cores that others need are left to them.
    const adapt = params.threads === undefined ? () => binding.context.setThreads(spare.update()) : undefined;
    this.steps = new StepLoop(binding, params.batchTokens, adapt);
  }

  /** Throws `ModelError`: `model-corrupt`, `out-of-memory` or `load-failed`. */
  static async load(params: LoadParams): Promise<LoadedModel> {
    const log = new LlamaLog(params.logFile);
    const { llama, fallback } = await openBackend(params, log);
    const threads = params.threads ?? physicalCores(llama);
    try {
      const model = await llama.loadModel({
        modelPath: params.modelPath,
        gpuLayers: params.gpuLayers ?? (llama.gpu === false ? 0 : 'auto'),
        defaultContextFlashAttention: true,
      });
      const context = await model.createContext({
        sequences: params.lanes,
        contextSize: params.contextTokens,
        batchSize: params.batchTokens,
        threads,
        flashAttention: true,
      });
      const device = llama.gpu === false ? undefined : (await llama.getGpuDeviceNames())[0];
      return new LoadedModel(llama, model, context, params, {
        model: params.model,
        backend: llama.gpu === false ? 'cpu' : llama.gpu,
        ...(device !== undefined && { device }),
        ...(fallback !== undefined && { fallback }),
        lanes: params.lanes,
        contextTokens: params.contextTokens,
        threads,
        gpuLayers: model.gpuLayers,
      });
    } catch (error) {
      await llama.dispose();
      throw loadError(error, params, log.tail);
    }
  }

  /** The prompt as tokens. Control tokens come only from the chat format, never from what a user wrote. */
  tokensOf(prompt: Prompt): number[] {
    if (prompt.kind === 'completion') return this.#withStart(this.#model.tokenize(prompt.text, false));
    const format = this.#params.chatFormat;
    if (format === 'template' || format === 'completion') return this.#throughTemplate(prompt.messages);
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

async function openBackend(params: LoadParams, log: LlamaLog): Promise<{ llama: Llama; fallback?: string }> {
  const options = {
    build: 'never' as const,
    skipDownload: true,
    logger: (level: string, message: string) => log.add(level, message),
    maxThreads: 0,
  };
  if (params.gpu === 'cpu') return { llama: await getLlama({ ...options, gpu: false }) };
  try {
    const llama = await getLlama({ ...options, gpu: params.gpu });
    if (llama.gpu !== false || params.gpu === 'auto')
      return llama.gpu === false ? { llama, fallback: 'no supported GPU was found' } : { llama };
    return { llama, fallback: `${params.gpu} was asked for but is not available` };
  } catch (error) {
    const llama = await getLlama({ ...options, gpu: false });
    return { llama, fallback: `${params.gpu} could not be used: ${firstLine(reasonOf(error))}` };
  }
}

/** The physical cores this process may use: hyper-threads and cores held back by an affinity mask only slow it. */
function physicalCores(llama: Llama): number {
  return Math.max(1, Math.min(llama.cpuMathCores, availableParallelism()));
}

function loadError(error: unknown, params: LoadParams, log: string): ModelError {
  const why = firstLine(reasonOf(error));
  if (error instanceof InsufficientMemoryError || /memory|alloc/i.test(`${why}\n${log}`))
    return new ModelError(
      'out-of-memory',
      `${params.model} with ${params.lanes} lanes of ${params.contextTokens} tokens does not fit in memory (${why}).`,
      'Choose fewer lanes, a shorter context or a smaller model.',
      error,
    );
  if (/magic|gguf|corrupt|tensor|read|end of file/i.test(`${why}\n${log}`))
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

/** What llama.cpp says: to the log file, and the last lines kept to explain a failure. */
class LlamaLog {
  readonly #file: string | undefined;
  #last: string[] = [];
  #writing: Promise<unknown> = Promise.resolve();

  constructor(file: string | undefined) {
    this.#file = file;
  }

  get tail(): string {
    return this.#last.join('\n');
  }

  add(level: string, message: string): void {
    const line = `${new Date().toISOString()} [${level}] ${message.trimEnd()}`;
    this.#last = [...this.#last.slice(-19), line];
    const file = this.#file;
    if (file === undefined) return;
    this.#writing = this.#writing
      .then(() => mkdir(dirname(file), { recursive: true }))
      .then(() => appendFile(file, `${line}\n`))
      .catch(() => undefined);
  }
}
