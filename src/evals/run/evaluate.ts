import { join } from 'node:path';
import { type AnswerComparing, answerComparing } from '../../coach/index.ts';
import type { Judge } from '../../judge/index.ts';
import type { Engine, Preset } from '../../model/index.ts';
import type { ContestGuard } from '../../problem/index.ts';
import { evidenceLevel, solveRecorded } from '../../solver/index.ts';
import type { Comparison } from '../judging/judge-task.ts';
import type { EvalTask } from '../task.ts';
import type { EvalEvent, EvalSample } from './events.ts';
import { Gate } from './gate.ts';
import type { EvalRecord } from './record.ts';
import { type Answered, answered, judged } from './sampling.ts';
import { askingOf, type EvalPolicy, hashOf, languageFor } from './settings.ts';

export interface EvalOptions {
  guard: ContestGuard;
  engine: Engine;
  preset: Preset;
  judge: Judge;
  tasks: EvalTask[];
  record: EvalRecord;
  policy: EvalPolicy;
  /** Answers for each task; with the policy `full`, candidates of its solve at most. */
  samples: number;
  /** Seed of the first sample of each task; each later one takes the next number. */
  seed: number;
  language: string;
  comparison: Comparison;
  maxTokens?: number;
  /** Policy `full`: generated inputs on which programs are compared. */
  stressCases: number;
  /** Maths: claims of each answer that the model judges. */
  claims?: number;
  /** Nothing is begun beyond these; what is under way is finished. Tokens of the whole run, ms of this part of it. */
  budget?: { tokens?: number; ms?: number };
  signal: AbortSignal;
}

/** An answer is asked for this often before the run is given up. */
const tries = 3;

/**
 * Runs a model over a set: every sample of every task that the record does not hold yet. First each task once, then
 * each a second time, so that a run that is cut short tells something about all of them. Never throws: what goes
 * wrong is the `reason` of the last event.
 */
export async function* evaluate(options: EvalOptions): AsyncGenerator<EvalEvent> {
  const { tasks, record, engine, policy, signal, budget } = options;
  const rounds = policy === 'full' ? 1 : options.samples;
  const total = tasks.length * rounds;
  const tally = new Tally(record.all());
  const began = performance.now();
  const ended = (outcome: (EvalEvent & { type: 'eval-ended' })['outcome'], reason?: string): EvalEvent => ({
    type: 'eval-ended',
    outcome,
    done: tally.done,
    total,
    score: tally.score,
    tokens: tally.tokens,
    ...(reason === undefined ? {} : { reason }),
  });
  try {
    for (const { problem } of tasks) await options.guard.admit(problem, [], signal);
    const work: Unit[] = [];
    for (let sample = 0; sample < rounds; sample++)
      for (const task of tasks) {
        const known = record.known(task.id, sample);
        if (!known || known.verdict === 'JE') work.push({ task, sample, ...(known && { known }) });
      }
    const unjudged = work.filter(({ known }) => known).length;
    const known = total - work.length;
    const answers = tasks.some(({ kind }) => kind === 'maths') ? await answerComparing() : undefined;
    const info = await engine.load(signal);
    yield { type: 'eval-started', tasks: tasks.length, total, known, model: info.model, lanes: info.lanes };
    const isSpent = () =>
      (budget?.tokens !== undefined && tally.tokens >= budget.tokens) ||
      (budget?.ms !== undefined && performance.now() - began >= budget.ms);
    let broken = 0;
    let finished = 0;
    for await (const sample of samplesOf(
      work,
      { ...options, answers },
      info.lanes,
      () => signal.aborted || isSpent(),
    )) {
      if (signal.aborted) break;
      await record.keep(sample);
      tally.add(sample);
      finished++;
      if (sample.verdict === 'JE') broken++;
      const left = work.length - finished;
      yield {
        type: 'eval-sample',
        sample,
        done: known + finished,
        total,
        score: tally.score,
        tokens: tally.tokens,
        remainingMs: ((performance.now() - began) / finished) * left,
      };
    }
    const goOn = 'What is done is kept: the same command goes on with it.';
    if (signal.aborted) return yield ended('stopped', `Stopped. ${goOn}`);
    if (broken > 0)
      return yield ended(
        'broken',
        `The judge could not judge ${broken} programs (verdict JE in samples.jsonl says why). They are kept and judged again by the same command.`,
      );
    if (finished < work.length) return yield ended('budget', `The budget is spent. ${goOn}`);
    yield ended('done', unjudged > 0 ? `${unjudged} programs were judged again.` : undefined);
  } catch (error) {
    if (signal.aborted) return yield ended('stopped', 'Stopped. What is done is kept.');
    const why = error instanceof Error ? error.message : String(error);
    yield ended('broken', `${why} What is done is kept.`);
  }
}

type Working = EvalOptions & { answers: AnswerComparing | undefined };

/** A sample that is to be had, or only to be judged once more. */
interface Unit {
  task: EvalTask;
  sample: number;
  known?: EvalSample;
}

