import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ContestGuard,
  type ContestGuardOptions,
  type ContestList,
  ContestRefusal,
  contestOfUrl,
  contestsNow,
  guardProblem,
  type Problem,
} from '../../src/problem/index.ts';
import { judgesNetwork } from './judges-network.ts';

const now = Date.UTC(2030, 0, 5, 15, 0);
const hour = 3_600_000;
const at = (url: string): Problem => ({ statement: '', samples: [], source: { url } });
const lists: ContestList = {
  contests: [
    { judge: 'codeforces', id: '9001', name: 'Round 9001', startMs: now - hour, endMs: now + hour },
    { judge: 'codeforces', id: '9002', name: 'Round 9002', startMs: now + 24 * hour, endMs: now + 26 * hour },
    { judge: 'atcoder', id: 'zzz100', name: 'Zebra 100', startMs: now - 3 * hour, endMs: now - hour },
  ],
  fetchedMs: { codeforces: now - 1000, atcoder: now - 1000 },
};

describe('the contest guard', () => {
  const ask = { mode: 'ask', nowMs: now, contests: lists } as const;

  it('asks about a contest that runs or is to come, and names the rule and the end', () => {
    for (const url of [
      'https://codeforces.com/contest/9001/problem/A',
      'https://m1.codeforces.com/contest/9002/problem/B',
    ]) {
      const found = guardProblem(at(url), ask);
      assert.equal(found.decision, 'ask');
      assert.ok(found.rule?.startsWith('https://'));
      assert.ok(found.untilMs !== undefined && found.untilMs > now);
    }
  });

  it('refuses until the end when told to block, whatever the user says', () => {
    const url = 'https://codeforces.com/contest/9001/problem/A';
    assert.equal(guardProblem(at(url), { ...ask, mode: 'block', saidPractice: true }).decision, 'refuse');
    assert.equal(guardProblem(at(url), { ...ask, mode: 'block', nowMs: now + hour }).decision, 'allow');
  });

  it('believes the user who says that it is practice', () => {
    assert.equal(
      guardProblem(at('https://codeforces.com/contest/9001/problem/A'), { ...ask, saidPractice: true })
        .decision,
      'allow',
    );
  });

  it('allows what is over, archived, has no contest, or when it is off', () => {
    for (const url of [
      'https://atcoder.jp/contests/zzz100/tasks/zzz100_a',
      'https://atcoder.jp/contests/old001/tasks/old001_a',
      'https://codeforces.com/contest/1/problem/A',
      'https://codeforces.com/problemset/problem/9001/A',
      'https://cses.fi/problemset/task/1068',
      'not an address',
    ]) {
      assert.equal(guardProblem(at(url), ask).decision, 'allow', url);
    }
    assert.equal(guardProblem({ statement: '', samples: [] }, ask).decision, 'allow');
    assert.equal(
      guardProblem(at('https://codeforces.com/contest/9001/problem/A'), { ...ask, mode: 'off' }).decision,
      'allow',
    );
  });

  it('asks when nothing is known, and lets time decide for what has been here long', () => {
    const url = 'https://codeforces.com/contest/777/problem/A';
    const offline = { mode: 'ask', nowMs: now } as const;
    assert.equal(guardProblem(at(url), offline).decision, 'ask');
    assert.equal(guardProblem(at(url), { ...offline, importedMs: now - hour }).decision, 'ask');
    assert.equal(guardProblem(at(url), { ...offline, importedMs: now - 60 * 24 * hour }).decision, 'allow');
    const stale = { contests: [], fetchedMs: { codeforces: now - 48 * hour } };
    assert.equal(guardProblem(at(url), { ...offline, contests: stale }).decision, 'ask');
  });

  it('refuses rather than asks about what may run when told to block', () => {
    const blocked = { mode: 'block', nowMs: now, saidPractice: true } as const;
    const url = 'https://codeforces.com/gym/100/problem/A';
    assert.equal(guardProblem(at(url), blocked).decision, 'refuse');
    const recent = guardProblem(at(url), { ...blocked, importedMs: now - hour });
    assert.equal(recent.decision, 'refuse');
    assert.ok(recent.untilMs !== undefined && recent.untilMs > now);
    assert.equal(guardProblem(at(url), { ...blocked, importedMs: now - 60 * 24 * hour }).decision, 'allow');
  });

  it('knows a contest by the name that came with a problem without an address', () => {
    const named = (contest: string): Problem => ({ statement: '', samples: [], source: { contest } });
    const running = guardProblem(named('Codeforces - Round 9001'), ask);
    assert.equal(running.decision, 'ask');
    assert.equal(running.untilMs, now + hour);
    assert.equal(guardProblem(named('Codeforces - Round 1'), ask).decision, 'allow');
    assert.equal(guardProblem(named('Codeforces - Round 1'), { mode: 'ask', nowMs: now }).decision, 'ask');
    assert.equal(guardProblem(named('School - Week 3'), ask).decision, 'allow');
  });

  it('names the rule of heuristic contests, which is another', () => {
    const found = guardProblem(at('https://atcoder.jp/contests/ahc999/tasks/ahc999_a'), {
      mode: 'ask',
      nowMs: now,
    });
    assert.equal(found.rule, 'https://info.atcoder.jp/entry/ahc-llm-rules-en');
  });

  it('asks about gyms, groups and other judges, which no list tells of', () => {
    for (const url of [
      'https://codeforces.com/gym/100/problem/A',
      'https://codeforces.com/group/abc/contest/5/problem/A',
      'https://judge.example/contests/fall/problems/a',
    ]) {
      assert.equal(guardProblem(at(url), ask).decision, 'ask', url);
    }
  });

  it('knows the forms of addresses', () => {
    assert.deepEqual(contestOfUrl('https://atcoder.jp/contests/abc1/tasks/abc1_a'), {
      judge: 'atcoder',
      host: 'atcoder.jp',
      id: 'abc1',
      isArchive: false,
      isPrivate: false,
    });
    assert.equal(contestOfUrl('https://example.org/'), undefined);
  });
});

