import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Judge, openJudge } from '../../src/judge/index.ts';
import type { GenerateRequest } from '../../src/model/index.ts';
import { ContestGuard, type Problem } from '../../src/problem/index.ts';
import {
  type OracleSource,
  type SolveEvent,
  type SolveOptions,
  type SolveRequests,
  Steering,
  solve,
} from '../../src/solver/index.ts';
import { ScriptedEngine } from './scripted-engine.ts';

const sumOfNumbers: Problem = {
  title: 'Sum of n numbers',
  statement: 'Read n, then n numbers. Print their sum.',
  samples: [
    { input: '3\n1 2 3\n', output: '6\n' },
    { input: '2\n2 1\n', output: '3\n' },
  ],
};

const right = fenced('n = int(input())\nprint(sum(map(int, input().split())))');
/** Passes both samples, since they are 1..n in some order; wrong all the same. */
const plausible = fenced('n = int(input())\nprint(sum(range(1, n + 1)))');
const wrong = fenced('n = int(input())\nprint(n)');

const bruteForce: OracleSource = {
  oracle: {
    language: 'python',
    source: 'n = int(input())\ntotal = 0\nfor x in input().split():\n    total += int(x)\nprint(total)\n',
  },
  generator: {
    language: 'python',
    source: [
      'import random, sys',
      'random.seed(int(sys.argv[1]))',
      'n = random.randint(1, 1 + int(sys.argv[2]))',
      'print(n)',
      'print(*[random.randint(-9, 9) for _ in range(n)])',
    ].join('\n'),
  },
  origin: 'the brute force beside the statement',
};

