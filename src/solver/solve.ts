import type { Judge, Submission } from '../judge/index.ts';
import type { Engine } from '../model/index.ts';
import { type ContestGuard, ContestRefusal, type Problem } from '../problem/index.ts';
import { attempt } from './candidate.ts';
import type { HelperRole, SolveEvent, SolveOutcome } from './events.ts';
import { type Evidence, type EvidenceLevel, evidenceLevel, reaches } from './evidence.ts';
import { help } from './helper.ts';
import { builtPool, generatedPool } from './inputs/pool.ts';
import { mostGenerators, mostOracles, nextJob, type Situation } from './next-job.ts';
import { checkOracle, type OracleSource } from './oracle.ts';
import { type Failure, type SolveRequests, suitingLanes } from './request.ts';
import { unjudgeable } from './samples.ts';
import { Standing } from './standing.ts';
import { type Candidate, emptySolve, foldSolve, type SolveState } from './state.ts';
import type { Steering } from './steering.ts';
import { type Ending, variantFor } from './variants.ts';

export interface SolveOptions {
  /** Decides, before anything else, whether a model may help with this problem now. */
  guard: ContestGuard;
  engine: Engine;
  judge: Judge;
  /** Id of the language the programs are to be written in. */
  language: string;
  /** What the model may be asked for; `solveRequest` makes it. */
  request: SolveRequests;
  oracle?: OracleSource;
  /** Generated inputs on which programs are compared. */
  stressCases: number;
  /** Candidates at most, further tries at failed ones included. */
  maxCandidates: number;
  /** Seed of the first candidate; each later one takes the next number. */
  seed: number;
  /** Answers written side by side at most; left out: as many as suit the engine. */
  lanes?: number | undefined;
  /**
   * The evidence that ends the search; `stress` when absent. Where it cannot be had (nothing to generate inputs
   * from, no oracle to be asked for), the search ends with the highest that can.
   */
  wanted?: EvidenceLevel;
  /** No request is begun beyond these; what is under way is ended. Tokens of all requests, ms from the start. */
  budget?: { tokens?: number; ms?: number };
  /** Lets the user change the solve while it runs. */
  steering?: Steering;
  signal?: AbortSignal;
}

/**
 * Solves a problem: candidates and the programs to check them with are written in the lanes of the engine, each
 * candidate is judged the moment its answer is complete, the first with the evidence asked for ends the solve.
 * Never throws: what goes wrong is the `reason` of the last event. Leaving the loop early stops everything.
 */
export function solve(problem: Problem, options: SolveOptions): AsyncIterable<SolveEvent> {
  const abandoned = new AbortController();
  const signal = AbortSignal.any([abandoned.signal, ...(options.signal ? [options.signal] : [])]);
  return new ReadableStream<SolveEvent>({
    start(controller) {
      const emit = (event: SolveEvent) => {
        if (!abandoned.signal.aborted) controller.enqueue(event);
      };
      void new Solve(problem, options, emit, signal).run().then(() => {
        if (!abandoned.signal.aborted) controller.close();
      });
    },
    cancel() {
      abandoned.abort();
    },
  });
}

/** Seeds of helpers lie apart from those of candidates. */
const helperSeeds: Record<HelperRole, number> = {
  oracle: 1_000_000,
  generator: 2_000_000,
  validator: 3_000_000,
};

class Solve {
  readonly #problem: Problem;
  readonly #options: SolveOptions;
  readonly #emitted: (event: SolveEvent) => void;
  readonly #signal: AbortSignal;
  readonly #standing: Standing;
  readonly #began = performance.now();
  /** Ends what is under way once there is enough, or once the budget is spent. */
  readonly #enough = new AbortController();
  readonly #untilEnough: AbortSignal;
  readonly #seen = new Map<string, number>();
  readonly #endings: Ending[] = [];
  /** Candidates that two oracles contradict: nobody waits for them. */
  readonly #doubtful = new Set<number>();
  readonly #failures: { candidate: number; failure: Failure }[] = [];
  /** What ends each candidate that is being written. */
  readonly #underWay = new Map<number, AbortController>();
  /** Candidates that the user asked for beyond those of the start. */
  #asked = 0;
  #writing = 0;
  #writingCandidates = 0;
  readonly #coming = { oracles: 0, inputs: 0 };
  #helperLanguage = '';
  #state: SolveState = emptySolve;
  #lanes = 1;
  #judging = 0;
  #started = 0;
  #startedBefore: number | undefined;
  #helpers = 0;
  #oracleTries = 0;
  #generatorTries = 0;
  #generator: Submission | undefined;
  #isSettling = false;
  #isSpent = false;
  #working = 0;
  #wake = () => {};

