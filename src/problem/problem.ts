import * as z from 'zod';

/** One sample of a statement: what goes in and what must come out, both as text with `\n` line ends. */
export const Sample = z.object({
  input: z.string(),
  output: z.string(),
  note: z.string().optional(),
});
export type Sample = z.infer<typeof Sample>;

/**
 * How an output is compared with the answer.
 * `tokens` (the default everywhere) splits at white space; `exact` compares bytes but for a final newline;
 * `float` accepts a token within `absolute` or `relative` error of the answer's; `unordered` compares the
 * lines as a multiset; `program` runs a testlib checker, a Kattis output validator or a script.
 */
export const Checker = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tokens') }),
  z.object({ kind: z.literal('exact') }),
  z.object({ kind: z.literal('caseInsensitive') }),
  z.object({ kind: z.literal('unordered') }),
  z.object({ kind: z.literal('float'), absolute: z.number().optional(), relative: z.number().optional() }),
  z.object({
    kind: z.literal('program'),
    protocol: z.enum(['testlib', 'kattis', 'script']),
    path: z.string(),
    flags: z.array(z.string()).optional(),
  }),
]);
export type Checker = z.infer<typeof Checker>;

/** `lower <= variable <= upper`, as far as the statement says so. Bounds are decimal text: they may exceed 2^53. */
export const Constraint = z.object({
  variable: z.string(),
  lower: z.string().optional(),
  upper: z.string().optional(),
});
export type Constraint = z.infer<typeof Constraint>;

/**
 * What was understood of a problem. A field that was not found is absent, never guessed.
 * `statement` is the text as read (Markdown or plain text), without comment signs.
 */
export const Problem = z.object({
  title: z.string().optional(),
  statement: z.string(),
  timeLimitMs: z.number().positive().optional(),
  memoryLimitMiB: z.number().positive().optional(),
  inputFormat: z.string().optional(),
  outputFormat: z.string().optional(),
  samples: z.array(Sample),
  constraints: z.array(Constraint).optional(),
  interactive: z.boolean().optional(),
  checker: Checker.optional(),
  /** Several answers are right and any may be printed: a sample's output is one of them, and comparing is not enough. */
  anyAnswer: z.boolean().optional(),
  inputFile: z.string().optional(),
  outputFile: z.string().optional(),
  multiTest: z.boolean().optional(),
  function: z.string().optional(),
  source: z
    .object({ url: z.string().optional(), contest: z.string().optional(), path: z.string().optional() })
    .optional(),
});
export type Problem = z.infer<typeof Problem>;
