import * as z from 'zod';
import type { Problem } from '../problem.ts';

const longest = 32 * 1024 * 1024;

/** What Competitive Companion posts for one problem; unknown fields are let through, wrong ones are refused. */
export const CompanionMessage = z.looseObject({
  name: z.string().min(1).max(500),
  group: z.string().max(500).default(''),
  url: z.string().max(2000).default(''),
  interactive: z.boolean().optional(),
  /** MiB. */
  memoryLimit: z.number().nonnegative().max(1e7).optional(),
  /** Milliseconds. */
  timeLimit: z.number().nonnegative().max(1e9).optional(),
  tests: z
    .array(z.looseObject({ input: z.string().max(longest), output: z.string().max(longest) }))
    .max(1000)
    .default([]),
  testType: z.string().optional(),
  input: z
    .looseObject({ type: z.string(), fileName: z.string().optional(), pattern: z.string().optional() })
    .optional(),
  output: z.looseObject({ type: z.string(), fileName: z.string().optional() }).optional(),
  batch: z.looseObject({ id: z.string().max(200), size: z.number().int().min(1).max(1000) }).optional(),
});
export type CompanionMessage = z.infer<typeof CompanionMessage>;

/** The problem in a message. It has no statement and no constraints: Companion does not send them. */
export function problemOfMessage(message: CompanionMessage): Problem {
  const source = {
    ...(isWebAddress(message.url) ? { url: message.url } : {}),
    ...(message.group === '' ? {} : { contest: message.group }),
  };
  const fileOf = (stream: CompanionMessage['input']): string | undefined =>
    stream?.type === 'file' ? stream.fileName || undefined : undefined;
  const inputFile = fileOf(message.input);
  const outputFile = fileOf(message.output);
  return {
    title: message.name,
    statement: '',
    samples: message.tests.map(({ input, output }) => ({ input: plain(input), output: plain(output) })),
    ...(message.timeLimit ? { timeLimitMs: message.timeLimit } : {}),
    ...(message.memoryLimit ? { memoryLimitMiB: message.memoryLimit } : {}),
    ...(message.interactive ? { interactive: true } : {}),
    ...(message.testType === 'multiNumber' ? { multiTest: true } : {}),
    ...(inputFile === undefined ? {} : { inputFile }),
    ...(outputFile === undefined ? {} : { outputFile }),
    ...(Object.keys(source).length > 0 ? { source } : {}),
  };
}

function plain(text: string): string {
  const unix = text.replaceAll('\r\n', '\n');
  return unix === '' || unix.endsWith('\n') ? unix : `${unix}\n`;
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//.test(url);
}
