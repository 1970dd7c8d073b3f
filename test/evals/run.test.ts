import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Choice,
  chosenTasks,
  type EvalEvent,
  type EvalPolicy,
  EvalRecord,
  type EvalSample,
  type EvalSet,
  evaluate,
  readRun,
  readSet,
  settingsOf,
  summaryOf,
  writeReport,
} from '../../src/evals/index.ts';
import { type Judge, openJudge } from '../../src/judge/index.ts';
import {
  type Engine,
  type EngineInfo,
  type GenerateEvent,
  type GenerateRequest,
  presetNamed,
} from '../../src/model/index.ts';
import { ContestGuard } from '../../src/problem/index.ts';
import { liveCodeBenchRow } from './rows.ts';

const found = presetNamed('vibethinker-1.5b');
assert.ok(found);
const preset = found;

type Reply = Partial<GenerateEvent & { type: 'ended' }> & { text: string };

/** Answers by the prompt and the seed, as a model would; it stands in where a test must know what is written. */
class TellingEngine implements Engine {
  readonly requests: GenerateRequest[] = [];
  readonly info: EngineInfo = { model: 'telling', backend: 'none', lanes: 3, contextTokens: 1024 };
  readonly #tell: (prompt: string, seed: number) => Reply | Error;

  constructor(tell: (prompt: string, seed: number) => Reply | Error) {
    this.#tell = tell;
  }

  async load(): Promise<EngineInfo> {
    return this.info;
  }

  async *generate(request: GenerateRequest, signal?: AbortSignal): AsyncGenerator<GenerateEvent> {
    this.requests.push(request);
    const reply = this.#tell(JSON.stringify(request.prompt), request.seed);
    yield { type: 'started', lane: 0, promptTokens: 1 };
    if (reply instanceof Error) throw reply;
    const tokens = reply.tokens ?? 10;
    if (signal?.aborted) return yield { type: 'ended', reason: 'aborted', tokens: 0, ms: 0 };
    yield { type: 'text', channel: 'answer', text: reply.text, tokens };
    yield { type: 'ended', reason: reply.reason ?? 'stop', tokens, ms: 1 };
  }

  onInfoChange(): Disposable {
    return { [Symbol.dispose]() {} };
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

const about = { command: 'verdict eval', version: '0', begun: 'now', machine: 'this', model: 'telling' };
const program = (expression: string) =>
  `\`\`\`python\na, b = map(int, input().split())\nprint(${expression})\n\`\`\``;

describe('running a model over a set', function () {
  this.timeout(120_000);
  let root: string;
  let judge: Judge;
  let maths: EvalSet;
  let sums: EvalSet;
  let runs = 0;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'verdict runs '));
    judge = await openJudge({ cacheFolder: join(root, 'cache') });
    const questions = Array.from({ length: 6 }, (_, index) => ({
      id: `q${index}`,
      problem: `What is ${index} + 1?`,
      answer: String(index + 1),
      difficulty: index < 3 ? 'easy' : 'hard',
      date: `2025-0${index + 1}-01`,
    }));
    const ways = ['a + b', 'max(a, b) + min(a, b)', 'b + a'].map((_, index) =>
      liveCodeBenchRow({ question_id: `s${index}`, question_content: `Task ${index}: print the sum.` }),
    );
    const lines = (rows: unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    await writeFile(join(root, 'aime2025.jsonl'), lines(questions));
    await writeFile(join(root, 'sums.jsonl'), lines(ways));
    maths = await readSet(join(root, 'aime2025.jsonl'), { folder: root });
    sums = await readSet(join(root, 'sums.jsonl'), { folder: root });
  });
  after(async () => {
    await judge[Symbol.asyncDispose]();
    await rm(root, { recursive: true, force: true });
  });

