/** What clients send, as schemas; free of Node. No field of a request is ever used as a path of a file. */
import * as z from 'zod';
import { Checker } from '../problem/protocol.ts';

/** Bytes of a request's body at most. */
export const largestBody = 16 * 2 ** 20;

const source = z.string().min(1).max(262_144);
const statement = z
  .string()
  .min(1)
  .max(1_000_000)
  .describe('The statement as text, Markdown, HTML or LaTeX, or a source file that begins with it');
const language = z
  .string()
  .regex(/^[\w+#-]{1,32}$/)
  .describe('Id of a language: cpp, python, java, ...');
const Program = z.strictObject({ language, source });
const practice = z
  .boolean()
  .optional()
  .describe('You say that the contest of this problem is over, or that this is practice');
const url = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .optional()
  .describe('Where the problem is from; nothing is fetched from there');
const seed = z.int().min(0).max(0x7fffffff);
const replyLanguage = z
  .string()
  .regex(/^[\p{L}\d ()-]{2,40}$/u)
  .optional()
  .describe('What the model writes in, a name or a code: Chinese, pt-BR, ...; default English');
const systemPrompt = z.string().max(100_000);
/** What a model is told beside its task. */
const reply = { reply_language: replyLanguage, seed: seed.optional(), practice };

/** How outputs are compared. A checker that is a program lies in a file, which no client may name. */
const PlainChecker = z.discriminatedUnion('kind', [
  ...Checker.options.filter((it) => it.shape.kind.value !== 'program'),
] as [(typeof Checker.options)[0], ...(typeof Checker.options)[number][]]);

const limits = {
  timeLimitMs: z.number().min(10).max(20_000).optional().describe('CPU time of one run, ms'),
  memoryLimitMiB: z.number().min(16).max(2048).optional().describe('Memory of one run, MiB'),
  checker: PlainChecker.optional(),
};

export const GenerateBody = z
  .object({
    prompt: z.string().min(1).max(1_000_000),
    system_prompt: systemPrompt
      .nullish()
      .describe('Absent: the instructions for programming; empty: none are given'),
    max_tokens: z.int().min(1).nullish(),
    temperature: z.number().min(0).max(5).nullish(),
    top_p: z.number().gt(0).max(1).nullish(),
    seed: seed.nullish(),
    stream: z.boolean().nullish().describe('One JSON object a line'),
    practice,
  })
  .meta({
    example: { system_prompt: '', prompt: 'What is binary search?', max_tokens: 64, temperature: 0.6 },
  });

export const SolveBody = z
  .strictObject({
    statement,
    url,
    language: language.optional(),
    system_prompt: systemPrompt.optional(),
    max_candidates: z.int().min(1).max(256).optional(),
    max_tokens: z.int().min(1).optional().describe('Tokens of one candidate'),
    seed: seed.optional(),
    stress_cases: z.int().min(0).max(2000).optional().describe('Generated cases, where there is an oracle'),
    oracle: z
      .strictObject({ oracle: Program, generator: Program, validator: Program.optional() })
      .optional()
      .describe('A brute force and a generator to stress candidates with'),
    practice,
  })
  .meta({
    example: {
      statement:
        '# A plus B\n\nRead two numbers and print their sum.\n\n## Sample Input\n\n```\n1 2\n```\n\n## Sample Output\n\n```\n3\n```\n',
      max_candidates: 8,
    },
  });
export type SolveBody = z.infer<typeof SolveBody>;

export const JudgeBody = z
  .strictObject({
    submission: Program,
    statement: statement.optional().describe('Judges on its samples, with its limits and checker'),
    tests: z
      .array(
        z.strictObject({
          name: z.string().max(200).optional(),
          input: z.string(),
          answer: z.string().optional(),
        }),
      )
      .max(200)
      .optional(),
    ...limits,
    stop_at_first: z.boolean().optional(),
  })
  .meta({
    example: {
      submission: { language: 'python', source: 'print(sum(map(int, input().split())))' },
      tests: [{ input: '1 2\n', answer: '3\n' }],
    },
  });
export type JudgeBody = z.infer<typeof JudgeBody>;

export const StressBody = z
  .strictObject({
    submission: Program,
    oracle: Program.describe('The program whose answers are right'),
    generator: Program.describe('Run as GENERATOR SEED SIZE, prints one input'),
    validator: Program.optional().describe('Exits 0 on a valid input'),
    cases: z.int().min(1).max(5000).optional(),
    seed: seed.optional(),
    max_size: z.int().min(1).max(100_000).optional(),
    shrink: z.boolean().optional(),
    ...limits,
  })
  .meta({
    example: {
      submission: { language: 'python', source: 'print(max(0, *map(int, input().split())))' },
      oracle: { language: 'python', source: 'print(max(map(int, input().split())))' },
      generator: {
        language: 'python',
        source:
          'import sys, random\nrandom.seed(int(sys.argv[1]))\nprint(random.randint(-9, 9), random.randint(-9, 9))',
      },
      cases: 100,
    },
  });
export type StressBody = z.infer<typeof StressBody>;

export const ExplainBody = z
  .strictObject({
    statement,
    url,
    verified: Program.optional().describe(
      'A program that is right: the worked sample is compared with its run',
    ),
    ...reply,
  })
  .meta({
    example: { statement: 'Read n and print n squared.\n\nSample Input\n3\n\nSample Output\n9\n' },
  });
export type ExplainBody = z.infer<typeof ExplainBody>;

export const ExplainProgramBody = z
  .strictObject({
    submission: Program,
    statement: statement.optional().describe('The problem it is meant to solve'),
    url,
    ...reply,
  })
  .meta({ example: { submission: { language: 'python', source: 'print(sum(map(int, input().split())))' } } });
export type ExplainProgramBody = z.infer<typeof ExplainProgramBody>;

export const HintsBody = z
  .strictObject({
    statement,
    url,
    level: z
      .int()
      .min(1)
      .max(5)
      .optional()
      .describe('Hints up to this level: 1 restates the problem (default), 5 is pseudo-code'),
    ...reply,
  })
  .meta({
    example: { statement: 'Read n and print n squared.\n\nSample Input\n3\n\nSample Output\n9\n' },
  });
export type HintsBody = z.infer<typeof HintsBody>;

export const MathsBody = z
  .strictObject({
    statement,
    url,
    attempts: z.int().min(1).max(64).optional().describe('Attempts whose answers are compared; default 4'),
    claims: z
      .int()
      .min(1)
      .max(10)
      .optional()
      .describe('Claims of each attempt that the model judges, to weigh the answers by'),
    system_prompt: systemPrompt.optional(),
    max_tokens: z.int().min(1).optional(),
    ...reply,
  })
  .meta({ example: { statement: 'Find the largest prime divisor of 2024.' } });
export type MathsBody = z.infer<typeof MathsBody>;

export const TalkBody = z
  .strictObject({
    messages: z
      .array(z.strictObject({ role: z.enum(['user', 'assistant']), content: z.string().max(1_000_000) }))
      .min(1)
      .max(500),
    statement: statement.optional().describe('The problem the conversation is about'),
    url,
    seed: seed.optional(),
    practice,
  })
  .meta({ example: { messages: [{ role: 'user', content: 'When does greedy work?' }] } });
export type TalkBody = z.infer<typeof TalkBody>;

const GivenOracle = z
  .strictObject({ oracle: Program, generator: Program.optional(), validator: Program.optional() })
  .describe('A brute force; without a generator it answers inputs built from the statement');

export const ReviewBody = z.strictObject({
  statement,
  url,
  submission: Program,
  oracle: GivenOracle.optional(),
  stress_cases: z.int().min(0).max(2000).optional(),
  explain: z
    .boolean()
    .optional()
    .describe('The model says what is wrong and proposes fixes, which are judged'),
  fixes: z.int().min(1).max(8).optional(),
  ...reply,
});
export type ReviewBody = z.infer<typeof ReviewBody>;

export const GradeBody = z
  .strictObject({
    statement,
    url,
    submissions: z
      .array(
        z.strictObject({
          student: z.string().min(1).max(200),
          file: z
            .string()
            .min(1)
            .max(200)
            .optional()
            .describe('What the row is called; nothing is read from it'),
          language: language.optional().describe('Without it, told by the ending of the file'),
          source: z.string().max(262_144),
        }),
      )
      .min(1)
      .max(500),
    oracle: GivenOracle.optional(),
    stress_cases: z.int().min(0).max(2000).optional().describe('Inputs for those that pass; default 100'),
    explain: z.boolean().optional().describe('The model says what is wrong with those that fail'),
    reply_language: replyLanguage,
    practice,
  })
  .meta({
    example: {
      statement: 'Read n and print n squared.\n\nSample Input\n3\n\nSample Output\n9\n',
      submissions: [
        { student: 'Ada', language: 'python', source: 'print(int(input()) ** 2)' },
        { student: 'Ben', language: 'python', source: 'print(int(input()) * 3)' },
      ],
    },
  });
export type GradeBody = z.infer<typeof GradeBody>;

export const ComplexityBody = z
  .strictObject({
    submission: Program,
    statement: statement.optional().describe('Inputs are built from what it says of them'),
    generator: Program.optional().describe('Run as GENERATOR SEED SIZE, prints one input of that size'),
    wanted_ms: z
      .int()
      .min(50)
      .max(2000)
      .optional()
      .describe('CPU time of the largest run, about; default 600'),
    seed: seed.optional(),
  })
  .meta({
    example: {
      submission: { language: 'python', source: 'n = int(input())\nprint(sum(i * i for i in range(n)))' },
      generator: { language: 'python', source: 'import sys\nprint(sys.argv[2])' },
    },
  });
export type ComplexityBody = z.infer<typeof ComplexityBody>;

const text = z.string().min(1).max(100_000);
export const ProofBody = z
  .strictObject({
    statement: text.describe('What was to be proved'),
    proof: text,
    rubric: z.array(z.string().min(1).max(2000)).min(1).max(20).optional().describe('The points asked for'),
    reference: text.optional().describe('A right proof, to make the points from where there are none'),
    ...reply,
  })
  .meta({
    example: {
      statement: 'Prove that the sum of two even numbers is even.',
      proof: 'Let a = 2k and b = 2m. Then a + b = 2(k + m).',
      rubric: ['Both numbers are written as twice an integer.', 'The sum is twice an integer.'],
    },
  });
export type ProofBody = z.infer<typeof ProofBody>;