/** The samples as they are finished: as many answers at once as there are lanes, others being judged meanwhile. */
async function* samplesOf(
  units: Unit[],
  options: Working,
  lanes: number,
  isOver: () => boolean,
): AsyncGenerator<EvalSample> {
  // One solve at a time, as a user runs it: it takes the lanes it wants.
  const writing = new Gate(options.policy === 'full' ? 1 : lanes);
  const most = options.policy === 'full' ? 1 : lanes + options.judge.parallel;
  const running = new Map<number, Promise<{ key: number; sample: EvalSample | undefined }>>();
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  let next = 0;
  try {
    for (;;) {
      while (running.size < most && next < units.length && !isOver()) {
        const key = next++;
        const unit = units[key];
        if (!unit) break;
        const work = sampleOf(unit, { ...options, signal }, writing, isOver);
        running.set(
          key,
          work.then((sample) => ({ key, sample })),
        );
      }
      if (running.size === 0) return;
      const { key, sample } = await Promise.race(running.values());
      running.delete(key);
      if (sample) yield sample;
    }
  } finally {
    failed.abort();
    await Promise.allSettled(running.values());
  }
}

async function sampleOf(
  { task, sample, known }: Unit,
  options: Working,
  writing: Gate,
  isOver: () => boolean,
): Promise<EvalSample | undefined> {
  const { engine, judge, answers, preset, maxTokens, comparison, policy, signal } = options;
  const language = languageFor(task, options.language);
  const how = { judge, answers, comparison, language, onSamples: policy === 'samples', signal };
  if (known) {
    const { verdict: _, reason: __, ...given } = known;
    return {
      ...(await judged(task, given, how)),
      ...(policy === 'full' && { level: known.level, offered: known.offered }),
    };
  }
  const asking = askingOf(task, { preset, language: options.language, maxTokens });
  const request = asking.request(options.seed + sample);
  const given = await writing.through(async (): Promise<(Answered & Partial<EvalSample>) | undefined> => {
    for (let attempt = 1; ; attempt++) {
      if (isOver()) return undefined;
      try {
        return policy === 'full' && asking.requests
          ? await solved(task, options, language, asking.requests, hashOf(request.prompt).slice(0, 16))
          : await answered(
              engine,
              task,
              sample,
              request,
              signal,
              answers,
              options.claims ? { preset, count: options.claims, maxTokens } : undefined,
            );
      } catch (error) {
        if (signal.aborted) return undefined;
        if (attempt >= tries) throw error;
      }
    }
  });
  if (!given) return undefined;
  try {
    const result = await judged(task, given, how);
    return { ...result, ...(policy === 'full' && { level: given.level, offered: given.offered }) };
  } catch (error) {
    if (signal.aborted) return undefined;
    const reason = error instanceof Error ? error.message : String(error);
    return { ...given, verdict: 'JE', reason, correct: false };
  }
}

/** The program a whole solve offers, or else the one that came furthest. Its record goes on where it was. */
async function solved(
  task: EvalTask,
  options: EvalOptions,
  language: string,
  request: NonNullable<ReturnType<typeof askingOf>['requests']>,
  prompt: string,
): Promise<(Answered & Partial<EvalSample>) | undefined> {
  const { engine, judge, guard, seed, samples: maxCandidates, stressCases, signal } = options;
  const folder = join(options.record.folder, 'solves', encodeURIComponent(task.id).replaceAll('.', '%2E'));
  const code = new Map<number, string>();
  const solving = { guard, engine, judge, language, request, stressCases, maxCandidates, seed, signal };
  for await (const event of solveRecorded(task.problem, solving, folder)) {
    if (event.type === 'candidate-answered' && event.code !== undefined)
      code.set(event.candidate, event.code);
    if (event.type !== 'solve-ended') continue;
    const { outcome, best, evidence, tokens, ms, reason } = event;
    if (outcome === 'stopped' || signal.aborted) return undefined;
    if (outcome === 'broken' || outcome === 'refused') throw new Error(reason);
    const own = best === undefined ? undefined : code.get(best);
    return {
      task: task.id,
      sample: 0,
      seed,
      prompt,
      tokens,
      ms: Math.round(ms),
      finish: 'stop',
      ...(own === undefined ? {} : { code: own }),
      level: evidence ? evidenceLevel(evidence) : 'unchecked',
      offered: outcome === 'solved',
    };
  }
  return undefined;
}

/** What the lines so far come to. A line that comes again takes the place of the one before. */
class Tally {
  readonly #lines = new Map<string, EvalSample>();
  readonly #tasks = new Map<string, { samples: number; right: number }>();
  #shares = 0;
  done = 0;
  tokens = 0;

  constructor(samples: EvalSample[]) {
    for (const sample of samples) this.add(sample);
  }

  /** Mean over the tasks of the share of right samples. */
  get score(): number {
    return this.#tasks.size === 0 ? 0 : this.#shares / this.#tasks.size;
  }

  add(sample: EvalSample): void {
    const key = `${sample.sample} ${sample.task}`;
    const before = this.#lines.get(key);
    if (before) this.#count(before, -1);
    this.#lines.set(key, sample);
    this.#count(sample, 1);
  }

  #count({ task, correct, verdict, tokens, claimTokens = 0 }: EvalSample, by: 1 | -1): void {
    const own = this.#tasks.get(task) ?? { samples: 0, right: 0 };
    const share = () => (own.samples === 0 ? 0 : own.right / own.samples);
    this.#shares -= share();
    own.samples += by;
    if (correct) own.right += by;
    this.#shares += share();
    this.#tasks.set(task, own);
    this.tokens += by * (tokens + claimTokens);
    if (verdict !== 'JE') this.done += by;
  }
}