  interface Given {
    engine: Engine;
    set?: EvalSet;
    folder?: string;
    samples?: number;
    policy?: EvalPolicy;
    choice?: Choice;
    budget?: { tokens?: number };
    claims?: number;
    stopAfter?: number;
  }
  const run = async (given: Given) => {
    const {
      engine,
      set = maths,
      samples = 2,
      policy = 'first',
      choice = {},
      budget,
      claims,
      stopAfter,
    } = given;
    const folder = given.folder ?? join(root, `run-${runs++}`);
    const tasks = chosenTasks(set.tasks, choice);
    const options = { preset, choice, policy, samples, seed: 1, stressCases: 20, claims } as const;
    const how = { ...options, language: 'python', comparison: 'set' as const };
    await using record = await EvalRecord.open(folder, settingsOf(set, tasks, how), about, tasks);
    const stop = new AbortController();
    const guard = new ContestGuard({ mode: 'off', folder: root });
    const events: EvalEvent[] = [];
    const { signal } = stop;
    for await (const event of evaluate({ ...how, engine, judge, tasks, record, guard, budget, signal })) {
      events.push(event);
      if (events.filter(({ type }) => type === 'eval-sample').length === stopAfter) stop.abort();
    }
    const ended = events.at(-1);
    assert.ok(ended?.type === 'eval-ended');
    return { folder, ended, events };
  };
  const samplesOf = async (folder: string) =>
    (await readRun(folder)).samples
      .map(({ ms: _, ...rest }) => rest)
      .sort((a, b) => a.sample - b.sample || (a.task < b.task ? -1 : 1));

  /** Right for even numbers at once, for odd ones at the second seed. */
  const counting = () =>
    new TellingEngine((prompt, seed) => {
      const number = Number(/What is (\d) \+ 1/.exec(prompt)?.[1]);
      const right = number % 2 === 0 || seed === 2;
      return { text: `So it is \\boxed{${right ? number + 1 : 99}}.`, tokens: 100 + number };
    });

  it('asks with the preset’s sampling, and keeps one line for each sample', async () => {
    const engine = counting();
    const { folder, ended } = await run({ engine });
    assert.deepEqual([ended.outcome, ended.done, ended.total, ended.score], ['done', 12, 12, 0.75]);
    const [request] = engine.requests;
    assert.deepEqual(request?.sampling, preset.sampling.maths);
    assert.equal(request?.maxTokens, preset.maxTokens);
    const lines = (await readFile(join(folder, 'samples.jsonl'), 'utf8')).trim().split('\n');
    assert.equal(lines.length, 12);
    const first = (await samplesOf(folder))[0] as EvalSample;
    assert.match(first.prompt, /^[0-9a-f]{16}$/);
    assert.deepEqual(
      { ...first, prompt: '' },
      { task: 'q0', sample: 0, seed: 1, prompt: '', tokens: 100, finish: 'stop', answer: '1', correct: true },
    );
  });

  it('goes on after a kill at any byte: nothing is asked twice, nothing is lost', async () => {
    const whole = await run({ engine: counting() });
    const text = await readFile(join(whole.folder, 'samples.jsonl'));
    const wanted = await samplesOf(whole.folder);
    const ends = [...text.entries()].filter(([, byte]) => byte === 10).map(([at]) => at + 1);
    for (const cut of [
      0,
      1,
      (ends[2] ?? 0) - 1,
      ends[2] ?? 0,
      (ends[2] ?? 0) + 1,
      text.length - 1,
      text.length,
    ]) {
      const { folder } = await run({ engine: counting(), stopAfter: 1 });
      await writeFile(join(folder, 'samples.jsonl'), text);
      await truncate(join(folder, 'samples.jsonl'), cut);
      const engine = counting();
      const { ended } = await run({ engine, folder });
      assert.equal(ended.outcome, 'done');
      assert.equal(engine.requests.length, 12 - ends.filter((end) => end <= cut).length, `cut at ${cut}`);
      assert.deepEqual(await samplesOf(folder), wanted, `cut at ${cut}`);
      const lines = (await readFile(join(folder, 'samples.jsonl'), 'utf8')).trimEnd().split('\n');
      assert.equal(lines.length, 12);
      for (const line of lines) JSON.parse(line);
    }
  });

  it('can be stopped, and says that what is done is kept', async () => {
    const { folder, ended } = await run({ engine: counting(), stopAfter: 4 });
    assert.equal(ended.outcome, 'stopped');
    assert.match(ended.reason ?? '', /kept/);
    const kept = (await samplesOf(folder)).length;
    const engine = counting();
    assert.equal((await run({ engine, folder })).ended.outcome, 'done');
    assert.equal(engine.requests.length, 12 - kept);
  });

  it('begins nothing new once the budget of tokens is spent', async () => {
    const { ended } = await run({ engine: counting(), budget: { tokens: 250 } });
    assert.equal(ended.outcome, 'budget');
    assert.ok(ended.done >= 3 && ended.done < 12, `${ended.done}`);
  });

