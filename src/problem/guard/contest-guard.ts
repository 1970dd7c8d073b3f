import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { writeWhole } from '../folder/files.ts';
import type { Problem } from '../problem.ts';
import { contestsNow } from './contest.ts';
import { contestOfUrl, type GuardDecision, type GuardMode, guardProblem } from './guard.ts';

/** A problem of a contest that runs, or may run, and nobody has said that this is practice. Says what to do. */
export class ContestRefusal extends Error {
  override name = 'ContestRefusal';
  readonly decision: GuardDecision;

  constructor(decision: GuardDecision, remedy: string) {
    const rule = decision.rule ? ` The rule: ${decision.rule}.` : '';
    super(`${decision.reason}${rule} ${remedy} Judging and stress testing always work.`);
    this.decision = decision;
  }
}

export interface ContestGuardOptions {
  mode: GuardMode;
  /** Where contest lists and answers are kept between sessions. */
  folder: string;
  /** The user allows the contest lists of Codeforces and AtCoder to be fetched. */
  mayFetchLists?: boolean;
  /** The user has said beforehand that this is practice; it holds for this guard only. */
  saidPractice?: boolean;
  /** Puts the question to the user; true when it is practice or the contest is over. Without it there is nobody to ask. */
  ask?: (decision: GuardDecision) => Promise<boolean>;
  /** How the user can answer where `ask` cannot be: the last sentence of a refusal. */
  remedy?: string;
  fetch?: typeof fetch;
  /** The time, in ms since 1970. */
  now?: () => number;
}

/** What is kept of a problem, by its address: when it was first seen here, and when the user said "practice". */
const Memory = z.record(z.string(), z.object({ seenMs: z.number(), practiceMs: z.number().optional() }));
type Memory = z.infer<typeof Memory>;

/** A problem is forgotten when it has not been asked about for this long; the guard asks about it anew. */
const rememberedMs = 400 * 24 * 60 * 60 * 1000;

/**
 * Stands at the beginning of everything a model does with a problem: solve, explain, chat. It is part of what
 * those take, so that no front end can leave it out. Judging and stress testing do not know it.
 */
export class ContestGuard {
  readonly #options: ContestGuardOptions;
  readonly #now: () => number;
  /** Problems the user has spoken for, should the machine be unable to keep it. */
  readonly #practice = new Set<string>();

  constructor(options: ContestGuardOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Resolves when model features may work on the problem, after asking the user where that is needed. `texts`
   * are what else is about a problem, such as the user's messages: an address of a contest in them counts.
   * @throws ContestRefusal with the reason, the rule it follows and what to do
   */
  async admit(problem: Problem | undefined, texts: string[] = [], signal?: AbortSignal): Promise<void> {
    if (this.#options.mode === 'off') return;
    const named = texts.flatMap(addressesIn).map((url) => ({ statement: '', samples: [], source: { url } }));
    for (const each of [...(problem ? [problem] : []), ...named]) await this.#admit(each, signal);
  }

  /** What would be said to the problem now, without asking anybody. */
  async decide(problem: Problem, signal?: AbortSignal): Promise<GuardDecision> {
    const { mode, saidPractice } = this.#options;
    const nowMs = this.#now();
    const first = guardProblem(problem, { mode, nowMs });
    // Nothing is looked up for a problem that belongs to no contest.
    if (first.decision === 'allow') return first;
    const known = (await this.#remembered())[keyOf(problem)];
    return guardProblem(problem, {
      mode,
      nowMs,
      saidPractice: saidPractice || known?.practiceMs !== undefined || this.#practice.has(keyOf(problem)),
      importedMs: earliest(known?.seenMs, await unchangedSince(problem.source?.path)),
      contests: this.#options.mayFetchLists
        ? await contestsNow({
            cacheFile: join(this.#options.folder, 'contests.json'),
            nowMs,
            fetch: this.#options.fetch,
            signal,
          })
        : undefined,
    });
  }

  /** Notes that the problem is here, so that time can tell one day that its contest is over. */
  async note(problem: Problem): Promise<void> {
    await this.#remember(problem, {});
  }

  async #admit(problem: Problem, signal?: AbortSignal): Promise<void> {
    const decision = await this.decide(problem, signal);
    if (decision.decision === 'allow') return;
    if (decision.decision === 'refuse') throw new ContestRefusal(decision, blockedRemedy(decision));
    await this.note(problem);
    const { ask, remedy = 'Say that the contest is over or that this is practice to go on.' } = this.#options;
    if (!(await ask?.(decision))) throw new ContestRefusal(decision, remedy);
    signal?.throwIfAborted();
    this.#practice.add(keyOf(problem));
    await this.#remember(problem, { practiceMs: this.#now() });
  }

  async #remember(problem: Problem, more: { practiceMs?: number }): Promise<void> {
    const memory = await this.#remembered();
    const key = keyOf(problem);
    const nowMs = this.#now();
    const kept = Object.entries(memory).filter(
      ([, { seenMs, practiceMs }]) => nowMs - (practiceMs ?? seenMs) < rememberedMs,
    );
    const entry = { seenMs: nowMs, ...memory[key], ...more };
    const text = JSON.stringify({ ...Object.fromEntries(kept), [key]: entry });
    // A machine that cannot keep it is asked again: no reason to fail.
    await writeWhole(this.#file, text).catch(() => undefined);
  }

  async #remembered(): Promise<Memory> {
    try {
      return Memory.parse(JSON.parse(await readFile(this.#file, 'utf8')));
    } catch {
      return {};
    }
  }

  get #file(): string {
    return join(this.#options.folder, 'contest-guard.json');
  }
}

function blockedRemedy({ untilMs }: GuardDecision): string {
  return untilMs === undefined
    ? 'Let the contest lists be fetched so that its end is known, or set the contest guard to "ask".'
    : 'Try again when it has ended, or set the contest guard to "ask".';
}

/** A contest's problem by its address, or by the names it came with. */
function keyOf({ source, title }: Problem): string {
  return source?.url ?? `${source?.contest ?? ''} / ${title ?? ''}`;
}

/** Since when the file's text is as it is: the problem has been here at least that long. */
async function unchangedSince(path: string | undefined): Promise<number | undefined> {
  if (path === undefined) return undefined;
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}

function earliest(...times: (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

/** Addresses of contests' problems in a text. */
function addressesIn(text: string): string[] {
  const found = text.slice(0, 200_000).match(/https?:\/\/[^\s<>"'`)\]}]+/g) ?? [];
  return [...new Set(found)].slice(0, 20).filter((url) => contestOfUrl(url) !== undefined);
}
