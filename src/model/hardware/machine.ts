import { ModelChild } from '../engine/model-child.ts';
import type { Gpu } from '../process/protocol.ts';
import type { Machine } from './plan.ts';

/** What this machine offers a model now. A model process is started to find out, and ended again. */
export async function machineOf(options: {
  processPath: string;
  gpu?: Gpu;
  gpuDevice?: number;
}): Promise<Machine> {
  await using child = await ModelChild.start(options.processPath, options);
  return await child.machine(options.gpu ?? 'auto');
}
