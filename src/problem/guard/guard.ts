import type { Problem } from '../problem.ts';
import type { Contest, ContestJudge, ContestList } from './contest.ts';

/** `ask`: the user says that the contest is over or that this is practice; `block`: refuse until its end; `off`. */
export type GuardMode = 'ask' | 'block' | 'off';

/** May a model help with this problem now? `reason` is for the user; `rule` is where the judge says so. */
export interface GuardDecision {
  decision: 'allow' | 'ask' | 'refuse';
  reason: string;
  rule?: string;
  /** When the contest ends, in ms since 1970, where that is known. */
  untilMs?: number;
}

export interface GuardOptions {
  mode: GuardMode;
  nowMs: number;
  /** What is known of the judges' contests; without it the kind of address and the time of import decide. */
  contests?: ContestList;
  /** When the problem came to this machine, in ms since 1970. */
  importedMs?: number;
  /** The user has said that the contest is over or that this is practice. */
  saidPractice?: boolean;
}

const rules: Record<ContestJudge, string> = {
  codeforces: 'https://codeforces.com/blog/entry/133941',
  atcoder: 'https://info.atcoder.jp/entry/llm-rules-en',
};
/** AtCoder's heuristic contests have a rule of their own: no sets of programs made and chosen by machine. */
const heuristicRule = 'https://info.atcoder.jp/entry/ahc-llm-rules-en';
const judgeNames: Record<ContestJudge, string> = { codeforces: 'Codeforces', atcoder: 'AtCoder' };

/** No usual contest lasts longer; AtCoder's long ones are looked up, or asked about. */
const longestContestMs = 14 * 24 * 60 * 60 * 1000;
/** A list older than this no longer tells that a contest it lacks is over. */
const staleMs = 24 * 60 * 60 * 1000;

/**
 * Decides whether model features may work on a problem. Codeforces and AtCoder forbid AI while a contest
 * runs, so a problem of a contest that is or may be running is asked about or refused. Judging and stress
 * testing never ask this.
 */
export function guardProblem(problem: Problem, options: GuardOptions): GuardDecision {
  if (options.mode === 'off') return { decision: 'allow', reason: 'The contest guard is switched off.' };
  const place = contestOfUrl(problem.source?.url ?? '') ?? contestOfName(problem, options.contests);
  if (!place) return { decision: 'allow', reason: 'This problem has no address of a contest.' };
  const rule = ruleOf(place);
  if (place.isArchive)
    return {
      decision: 'allow',
      reason: 'This is a problem of the archive, where contests are over.',
      ...rule,
    };
  const known = options.contests?.contests.find(
    (contest) => contest.judge === place.judge && sameId(contest, place),
  );
  if (known) return byTimes(known, options, rule);
  const fetched = place.judge === undefined ? undefined : options.contests?.fetchedMs[place.judge];
  if (fetched !== undefined && options.nowMs - fetched < staleMs && !place.isPrivate) {
    return {
      decision: 'allow',
      reason: `The contest is not among those that run or will run at ${nameOf(place)}.`,
      ...rule,
    };
  }
  if (options.importedMs !== undefined && options.nowMs - options.importedMs > longestContestMs) {
    return {
      decision: 'allow',
      reason: 'The problem has been here longer than any usual contest lasts.',
      ...rule,
    };
  }
  if (options.saidPractice && options.mode === 'ask')
    return {
      decision: 'allow',
      reason: 'You said that the contest is over or that this is practice.',
      ...rule,
    };
  const reason = `This problem is from a contest at ${nameOf(place)} that may still be running, and contests do not allow help by a model.`;
  if (options.mode === 'block') {
    const until = options.importedMs === undefined ? {} : { untilMs: options.importedMs + longestContestMs };
    return { decision: 'refuse', reason, ...until, ...rule };
  }
  return { decision: 'ask', reason: `${reason} Is the contest over, or is this practice?`, ...rule };
}

function ruleOf({ judge, id }: ContestPlace): { rule?: string } {
  if (judge === 'atcoder' && /^ahc\d/i.test(id)) return { rule: heuristicRule };
  return judge ? { rule: rules[judge] } : {};
}

