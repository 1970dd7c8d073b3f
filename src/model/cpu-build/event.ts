import * as z from 'zod';

/** What happens while the code for this processor is built. */
export const CpuBuildEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('build-step'), step: z.enum(['source', 'configure', 'compile', 'check']) }),
  /** Files compiled, of all. */
  z.object({ type: z.literal('build-progress'), done: z.number(), total: z.number() }),
  z.object({ type: z.literal('build-done'), folder: z.string(), ms: z.number() }),
]);
export type CpuBuildEvent = z.infer<typeof CpuBuildEvent>;