describe('the contest lists', () => {
  const codeforces = JSON.stringify({
    status: 'OK',
    result: [
      {
        id: 5,
        name: 'Five',
        phase: 'CODING',
        startTimeSeconds: now / 1000,
        durationSeconds: 7200,
        type: 'CF',
      },
      { id: 4, name: 'Four', phase: 'FINISHED', startTimeSeconds: 1, durationSeconds: 7200, type: 'CF' },
    ],
  });
  const atcoder = `<div id="contest-table-action"><table><tbody><tr><td><a href="x"><time class="fixtime">2030-01-05 21:00:00+0900</time></a></td><td><a href="/contests/zzz101">Zebra 101</a></td><td>01:40</td><td>All</td></tr></tbody></table></div>`;
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'verdict-guard-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function network(calls: string[], works = true): typeof fetch {
    return async (address) => {
      calls.push(String(address));
      if (!works) throw new TypeError('no network');
      return new Response(String(address).includes('codeforces') ? codeforces : atcoder);
    };
  }

  it('are fetched, cached for an hour, and kept when the network is gone', async () => {
    const cacheFile = join(folder, 'cache', 'contests.json');
    const calls: string[] = [];
    const list = await contestsNow({ cacheFile, nowMs: now, fetch: network(calls) });
    assert.deepEqual(list.contests, [
      { judge: 'codeforces', id: '5', name: 'Five', startMs: now, endMs: now + 2 * hour },
      {
        judge: 'atcoder',
        id: 'zzz101',
        name: 'Zebra 101',
        startMs: Date.UTC(2030, 0, 5, 12),
        endMs: Date.UTC(2030, 0, 5, 13, 40),
      },
    ]);
    assert.deepEqual(await contestsNow({ cacheFile, nowMs: now + hour / 2, fetch: network(calls) }), list);
    assert.equal(calls.length, 2);
    assert.deepEqual(
      await contestsNow({ cacheFile, nowMs: now + 2 * hour, fetch: network(calls, false) }),
      list,
    );
    assert.equal(calls.length, 4);
  });

  it('claim nothing when there is no network and no cache, or an answer is not understood', async () => {
    const cacheFile = join(folder, 'none.json');
    const nothing = { contests: [], fetchedMs: {} };
    assert.deepEqual(await contestsNow({ cacheFile, nowMs: now, fetch: network([], false) }), nothing);
    assert.deepEqual(
      await contestsNow({ cacheFile, nowMs: now, fetch: async () => new Response('<html>moved</html>') }),
      nothing,
    );
    for (const answer of [
      (_, response) => response.writeHead(503).end(),
      (_, response) => response.writeHead(403, { server: 'cloudflare' }).end('<html>Just a moment...</html>'),
      (_, response) => response.end('{"status":"FAILED","comment":"Call limit exceeded"}'),
      (_, response) => response.end('{"status":"OK","result":[{"id":"five"}]}'),
      (_, response) => response.end(Buffer.alloc(4096, 0xff)),
      () => undefined,
    ] satisfies RequestListener[]) {
      await using network = await judgesNetwork(answer);
      const options = { cacheFile, nowMs: now, fetch: network.fetch, timeoutMs: 200 };
      assert.deepEqual(await contestsNow(options), nothing);
      assert.equal(network.asked.length, 2);
    }
  });
});

