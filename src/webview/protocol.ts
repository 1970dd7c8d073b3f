/** What crosses between the extension and its webviews. Both sides check what they are sent. */
import * as z from 'zod';
import { SolveEvent } from '../solver/protocol.ts';

/** To the reasoning panel: forget everything, or go on with these events. */
export const ToPanel = z.discriminatedUnion('type', [
  z.object({ type: z.literal('reset') }),
  z.object({ type: z.literal('events'), events: z.array(SolveEvent) }),
]);
export type ToPanel = z.infer<typeof ToPanel>;

const candidate = z.number().int().positive();

/** From the reasoning panel: it can be drawn, or the user pressed a button. */
export const FromPanel = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('insert'), candidate }),
  z.object({ type: z.literal('newFile'), candidate }),
  z.object({ type: z.literal('copy'), candidate }),
]);
export type FromPanel = z.infer<typeof FromPanel>;

/** One turn of the chat. A reply under way has no `ended`; `error` says why one broke off. */
export const ChatTurn = z.object({
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  thought: z.string(),
  ended: z.enum(['whole', 'stopped', 'cut', 'error']).optional(),
  error: z.string().optional(),
});
export type ChatTurn = z.infer<typeof ChatTurn>;

/** To the chat: all turns anew, more of the last one, or what is talked about. */
export const ToChat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('turns'), turns: z.array(ChatTurn) }),
  z.object({ type: z.literal('text'), channel: z.enum(['thought', 'answer']), text: z.string() }),
  z.object({ type: z.literal('context'), problem: z.string().optional() }),
]);
export type ToChat = z.infer<typeof ToChat>;

/** From the chat: it can be drawn, or the user did something. */
export const FromChat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('ask'), text: z.string().min(1).max(100_000) }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('clear') }),
]);
export type FromChat = z.infer<typeof FromChat>;
