import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { fileNameFor } from '../judge/index.ts';
import {
  type Engine,
  type EngineInfo,
  FinishReason,
  type GenerateEvent,
  GenerateRequest,
} from '../model/index.ts';
import { Problem } from '../problem/index.ts';
import { SolveEvent } from './events.ts';
import { type SolveOptions, solve } from './solve.ts';

/** The files of a record. Each is whole after every line: a crash costs only what was under way. */
const files = { about: 'solve.json', answers: 'answers.ndjson', events: 'events.ndjson' };

/** What a record is of; a solve of anything else does not go on from it. */
const About = z.object({
  format: z.literal(1),
  problem: Problem,
  language: z.string(),
  seed: z.number(),
  maxCandidates: z.number(),
  stressCases: z.number(),
  wanted: z.string().optional(),
});
type About = z.infer<typeof About>;

/** One finished generation: what was asked, and all that came. */
const RecordedAnswer = z.object({
  request: GenerateRequest,
  thought: z.string(),
  answer: z.string(),
  tokens: z.number(),
  ms: z.number(),
  finish: FinishReason,
});
type RecordedAnswer = z.infer<typeof RecordedAnswer>;

/** A record as read from its folder. */
export interface SolveRecord {
  about: About;
  answers: RecordedAnswer[];
  events: SolveEvent[];
}

/** Why a folder is no record of a solve; the message says what to do. */
export class RecordError extends Error {
  override name = 'RecordError';
}

/** The record is of a later version than this one knows. */
class NewerRecordError extends RecordError {
  override name = 'NewerRecordError';
}

/**
 * `solve`, recorded in a folder: the problem, every finished answer with its prompt, seed and sampling, every
 * event, and each candidate's program as a file. Where the folder already holds the record of the same solve,
 * cut short by a pause, a crash or a reload, its finished answers are not asked for again. Throws a NewerRecordError
 * where it holds that of a later version.
 */
export async function* solveRecorded(
  problem: Problem,
  options: SolveOptions,
  folder: string,
): AsyncGenerator<SolveEvent> {
  const { language, seed, maxCandidates, stressCases, wanted } = options;
  const about: About = {
    format: 1,
    problem,
    language,
    seed,
    maxCandidates,
    stressCases,
    ...(wanted ? { wanted } : {}),
  };
  await mkdir(folder, { recursive: true });
  const earlier = await readRecord(folder).catch((error: unknown) => {
    // What a newer version has kept there is not ours to overwrite.
    if (error instanceof NewerRecordError) throw error;
    return undefined;
  });
  const isSame = earlier && JSON.stringify(earlier.about) === JSON.stringify(About.parse(about));
  if (!isSame) {
    for (const name of Object.values(files)) await rm(join(folder, name), { force: true });
    await writeFile(join(folder, files.about), `${JSON.stringify(about, null, 2)}\n`);
  }
  await writeFile(join(folder, files.events), '');
  const engine = new RecordingEngine(options.engine, isSame ? earlier.answers : [], folder);
  const texts = new Map<number, Extract<SolveEvent, { type: 'candidate-text' }>[]>();
  for await (const event of solve(problem, { ...options, engine })) {
    await note(event, folder, language, texts);
    yield event;
  }
}

/** The events of a recorded solve, in their order, to be shown again as they were. */
export async function* replay(record: SolveRecord): AsyncGenerator<SolveEvent> {
  yield* record.events;
}

/** Reads a record. A line that a crash cut off is left out. Throws a RecordError for a folder that holds none, a NewerRecordError for one of a later version. */
export async function readRecord(folder: string): Promise<SolveRecord> {
  let about: About;
  try {
    const found = JSON.parse(await readFile(join(folder, files.about), 'utf8'));
    if (Number(found?.format) > 1)
      throw new NewerRecordError(
        `${folder} holds a solve that a newer version of Verdict has recorded. Update Verdict, or choose another folder.`,
      );
    about = About.parse(found);
  } catch (error) {
    if (error instanceof NewerRecordError) throw error;
    throw new RecordError(
      `${folder} holds no record of a solve that this version can read. Choose the folder that was given to be recorded in.`,
      { cause: error },
    );
  }
  return {
    about,
    answers: await linesOf(join(folder, files.answers), RecordedAnswer),
    events: await linesOf(join(folder, files.events), SolveEvent),
  };
}

async function linesOf<T extends z.ZodType>(path: string, schema: T): Promise<z.infer<T>[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [schema.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

/** Text comes in many small pieces: it is written joined, once its candidate has something else to tell. */
async function note(
  event: SolveEvent,
  folder: string,
  language: string,
  texts: Map<number, Extract<SolveEvent, { type: 'candidate-text' }>[]>,
): Promise<void> {
  if (event.type === 'candidate-text') {
    const pieces = texts.get(event.candidate) ?? [];
    const last = pieces.at(-1);
    if (last?.channel === event.channel)
      pieces[pieces.length - 1] = { ...event, text: last.text + event.text };
    else pieces.push(event);
    texts.set(event.candidate, pieces);
    return;
  }
  const before = 'candidate' in event ? (texts.get(event.candidate) ?? []) : [];
  if ('candidate' in event) texts.delete(event.candidate);
  const lines = [...before, event].map((it) => `${JSON.stringify(it)}\n`).join('');
  await appendFile(join(folder, files.events), lines);
  if (event.type === 'candidate-answered' && event.code !== undefined) {
    const own = join(folder, `candidate-${event.candidate}`);
    await mkdir(own, { recursive: true });
    await writeFile(join(own, fileNameFor({ language, source: event.code })), event.code);
  }
}

/** An engine that notes every finished answer, and gives those it knows by their seed without asking again. */
class RecordingEngine implements Engine {
  readonly #engine: Engine;
  readonly #known: Map<number, RecordedAnswer>;
  readonly #path: string;

  constructor(engine: Engine, known: RecordedAnswer[], folder: string) {
    this.#engine = engine;
    this.#known = new Map(known.map((answer) => [answer.request.seed, answer]));
    this.#path = join(folder, files.answers);
  }

  get info(): EngineInfo | undefined {
    return this.#engine.info;
  }

  load(signal?: AbortSignal): Promise<EngineInfo> {
    return this.#engine.load(signal);
  }

  async *generate(request: GenerateRequest, signal?: AbortSignal): AsyncGenerator<GenerateEvent> {
    const known = this.#known.get(request.seed);
    if (known) {
      const { tokens, ms, finish } = known;
      yield { type: 'started', lane: 0, promptTokens: 0 };
      for (const channel of ['thought', 'answer'] as const)
        if (known[channel] !== '') yield { type: 'text', channel, text: known[channel], tokens };
      yield { type: 'ended', reason: finish, tokens, ms };
      return;
    }
    const text = { thought: '', answer: '' };
    for await (const event of this.#engine.generate(request, signal)) {
      if (event.type === 'started') Object.assign(text, { thought: '', answer: '' });
      if (event.type === 'text') text[event.channel] += event.text;
      if (event.type === 'ended' && event.reason !== 'aborted') {
        const { tokens, ms, reason: finish } = event;
        const answer: RecordedAnswer = { request, ...text, tokens, ms, finish };
        await appendFile(this.#path, `${JSON.stringify(answer)}\n`);
      }
      yield event;
    }
  }

  onInfoChange(listener: (info: EngineInfo | undefined) => void): Disposable {
    return this.#engine.onInfoChange(listener);
  }

  /** The engine is its owner's; nothing of it is held here. */
  async [Symbol.asyncDispose](): Promise<void> {}
}
