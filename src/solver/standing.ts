import type { Judge, TestResult } from '../judge/index.ts';
import type { Problem } from '../problem/index.ts';
import type { Entrant } from './entrant.ts';
import type { SolveEvent } from './events.ts';
import { type Evidence, type EvidenceLevel, evidenceLevel, reaches } from './evidence.ts';
import { type Group, groupsOf } from './groups.ts';
import type { Pool } from './inputs/pool.ts';
import { runAtLimits } from './limits-run.ts';
import { shrunk } from './stress.ts';
import { Trials } from './trials.ts';
import { type Trust, trustIn } from './trust.ts';

/** A candidate that was taken out, and what it failed on. */
export interface Refuted {
  candidate: Entrant;
  result: TestResult;
  reason: string;
}

/** Processor time of both for following a candidate onto small inputs, ms: a slow brute force says little more there. */
const followMs = 5000;

/**
 * How all programs that passed the samples stand to each other. `settle` brings it up to date after a program or
 * the inputs have come: it runs everyone on the inputs, sorts them by their answers, decides whom to believe,
 * takes out candidates that differ, and measures the ones that are left on the largest inputs.
 */
export class Standing {
  readonly problem: Problem;
  readonly judge: Judge;
  readonly trials: Trials;
  readonly emit: (event: SolveEvent) => void;
  candidates: Entrant[] = [];
  oracles: Entrant[] = [];
  pool: Pool | undefined;
  groups: Group[] = [];
  trust: Trust = trustIn([]);
  /** What speaks against a generator or oracle, for the reason of whoever could not be stressed. */
  trouble = '';
  readonly #evidence = new Map<Entrant, Evidence>();
  readonly #measured = new Map<Entrant, Evidence['limits']>();
  readonly #followed = new Map<Entrant, number>();
  /** What the last `settle` took in; who comes while it is at work waits for the next one. */
  #settled: { pool: Pool | undefined; entrants: Set<Entrant> } = { pool: undefined, entrants: new Set() };

  constructor(problem: Problem, judge: Judge, emit: (event: SolveEvent) => void) {
    this.problem = problem;
    this.judge = judge;
    this.trials = new Trials(judge, problem);
    this.emit = emit;
  }

  /** What `candidate` was checked against so far: the samples, which it passed, and more. */
  evidenceOf(candidate: Entrant): Evidence {
    const total = this.problem.samples.length;
    return this.#evidence.get(candidate) ?? { samples: { passed: total, total } };
  }

  levelOf(candidate: Entrant): EvidenceLevel {
    return evidenceLevel(this.evidenceOf(candidate));
  }

  /** The candidate with the highest level; of several, the one of the largest group, then the shorter thought. */
  best(): Entrant | undefined {
    const place = (it: Entrant) => this.groups.findIndex(({ members }) => members.includes(it));
    return [...this.candidates].sort((a, b) => {
      const [left, right] = [this.levelOf(a), this.levelOf(b)];
      if (left !== right) return reaches(left, right) ? -1 : 1;
      return place(a) - place(b) || a.tokens - b.tokens;
    })[0];
  }

  /** Candidates to which two oracles that agree give the lie, with what they differ on: not refuted, but likely wrong. */
  async contradicted(signal: AbortSignal): Promise<{ candidate: Entrant; difference: TestResult }[]> {
    const { pool } = this;
    const [first] = this.groups.filter(
      ({ members }) => members.filter((it) => it.role === 'oracle').length > 1,
    );
    const [oracle] = first?.members ?? [];
    if (!pool || !first || !oracle) return [];
    const found: { candidate: Entrant; difference: TestResult }[] = [];
    for (const candidate of this.#present(this.candidates)) {
      if (first.members.includes(candidate)) continue;
      const { difference } = await this.trials.compare(candidate, oracle, pool.cases, signal);
      if (difference) found.push({ candidate, difference });
    }
    return found;
  }

  /** True when something has come since the last `settle`. */
  get isStale(): boolean {
    const { pool, entrants } = this.#settled;
    if (this.pool === undefined || this.candidates.length === 0) return false;
    return this.pool !== pool || [...this.candidates, ...this.oracles].some((it) => !entrants.has(it));
  }