  it('refuses to mix runs with other settings, and two processes at once', async () => {
    const { folder } = await run({ engine: counting() });
    await assert.rejects(
      run({ engine: counting(), folder, samples: 3 }),
      /samples 2 there, 3 here.*another folder/,
    );
    await assert.rejects(
      run({ engine: counting(), folder, choice: { limit: 2 } }),
      /choice\.limit none there, 2 here/,
    );
    // The parent lives for sure.
    await writeFile(join(folder, 'running.pid'), String(process.ppid));
    await assert.rejects(run({ engine: counting(), folder }), /Process \d+ is writing/);
    await writeFile(join(folder, 'running.pid'), '2147483646');
    assert.equal((await run({ engine: counting(), folder })).ended.outcome, 'done');
  });

  it('asks again what was lost midway, and keeps the rest when an endpoint is gone', async () => {
    let lost = 0;
    const flaky = new TellingEngine(() =>
      lost++ % 2 === 0 ? new Error('The line broke.') : { text: '\\boxed{1}' },
    );
    assert.equal((await run({ engine: flaky, samples: 1 })).ended.outcome, 'done');
    const gone = new TellingEngine((prompt) =>
      /is [45] /.test(prompt) ? new Error('It is gone.') : { text: '\\boxed{1}' },
    );
    const { folder, ended } = await run({ engine: gone, samples: 1 });
    assert.equal(ended.outcome, 'broken');
    assert.match(ended.reason ?? '', /It is gone\. What is done is kept/);
    assert.ok((await samplesOf(folder)).length > 0);
  });

  it('takes a part of a set: by date, by number, by shard', () => {
    const ids = (choice: Choice) => chosenTasks(maths.tasks, choice).map(({ id }) => id);
    assert.deepEqual(ids({ from: '2025-02-01', until: '2025-04-01' }), ['q1', 'q2']);
    assert.deepEqual(ids({ limit: 2 }), ['q0', 'q1']);
    const shards = ['1/4', '2/4', '3/4', '4/4'].flatMap((shard) => ids({ shard }));
    assert.deepEqual(shards.sort(), ids({}));
  });

  it('reports the shards of a run as one, and refuses a part of another', async () => {
    const whole = await run({ engine: counting() });
    const [first, second] = [
      await run({ engine: counting(), choice: { shard: '1/2' } }),
      await run({ engine: counting(), choice: { shard: '2/2' } }),
    ];
    const { summary } = await writeReport(first.folder, { shards: [second.folder] });
    // maj@k is drawn, in the order of the tasks.
    const { majorityAt: _, ...wanted } = (await writeReport(whole.folder)).summary;
    assert.deepEqual({ ...summary, majorityAt: undefined }, { ...wanted, majorityAt: undefined });
    const other = await run({ engine: counting(), samples: 1, choice: { shard: '2/2' } });
    await assert.rejects(
      writeReport(first.folder, { shards: [other.folder] }),
      /no part of the run .*samples 2 there, 1 here.*--against/,
    );
  });

  it('judges programs on the tests of the set, and picks by the samples', async () => {
    const engine = new TellingEngine((prompt, seed) => {
      const task = Number(/Task (\d)/.exec(prompt)?.[1]);
      // Seed 1 passes the sample alone, seed 2 nothing, seed 3 all.
      const texts = [program('3'), 'I do not know.', program('a + b')];
      return task === 2 ? { text: 'nothing', reason: 'length' } : { text: texts[seed - 1] ?? '' };
    });
    const { folder, ended } = await run({ engine, set: sums, samples: 3, policy: 'samples' });
    assert.equal(ended.outcome, 'done');
    const all = await samplesOf(folder);
    assert.deepEqual(
      all.filter(({ task }) => task === 's0').map(({ verdict, correct, level }) => [verdict, correct, level]),
      [
        ['WA', false, 'samples'],
        [undefined, false, undefined],
        ['AC', true, 'samples'],
      ],
    );
    assert.match(all.find(({ task }) => task === 's2')?.reason ?? '', /no program: its tokens were used up/);
    const summary = summaryOf(await readRun(folder));
    assert.equal(summary.truncated, 3 / 9);
    const at = (k: number, of: { k: number; value: number }[]) => of.find((it) => it.k === k)?.value ?? -1;
    assert.ok(Math.abs(at(1, summary.passAt) - 2 / 9) < 1e-9);
    assert.ok(Math.abs(at(3, summary.passAt) - 2 / 3) < 1e-9);
    // Of three, one of the two that pass the samples is picked.
    assert.ok(Math.abs(at(3, summary.verifiedAt) - 1 / 3) < 1e-9);
    assert.deepEqual(summary.calibration, [{ level: 'samples', samples: 4, right: 2 }]);
  });