describe('the guard before model features', () => {
  const running = at('https://codeforces.com/contest/9001/problem/A');
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'verdict-guard-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function guard(more: Partial<ContestGuardOptions> = {}) {
    return new ContestGuard({ mode: 'ask', folder, now: () => now, ...more });
  }

  it('asks once for a problem, and remembers the answer for every guard of the folder', async () => {
    const questions: string[] = [];
    const ask: ContestGuardOptions['ask'] = async ({ reason }) => questions.push(reason) > 0;
    await guard({ ask }).admit(running);
    await guard({ ask }).admit(running);
    await guard().admit(running);
    assert.equal(questions.length, 1);
    await guard({ ask }).admit(at('https://codeforces.com/contest/9001/problem/B'));
    assert.equal(questions.length, 2);
  });

  it('refuses with the rule and a remedy where the user says no, or nobody can be asked', async () => {
    await assert.rejects(guard({ ask: async () => false }).admit(running), ContestRefusal);
    await assert.rejects(guard({ remedy: 'Add --practice.' }).admit(running), (error: Error) => {
      assert.match(error.message, /133941\. Add --practice\. Judging and stress testing always work\.$/);
      return true;
    });
  });

  it('takes "practice" said beforehand for itself alone', async () => {
    await guard({ saidPractice: true }).admit(running);
    await assert.rejects(guard().admit(running), ContestRefusal);
  });

  it('does not ask when it blocks, and has nothing to say about other problems', async () => {
    const ask = () => Promise.reject(new Error('asked'));
    await assert.rejects(guard({ mode: 'block', ask }).admit(running), ContestRefusal);
    await guard({ mode: 'off', ask }).admit(running);
    await guard({ ask }).admit({ statement: '', samples: [] });
    await guard({ ask }).admit(undefined, ['How does a segment tree work?', 'See https://example.org/a']);
  });

  it('hears the address of a contest in what the user writes', async () => {
    const texts = ['Give me an idea for https://codeforces.com/contest/9001/problem/A, please.'];
    await assert.rejects(guard().admit(undefined, texts), ContestRefusal);
  });

  it('lets a problem go that it has known, or whose file has lain unchanged, longer than contests last', async () => {
    await assert.rejects(guard().admit(running), ContestRefusal);
    await guard({ now: () => now + 15 * 24 * hour }).admit(running);
    const path = join(folder, 'old.md');
    writeFileSync(path, 'statement');
    const other = { ...running, source: { url: 'https://codeforces.com/contest/9002/problem/A', path } };
    utimesSync(path, (now - hour) / 1000, (now - hour) / 1000);
    await assert.rejects(guard().admit(other), ContestRefusal);
    utimesSync(path, (now - 30 * 24 * hour) / 1000, (now - 30 * 24 * hour) / 1000);
    await guard().admit(other);
  });

  it('looks contests up only where it may, only for their problems, and believes the lists', async () => {
    await using network = await judgesNetwork(({ url }, response) => {
      const contest = { id: 9001, name: 'Round 9001', phase: 'CODING', durationSeconds: 7200 };
      const result = [{ ...contest, startTimeSeconds: now / 1000 - 3600 }];
      response.end(url?.startsWith('/api/') ? JSON.stringify({ status: 'OK', result }) : '<html>');
    });
    const { asked } = network;
    const decide = (problem: Problem, more: Partial<ContestGuardOptions>) =>
      guard({ fetch: network.fetch, ...more }).decide(problem);
    assert.equal((await decide(running, {})).untilMs, undefined);
    await decide({ statement: '', samples: [] }, { mayFetchLists: true });
    await decide(at('https://cses.fi/problemset/task/1068'), { mayFetchLists: true });
    assert.equal(asked.length, 0);
    const found = await decide(running, { mayFetchLists: true });
    assert.deepEqual([found.decision, found.untilMs], ['ask', now + hour]);
    assert.deepEqual(asked, ['/api/contest.list', '/contests/?lang=en']);
    const over = at('https://codeforces.com/contest/100/problem/A');
    assert.equal((await decide(over, { mayFetchLists: true })).decision, 'allow');
    const blocked = await decide(running, { mayFetchLists: true, mode: 'block' });
    assert.deepEqual([blocked.decision, blocked.untilMs], ['refuse', now + hour]);
    assert.equal(asked.filter((path) => path.startsWith('/api/')).length, 1);
  });
});
