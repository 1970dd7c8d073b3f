import * as z from 'zod';

/** What happens while a model file is fetched; the last event is `download-done`, unless it throws. */
export const DownloadEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('download-started'),
    preset: z.string(),
    source: z.string(),
    /** Bytes already here from an earlier try. */
    bytes: z.number(),
    totalBytes: z.number().optional(),
  }),
  z.object({
    type: z.literal('download-progress'),
    bytes: z.number(),
    totalBytes: z.number().optional(),
    bytesPerSecond: z.number(),
    /** Milliseconds left at this speed; absent while it cannot be said. */
    remainingMs: z.number().optional(),
    source: z.string(),
  }),
  /** A source did not give the file; the next one is tried. */
  z.object({ type: z.literal('download-source-failed'), source: z.string(), reason: z.string() }),
  /** Another window or command is fetching the same file: this one waits for it and shows its progress. */
  z.object({ type: z.literal('download-waiting'), processId: z.number() }),
  /** What lay there was not the file it should be and was removed. */
  z.object({ type: z.literal('download-discarded'), path: z.string(), reason: z.string() }),
  /** All of it is here; its hash is being computed. */
  z.object({ type: z.literal('download-verifying'), bytes: z.number(), totalBytes: z.number() }),
  z.object({ type: z.literal('download-verified'), sha256: z.string(), bytes: z.number() }),
  z.object({ type: z.literal('download-done'), path: z.string() }),
]);
export type DownloadEvent = z.infer<typeof DownloadEvent>;