  it('judges the claims of each answer, and chooses by their reliability', async () => {
    // Seed 3 alone is right, and its claims alone all hold.
    const engine = new TellingEngine((prompt, seed) => {
      const number = Number(/What is (\d) \+ 1/.exec(prompt)?.[1]);
      if (/### A solution/.test(prompt)) {
        assert.match(prompt, seed === 3 ? /It follows/ : /A guess/);
        const verdicts = ['right', seed === 3 ? '**right**' : 'wrong: it does not follow'];
        const lines = verdicts.map((it, index) => `Claim ${index + 1}: something\nVerdict: ${it}\n`);
        return { text: lines.join(''), tokens: 7 };
      }
      return { text: seed === 3 ? `It follows: \\boxed{${number + 1}}` : 'A guess: \\boxed{99}' };
    });
    const { folder, ended } = await run({ engine, samples: 3, claims: 2 });
    assert.equal(ended.outcome, 'done', ended.reason);
    assert.equal(ended.tokens, 6 * 3 * (10 + 7));
    const { summary } = await writeReport(folder);
    const at3 = (of: { k: number; value: number }[]) => of.find(({ k }) => k === 3)?.value;
    assert.deepEqual([at3(summary.majorityAt), at3(summary.reliableAt)], [0, 1]);
    assert.match(await readFile(join(folder, 'report.md'), 'utf8'), /clr@k/);
  });

  it('runs the whole solver, whose record goes on where it was', async () => {
    const engine = new TellingEngine((prompt) =>
      /brute force|generator|validator/.test(prompt)
        ? { text: 'I do not know.' }
        : { text: program('a + b') },
    );
    const { folder, ended } = await run({
      engine,
      set: sums,
      samples: 2,
      policy: 'full',
      choice: { limit: 1 },
    });
    assert.equal(ended.outcome, 'done', ended.reason);
    const [sample] = await samplesOf(folder);
    assert.equal(sample?.verdict, 'AC');
    assert.ok(sample?.level !== undefined && sample.offered !== undefined);
    // Killed after the solve, before its line was written: the solve is not asked again.
    await truncate(join(folder, 'samples.jsonl'), 0);
    const again = new TellingEngine(() => new Error('Nobody should ask.'));
    const second = await run({
      engine: again,
      folder,
      set: sums,
      samples: 2,
      policy: 'full',
      choice: { limit: 1 },
    });
    assert.equal(second.ended.outcome, 'done', second.ended.reason);
    assert.equal(again.requests.length, 0);
  });

  it('keeps a program that the judge could not judge, and judges it again', async () => {
    const { folder } = await run({ engine: counting(), samples: 1 });
    const [first] = await samplesOf(folder);
    await appendFile(
      join(folder, 'samples.jsonl'),
      `${JSON.stringify({ ...first, ms: 1, verdict: 'JE', correct: false })}\n`,
    );
    const engine = counting();
    const { ended } = await run({ engine, folder, samples: 1 });
    assert.deepEqual([ended.outcome, engine.requests.length], ['done', 0]);
    assert.deepEqual(
      await samplesOf(folder),
      await samplesOf(folder).then(([_, ...rest]) => [first, ...rest]),
    );
  });

  it('writes a report next to what was published, and compares two runs', async () => {
    const first = await run({ engine: counting(), samples: 4 });
    const second = await run({ engine: new TellingEngine(() => ({ text: '\\boxed{1}' })), samples: 4 });
    const { paths, summary } = await writeReport(first.folder, {
      against: second.folder,
      split: '2025-04-01',
    });
    assert.deepEqual(
      paths.map((path) => path.slice(first.folder.length + 1)),
      ['report.md', 'report.json', 'report.html'],
    );
    assert.equal(summary.contamination?.before.tasks, 3);
    assert.deepEqual(
      summary.parts.difficulty.map(({ name }) => name),
      ['easy', 'hard'],
    );
    const [markdown = '', json = '', html = ''] = await Promise.all(
      paths.map((path) => readFile(path, 'utf8')),
    );
    assert.match(markdown, /VibeThinker 1\.5B \| 74\.4 % \| 30 \| VibeThinker-1\.5B technical report/);
    assert.match(markdown, /verdict eval/);
    const { against } = JSON.parse(json);
    assert.equal(against.comparing.tasks, 6);
    assert.ok(against.comparing.difference.value > 0);
    assert.doesNotMatch(html, /<script|src=|https?:\/\/(?!www\.w3\.org)/);
    assert.match(html, /default-src 'none'/);
  });
});
