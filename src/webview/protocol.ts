/** What crosses between the extension and its webviews. Both sides check what they are sent. */
import * as z from 'zod';
import { TestResult, Verdict } from '../judge/protocol.ts';
import { Problem, Sample } from '../problem/protocol.ts';
import { SolveEvent } from '../solver/protocol.ts';

export { evidenceIn, translator, withoutName } from './sentences.ts';
export { endings, helperNames, solveEndings } from './solveWords.ts';

/** To the reasoning panel: forget everything, or go on with these events. */
export const ToPanel = z.discriminatedUnion('type', [
  z.object({ type: z.literal('reset') }),
  z.object({
    type: z.literal('events'),
    events: z.array(SolveEvent),
    /** For how long candidates have been under way that these events began earlier, in ms. */
    agesMs: z.record(z.string(), z.number()).optional(),
  }),
]);
export type ToPanel = z.infer<typeof ToPanel>;

const candidate = z.number().int().positive();

/** From the reasoning panel: it can be drawn, or the user pressed a button. `goOn` takes up a solve that was cut short. */
export const FromPanel = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('stopCandidate'), candidate }),
  z.object({ type: z.literal('more') }),
  z.object({ type: z.literal('goOn') }),
  z.object({ type: z.literal('insert'), candidate }),
  z.object({ type: z.literal('diff'), candidate }),
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
  /** What a person should know of the reply. */
  note: z.string().optional(),
  /** What the model read with the question, and the same as the chips said it. */
  attached: z.string().optional(),
  context: z.array(z.string()).optional(),
  /** The slash command that asks the same again. */
  command: z.string().optional(),
});
export type ChatTurn = z.infer<typeof ChatTurn>;

/** Something that a question is asked about. */
export const ContextChip = z.object({ kind: z.enum(['problem', 'selection', 'verdict']), label: z.string() });
export type ContextChip = z.infer<typeof ContextChip>;

/** What can be asked for by a word, and what it does. */
export const slashCommands = {
  solve: 'let the model solve the problem; every program is judged',
  explain: 'explain the problem',
  hint: 'one hint more, without code',
  review: 'review your program, the judge first',
  test: 'run your program on the samples',
  stress: 'compare your program with a slow one',
};

export function isSlashCommand(name: string): name is keyof typeof slashCommands {
  return Object.hasOwn(slashCommands, name);
}

/** To the chat: all turns anew, more of the last one, what is done for it now, or what is talked about. */
export const ToChat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('turns'), turns: z.array(ChatTurn) }),
  z.object({ type: z.literal('text'), channel: z.enum(['thought', 'answer']), text: z.string() }),
  z.object({ type: z.literal('doing'), text: z.string() }),
  z.object({ type: z.literal('context'), chips: z.array(ContextChip) }),
]);
export type ToChat = z.infer<typeof ToChat>;

const question = z.string().min(1).max(100_000);

/** From the chat: it can be drawn, or the user did something. */
export const FromChat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('ask'), text: question }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('clear') }),
  z.object({ type: z.literal('retry') }),
  z.object({ type: z.literal('edit'), turn: z.number().int().nonnegative(), text: question }),
  z.object({ type: z.literal('takeChip'), chip: ContextChip }),
  z.object({
    type: z.literal('code'),
    action: z.enum(['run', 'insert', 'copy', 'diff']),
    code: z.string().max(1_000_000),
    language: z.string().max(100),
  }),
]);
export type FromChat = z.infer<typeof FromChat>;

/** The user's tests: kept beside the file, under names. */
export const OwnTest = Sample.extend({ name: z.string() });
export type OwnTest = z.infer<typeof OwnTest>;

const fields = Problem.shape;

/** Corrections of single fields; null: it is held to be absent. */
export const Corrections = z.strictObject({
  title: fields.title.nullish(),
  timeLimitMs: fields.timeLimitMs.nullish(),
  memoryLimitMiB: fields.memoryLimitMiB.nullish(),
  samples: fields.samples.optional(),
  constraints: fields.constraints.nullish(),
  interactive: fields.interactive.nullish(),
  checker: fields.checker.nullish(),
  anyAnswer: fields.anyAnswer.nullish(),
  inputFile: fields.inputFile.nullish(),
  outputFile: fields.outputFile.nullish(),
  multiTest: fields.multiTest.nullish(),
  function: fields.function.nullish(),
  source: fields.source.nullish(),
});
export type Corrections = z.infer<typeof Corrections>;

export const CorrectedField = Corrections.keyof();
export type CorrectedField = z.infer<typeof CorrectedField>;

/** A problem as the user sees and corrects it. */
export const ShownProblem = z.object({
  file: z.string(),
  /** False for a file that is not saved yet: there is no place to keep corrections. */
  canKeep: z.boolean(),
  /** The statement's page can be fetched. */
  canFetch: z.boolean(),
  problem: Problem,
  /** Those of the statement, with the user's corrections. */
  samples: z.array(Sample),
  own: z.array(OwnTest),
  corrected: z.array(CorrectedField),
  /** What beside the file could not be read, in words. */
  troubles: z.array(z.string()),
});
export type ShownProblem = z.infer<typeof ShownProblem>;

/** The user's program on the samples, as far as it has come. */
export const SampleRun = z.object({
  program: z.string(),
  running: z.boolean(),
  results: z.array(TestResult),
  verdict: Verdict.optional(),
  reason: z.string().optional(),
});
export type SampleRun = z.infer<typeof SampleRun>;

/** To the problem's page: what was understood, why nothing was, or how the samples run. */
export const ToProblem = z.discriminatedUnion('type', [
  z.object({ type: z.literal('problem'), shown: ShownProblem }),
  z.object({ type: z.literal('none'), file: z.string(), reason: z.string() }),
  z.object({ type: z.literal('run'), run: SampleRun.optional() }),
]);
export type ToProblem = z.infer<typeof ToProblem>;

const test = { input: z.string().max(16_000_000), output: z.string().max(16_000_000) };
const name = z.string().min(1).max(200);

/** From the problem's page: it can be drawn, or the user corrected or asked for something. */
export const FromProblem = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('correct'), corrections: Corrections }),
  z.object({ type: z.literal('reset'), field: CorrectedField }),
  z.object({ type: z.literal('addTest'), ...test }),
  z.object({ type: z.literal('setTest'), name, ...test }),
  z.object({ type: z.literal('deleteTest'), name }),
  z.object({ type: z.literal('run') }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('pasteStatement') }),
  z.object({ type: z.literal('fetchStatement') }),
  z.object({ type: z.literal('openFile') }),
]);
export type FromProblem = z.infer<typeof FromProblem>;