  /** Takes out every candidate that is shown to be wrong, and gives the others their evidence. */
  async settle(signal: AbortSignal): Promise<Refuted[]> {
    const { pool } = this;
    if (!pool) return [];
    const refuted: Refuted[] = [];
    this.#settled = { pool, entrants: new Set([...this.candidates, ...this.oracles]) };
    await this.#runAll(pool, signal);
    await this.#sort(pool, signal);
    for (const candidate of this.#present(this.candidates)) {
      const result = await this.#refutation(candidate, pool, signal);
      if (!result) continue;
      refuted.push({ candidate, ...result });
      this.remove(candidate);
    }
    if (refuted.length > 0) await this.#sort(pool, signal);
    for (const candidate of this.#present(this.candidates))
      this.#evidence.set(candidate, await this.#gathered(candidate, pool, signal));
    return refuted;
  }

  remove(candidate: Entrant): void {
    this.candidates = this.candidates.filter((it) => it !== candidate);
  }

  #present(entrants: Entrant[]): Entrant[] {
    return entrants.filter((it) => this.#settled.entrants.has(it));
  }

  /** Everyone on the inputs; an oracle that cannot answer a quarter of them is dropped. */
  async #runAll(pool: Pool, signal: AbortSignal): Promise<void> {
    const { cases } = pool;
    for (const oracle of this.#present(this.oracles)) {
      await this.trials.run(oracle, cases, { signal });
      const answered = cases.filter(({ input }) => this.trials.on(oracle, input)?.verdict === 'AC');
      if (answered.length * 4 >= cases.length) continue;
      this.oracles = this.oracles.filter((it) => it !== oracle);
      this.trouble = `${oracle.name} fails on most generated inputs`;
      this.emit({ type: 'oracle-checked', usable: false, reason: `${this.trouble}, and is not used` });
    }
    for (const candidate of this.#present(this.candidates)) {
      const progress = (done: number) =>
        this.#stressed(candidate, { type: 'stress-progress', cases: done, total: cases.length });
      await this.trials.run(candidate, cases, { signal, progress });
    }
  }

