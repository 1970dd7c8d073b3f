import type { Judge } from '../../src/judge/index.ts';
import { cacheFolder, extractCode, openEndpointEngine, presetNamed } from '../../src/model/index.ts';
import { ContestGuard } from '../../src/problem/index.ts';
import {
  type EvidenceLevel,
  evidenceLevel,
  type SolveEvent,
  sampleTests,
  solve,
  solveDefaults,
  solveRequest,
} from '../../src/solver/index.ts';
import { ModelClock } from './clock.ts';
import { openScriptedModel } from './scripted-model.ts';
import { type ProblemSet, recordOf, respondFrom, type usual } from './sets.ts';

/** What one policy came to on one problem with one seed. */
export interface Run {
  problem: string;
  seed: number;
  /** A program was offered as solved, and it is right. */
  solved: boolean;
  offered: boolean;
  level: EvidenceLevel;
  tokens: number;
  /** Model time at its own speed, plus the time the judge took. */
  ms: number;
  /** Oracles that passed the samples though they are wrong, and how many of them were not believed in the end. */
  wrongOracles: number;
  caught: number;
  reason: string;
  /** Best of N only: tokens of each candidate and whether it would be offered, in order. */
  candidates?: { tokens: number; passed: boolean; right: boolean }[];
}

const lanes = 4;
const tokensPerSecond = 60;
const speed = 400;
const stressCases = 100;
const found = presetNamed('vibethinker-1.5b');
if (!found) throw new Error('The preset vibethinker-1.5b is gone.');
const preset = found;

interface Told {
  shares: typeof usual;
  seed: number;
}

/** How a solve is run; what is left out is as it is by default. */
export interface How {
  lanes?: number;
  /** Of one lane. */
  tokensPerSecond?: number;
  maxCandidates?: number;
  wanted?: EvidenceLevel;
}

/** All three policies ask the same scripted model through the same engine, over HTTP. */
async function withModel<T>(
  set: ProblemSet,
  { shares, seed }: Told,
  how: How,
  judge: Judge,
  work: (tools: {
    engine: ReturnType<typeof openEndpointEngine>;
    judge: Judge;
    request: ReturnType<typeof solveRequest>;
    clock: ModelClock;
  }) => Promise<T>,
): Promise<T> {
  using clock = new ModelClock(speed);
  await using model = await openScriptedModel({
    respond: respondFrom([set], shares, seed),
    tokensPerSecond: how.tokensPerSecond ?? tokensPerSecond,
    wait: (ms) => clock.wait(ms),
  });
  await using engine = openEndpointEngine({ url: model.url, model: set.name, lanes: how.lanes ?? lanes });
  const request = solveRequest({
    preset,
    problem: set.problem,
    language: 'cpp',
    helperLanguage: 'cpp',
    maxTokens: 20_000,
  });
  return await work({ engine, judge: clock.watch(judge), request, clock });
}

/** The whole pipeline, as the editor and the command line use it. */
export function fullPipeline(
  set: ProblemSet,
  told: Told,
  judge: Judge,
  watch: (event: SolveEvent) => void = () => {},
  how: How = {},
): Promise<Run> {
  return withModel(set, told, how, judge, async ({ engine, judge: watched, request, clock }) => {
    const code = new Map<number, string>();
    const oracles = new Map<number, { isWrong: boolean; name: string }>();
    let groups: { members: string[] }[] = [];
    let believed = false;
    const options = {
      engine,
      judge: watched,
      request,
      language: 'cpp',
      guard: new ContestGuard({ mode: 'off', folder: cacheFolder() }),
    };
    const { maxCandidates = solveDefaults(preset).maxCandidates, wanted } = how;
    const stopping = { stressCases, maxCandidates, seed: 1, ...(wanted && { wanted }) };
    for await (const event of solve(set.problem, { ...options, ...stopping })) {
      watch(event);
      if (event.type === 'candidate-answered' && event.code) code.set(event.candidate, event.code);
      if (event.type === 'helper-answered' && event.role === 'oracle')
        oracles.set(event.helper, {
          isWrong: recordOf(set, event.code ?? '', 'oracle')?.isRight === false,
          name: '',
        });
      if (event.type === 'helper-ended') {
        const oracle = oracles.get(event.helper);
        if (oracle && event.usable) oracle.name = event.reason.replace(/ passes the samples.*/, '');
      }
      if (event.type === 'programs-grouped') ({ groups, believed } = event);
      if (event.type !== 'solve-ended') continue;
      const offered = event.outcome === 'solved' && event.best !== undefined;
      const record = offered ? recordOf(set, code.get(event.best ?? 0) ?? '', 'candidate') : undefined;
      const wrong = [...oracles.values()].filter(({ isWrong, name }) => isWrong && name !== '');
      const trusted = believed ? (groups[0]?.members ?? []) : [];
      return {
        problem: set.name,
        seed: told.seed,
        solved: record?.isRight ?? false,
        offered,
        level: event.evidence ? evidenceLevel(event.evidence) : 'unchecked',
        tokens: event.tokens,
        ms: clock.now + clock.judgeMs,
        wrongOracles: wrong.length,
        caught: wrong.filter(({ name }) => !trusted.includes(name)).length,
        reason: `${record?.name ?? 'none'}: ${event.reason}`,
      };
    }
    throw new Error('The solve ended without its last event.');
  });
}

/** N candidates, all of them to the end; the first in order that passes the samples is offered. */
export function bestOfN(set: ProblemSet, told: Told, judge: Judge, n: number): Promise<Run> {
  return withModel(set, told, {}, judge, async ({ engine, judge: watched, request, clock }) => {
    const one = async (number: number) => {
      let answer = '';
      let tokens = 0;
      for await (const event of engine.generate(request.candidate(number))) {
        if (event.type === 'text' && event.channel === 'answer') answer += event.text;
        if (event.type === 'ended') tokens = event.tokens;
      }
      const source = extractCode(answer)?.code ?? '';
      const { timeLimitMs, memoryLimitMiB, checker } = set.problem;
      const limits = { timeLimitMs, memoryLimitMiB, checker };
      let passed = false;
      const events = watched.judge({ language: 'cpp', source }, sampleTests(set.problem), limits);
      for await (const event of events) if (event.type === 'judged') passed = event.verdict === 'AC';
      return { tokens, passed, right: recordOf(set, source, 'candidate')?.isRight ?? false };
    };
    const candidates = await Promise.all(Array.from({ length: n }, (_, index) => one(1 + index)));
    const chosen = candidates.find(({ passed }) => passed);
    return {
      problem: set.name,
      seed: told.seed,
      solved: chosen?.right ?? false,
      offered: chosen !== undefined,
      level: chosen ? 'samples' : 'unchecked',
      tokens: candidates.reduce((sum, it) => sum + it.tokens, 0),
      ms: clock.now + clock.judgeMs,
      wrongOracles: 0,
      caught: 0,
      reason: '',
      candidates,
    };
  });
}

/** What best of N would have offered with no more than `tokens`, at least one candidate. */
export function atEqualTokens(run: Run, tokens: number): boolean {
  let spent = 0;
  for (const [index, candidate] of (run.candidates ?? []).entries()) {
    spent += candidate.tokens;
    if (spent > tokens && index > 0) return false;
    if (candidate.passed) return candidate.right;
  }
  return false;
}
