import * as z from 'zod';

/** What a model needs, from its file's metadata or, before it is here, from its preset. */
export const Needs = z.object({
  name: z.string(),
  /** Bytes of the weights once loaded. */
  weights: z.number(),
  layers: z.number(),
  /** Bytes of KV cache per token with 16-bit keys and values. */
  kvPerToken: z.number(),
  /** Bytes for the intermediate results of a batch. */
  compute: z.number(),
});
export type Needs = z.infer<typeof Needs>;

/** What there is to run it on; bytes free now. */
export const Machine = z.object({
  memoryFree: z.number(),
  memoryTotal: z.number(),
  /** Physical cores this process may use. */
  cores: z.number(),
  gpu: z
    .object({
      backend: z.string(),
      name: z.string().optional(),
      /** The names of all, by their number from 0. */
      devices: z.array(z.string()).optional(),
      free: z.number(),
      total: z.number(),
    })
    .optional(),
  /** Why no GPU is in use, when one was asked for or could be expected. */
  fallback: z.string().optional(),
});
export type Machine = z.infer<typeof Machine>;

const KvType = z.enum(['f16', 'q8_0']);
type KvType = z.infer<typeof KvType>;

export const HardwarePlan = z.object({
  backend: z.string(),
  gpuLayers: z.number(),
  lanes: z.number(),
  /** Tokens of one lane. */
  contextTokens: z.number(),
  kvType: KvType,
  threads: z.number(),
  /** Bytes it will take on the device that holds the weights, and how many were free there. */
  bytes: z.number(),
  bytesFree: z.number(),
  bytesTotal: z.number(),
  /** False: even the smallest plan does not fit by this reckoning. */
  fits: z.boolean(),
});
export type HardwarePlan = z.infer<typeof HardwarePlan>;

export interface Wishes {
  /** Lanes and tokens a lane at most. */
  lanes: number;
  contextTokens: number;
  /** Lanes at most on a processor. Absent: as many. */
  lanesOnProcessor?: number | undefined;
}

/** A thinking model with less than this per lane breaks off in the middle of its thoughts too often. */
const usefulTokens = 16_384;
const leastTokens = 2048;
const GiB = 2 ** 30;

/** Eight-bit KV entries: 32 values in 34 bytes instead of 64. */
const kvShare: Record<KvType, number> = { f16: 1, q8_0: 34 / 64 };

/**
 * Chooses layers on the GPU, lanes, context and KV type so that everything fits into the memory that is free, with
 * a reserve left to others. Lanes that can think to the end come before longer ones; a shorter KV entry before a
 * single lane; the processor before a GPU that could hold only a small part.
 */
export function planFor(needs: Needs, machine: Machine, wishes: Wishes): HardwarePlan {
  const { gpu } = machine;
  if (gpu) {
    const free = gpu.free - Math.min(GiB, Math.max(0.25 * GiB, 0.06 * gpu.total));
    const whole = laneChoice(free - needs.weights - needs.compute, needs, wishes);
    if (whole) return { ...planOn(gpu, needs, whole, machine), gpuLayers: needs.layers + 1, fits: true };
    const partial = partialPlan(free, needs, wishes);
    if (partial) {
      const { layers, choice } = partial;
      const share = layers / (needs.layers + 1);
      const bytes = needs.compute + share * (needs.weights + kvBytes(needs, choice));
      return { ...planOn(gpu, needs, choice, machine), gpuLayers: layers, bytes, fits: true };
    }
  }
  const free = machine.memoryFree - Math.min(2 * GiB, Math.max(0.5 * GiB, 0.1 * machine.memoryTotal));
  const { lanesOnProcessor = wishes.lanes } = wishes;
  const onCpu = laneChoice(free - needs.weights - needs.compute, needs, {
    ...wishes,
    lanes: Math.min(wishes.lanes, lanesOnProcessor),
  });
  const choice = onCpu ?? {
    lanes: 1,
    contextTokens: Math.min(leastTokens, wishes.contextTokens),
    kvType: 'f16' as const,
  };
  const memory = { backend: 'cpu', free: machine.memoryFree, total: machine.memoryTotal };
  return { ...planOn(memory, needs, choice, machine), gpuLayers: 0, fits: onCpu !== undefined };
}

interface LaneChoice {
  lanes: number;
  contextTokens: number;
  kvType: KvType;
}

