import { NotificationType, RequestType } from 'vscode-jsonrpc/node';
import * as z from 'zod';
import { type EngineInfo, GenerateEvent, GenerateRequest } from '../generation.ts';
import type { Machine } from '../hardware/plan.ts';
import { ChatFormat, ThoughtStyle } from '../preset/preset.ts';

/** What the model process is asked and what it tells. Both sides check what they receive against these shapes. */

export const Gpu = z.enum(['auto', 'cpu', 'vulkan', 'cuda', 'metal']);
export type Gpu = z.infer<typeof Gpu>;

/** Why another backend is in use than the one that was tried. */
export function unusable(gpu: Gpu, why: string): string {
  return `${gpu === 'auto' ? 'The GPU' : gpu} could not be used: ${why.replace(/[.\s]+$/, '')}.`;
}

export const LoadParams = z.object({
  modelPath: z.string(),
  /** A name to show. */
  model: z.string(),
  chatFormat: ChatFormat,
  thoughts: ThoughtStyle,
  gpu: Gpu,
  /** Why it is not a better one, where that is known. */
  fallback: z.string().optional(),
  /** Lanes and tokens of one lane (prompt and answer together) at most; fewer where memory is short. */
  lanes: z.number().int().positive(),
  /** Lanes at most on a processor. Absent: as many. */
  lanesOnProcessor: z.number().int().positive().optional(),
  contextTokens: z.number().int().positive(),
  /** Whether the context the file declares is a limit too: base models' files often declare too little. */
  trustDeclaredContext: z.boolean(),
  /** Absent: the physical cores this process may use. */
  threads: z.number().int().positive().optional(),
  /** Absent: as many as fit. */
  gpuLayers: z.number().int().nonnegative().optional(),
  /** Prompt tokens evaluated at once; cancelling waits for one such batch at most. */
  batchTokens: z.number().int().positive(),
  /** The folder of a build of llama.cpp's code for this very processor; absent: the shipped code. */
  cpuLibrary: z.string().optional(),
  /** How many plans have ended a process before this one for want of memory: that many are passed over. */
  shrinkings: z.number().int().nonnegative().optional(),
  /** A folder of this process's own, removed by whoever started it. */
  scratchFolder: z.string(),
  logFile: z.string().optional(),
});
export type LoadParams = z.infer<typeof LoadParams>;

export const GenerateParams = z.object({ id: z.number().int(), request: GenerateRequest });
export type GenerateParams = z.infer<typeof GenerateParams>;

export const EventBatch = z.array(z.object({ id: z.number().int(), event: GenerateEvent }));
export type EventBatch = z.infer<typeof EventBatch>;

/** Where the time of all steps since the model was loaded went, in milliseconds. */
export const StepTimes = z.object({
  steps: z.number(),
  /** Tokens sampled. */
  tokens: z.number(),
  /** Inside llama.cpp's decode. */
  decodeMs: z.number(),
  /** Inside the samplers. */
  sampleMs: z.number(),
  /** Everything else: assembling batches, text, events. */
  otherMs: z.number(),
});
export type StepTimes = z.infer<typeof StepTimes>;

/** How a failure crosses the border: a code of `ModelErrorCode` travels in the error's data. */
export const FailureData = z.object({
  code: z.enum(['load-failed', 'out-of-memory', 'model-corrupt', 'bad-request']),
  what: z.string(),
  remedy: z.string(),
});
export type FailureData = z.infer<typeof FailureData>;

export const loadRequest = new RequestType<LoadParams, EngineInfo, FailureData>('load');
export const generateRequest = new RequestType<GenerateParams, null, FailureData>('generate');
/** What there is to run on; loads no model. */
export const machineRequest = new RequestType<{ gpu: Gpu }, Machine, FailureData>('machine');
/** Whether a build of the code for this processor loads; of use only in a process that loads nothing else. */
export const cpuLibraryRequest = new RequestType<{ folder: string }, boolean, FailureData>('cpuLibrary');
export const timesRequest = new RequestType<null, StepTimes | null, void>('times');
export const unloadRequest = new RequestType<null, null, void>('unload');
export const eventsNotification = new NotificationType<EventBatch>('events');