describe('solve', () => {
  let folder: string;
  let judge: Judge;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-solve-'));
    judge = await openJudge({ cacheFolder: folder });
  });
  after(async () => {
    await judge[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const guard = new ContestGuard({ mode: 'off', folder: tmpdir() });
  const solving = (engine: ScriptedEngine, more: Partial<SolveOptions> = {}) =>
    solve(sumOfNumbers, {
      guard,
      engine,
      judge,
      language: 'python',
      request,
      stressCases: 20,
      maxCandidates: 6,
      seed: 1,
      ...more,
    });

  it('takes the first candidate that holds and says what it rests on', async () => {
    const events = await collect(solving(new ScriptedEngine([wrong, right]), { oracle: bruteForce }));
    const end = lastOf(events);
    assert.equal(end.outcome, 'solved');
    assert.deepEqual(end.evidence, {
      samples: { passed: 2, total: 2 },
      stress: { cases: 20, oracle: 'the brute force beside the statement', oracleSamples: 2 },
    });
    const failed = ended(events).find((it) => it.outcome === 'failed');
    assert.equal(failed?.verdict, 'WA');
  });

  it('does not fall for a program that passes the samples and is wrong, where there is an oracle', async () => {
    const events = await collect(solving(new ScriptedEngine([plausible]), { oracle: bruteForce }));
    const end = lastOf(events);
    assert.equal(end.outcome, 'unsolved');
    const candidate = ended(events).find((it) => it.outcome === 'failed');
    assert.equal(candidate?.verdict, 'WA');
    assert.equal(candidate?.evidence?.stress, undefined);
    const difference = events.flatMap((it) =>
      it.type === 'candidate-stressed' && it.event.type === 'stress-ended' ? [it.event.difference] : [],
    );
    assert.ok(difference[0], 'the input on which it differs is shown');
  });

  it('claims no more than the samples where there is nothing else', async () => {
    const end = lastOf(await collect(solving(new ScriptedEngine([plausible]))));
    assert.equal(end.outcome, 'solved');
    assert.deepEqual(end.evidence, { samples: { passed: 2, total: 2 } });
  });

  it('does not use an oracle that fails the samples, and says why', async () => {
    const broken = { ...bruteForce, oracle: { language: 'python', source: 'print(0)' } };
    const events = await collect(solving(new ScriptedEngine([right]), { oracle: broken }));
    const checked = events.find((it) => it.type === 'oracle-checked');
    assert.equal(checked?.usable, false);
    assert.match(checked?.reason ?? '', /WA/);
    assert.deepEqual(lastOf(events).evidence, { samples: { passed: 2, total: 2 } });
  });

  it('keeps the sample evidence when the generator is broken, and blames the generator', async () => {
    const broken = { ...bruteForce, generator: { language: 'python', source: 'raise SystemExit(3)' } };
    const events = await collect(solving(new ScriptedEngine([right]), { oracle: broken }));
    assert.deepEqual(lastOf(events).evidence, { samples: { passed: 2, total: 2 } });
    assert.match(
      ended(events).find((it) => it.outcome === 'held')?.reason ?? '',
      /stress test could not be made/,
    );
  });

  it('begins nothing for a problem of a contest that may be running, and says why and by which rule', async () => {
    const engine = new ScriptedEngine([right]);
    const problem = { ...sumOfNumbers, source: { url: 'https://codeforces.com/contest/9999/problem/A' } };
    const options = { judge, language: 'python', request, stressCases: 0, maxCandidates: 1, seed: 1 };
    const strict = new ContestGuard({ mode: 'ask', folder });
    const events = await collect(solve(problem, { ...options, engine, guard: strict }));
    const end = lastOf(events);
    assert.deepEqual([events.length, end.outcome, engine.requests.length], [1, 'refused', 0]);
    assert.match(end.reason, /may still be running.*https:\/\/codeforces\.com\/blog\/entry\/133941/);
    const asked = new ContestGuard({ mode: 'ask', folder, ask: async () => true });
    assert.equal(
      lastOf(await collect(solve(problem, { ...options, engine, guard: asked }))).outcome,
      'solved',
    );
  });

  it('never calls a program accepted when there is nothing to check it with', async () => {
    const bare = { ...sumOfNumbers, samples: [] };
    const events = await collect(
      solve(bare, {
        guard,
        engine: new ScriptedEngine([right]),
        judge,
        language: 'python',
        request,
        stressCases: 20,
        maxCandidates: 3,
        seed: 1,
      }),
    );
    const end = lastOf(events);
    assert.equal(end.outcome, 'unchecked');
    assert.ok(ended(events).every((it) => it.verdict === undefined));
  });

  it('judges the same program once', async () => {
    const engine = new ScriptedEngine([wrong, wrong.replace('\n```', '   \n\n```'), right]);
    const events = await collect(solving(engine));
    const second = ended(events).find((it) => it.candidate === 2);
    assert.equal(second?.outcome, 'duplicate');
    assert.match(second?.reason ?? '', /candidate 1/);
    assert.ok(!events.some((it) => it.type === 'candidate-tested' && it.candidate === 2));
  });

  it('shows the candidate that came furthest when none holds', async () => {
    const half = fenced('n = int(input())\nprint(6)');
    const end = lastOf(await collect(solving(new ScriptedEngine([wrong, half, 'no program']))));
    assert.equal(end.outcome, 'unsolved');
    assert.equal(end.best, 2);
    assert.deepEqual(end.evidence?.samples, { passed: 1, total: 2 });
  });

  it('goes on after a lost candidate', async () => {
    const engine = new ScriptedEngine([new Error('The model process ended.'), right]);
    const events = await collect(solving(engine));
    assert.equal(ended(events)[0]?.outcome, 'lost');
    assert.equal(lastOf(events).outcome, 'solved');
  });

  it('gives up when every candidate is lost, with the reason', async () => {
    const engine = new ScriptedEngine([new Error('The model file is damaged.')]);
    const end = lastOf(await collect(solving(engine, { maxCandidates: 50 })));
    assert.equal(end.outcome, 'broken');
    assert.equal(end.reason, 'The model file is damaged.');
    assert.ok(engine.requests.length < 20, `${engine.requests.length} requests`);
  });

  it('says what to do about a language the judge does not know', async () => {
    const end = lastOf(await collect(solving(new ScriptedEngine([right]), { language: 'cobol' })));
    assert.equal(end.outcome, 'broken');
    assert.match(end.reason, /"cobol" is no language.*python/);
  });

  it('writes two answers at once on a processor, and as many as there are lanes where that is wished', async () => {
    const most = async (more: Partial<SolveOptions>, lanes: number) => {
      const full = async () => {
        while (engine.atOnce.now < lanes) await new Promise(setImmediate);
        await new Promise(setImmediate);
        return wrong;
      };
      const engine: ScriptedEngine = new ScriptedEngine([full()], 4, 'cpu');
      await collect(solving(engine, more));
      return engine.atOnce.most;
    };
    const oracle = plainRequest;
    assert.equal(await most({ request: { ...request, oracle } }, 2), 2);
    assert.equal(await most({ request: { ...request, oracle }, lanes: 4 }, 4), 4);
    assert.equal(await most({}, 4), 4, 'where nothing but candidates is asked for');
  });

  it('stops at once when it is told to, and keeps what has ended', async () => {
    const stop = new AbortController();
    const forever = fenced('while True: pass');
    const events: SolveEvent[] = [];
    for await (const event of solving(new ScriptedEngine([wrong, forever]), { signal: stop.signal })) {
      events.push(event);
      const firstEnded = ended(events).some((it) => it.candidate === 1);
      const secondRuns = events.some((it) => it.type === 'candidate-compiled' && it.candidate === 2);
      if (firstEnded && secondRuns) stop.abort();
    }
    assert.equal(lastOf(events).outcome, 'stopped');
    assert.equal(ended(events).find((it) => it.candidate === 1)?.outcome, 'failed');
  });

  it('stops one candidate, and the others go on', async () => {
    const steering = new Steering();
    let answer = (_: string) => {};
    const second = new Promise<string>((resolve) => {
      answer = resolve;
    });
    const engine = new ScriptedEngine([new Promise<string>(() => {}), second, second], 2);
    const events: SolveEvent[] = [];
    for await (const event of solving(engine, { steering, maxCandidates: 2 })) {
      events.push(event);
      if (event.type === 'candidate-started' && event.candidate === 2) steering.stop(1);
      if (event.type === 'candidate-ended' && event.candidate === 1) answer(right);
    }
    assert.deepEqual(
      ended(events).map((it) => [it.candidate, it.outcome]),
      [
        [1, 'stopped'],
        [2, 'held'],
      ],
    );
    assert.equal(lastOf(events).outcome, 'solved');
  });

  it('tries more candidates than it was begun with when it is told to', async () => {
    const steering = new Steering();
    let answer = (_: string) => {};
    const first = new Promise<string>((resolve) => {
      answer = resolve;
    });
    const events: SolveEvent[] = [];
    for await (const event of solving(new ScriptedEngine([first, wrong, right], 3), {
      steering,
      maxCandidates: 1,
    })) {
      events.push(event);
      if (event.type === 'candidate-started' && event.candidate === 1) steering.more(2);
      if (event.type === 'candidate-ended') answer(wrong);
    }
    const raised = events.find((it) => it.type === 'candidates-raised');
    assert.equal(raised?.maxCandidates, 3);
    assert.equal(lastOf(events).outcome, 'solved');
    assert.equal(lastOf(events).best, 3);
  });
});

const request: SolveRequests = { candidate: plainRequest, helperLanguage: 'python' };

function plainRequest(seed: number): GenerateRequest {
  return {
    prompt: { kind: 'completion', text: '' },
    sampling: { temperature: 1, topP: 1, topK: 0, minP: 0, repeatPenalty: 1 },
    seed,
    maxTokens: 10,
    stop: [],
  };
}

function fenced(code: string): string {
  return `\`\`\`python\n${code}\n\`\`\`\n`;
}

async function collect(events: AsyncIterable<SolveEvent>): Promise<SolveEvent[]> {
  const all: SolveEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

function ended(events: SolveEvent[]) {
  return events.filter((it) => it.type === 'candidate-ended');
}

function lastOf(events: SolveEvent[]) {
  const last = events.at(-1);
  assert.ok(last?.type === 'solve-ended', 'the last event is solve-ended');
  return last;
}
