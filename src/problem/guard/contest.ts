import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { writeWhole } from '../folder/files.ts';
import { textOf } from '../html/blocks.ts';
import { all, one, parsePage } from '../html/dom.ts';
import { bodyOf } from '../response-body.ts';

/** Judges whose contests can be looked up and whose rules forbid AI while one runs. */
export type ContestJudge = 'codeforces' | 'atcoder';

/** A contest with its times, in ms since 1970. */
export const Contest = z.object({
  judge: z.enum(['codeforces', 'atcoder']),
  id: z.string(),
  name: z.string(),
  startMs: z.number(),
  endMs: z.number(),
});
export type Contest = z.infer<typeof Contest>;

/** Contests that run or will run, by judge; a judge without a time was not reached, and nothing is known of it. */
export const ContestList = z.object({
  contests: z.array(Contest),
  fetchedMs: z.object({ codeforces: z.number().optional(), atcoder: z.number().optional() }),
});
export type ContestList = z.infer<typeof ContestList>;

const freshMs = 60 * 60 * 1000;

/**
 * The contest lists of Codeforces and AtCoder, from the cache file when it is younger than an hour, else from
 * the network. What cannot be reached keeps what the cache knew. Never throws.
 */
export async function contestsNow(options: {
  cacheFile: string;
  nowMs: number;
  fetch?: typeof fetch;
  signal?: AbortSignal;
  timeoutMs?: number;
}): Promise<ContestList> {
  const { timeoutMs = 5000 } = options;
  const cached = await readCache(options.cacheFile);
  const list: ContestList = { contests: [], fetchedMs: { ...cached.fetchedMs } };
  const get = options.fetch ?? fetch;
  let changed = false;
  const judges = ['codeforces', 'atcoder'] as const;
  const answers = judges.map((judge) => {
    const age = options.nowMs - (cached.fetchedMs[judge] ?? Number.NEGATIVE_INFINITY);
    return age >= 0 && age < freshMs ? undefined : fetchContests(judge, get, timeoutMs, options.signal);
  });
  for (const [index, judge] of judges.entries()) {
    const known = cached.contests.filter((contest) => contest.judge === judge);
    const fetched = await answers[index];
    if (fetched) {
      changed = true;
      list.fetchedMs[judge] = options.nowMs;
    }
    list.contests.push(...(fetched ?? known));
  }
  if (changed) await writeWhole(options.cacheFile, JSON.stringify(list)).catch(() => undefined);
  return list;
}

async function readCache(path: string): Promise<ContestList> {
  try {
    return ContestList.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return { contests: [], fetchedMs: {} };
  }
}

const addresses = {
  codeforces: 'https://codeforces.com/api/contest.list',
  atcoder: 'https://atcoder.jp/contests/?lang=en',
};

async function fetchContests(
  judge: ContestJudge,
  get: typeof fetch,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Contest[] | undefined> {
  try {
    const timeout = AbortSignal.timeout(timeoutMs);
    const response = await get(addresses[judge], {
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (!response.ok) return undefined;
    const body = await bodyOf(response, 20_000_000);
    if (!body) return undefined;
    const text = new TextDecoder().decode(body);
    return judge === 'codeforces' ? codeforcesContests(text) : atcoderContests(text);
  } catch {
    return undefined;
  }
}

const CodeforcesList = z.object({
  status: z.literal('OK'),
  result: z.array(
    z.looseObject({
      id: z.number(),
      name: z.string(),
      phase: z.string(),
      startTimeSeconds: z.number().optional(),
      durationSeconds: z.number(),
    }),
  ),
});

/** Contests before or in their coding phase, from the answer of Codeforces' `contest.list`. */
function codeforcesContests(json: string): Contest[] | undefined {
  const parsed = CodeforcesList.safeParse(JSON.parse(json));
  if (!parsed.success) return undefined;
  return parsed.data.result
    .filter(({ phase }) => phase === 'BEFORE' || phase === 'CODING')
    .map(({ id, name, startTimeSeconds = 0, durationSeconds }) => ({
      judge: 'codeforces' as const,
      id: String(id),
      name,
      startMs: startTimeSeconds * 1000,
      endMs: (startTimeSeconds + durationSeconds) * 1000,
    }));
}

/** Active and upcoming contests from AtCoder's page of contests; undefined when the page is laid out otherwise. */
function atcoderContests(html: string): Contest[] | undefined {
  const page = parsePage(html);
  const tables = all('#contest-table-action, #contest-table-upcoming', page);
  if (tables.length === 0) return undefined;
  return tables
    .flatMap((table) => all('tbody tr', table))
    .flatMap((row): Contest[] => {
      const link = one('a[href^="/contests/"]', row);
      const start = one('time', row);
      const length = all('td', row)
        .map((cell) => /^(\d+):(\d\d)$/.exec(textOf(cell)))
        .find((found) => found !== null);
      const startMs = start
        ? Date.parse(
            textOf(start)
              .replace(' ', 'T')
              .replace(/([+-]\d\d)(\d\d)$/, '$1:$2'),
          )
        : Number.NaN;
      const id = /^\/contests\/([\w-]+)/.exec(link?.attribs.href ?? '')?.[1];
      if (!link || id === undefined || !length || Number.isNaN(startMs)) return [];
      const minutes = Number(length[1]) * 60 + Number(length[2]);
      return [{ judge: 'atcoder', id, name: textOf(link), startMs, endMs: startMs + minutes * 60_000 }];
    });
}
