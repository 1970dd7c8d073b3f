/**
 * The parts of node-llama-cpp's native binding that the step loop drives. Its own loop (`LlamaContextSequence`)
 * is not used: it hands lanes to llama.cpp in the order their promises settle, which splits a step into several
 * batches and lets samplers read rows of logits while llama.cpp is still putting them in order. node-llama-cpp
 * is pinned to one version, and `bindingOf` checks that these methods are there.
 */
export interface AddonContext {
  initBatch(size: number): void;
  addToBatch(lane: number, firstPosition: number, tokens: Uint32Array, logitsAt: Uint32Array): Uint32Array;
  decodeBatch(): Promise<void>;
  sampleToken(logitsIndex: number, sampler: AddonSampler): Promise<number>;
  disposeSequence(lane: number): void;
  removeTokenCellsFromSequence(lane: number, from: number, to: number): boolean;
  saveSequenceStateToFile(path: string, lane: number, tokens: Uint32Array): Promise<number>;
  loadSequenceStateFromFile(path: string, lane: number, contextTokens: number): Promise<Uint32Array>;
  getMemoryBreakdown(): { cpuRam: number; gpuVram: number };
  setThreads(threads: number): void;
}

export interface AddonSampler {
  applyConfig(config: Record<string, unknown>): void;
  dispose(): void;
}

export interface Binding {
  context: AddonContext;
  newSampler(): AddonSampler;
}

/** The binding behind a loaded context. Throws when node-llama-cpp is not the version this was written for. */
export function bindingOf(context: object): Binding {
  const inner = context as {
    _ctx?: Partial<AddonContext>;
    _llama?: { _bindings?: { AddonSampler?: new (model: unknown) => AddonSampler } };
    _model?: { _model?: unknown };
  };
  const addon = inner._ctx;
  const Sampler = inner._llama?._bindings?.AddonSampler;
  const model = inner._model?._model;
  const needed = [
    'initBatch',
    'addToBatch',
    'decodeBatch',
    'sampleToken',
    'removeTokenCellsFromSequence',
  ] as const;
  if (!addon || !Sampler || !model || needed.some((name) => typeof addon[name] !== 'function'))
    throw new Error('this version of node-llama-cpp has another native binding than expected');
  return { context: addon as AddonContext, newSampler: () => new Sampler(model) };
}
