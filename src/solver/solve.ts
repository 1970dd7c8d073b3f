import type { Judge } from '../judge/index.ts';
import type { Engine, GenerateRequest } from '../model/index.ts';
import { type ContestGuard, ContestRefusal, type Problem } from '../problem/index.ts';
import { type Attempt, attempt } from './candidate.ts';
import type { SolveEvent, SolveOutcome } from './events.ts';
import { checkOracle, type OracleSource } from './oracle.ts';
import { type Candidate, emptySolve, foldSolve, type SolveState } from './state.ts';

export interface SolveOptions {
  /** Decides, before anything else, whether a model may help with this problem now. */
  guard: ContestGuard;
  engine: Engine;
  judge: Judge;
  /** Id of the language the programs are to be written in. */
  language: string;
  /** The request of one candidate; only its seed differs between candidates. */
  request: (seed: number) => GenerateRequest;
  oracle?: OracleSource;
  /** Generated inputs a candidate must agree on with the oracle. */
  stressCases: number;
  /** Candidates at most. */
  maxCandidates: number;
  /** Seed of the first candidate; each later one takes the next number. */
  seed: number;
  signal?: AbortSignal;
}

/**
 * Solves a problem: candidates run in all lanes of the engine, each is judged the moment its answer is
 * complete, the first that holds up ends the solve. Never throws: what goes wrong is the `reason` of the last
 * event. Leaving the loop early stops everything.
 */
export function solve(problem: Problem, options: SolveOptions): AsyncIterable<SolveEvent> {
  const abandoned = new AbortController();
  const signal = AbortSignal.any([abandoned.signal, ...(options.signal ? [options.signal] : [])]);
  return new ReadableStream<SolveEvent>({
    start(controller) {
      const emit = (event: SolveEvent) => {
        if (!abandoned.signal.aborted) controller.enqueue(event);
      };
      void run(problem, options, emit, signal).then(() => {
        if (!abandoned.signal.aborted) controller.close();
      });
    },
    cancel() {
      abandoned.abort();
    },
  });
}

async function run(
  problem: Problem,
  options: SolveOptions,
  emitted: (event: SolveEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const began = performance.now();
  let state: SolveState = emptySolve;
  const emit = (event: SolveEvent) => {
    state = foldSolve(state, event);
    emitted(event);
  };
  const end = (outcome: SolveOutcome, reason: string) => {
    const best = state.candidates.reduce<Candidate | undefined>(further, undefined);
    emit({
      type: 'solve-ended',
      outcome,
      reason,
      best: best?.number,
      evidence: best?.evidence,
      tokens: state.candidates.reduce((sum, it) => sum + it.tokens, 0),
      ms: performance.now() - began,
    });
  };

  try {
    await options.guard.admit(problem, [], signal);
    await requireLanguage(options.judge, options.language);
    const engine = await options.engine.load(signal);
    emit({
      type: 'solve-started',
      title: problem.title,
      language: options.language,
      samples: problem.samples.length,
      engine,
      maxCandidates: options.maxCandidates,
      maxTokens: options.request(options.seed).maxTokens,
    });
    const { oracle: source, ...shared } = options;
    const work: Attempt = { ...shared, problem, seen: new Map() };
    if (source) {
      const checked = await checkOracle(source, problem, options.judge, signal);
      work.oracle = { ...source, ...checked };
      emit({ type: 'oracle-checked', usable: checked.usable, reason: checked.reason });
    }
    await fillLanes(work, options, engine.lanes, emit, () => state, signal);
  } catch (error) {
    if (error instanceof ContestRefusal) return end('refused', error.message);
    if (!signal.aborted) return end('broken', error instanceof Error ? error.message : String(error));
  }
  if (signal.aborted) return end('stopped', 'Stopped.');

  const held = state.candidates.some((it) => it.outcome === 'held');
  const unchecked = state.candidates.some((it) => it.outcome === 'unchecked');
  const lost = state.candidates.filter((it) => it.outcome === 'lost');
  if (held) end('solved', 'A candidate held against everything it was checked with.');
  else if (unchecked) end('unchecked', 'The statement has no samples: no program could be checked.');
  else if (lost.length > 0 && lost.length === state.candidates.length) end('broken', lost[0]?.reason ?? '');
  else end('unsolved', `None of ${state.candidates.length} candidates passed.`);
}

/**
 * Keeps every lane of the engine busy until a candidate holds (or, with nothing to check against, until one
 * has a program), the budget is spent, or the engine keeps failing. Two candidates more than there are lanes
 * are on their way, so that a lane has new work while the last answer is being judged. While a candidate that
 * passed the samples is under stress, no new one is begun: it may be the last, and its runs are timed.
 */
async function fillLanes(
  work: Attempt,
  options: SolveOptions,
  lanes: number,
  emit: (event: SolveEvent) => void,
  state: () => SolveState,
  signal: AbortSignal,
): Promise<void> {
  const enough = new AbortController();
  const untilEnough = AbortSignal.any([signal, enough.signal]);
  const underStress = new Map<number, PromiseWithResolvers<void>>();
  let next = 1;
  const worker = async () => {
    while (!untilEnough.aborted && next <= options.maxCandidates) {
      const number = next++;
      for await (const event of attempt(number, options.seed + number - 1, work, untilEnough)) {
        emit(event);
        if (event.type === 'candidate-stressed' && !underStress.has(number)) {
          underStress.set(number, resolvers());
        }
        if (event.type !== 'candidate-ended') continue;
        if (event.outcome === 'held' || event.outcome === 'unchecked') enough.abort();
        if (event.outcome === 'lost' && lostInARow(state()) > 2 * lanes) enough.abort();
        underStress.get(number)?.resolve();
        underStress.delete(number);
      }
      while (underStress.size > 0) await Promise.all([...underStress.values()].map((it) => it.promise));
    }
  };
  await Promise.all(Array.from({ length: lanes + 2 }, worker));
}

interface PromiseWithResolvers<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function resolvers(): PromiseWithResolvers<void> {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function lostInARow(state: SolveState): number {
  const ended = state.candidates.filter((it) => it.outcome !== undefined);
  const lastAlive = ended.findLastIndex((it) => it.outcome !== 'lost');
  return ended.length - 1 - lastAlive;
}

/** Throws with what to install when the judge cannot run programs of this language. */
async function requireLanguage(judge: Judge, id: string): Promise<void> {
  const languages = await judge.languages();
  const language = languages.find((it) => it.id === id);
  if (!language) {
    const known = languages.map((it) => it.id).join(', ');
    throw new Error(`"${id}" is not a language of the judge. Choose one of: ${known}.`);
  }
  if (!language.found) {
    throw new Error(`No compiler or interpreter for ${language.name} was found. ${language.install}`);
  }
}

/** The candidate that came further: held, then more samples, then the earlier one. Without a program: none. */
function further(best: Candidate | undefined, it: Candidate): Candidate | undefined {
  if (it.code === undefined || it.outcome === 'duplicate') return best;
  return best === undefined || progress(it) > progress(best) ? it : best;
}

function progress(candidate: Candidate): number {
  if (candidate.outcome === 'held') return Number.POSITIVE_INFINITY;
  return candidate.tests.filter((it) => it.verdict === 'AC').length;
}
