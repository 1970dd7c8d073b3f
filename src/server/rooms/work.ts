import {
  answerMaths,
  type ComplexityEvent,
  complexityOf,
  type ExplainEvent,
  explainInSections,
  explainProgram,
  type GradeEvent,
  grade,
  gradeProof,
  type HandedIn,
  type Hint,
  hintsFor,
  type MathsEvent,
  mathsProblem,
  noMathsProblem,
  type ProofEvent,
  type ReviewEvent,
  review,
} from '../../coach/index.ts';
import type { JudgeEvent, StressEvent } from '../../judge/index.ts';
import type { GenerateEvent } from '../../model/index.ts';
import { type Problem, programFor } from '../../problem/index.ts';
import {
  type SolveEvent,
  sampleTests,
  sizedInputs,
  solve,
  solveDefaults,
  solveRequest,
} from '../../solver/index.ts';
import { ApiError } from '../api-error.ts';
import type {
  ComplexityBody,
  ExplainBody,
  ExplainProgramBody,
  GradeBody,
  HintsBody,
  JudgeBody,
  MathsBody,
  ProofBody,
  ReviewBody,
  SolveBody,
  StressBody,
} from '../protocol.ts';
import type { Served } from '../served.ts';
import { problemSent } from './problem.ts';

/**
 * Solves what a client sent, in that client's turn at the model.
 * @throws ApiError when the statement is none, and ContestRefusal, before anything is begun
 */
export async function solving(
  served: Served,
  client: string,
  body: SolveBody,
  signal: AbortSignal,
): Promise<AsyncIterable<SolveEvent>> {
  const { judge, preset } = served;
  const problem = problemSent(body.statement, body.url);
  const guard = served.guardFor(body.practice);
  await guard.admit(problem, [], signal);
  const defaults = solveDefaults(preset);
  const language = body.language ?? defaults.language;
  const maxTokens = Math.min(body.max_tokens ?? preset.maxTokens, preset.maxTokens);
  let request: ReturnType<typeof solveRequest>;
  try {
    request = solveRequest({
      preset,
      problem,
      language,
      maxTokens,
      ...(body.system_prompt !== undefined && { instructions: body.system_prompt }),
    });
  } catch (error) {
    throw new ApiError(400, 'bad_language', (error as Error).message, { param: 'language' });
  }
  const events = solve(problem, {
    guard,
    engine: served.engineFor(client),
    judge,
    language,
    request,
    oracle: body.oracle && { ...body.oracle, origin: 'the brute force that was sent' },
    stressCases: body.stress_cases ?? 100,
    maxCandidates: body.max_candidates ?? defaults.maxCandidates,
    seed: body.seed ?? 1,
    signal,
  });
  return counted(served, events);
}

/**
 * Answers the mathematics a client sent, in that client's turn at the model.
 * @throws ApiError when it is none, and ContestRefusal, before anything is begun
 */
export async function answering(
  served: Served,
  client: string,
  body: MathsBody,
  signal: AbortSignal,
): Promise<AsyncIterable<MathsEvent>> {
  const found = mathsProblem(body.statement);
  if (!found) throw new ApiError(400, 'no_maths', `This ${noMathsProblem}`, { param: 'statement' });
  const guard = served.guardFor(body.practice);
  const problem = { ...found.problem, ...(body.url && { url: body.url }) };
  await guard.admit(problem, [], signal);
  const { preset } = served;
  const { attempts = 4, claims, seed = 1, system_prompt: instructions, max_tokens: maxTokens } = body;
  const { reply_language: replyLanguage } = body;
  const engine = served.engineFor(client);
  return answerMaths({
    ...{ guard, engine, preset, problem, kind: found.kind, lanes: attempts, seed, signal },
    ...(claims !== undefined && { claims }),
    ...(maxTokens !== undefined && { maxTokens: Math.min(maxTokens, preset.maxTokens) }),
    ...(instructions !== undefined && { instructions }),
    ...(replyLanguage && { replyLanguage }),
  });
}

/** Judges what a client sent, in that client's turn at the judge. Throws before it when there is nothing to judge on. */
export function judging(
  served: Served,
  client: string,
  body: JudgeBody,
  signal: AbortSignal,
): AsyncIterable<JudgeEvent> {
  const { judge } = served;
  const problem = body.statement === undefined ? undefined : problemSent(body.statement);
  const given = (body.tests ?? []).map(({ name, ...test }, index) => ({
    name: name ?? `test ${index + 1}`,
    ...test,
  }));
  const tests = [...(problem ? sampleTests(problem) : []), ...given];
  if (tests.length === 0)
    throw new ApiError(400, 'no_tests', 'Send tests, or a statement with samples.', { param: 'tests' });
  requireLanguages(served, [body.submission.language]);
  const options = {
    timeLimitMs: body.timeLimitMs ?? problem?.timeLimitMs,
    memoryLimitMiB: body.memoryLimitMiB ?? problem?.memoryLimitMiB,
    checker: body.checker ?? problem?.checker,
    inputFile: problem?.inputFile,
    outputFile: problem?.outputFile,
    stopAtFirst: body.stop_at_first,
    signal,
  };
  const submission = wholeProgram(problem, body.submission);
  return inTurn(served, client, signal, () => counted(served, judge.judge(submission, tests, options)));
}