  async #sort(pool: Pool, signal: AbortSignal): Promise<void> {
    const entrants = this.#present([...this.oracles, ...this.candidates]);
    this.groups = await groupsOf(entrants, pool.cases, this.trials, signal);
    this.trust = trustIn(this.groups);
    this.emit({
      type: 'programs-grouped',
      groups: this.groups.map(({ members, split }) => ({
        members: members.map(({ name }) => name),
        ...(split ? { splitBy: split.test.input } : {}),
      })),
      believed: this.trust.believed !== undefined,
    });
  }

  /** Why a candidate is wrong: it differs from a believed oracle, or breaks the limits on a large input. */
  async #refutation(
    candidate: Entrant,
    pool: Pool,
    signal: AbortSignal,
  ): Promise<{ result: TestResult; reason: string } | undefined> {
    const { oracle, believed } = this.trust;
    const failing = pool.cases
      .map(({ input }) => this.trials.on(candidate, input))
      .find((it) => it !== undefined && it.verdict !== 'AC');
    if (oracle && believed) {
      // With an input on which they differ among the cases, everybody votes again.
      if (await this.#isContested(candidate, oracle, pool, signal))
        return this.#refutation(candidate, pool, signal);
      const { compared, difference } = await this.trials.compare(candidate, oracle, pool.cases, signal);
      if (difference) {
        const smallest = await shrunk(difference, candidate, oracle, pool, this.trials, signal, (event) =>
          this.#stressed(candidate, event),
        );
        return this.#failed(candidate, compared, smallest, `it differs from ${oracle.name}`);
      }
    } else if (failing && failing.verdict !== 'WA' && (await pool.isValid(failing.test.input))) {
      // That it crashes or does not end on a small valid input needs no oracle.
      if (this.oracles.some((it) => this.trials.on(it, failing.test.input)?.verdict === 'AC'))
        return this.#failed(candidate, 0, failing, 'it fails on a generated input');
    }
    const isWorth = believed?.members.includes(candidate) || this.groups[0]?.members.includes(candidate);
    if (!isWorth || this.#measured.has(candidate) || pool.largest.length === 0) return undefined;
    const { limits, failed } = await runAtLimits(
      candidate.program,
      pool.largest,
      this.problem,
      this.judge,
      signal,
      (result) => this.emit({ type: 'candidate-measured', candidate: candidate.number, result }),
    );
    if (failed) return { result: failed, reason: `${failed.test.name}: ${failed.reason ?? failed.verdict}` };
    this.#measured.set(candidate, limits);
    return undefined;
  }

  #failed(candidate: Entrant, cases: number, difference: TestResult, otherwise: string) {
    const { verdict } = difference;
    const reason = difference.reason ?? otherwise;
    this.#stressed(candidate, { type: 'stress-ended', verdict, cases, seed: 1, reason, difference });
    return { result: difference, reason };
  }

  /**
   * Follows a candidate that agrees with the oracle so far onto further inputs, as far as the oracle can. The first
   * on which they differ becomes a case: which of them is wrong, the others are asked too.
   */
  async #isContested(candidate: Entrant, oracle: Entrant, pool: Pool, signal: AbortSignal): Promise<boolean> {
    if (this.#followed.has(candidate) || !this.trust.believed?.members.includes(candidate)) return false;
    let followed = 0;
    const lost: string[] = [];
    const isLost = (grows: string) => lost.some((it) => grows === it || grows.startsWith(`${it} of `));
    const spent = () => this.trials.spentOn(oracle) + this.trials.spentOn(candidate);
    const until = spent() + followMs;
    for await (const some of pool.further()) {
      const grows = some[0]?.grows;
      if (grows === undefined ? spent() > until : isLost(grows)) continue;
      await this.trials.run(oracle, some, { signal, isFollowed: true });
      await this.trials.run(candidate, some, { signal });
      const { compared, difference } = await this.trials.compare(candidate, oracle, some, signal);
      if (difference) {
        pool.cases.push({ name: difference.test.name, input: difference.test.input });
        await this.#runAll(pool, signal);
        await this.#sort(pool, signal);
        return true;
      }
      // The next ones ask for more still.
      if (compared === 0 && grows !== undefined) lost.push(grows);
      followed += compared;
    }
    this.#followed.set(candidate, followed);
    return false;
  }

  async #gathered(candidate: Entrant, pool: Pool, signal: AbortSignal): Promise<Evidence> {
    const total = this.problem.samples.length;
    const evidence: Evidence = { samples: { passed: total, total } };
    const group = this.groups.find(({ members }) => members.includes(candidate));
    const oracle = group?.members.find((it) => it.role === 'oracle');
    const isBelieved = group !== undefined && group === this.trust.believed;
    if (group && oracle) {
      const { compared } = await this.trials.compare(candidate, oracle, pool.cases, signal);
      const cases = compared + (this.#followed.get(candidate) ?? 0);
      const confirmed = isBelieved ? this.trust.confirmedBy(candidate)?.name : undefined;
      evidence.stress = {
        cases,
        oracle: oracle.name,
        oracleSamples: total,
        ...(oracle.by === 'model' ? { by: oracle.by, ...(confirmed ? { confirmedBy: confirmed } : {}) } : {}),
      };
      if (isBelieved) this.#stressed(candidate, { type: 'stress-ended', verdict: 'AC', cases, seed: 1 });
    }
    if (group && !isBelieved && group.members.length > 1) {
      const against = this.groups.reduce((sum, it) => sum + (it === group ? 0 : it.members.length), 0);
      evidence.agreement = { programs: group.members.length, cases: pool.cases.length, against };
    }
    const limits = this.#measured.get(candidate);
    if (limits) evidence.limits = limits;
    const suspect = this.#suspicion(isBelieved);
    if (suspect) evidence.suspect = suspect;
    return evidence;
  }

  #suspicion(isBelieved: boolean): string | undefined {
    const names = (entrants: Entrant[]) => entrants.map(({ name }) => name).join(' and ');
    if (isBelieved && this.trust.suspects.length > 0)
      return `${names(this.trust.suspects)} gave other answers and was not believed`;
    const doubted = this.groups.flatMap(({ members }) => members.filter((it) => it.role === 'oracle'));
    if (!isBelieved && this.trust.isTorn && doubted.length > 0)
      return `${names(doubted)} is suspect: programs that pass the samples give other answers`;
    return undefined;
  }

  #stressed(candidate: Entrant, event: Extract<SolveEvent, { type: 'candidate-stressed' }>['event']): void {
    this.emit({ type: 'candidate-stressed', candidate: candidate.number, event });
  }
}