function laneChoice(bytes: number, needs: Needs, wishes: Wishes): LaneChoice | undefined {
  const useful = Math.min(wishes.contextTokens, usefulTokens);
  const least = Math.min(wishes.contextTokens, leastTokens);
  const choices = (['f16', 'q8_0'] as const).map((kvType): LaneChoice & { tokens: number } => {
    const tokens = Math.floor(bytes / (needs.kvPerToken * kvShare[kvType]));
    const lanes = Math.max(1, Math.min(wishes.lanes, Math.floor(tokens / useful)));
    const perLane = Math.floor(tokens / lanes / 256) * 256;
    return { lanes, contextTokens: Math.min(wishes.contextTokens, perLane), kvType, tokens };
  });
  const [exact, short] = choices;
  const enough = (choice: LaneChoice | undefined) => choice !== undefined && choice.contextTokens >= least;
  if (
    exact &&
    enough(exact) &&
    (exact.contextTokens >= useful || !short || short.contextTokens <= exact.contextTokens)
  )
    return { lanes: exact.lanes, contextTokens: exact.contextTokens, kvType: 'f16' };
  if (short && enough(short))
    return { lanes: short.lanes, contextTokens: short.contextTokens, kvType: 'q8_0' };
  return undefined;
}

/** As many layers as fit with one useful lane; nothing when that is less than a third of them. */
function partialPlan(
  free: number,
  needs: Needs,
  wishes: Wishes,
): { layers: number; choice: LaneChoice } | undefined {
  const choice: LaneChoice = {
    lanes: 1,
    contextTokens: Math.min(wishes.contextTokens, usefulTokens),
    kvType: 'f16',
  };
  const perLayer = (needs.weights + kvBytes(needs, choice)) / (needs.layers + 1);
  const layers = Math.floor((free - needs.compute) / perLayer);
  return layers >= needs.layers / 3 ? { layers: Math.min(layers, needs.layers), choice } : undefined;
}

function kvBytes(needs: Needs, { lanes, contextTokens, kvType }: LaneChoice): number {
  return lanes * contextTokens * needs.kvPerToken * kvShare[kvType];
}

function planOn(
  memory: { backend: string; free: number; total: number },
  needs: Needs,
  choice: LaneChoice,
  machine: Machine,
): Omit<HardwarePlan, 'gpuLayers' | 'fits'> {
  return {
    backend: memory.backend,
    ...choice,
    threads: machine.cores,
    bytes: needs.weights + needs.compute + kvBytes(needs, choice),
    bytesFree: memory.free,
    bytesTotal: memory.total,
  };
}

/** The next smaller plan after this one did not fit in reality; undefined when there is none. */
export function shrink(plan: HardwarePlan, needs: Needs): HardwarePlan | undefined {
  const smaller = lessOf(plan);
  if (!smaller) return undefined;
  const whole = needs.weights + kvBytes(needs, smaller);
  const onGpu = smaller.gpuLayers > 0 && smaller.gpuLayers <= needs.layers;
  const share = onGpu ? smaller.gpuLayers / (needs.layers + 1) : 1;
  return { ...smaller, bytes: needs.compute + share * whole };
}

function lessOf(plan: HardwarePlan): HardwarePlan | undefined {
  if (plan.lanes > 1) return { ...plan, lanes: Math.max(1, Math.floor(plan.lanes / 2)) };
  if (plan.contextTokens > 2 * leastTokens)
    return { ...plan, contextTokens: Math.floor(plan.contextTokens / 2) };
  if (plan.gpuLayers > 4) return { ...plan, gpuLayers: Math.floor(plan.gpuLayers / 2) };
  if (plan.gpuLayers > 0) return { ...plan, gpuLayers: 0 };
  return undefined;
}

/** The plan in words: "VibeThinker 1.5B (Q4_K_M): 6 lanes x 16k tokens on vulkan, 5.1 of 6.0 GiB". */
export function planInWords(name: string, plan: HardwarePlan, layers: number): string {
  const lanes = `${plan.lanes} ${plan.lanes === 1 ? 'lane' : 'lanes'} x ${tokensInWords(plan.contextTokens)} tokens`;
  const kv = plan.kvType === 'f16' ? '' : ' with 8-bit KV';
  const part =
    plan.gpuLayers > 0 && plan.gpuLayers <= layers ? ` (${plan.gpuLayers} of ${layers} layers)` : '';
  const memory = `${(plan.bytes / GiB).toFixed(1)} of ${(plan.bytesTotal / GiB).toFixed(1)} GiB`;
  const doubt = plan.fits ? '' : '; it may not fit';
  return `${name}: ${lanes}${kv} on ${plan.backend}${part}, ${memory}${doubt}`;
}

function tokensInWords(tokens: number): string {
  return tokens >= 1024 ? `${Math.floor(tokens / 1024)}k` : String(tokens);
}

/** The bytes llama.cpp sets aside for one batch: the logits of every row, and some rows of activations. */
export function computeBytes(shape: { vocabulary: number; embedding: number; batchTokens: number }): number {
  return shape.batchTokens * (4 * shape.vocabulary + 48 * shape.embedding);
}