function wholeProgram(problem: Problem | undefined, submission: JudgeBody['submission']) {
  if (!problem) return submission;
  const whole = programFor(problem, submission.source, submission.language);
  if ('reason' in whole) throw new ApiError(400, 'bad_submission', whole.reason, { param: 'submission' });
  return { ...submission, source: whole.program };
}

/** Stresses what a client sent, in that client's turn at the judge. */
export function stressing(
  served: Served,
  client: string,
  body: StressBody,
  signal: AbortSignal,
): AsyncIterable<StressEvent> {
  const { judge } = served;
  const { max_size: maxSize, submission, oracle, generator, validator, ...rest } = body;
  const programs = [submission, oracle, generator, ...(validator ? [validator] : [])];
  requireLanguages(
    served,
    programs.map(({ language }) => language),
  );
  const options = { submission, oracle, generator, validator, ...rest, maxSize, signal };
  return inTurn(served, client, signal, () => counted(served, judge.stress(options)));
}

/** Reviews what a client sent: by runs, and in the model's words where they are asked for. */
export async function reviewing(
  served: Served,
  client: string,
  body: ReviewBody,
  signal: AbortSignal,
): Promise<AsyncIterable<ReviewEvent>> {
  const { judge } = served;
  const problem = problemSent(body.statement, body.url);
  const { submission, oracle, seed = 1, fixes = 4, stress_cases: stressCases = 300 } = body;
  requireLanguages(served, [submission.language]);
  const coach = await coachFor(served, client, problem, body, signal);
  const given = oracle && { ...oracle, origin: 'the brute force that was sent' };
  const options = { judge, problem, submission, stressCases, fixes, seed, signal };
  const asked = { ...options, ...(given && { oracle: given }), ...(coach && { coach }) };
  return inTurn(served, client, signal, () => review(asked));
}

/**
 * Explains what a client sent, in sections.
 * @throws ApiError when the statement is none, and ContestRefusal, before anything is begun
 */
export async function explaining(
  served: Served,
  client: string,
  body: ExplainBody,
  signal: AbortSignal,
): Promise<AsyncIterable<ExplainEvent>> {
  const guard = served.guardFor(body.practice);
  const problem = problemSent(body.statement, body.url);
  const { verified, seed = 1, reply_language: replyLanguage } = body;
  if (verified) requireLanguages(served, [verified.language]);
  await guard.admit(problem, [], signal);
  return explainInSections({
    ...{ guard, engine: served.engineFor(client), preset: served.preset, problem, seed, signal },
    ...(verified && { verified: { judge: served.judge, submission: verified } }),
    ...(replyLanguage && { replyLanguage }),
  });
}

/**
 * Explains a program a client sent.
 * @throws ApiError when its statement is none, and ContestRefusal, before anything is begun
 */
export async function explainingProgram(
  served: Served,
  client: string,
  body: ExplainProgramBody,
  signal: AbortSignal,
): Promise<AsyncIterable<GenerateEvent>> {
  const guard = served.guardFor(body.practice);
  const problem = body.statement === undefined ? undefined : problemSent(body.statement, body.url);
  if (problem) await guard.admit(problem, [], signal);
  const { submission, seed = 1, reply_language: replyLanguage } = body;
  return explainProgram({
    ...{ guard, engine: served.engineFor(client), preset: served.preset, submission, seed, signal },
    ...(problem && { problem }),
    ...(replyLanguage && { replyLanguage }),
  });
}

/**
 * Grades the programs a client sent, in that client's turn at the judge.
 * @throws ApiError when the statement is none or has nothing to judge on, and ContestRefusal
 */
export async function grading(
  served: Served,
  client: string,
  body: GradeBody,
  signal: AbortSignal,
): Promise<AsyncIterable<GradeEvent>> {
  const { judge } = served;
  const problem = problemSent(body.statement, body.url);
  if (problem.samples.length === 0)
    throw new ApiError(400, 'no_tests', 'The statement has no samples to judge on.', { param: 'statement' });
  const { oracle, stress_cases: stressCases = 100 } = body;
  if (oracle)
    requireLanguages(
      served,
      [oracle.oracle, oracle.generator, oracle.validator].flatMap((program) => program?.language ?? []),
    );
  const coach = await coachFor(served, client, problem, body, signal);
  const options = {
    ...{ judge, problem, submissions: submissionsSent(served, body.submissions), stressCases, signal },
    ...(oracle && { oracle: { ...oracle, origin: 'the brute force that was sent' } }),
    ...(coach && { coach }),
  };
  return inTurn(served, client, signal, () => grade(options));
}

