import { strict as assert } from 'node:assert';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Asked,
  openScriptedModel,
  type Scripted,
  type ScriptedModel,
} from '../../bench/solver/scripted-model.ts';
import { type Judge, openJudge } from '../../src/judge/index.ts';
import { openEndpointEngine, presetNamed } from '../../src/model/index.ts';
import { ContestGuard, type Problem } from '../../src/problem/index.ts';
import {
  readRecord,
  replay,
  type SolveEvent,
  type SolveOptions,
  solve,
  solveRecorded,
  solveRequest,
} from '../../src/solver/index.ts';

const doubled: Problem = {
  title: 'Doubled',
  statement: 'Read a number and print it doubled.',
  inputFormat: 'The only line contains an integer $n$ ($1 \\le n \\le 1000$).',
  samples: [{ input: '2\n', output: '4\n' }],
};
const fenced = (code: string, tag = 'python') => `\`\`\`${tag}\n${code}\n\`\`\`\n`;
const right = fenced('print(int(input()) * 2)');
const squared = fenced('n = int(input())\nprint(n * n)');
const oracle = fenced('n = int(input())\nprint(n + n)');

/** The real engine for endpoints, over HTTP, against a server that answers from a script instead of a model. */
describe('answers of every kind', function () {
  // Solves with many runs each: slow where the cores are busy.
  this.timeout(300_000);
  let folder: string;
  let judge: Judge;
  let model: ScriptedModel;
  let respond: (asked: Asked, nth: number) => Scripted;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-answers-'));
    judge = await openJudge({ cacheFolder: folder });
  });
  beforeEach(async () => {
    let nth = 0;
    const answering = (asked: Asked) => respond(asked, asked.kind === 'candidate' ? nth++ : 0);
    model = await openScriptedModel({ respond: answering, tokensPerSecond: 50_000 });
  });
  afterEach(() => model[Symbol.asyncDispose]());
  after(async () => {
    await judge[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const options = (more: Partial<SolveOptions> = {}): SolveOptions => {
    const preset = presetNamed('vibethinker-1.5b');
    assert.ok(preset);
    return {
      engine: openEndpointEngine({
        url: model.url,
        model: 'scripted',
        lanes: 2,
        retries: 0,
        stallMs: 20_000,
      }),
      judge,
      guard: new ContestGuard({ mode: 'off', folder }),
      language: 'python',
      request: solveRequest({ preset, problem: doubled, language: 'python', maxTokens: 2000 }),
      stressCases: 10,
      maxCandidates: 3,
      seed: 1,
      ...more,
    };
  };
  const solving = (more: Partial<SolveOptions> = {}) => collect(solve(doubled, options(more)));

  it('are judged, checked by two oracles of the model, and said to be', async () => {
    respond = ({ kind }) => ({ answer: kind === 'candidate' ? right : oracle, thoughtTokens: 20 });
    const end = lastOf(await solving());
    assert.equal(end.outcome, 'solved');
    assert.equal(end.evidence?.stress?.by, 'model');
    assert.ok(end.evidence?.stress?.confirmedBy);
    assert.ok((end.evidence?.limits?.runs ?? 0) >= 3);
  });

  it('are not believed when only the sample holds and two oracles say otherwise', async () => {
    respond = ({ kind }) => ({ answer: kind === 'oracle' ? oracle : squared });
    const events = await solving();
    const end = lastOf(events);
    assert.equal(end.evidence?.stress, undefined);
    assert.ok(events.some((it) => it.type === 'programs-grouped' && it.groups.length > 1));
  });

  it('are repaired with the input they fail on', async () => {
    respond = ({ kind }) => ({
      answer: kind === 'oracle' ? oracle : kind === 'repair' ? right : squared,
    });
    const events = await solving({ maxCandidates: 6 });
    assert.equal(lastOf(events).outcome, 'solved');
    assert.ok(events.some((it) => it.type === 'candidate-started' && it.repairs));
    const prompt = model.requests.find(({ kind }) => kind === 'repair')?.prompt ?? '';
    assert.match(prompt, /It fails on this input/);
  });

  it('may be nothing, prose, another language or a program without end', async () => {
    const answers = ['', 'I am sorry, I cannot.', fenced('fn main() {}', 'rust'), fenced('while True: pass')];
    respond = ({ kind }, nth) => ({ answer: kind === 'candidate' ? (answers[nth] ?? '') : '' });
    const quick = { ...doubled, timeLimitMs: 300 };
    const events = await collect(solve(quick, options({ maxCandidates: 4 })));
    assert.equal(lastOf(events).outcome, 'unsolved');
    const outcomes = ended(events).map(({ outcome }) => outcome);
    assert.deepEqual(outcomes.sort(), ['failed', 'no-code', 'no-code', 'no-code']);
    assert.ok(ended(events).some(({ reason }) => /written in Rust/.test(reason)));
  });

  it('may be two megabytes long', async () => {
    respond = ({ kind }) => ({ answer: kind === 'candidate' ? fenced(`x = """${'a'.repeat(2e6)}"""`) : '' });
    const events = await solving({ maxCandidates: 1 });
    assert.equal(ended(events)[0]?.outcome, 'no-code');
    assert.match(ended(events)[0]?.reason ?? '', /longer|wrote more/);
  });

  it('may never come: a thought without end is held to its tokens, whatever the server allows', async () => {
    respond = () => ({ answer: right, isEndless: true });
    const events = await solving({ maxCandidates: 2, stressCases: 0 });
    assert.equal(lastOf(events).outcome, 'unsolved');
    assert.ok(ended(events).every(({ reason }) => /used up its tokens/.test(reason)));
    assert.ok(lastOf(events).tokens < 3 * 2000);
  });

  it('may break off: what has come is kept, and the rest is tried again', async () => {
    respond = ({ kind }, nth) =>
      kind === 'candidate' && nth === 0
        ? { answer: right, thoughtTokens: 50, diesAt: 0.5 }
        : { answer: right };
    const events = await solving();
    assert.equal(ended(events).find(({ candidate }) => candidate === 1)?.outcome, 'lost');
    assert.equal(lastOf(events).outcome, 'solved');
  });

  it('end with a reason when the endpoint is gone for good', async () => {
    respond = () => ({ answer: right, thoughtTokens: 50, diesAt: 0.2 });
    const end = lastOf(await solving({ maxCandidates: 40 }));
    assert.equal(end.outcome, 'broken');
    assert.match(end.reason, /broke off|cannot be reached/);
  });

  it('are lost, not wrong, when the interpreter is gone midway', async () => {
    const python = (await judge.languages()).find(({ id }) => id === 'python');
    assert.ok(python?.found);
    const link = join(folder, 'interpreter');
    const path = await import('node:child_process').then(({ execFileSync }) =>
      execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim(),
    );
    await symlink(path, link);
    const toy = {
      id: 'toy',
      name: 'Toy',
      extensions: ['.toy'],
      run: [link, '{source}'],
      version: [link, '--version'],
    };
    await using own = await openJudge({
      cacheFolder: join(folder, 'own'),
      sandbox: 'plain',
      languages: [toy],
    });
    respond = ({ kind }) => ({ answer: kind === 'candidate' ? fenced('print(1)', 'toy') : '' });
    const events: SolveEvent[] = [];
    for await (const event of solve(doubled, options({ judge: own, language: 'toy', maxCandidates: 3 }))) {
      events.push(event);
      if (event.type === 'solve-started') await rm(link);
    }
    assert.notEqual(lastOf(events).outcome, 'solved');
    assert.ok(ended(events).every(({ verdict }) => verdict !== 'AC'));
  });

  it('stop at any event, at once, and nothing is left running', async () => {
    respond = ({ kind }) => ({ answer: kind === 'candidate' ? right : oracle, thoughtTokens: 40 });
    const whole = await solving();
    const early = ['solve-started', 'candidate-text', 'candidate-answered', 'programs-grouped'];
    const kinds = [...new Set(whole.map(({ type }) => type))].filter((type) => early.includes(type));
    assert.equal(kinds.length, early.length);
    for (const kind of kinds) {
      const stop = new AbortController();
      const events: SolveEvent[] = [];
      for await (const event of solve(doubled, options({ signal: stop.signal }))) {
        events.push(event);
        if (event.type === kind) stop.abort();
      }
      assert.equal(lastOf(events).outcome, 'stopped', kind);
      const started = events.filter(({ type }) => type === 'candidate-started').length;
      assert.equal(ended(events).length, started, `${kind}: every candidate has ended`);
    }
  });

  it('can be left at any event', async () => {
    respond = () => ({ answer: right, thoughtTokens: 40 });
    for await (const event of solve(doubled, options())) if (event.type === 'candidate-started') break;
    while (model.open > 0) await new Promise((done) => setImmediate(done));
  });

  it('keep to a budget of tokens and say that it is spent', async () => {
    respond = ({ kind }) => ({ answer: kind === 'oracle' ? oracle : squared, thoughtTokens: 500 });
    const end = lastOf(await solving({ maxCandidates: 50, budget: { tokens: 4000 } }));
    assert.match(end.reason, /budget is spent/);
    assert.ok(end.tokens < 7000, `${end.tokens} tokens`);
  });

  it('are recorded in a folder, replayed from it, and not asked for again after a crash', async () => {
    const kept = join(folder, 'record');
    respond = ({ kind }) => ({ answer: kind === 'candidate' ? squared : oracle, thoughtTokens: 20 });
    const stop = new AbortController();
    const first: SolveEvent[] = [];
    for await (const event of solveRecorded(doubled, options({ signal: stop.signal }), kept)) {
      first.push(event);
      if (event.type === 'programs-grouped') stop.abort();
    }
    const record = await readRecord(kept);
    assert.deepEqual(
      (await collect(replay(record))).filter(({ type }) => type === 'candidate-ended'),
      first.filter(({ type }) => type === 'candidate-ended'),
    );
    assert.ok(record.answers.length > 0);
    const asked = model.requests.length;
    const seeds = new Set(record.answers.map(({ request }) => request.seed));
    const second = await collect(solveRecorded(doubled, options(), kept));
    assert.ok(model.requests.slice(asked).every(({ seed }) => !seeds.has(seed)));
    const answered = second.filter((it) => it.type === 'candidate-answered');
    assert.ok(answered.some(({ candidate }) => candidate === 1));
    await assert.rejects(readRecord(folder), /holds no record/);
  });

  it('leave a record alone that a later version has kept', async () => {
    const kept = await mkdtemp(join(folder, 'later-'));
    const about = join(kept, 'solve.json');
    await writeFile(about, '{"format":2,"answersOf":"tomorrow"}');
    await assert.rejects(readRecord(kept), /newer version/);
    await assert.rejects(collect(solveRecorded(doubled, options(), kept)), /newer version/);
    assert.equal(await readFile(about, 'utf8'), '{"format":2,"answersOf":"tomorrow"}');
  });
});

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