  constructor(
    problem: Problem,
    options: SolveOptions,
    emit: (event: SolveEvent) => void,
    signal: AbortSignal,
  ) {
    this.#problem = problem;
    this.#options = options;
    this.#emitted = emit;
    this.#signal = signal;
    this.#untilEnough = AbortSignal.any([signal, this.#enough.signal]);
    this.#standing = new Standing(problem, options.judge, (event) => this.#emit(event));
    options.steering?.follow({
      stop: (candidate) => this.#underWay.get(candidate)?.abort(),
      more: (count) => {
        this.#asked += count;
        this.#emit({ type: 'candidates-raised', maxCandidates: options.maxCandidates + this.#asked });
        this.#wake();
      },
    });
  }

  /** The whole solve, in its order. */
  async run(): Promise<void> {
    try {
      await this.#options.guard.admit(this.#problem, [], this.#signal);
      await this.#begin();
      await this.#takeUsersOracle();
      this.#buildInputs();
      await this.#work();
    } catch (error) {
      this.#enough.abort();
      if (error instanceof ContestRefusal) return this.#end('refused', error.message);
      if (!this.#signal.aborted)
        return this.#end('broken', error instanceof Error ? error.message : String(error));
    }
    this.#finish();
  }

  async #begin(): Promise<void> {
    const { judge, language, engine, request, seed, maxCandidates } = this.#options;
    await judge.toolchains.toolchain(language);
    const info = await engine.load(this.#signal);
    const wished = this.#options.lanes ?? suitingLanes(info, request);
    this.#lanes = Math.max(1, Math.min(info.lanes, wished));
    // What the model writes best, where the judge can run it; else the user's.
    this.#helperLanguage = await judge.toolchains.toolchain(request.helperLanguage).then(
      (best) => best.language.id,
      () => language,
    );
    this.#emit({
      type: 'solve-started',
      title: this.#problem.title,
      language,
      samples: this.#problem.samples.length,
      engine: info,
      maxCandidates,
      maxTokens: request.candidate(seed).maxTokens,
      wanted: this.#wanted,
      seed,
    });
  }

  /** The brute force, generator and validator that lie beside the statement: the user's word is taken. */
  async #takeUsersOracle(): Promise<void> {
    const { oracle: source, judge, stressCases } = this.#options;
    if (!source) return;
    const checked = await checkOracle(source, this.#problem, judge, this.#signal);
    this.#emit({ type: 'oracle-checked', usable: checked.usable, reason: checked.reason });
    const { generator, validator, origin } = source;
    if (stressCases === 0) return;
    try {
      const by = 'user' as const;
      const programs = { generator, validator, origin: 'by the generator beside the statement', by };
      this.#standing.pool = await generatedPool(programs, this.#problem, stressCases, judge, this.#signal);
      this.#tellInputs();
    } catch (error) {
      this.#signal.throwIfAborted();
      this.#noteTrouble(error);
      return;
    }
    if (checked.usable)
      this.#standing.oracles.push({
        name: origin,
        program: source.oracle,
        role: 'oracle',
        by: 'user',
        number: 0,
        tokens: 0,
      });
  }

  /** Inputs of our own building, where the user brought none and the statement was understood. */
  #buildInputs(): void {
    const { stressCases } = this.#options;
    if (this.#standing.pool || stressCases === 0 || this.#standing.trouble) return;
    this.#standing.pool = builtPool(this.#problem, stressCases);
    if (this.#standing.pool) this.#tellInputs();
  }

  /** Gives the model work until a candidate has enough evidence, or nothing is left to try. */
  async #work(): Promise<void> {
    const { budget } = this.#options;
    const spent = () => {
      this.#isSpent = true;
      this.#enough.abort();
      this.#wake();
    };
    const timer = budget?.ms === undefined ? undefined : setTimeout(spent, budget.ms);
    const stopped = () => this.#wake();
    this.#signal.addEventListener('abort', stopped, { once: true });
    try {
      while (!this.#untilEnough.aborted) {
        const woken = new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        if (budget?.tokens !== undefined && this.#tokens() >= budget.tokens) spent();
        else if (this.#standing.isStale && !this.#isSettling) this.#do(() => this.#settle());
        else if (!this.#startNext()) {
          if (this.#working === 0) break;
          await woken;
        }
      }
      while (this.#working > 0) {
        const woken = new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        if (this.#working > 0) await woken;
      }
    } finally {
      clearTimeout(timer);
      this.#signal.removeEventListener('abort', stopped);
    }
  }

  /** Begins the next request; false when there is none to begin now. */
  #startNext(): boolean {
    const job = nextJob(this.#situation());
    if (job === 'wait') return false;
    if (job === 'candidate' || job === 'repair') this.#do(() => this.#candidate(job === 'repair'));
    else this.#do(() => this.#helper(job));
    return true;
  }

  #situation(): Situation {
    const { request, maxCandidates, stressCases, wanted } = this.#options;
    const standing = this.#standing;
    const { pool } = standing;
    const doubtful = standing.candidates.filter(({ number }) => this.#doubtful.has(number)).length;
    const canCompare =
      stressCases > 0 && unjudgeable(this.#problem) === undefined && !this.#problem.interactive;
    const asksGenerator = canCompare && request.generator !== undefined && !pool && !this.#options.oracle;
    const isComing = this.#coming.inputs > 0 || this.#generator !== undefined;
    const couldHaveInputs =
      pool !== undefined || (asksGenerator && (this.#generatorTries < mostGenerators || isComing));
    return {
      lanes: this.#lanes,
      writing: this.#writing,
      writingCandidates: this.#writingCandidates,
      judging: this.#judging,
      comingOracles: this.#coming.oracles,
      comingInputs: this.#coming.inputs,
      started: this.#started,
      maxCandidates: maxCandidates + this.#asked + this.#lost().length,
      asked: this.#asked,
      failed: this.#endings.filter(({ failed }) => failed).length + doubtful,
      survivors: standing.candidates.length - doubtful,
      isSettling: this.#isSettling || standing.isStale,
      oracles: standing.oracles.length,
      oracleTries: this.#oracleTries,
      asksOracles:
        canCompare &&
        request.oracle !== undefined &&
        couldHaveInputs &&
        reaches(wanted ?? 'stress', 'stress') &&
        !standing.oracles.some((it) => it.by === 'user'),
      believed: standing.trust.believed !== undefined,
      isTorn: standing.trust.isTorn,
      hasInputs: pool !== undefined,
      asksGenerator,
      hasGenerator: this.#generator !== undefined,
      generatorTries: this.#generatorTries,
      repairable: request.repair !== undefined && this.#failures.length > 0,
    };
  }

  async #candidate(isRepair: boolean): Promise<void> {
    const { request, seed } = this.#options;
    const number = ++this.#started;
    const failed = isRepair ? this.#failures.shift() : undefined;
    const plain = request.candidate(seed + number - 1);
    const variant = variantFor(number - 1, this.#endings, plain.sampling.temperature);
    const own = failed && request.repair?.(seed + number - 1, failed.failure);
    const stop = new AbortController();
    this.#underWay.set(number, stop);
    this.#writing++;
    this.#writingCandidates++;
    const tried = await attempt(
      {
        number,
        request: own ?? request.candidate(seed + number - 1, variant),
        ...(failed ? { repairs: failed.candidate } : variant.hint ? { hint: variant.hint } : {}),
      },
      {
        ...this.#options,
        problem: this.#problem,
        seen: this.#seen,
        emit: (event) => this.#emit(event),
        answered: () => {
          this.#underWay.delete(number);
          this.#writing--;
          this.#writingCandidates--;
          this.#judging++;
          this.#wake();
        },
      },
      AbortSignal.any([this.#untilEnough, stop.signal]),
    );
    this.#judging--;
    this.#noteEnding(number);
    if (tried && 'failed' in tried) {
      const { code, verdict, test } = tried.failed;
      // One that did not even compile or was repaired before is not worth another try.
      if (verdict !== 'CE' && !failed)
        this.#failures.push({ candidate: number, failure: { code, verdict, test } });
    }
    if (tried && 'passed' in tried) {
      this.#startedBefore ??= this.#started;
      this.#standing.candidates.push(tried.passed);
    }
    this.#judgeEnough();
  }

  #noteEnding(number: number): void {
    const ended = this.#state.candidates.find((it) => it.number === number);
    if (!ended?.outcome) return;
    const failing = ended.difference ?? ended.tests.find((it) => it.verdict !== 'AC');
    this.#endings.push({
      failed: ended.outcome === 'failed' || ended.outcome === 'duplicate' || ended.outcome === 'no-code',
      verdict: ended.verdict,
      key: failing?.test.name,
    });
  }

  async #helper(role: HelperRole): Promise<void> {
    const { request, judge } = this.#options;
    const language = this.#helperLanguage;
    const kind = role === 'oracle' ? 'oracles' : 'inputs';
    const nth =
      role === 'oracle' ? this.#oracleTries++ : role === 'generator' ? this.#generatorTries++ : this.#helpers;
    const seed = this.#options.seed + helperSeeds[role] + nth;
    const asked = role === 'oracle' ? request.oracle?.(seed, language, nth) : request[role]?.(seed, language);
    if (!asked) return;
    const number = ++this.#helpers;
    const name =
      role === 'oracle'
        ? nth === 0
          ? 'a brute force by the model'
          : `another brute force by the model (the ${ordinal(nth + 1)})`
        : `the model's ${role}`;
    this.#writing++;
    this.#coming[kind]++;
    const helped = await help(
      { number, role, request: asked, language, name },
      {
        ...this.#options,
        problem: this.#problem,
        emit: (event) => this.#emit(event),
        answered: () => {
          this.#writing--;
          this.#wake();
        },
      },
      this.#untilEnough,
    );
    if (role === 'oracle') {
      if (helped) this.#standing.oracles.push({ name, ...helped, role: 'oracle', by: 'model', number });
    } else if (role === 'generator' && request.validator) this.#generator = helped?.program;
    else {
      const generator = role === 'generator' ? helped?.program : this.#generator;
      const validator = role === 'validator' ? helped?.program : undefined;
      if (generator) await this.#takeModelsInputs(generator, validator, judge);
      this.#generator = undefined;
    }
    this.#coming[kind]--;
    this.#judgeEnough();
  }

  async #takeModelsInputs(
    generator: Submission,
    validator: Submission | undefined,
    judge: Judge,
  ): Promise<void> {
    try {
      const programs = { generator, validator, origin: "by the model's generator", by: 'model' as const };
      this.#standing.pool = await generatedPool(
        programs,
        this.#problem,
        this.#options.stressCases,
        judge,
        this.#untilEnough,
      );
      this.#tellInputs();
    } catch (error) {
      if (!this.#untilEnough.aborted) this.#noteTrouble(error);
    }
  }

  /** Lets the standing take in what came, and ends the candidates it shows to be wrong. */
  async #settle(): Promise<void> {
    this.#isSettling = true;
    try {
      for (const { candidate, result, reason } of await this.#standing.settle(this.#untilEnough)) {
        this.#emit({
          type: 'candidate-ended',
          candidate: candidate.number,
          outcome: 'failed',
          verdict: result.verdict,
          reason,
          evidence: this.#standing.evidenceOf(candidate),
        });
        this.#noteEnding(candidate.number);
        const code = this.#state.candidates.find((it) => it.number === candidate.number)?.code;
        if (code) {
          const failure = { code, verdict: result.verdict, test: result };
          this.#failures.unshift({ candidate: candidate.number, failure });
        }
      }
      for (const { candidate, difference } of await this.#standing.contradicted(this.#untilEnough)) {
        const { number } = candidate;
        const code = this.#state.candidates.find((it) => it.number === number)?.code;
        if (this.#doubtful.has(number) || !code) continue;
        this.#doubtful.add(number);
        this.#failures.push({
          candidate: number,
          failure: { code, verdict: difference.verdict, test: difference },
        });
      }
    } catch (error) {
      if (!this.#untilEnough.aborted) {
        this.#noteTrouble(error);
        this.#standing.pool = undefined;
      }
    } finally {
      this.#isSettling = false;
    }
    this.#judgeEnough();
  }

  /** The stop rule: ends everything once the best candidate has the evidence asked for, as far as it can be had. */
  #judgeEnough(): void {
    if (lostInARow(this.#state) > 2 * this.#lanes) this.#enough.abort();
    const best = this.#standing.best();
    if (best && !this.#standing.isStale && reaches(this.#standing.levelOf(best), this.#goal()))
      this.#enough.abort();
    const isHopeless = this.#problem.samples.length === 0 || unjudgeable(this.#problem) !== undefined;
    const ended = this.#state.candidates.some((it) => it.outcome === 'unchecked');
    if (isHopeless && ended && !this.#situation().asksOracles) this.#enough.abort();
  }

  /** The level that ends the search: what is wanted, or the highest that can still be reached. */
  #goal(): EvidenceLevel {
    const now = this.#situation();
    const wanted = this.#wanted;
    const { pool } = this.#standing;
    const couldHaveInputs =
      pool !== undefined ||
      (now.asksGenerator &&
        (now.generatorTries < mostGenerators || now.hasGenerator || now.comingInputs > 0));
    if (!couldHaveInputs) return this.#problem.samples.length > 0 ? lower(wanted, 'samples') : 'unchecked';
    const hasOracle =
      now.oracles > 0 || (now.asksOracles && now.oracleTries < mostOracles) || now.comingOracles > 0;
    if (hasOracle) return pool?.largest.length === 0 ? lower(wanted, 'stress') : wanted;
    // Agreement needs a second right program: it is waited for only so long.
    const patience = 2 * this.#lanes;
    const waited = this.#started - (this.#startedBefore ?? this.#started);
    if (waited < patience) return lower(wanted, 'agreement');
    return this.#problem.samples.length > 0 ? lower(wanted, 'samples') : 'unchecked';
  }

  get #wanted(): EvidenceLevel {
    return this.#options.wanted ?? 'stress';
  }

  /** The survivors end with what they have; then the solve does. */
  #finish(): void {
    const { trouble } = this.#standing;
    const unstressed = trouble ? `; the stress test could not be made: ${trouble}` : '';
    for (const candidate of this.#standing.candidates) {
      const evidence = this.#standing.evidenceOf(candidate);
      const isChecked = evidenceLevel(evidence) !== 'unchecked';
      this.#emit({
        type: 'candidate-ended',
        candidate: candidate.number,
        outcome: isChecked ? 'held' : 'unchecked',
        ...(isChecked ? { verdict: 'AC' } : {}),
        reason: `${isChecked ? held(evidence) : 'there is nothing to check it with'}${unstressed}`,
        evidence,
      });
    }
    const { candidates } = this.#state;
    const lost = this.#lost();
    const isBroken = lost.length > 0 && candidates.every(({ outcome }) => /lost|stopped/.test(outcome ?? ''));
    const survived = this.#standing.candidates.length > 0;
    const why = this.#isSpent ? 'The budget is spent. ' : '';
    if (this.#signal.aborted) this.#end('stopped', 'Stopped.');
    else if (candidates.some((it) => it.outcome === 'held'))
      this.#end('solved', `${why}A candidate held against everything it was checked with.`);
    else if (survived || candidates.some((it) => it.outcome === 'unchecked'))
      this.#end(
        'unchecked',
        `${why}${unjudgeable(this.#problem) ?? 'The statement has no samples: no program could be checked.'}`,
      );
    else if (isBroken) this.#end('broken', lost[0]?.reason ?? '');
    else this.#end('unsolved', `${why}None of ${candidates.length} candidates passed.`);
  }

  /** Candidates whose model or judge broke: they say nothing about the problem, and others take their place. */
  #lost(): Candidate[] {
    return this.#state.candidates.filter((it) => it.outcome === 'lost');
  }

  #end(outcome: SolveOutcome, reason: string): void {
    const chosen = this.#standing.best()?.number;
    const best =
      this.#state.candidates.find((it) => it.number === chosen) ??
      this.#state.candidates.reduce<Candidate | undefined>(further, undefined);
    this.#emit({
      type: 'solve-ended',
      outcome,
      reason,
      best: best?.number,
      evidence: best?.evidence,
      tokens: this.#tokens(),
      ms: performance.now() - this.#began,
    });
  }

  #tokens(): number {
    const { candidates, helpers } = this.#state;
    return [...candidates, ...helpers].reduce((sum, { tokens }) => sum + tokens, 0);
  }

  #tellInputs(): void {
    const { pool } = this.#standing;
    if (!pool) return;
    const { origin, cases, largest } = pool;
    this.#emit({ type: 'inputs-chosen', origin, cases: cases.length, largest: largest.length });
  }

  #noteTrouble(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#standing.trouble = reason;
    this.#emit({ type: 'inputs-chosen', cases: 0, largest: 0, reason });
  }

  /** Work that goes on beside other work; whatever it throws ends the solve as broken. */
  #do(work: () => Promise<void>): void {
    this.#working++;
    void work()
      .catch((error) => {
        if (!this.#untilEnough.aborted) this.#noteTrouble(error);
      })
      .finally(() => {
        this.#working--;
        this.#wake();
      });
  }

  #emit(event: SolveEvent): void {
    this.#state = foldSolve(this.#state, event);
    this.#emitted(event);
  }
}

function held(evidence: Evidence): string {
  return evidence.suspect
    ? 'it held against what it was checked with, but other programs give other answers'
    : 'it held against everything it was checked with';
}

function lower(left: EvidenceLevel, right: EvidenceLevel): EvidenceLevel {
  return reaches(left, right) ? right : left;
}

function ordinal(number: number): string {
  return ['zeroth', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth'][number] ?? `${number}th`;
}

function lostInARow(state: SolveState): number {
  const ended = state.candidates.filter((it) => it.outcome !== undefined);
  const lastAlive = ended.findLastIndex((it) => it.outcome !== 'lost');
  return ended.length - 1 - lastAlive;
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