function byTimes(contest: Contest, options: GuardOptions, rule: { rule?: string }): GuardDecision {
  if (options.nowMs >= contest.endMs)
    return { decision: 'allow', reason: `${contest.name} is over.`, ...rule };
  const when = options.nowMs < contest.startMs ? 'has not begun yet' : 'is running';
  const until = new Date(contest.endMs).toISOString().replace('T', ' ').slice(0, 16);
  const reason = `${contest.name} ${when}; ${judgeNames[contest.judge]} does not allow help by a model until it ends (${until} UTC).`;
  if (options.mode === 'block') return { decision: 'refuse', reason, untilMs: contest.endMs, ...rule };
  if (options.saidPractice)
    return {
      decision: 'allow',
      reason: `You said that this is practice, although ${contest.name} ${when}.`,
      ...rule,
    };
  return { decision: 'ask', reason: `${reason} Is this practice?`, untilMs: contest.endMs, ...rule };
}

/** Where a problem's address belongs. */
export interface ContestPlace {
  judge?: ContestJudge;
  host: string;
  id: string;
  /** An archive shows a contest's problems only when it is over. */
  isArchive: boolean;
  /** Gyms, groups and mashups are in no public list. */
  isPrivate: boolean;
}

/** The contest an address names, or undefined when it names none. */
export function contestOfUrl(url: string): ContestPlace | undefined {
  let address: URL;
  try {
    address = new URL(url);
  } catch {
    return undefined;
  }
  const host = address.hostname.replace(/^(?:www|m1|m2|m3|mirror)\./, '').toLowerCase();
  const path = address.pathname;
  if (host === 'codeforces.com' || host.endsWith('.codeforces.com')) {
    const archive = /^\/problemset\/(?:gym\/)?problem\/(\d+)/.exec(path)?.[1];
    if (archive) return { judge: 'codeforces', host, id: archive, isArchive: true, isPrivate: false };
    const found = /^\/(contest|gym|edu|group\/[\w-]+\/contest)\/(?:course\/)?(\d+)/.exec(path);
    if (!found?.[2]) return undefined;
    if (found[1] === 'edu')
      return { judge: 'codeforces', host, id: found[2], isArchive: true, isPrivate: false };
    return { judge: 'codeforces', host, id: found[2], isArchive: false, isPrivate: found[1] !== 'contest' };
  }
  if (host === 'atcoder.jp' || host.endsWith('.atcoder.jp')) {
    const id =
      /^\/contests\/([\w-]+)/.exec(path)?.[1] ?? (host === 'atcoder.jp' ? undefined : host.split('.')[0]);
    return id === undefined
      ? undefined
      : { judge: 'atcoder', host, id, isArchive: id === 'practice' || id === 'practice2', isPrivate: false };
  }
  const other = /\/(?:contests?|competitions?)\/([\w-]+)/i.exec(path)?.[1];
  return other === undefined ? undefined : { host, id: other, isArchive: false, isPrivate: true };
}

/**
 * The contest that a problem without an address names ("Codeforces - Round 1"), as Competitive Companion writes
 * it. Without a list of contests it is one that may be running.
 */
function contestOfName(problem: Problem, contests: ContestList | undefined): ContestPlace | undefined {
  const group = problem.source?.contest ?? '';
  const [, judgeName = '', name = ''] = /^\s*(codeforces|atcoder)\s*-\s*(.+?)\s*$/i.exec(group) ?? [];
  if (name === '' || problem.source?.url !== undefined) return undefined;
  const judge = judgeName.toLowerCase() === 'atcoder' ? 'atcoder' : 'codeforces';
  const known = contests?.contests.find((contest) => contest.judge === judge && contest.name === name);
  return { judge, host: judge, id: known?.id ?? name, isArchive: false, isPrivate: false };
}

function sameId(contest: Contest, place: ContestPlace): boolean {
  return !place.isPrivate && contest.id === place.id;
}

function nameOf(place: ContestPlace): string {
  return place.judge ? judgeNames[place.judge] : place.host;
}