/** The model that explains what the runs find, where the client asks for that. Throws ContestRefusal. */
async function coachFor(
  served: Served,
  client: string,
  problem: Problem,
  body: Pick<ReviewBody, 'explain' | 'practice' | 'reply_language'>,
  signal: AbortSignal,
) {
  if (!body.explain) return undefined;
  const guard = served.guardFor(body.practice);
  await guard.admit(problem, [], signal);
  const { reply_language: replyLanguage } = body;
  const engine = served.engineFor(client);
  return { guard, engine, preset: served.preset, ...(replyLanguage && { replyLanguage }) };
}

/** Rows of their own, also for two that are called alike. */
function submissionsSent(served: Served, sent: GradeBody['submissions']): HandedIn[] {
  const names = new Set<string>();
  return sent.map(({ student, file = student, language, source }) => {
    let name = file;
    for (let number = 2; names.has(name); number++) name = `${file} (${number})`;
    names.add(name);
    const known = served.judge.languageOf(language ?? file)?.id;
    const row = { file: name, student };
    if (!known) return { ...row, trouble: 'its language is not known: send one, or a file with an ending' };
    if (source.trim() === '') return { ...row, language: known, trouble: 'it is empty' };
    return { ...row, language: known, source };
  });
}

/**
 * The hints for what a client sent, up to the level it asks for.
 * @throws ApiError when the statement is none, and ContestRefusal
 */
export async function hinting(
  served: Served,
  client: string,
  body: HintsBody,
  signal: AbortSignal,
  onProgress?: (tokens: number) => void,
): Promise<Hint[]> {
  const { level: most = 1, seed = 1, reply_language: replyLanguage } = body;
  const hints = await hintsFor({
    ...{ guard: served.guardFor(body.practice), engine: served.engineFor(client), preset: served.preset },
    ...{ problem: problemSent(body.statement, body.url), seed, signal },
    ...(replyLanguage && { replyLanguage }),
    ...(onProgress && { onProgress }),
  });
  return hints.filter(({ level }) => level <= most);
}

/**
 * Measures how the time of a program grows, in that client's turn at the judge.
 * @throws ApiError when there are no inputs of growing size
 */
export function timing(
  served: Served,
  client: string,
  body: ComplexityBody,
  signal: AbortSignal,
): AsyncIterable<ComplexityEvent> {
  const { judge } = served;
  const { submission, generator, seed = 1, wanted_ms: wantedMs } = body;
  requireLanguages(served, [submission.language, ...(generator ? [generator.language] : [])]);
  const problem = body.statement === undefined ? undefined : problemSent(body.statement);
  const inputs = generator ? { generator } : problem && sizedInputs(problem, seed);
  if (!inputs)
    throw new ApiError(
      400,
      'no_inputs',
      'No inputs of growing size could be built. Send a generator, run as GENERATOR SEED SIZE.',
      { param: 'generator' },
    );
  const options = {
    judge,
    submission: wholeProgram(problem, submission),
    inputs,
    origin: generator ? 'of the generator that was sent' : 'built from the statement',
    ...(problem?.inputFile && { inputFile: problem.inputFile }),
    ...(problem?.outputFile && { outputFile: problem.outputFile }),
    ...(wantedMs !== undefined && { wantedMs }),
    seed,
    signal,
  };
  return inTurn(served, client, signal, () => complexityOf(options));
}

/** Looks for the points of a rubric in a proof; a proposal for the teacher. */
export function proofGrading(
  served: Served,
  client: string,
  body: ProofBody,
  signal: AbortSignal,
): AsyncIterable<ProofEvent> {
  const { statement, proof, rubric, reference, seed = 1, reply_language: replyLanguage } = body;
  if (!rubric && reference === undefined)
    throw new ApiError(400, 'no_rubric', 'Send a rubric, or a reference to make one from.', {
      param: 'rubric',
    });
  return gradeProof({
    ...{ guard: served.guardFor(body.practice), engine: served.engineFor(client), preset: served.preset },
    ...{ statement, proof, seed, signal },
    ...(rubric && { rubric }),
    ...(reference !== undefined && { reference }),
    ...(replyLanguage && { replyLanguage }),
  });
}

function requireLanguages(served: Served, languages: string[]): void {
  for (const language of languages)
    if (!served.judge.languageOf(language))
      throw new ApiError(400, 'bad_language', `The judge knows no language "${language}".`, {
        param: 'language',
      });
}

async function* inTurn<T>(
  served: Served,
  client: string,
  signal: AbortSignal,
  work: () => AsyncIterable<T>,
): AsyncGenerator<T> {
  using _turn = await served.judgeTurn(client, signal);
  yield* work();
}

async function* counted<T extends { type: string }>(
  served: Served,
  events: AsyncIterable<T>,
): AsyncGenerator<T> {
  for await (const event of events) {
    served.metrics.countVerdict(event);
    yield event;
  }
}
