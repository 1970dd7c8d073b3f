import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { start, verdict } from './verdict.ts';

/** A server that answers by the question and the seed: what the command makes of it is under test, not a model. */
describe('verdict eval', function () {
  this.timeout(120_000);
  const questions = 24;
  let root: string;
  let set: string;
  let server: Server;
  let url: string;
  let asked: string[] = [];
  /** Answers wait here once so many were given, so that a test can end the command in the middle. */
  let hold: number;
  let held: () => void;
  let isHeld: Promise<void>;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'verdict eval '));
    set = join(root, 'aime2025.jsonl');
    const rows = Array.from({ length: questions }, (_, index) => ({
      id: `q${index}`,
      problem: `What is ${index} + 1?`,
      answer: `${index + 1}`,
    }));
    await writeFile(set, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    server = createServer(async (request, response) => {
      if (request.url === '/v1/models') {
        response.end(JSON.stringify({ data: [{ id: 'org/VibeThinker-1.5B' }] }));
        return;
      }
      if (request.url === '/sets/hmmt2025.parquet') {
        response.end(await readFile(new URL('../evals/fixtures/two-problems.parquet', import.meta.url)));
        return;
      }
      const { messages, seed } = (await json(request)) as { messages: { content: string }[]; seed: number };
      const number = Number(/What is (\d+) \+ 1/.exec(messages.map(({ content }) => content).join())?.[1]);
      asked.push(`${number}/${seed}`);
      if (asked.length > hold) {
        held();
        return;
      }
      const text = `\\boxed{${(number + seed) % 3 === 0 ? 'x' : number + 1}}`;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const piece = (content: string, finish: string | null) =>
        `data: ${JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }], usage: { completion_tokens: 5 } })}\n\n`;
      response.end(`${piece(text, null)}${piece('', 'stop')}data: [DONE]\n\n`);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    asked = [];
    holdAfter(Number.POSITIVE_INFINITY);
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await rm(root, { recursive: true, force: true });
  });

  function holdAfter(answers: number): Promise<void> {
    hold = answers;
    isHeld = new Promise((done) => {
      held = done;
    });
    return isHeld;
  }

  const args = (out: string, ...more: string[]) => [
    ...['eval', set, '--endpoint', url, '--samples', '2', '--out', join(root, out), ...more],
  ];
  const lines = async (out: string) => {
    const text = await readFile(join(root, out, 'samples.jsonl'), 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line) => {
        const { ms: _, ...sample } = JSON.parse(line);
        return JSON.stringify(sample);
      });
  };

  it('killed three times, it comes to what one run comes to: no sample twice, none lost', async () => {
    const whole = await verdict(args('whole'));
    assert.equal(whole.code, 0, whole.stderr);
    const wanted = (await lines('whole')).sort();
    assert.equal(wanted.length, 2 * questions);
    for (const answers of [7, 13, 9]) {
      asked = [];
      const reached = holdAfter(answers);
      const running = start(args('killed'));
      await Promise.race([reached, running.ended]);
      process.kill(running.pid, 'SIGKILL');
      assert.equal((await running.ended).code, null);
    }
    holdAfter(Number.POSITIVE_INFINITY);
    const { code, stderr } = await verdict(args('killed'));
    assert.equal(code, 0, stderr);
    assert.match(stderr, /known from before/);
    assert.deepEqual((await lines('killed')).sort(), wanted);
  });

  it('ends cleanly at Ctrl-C and says how to go on', async () => {
    const reached = holdAfter(10);
    const running = start(args('stopped'));
    await Promise.race([reached, running.ended]);
    running.interrupt();
    const { code, stderr, stdout } = await running.ended;
    assert.equal(code, 130, stderr);
    assert.match(stderr, /Stopped\. What is done is kept: the same command goes on with it/);
    assert.match(stdout, /report\.html/);
    holdAfter(Number.POSITIVE_INFINITY);
    assert.equal((await verdict(args('stopped'))).code, 0);
    assert.equal((await lines('stopped')).length, 2 * questions);
  });

  it('prints one event a line with --json, and writes the report of two runs', async () => {
    const { code, stdout } = await verdict(args('events', '--json', '--limit', '3'));
    assert.equal(code, 0);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      [events[0].type, events.length, events.at(-1).type, events.at(-1).outcome],
      ['eval-started', 8, 'eval-ended', 'done'],
    );
    await verdict(args('others', '--limit', '3', '--seed', '9'));
    const report = await verdict(['eval', 'report', join(root, 'events'), '--against', join(root, 'others')]);
    assert.equal(report.code, 0, report.stderr);
    assert.match(report.stderr, /pass@1 .* on 3 tasks/);
    assert.match(await readFile(join(root, 'events', 'report.md'), 'utf8'), /McNemar/);
  });

  it('ends with 1 when the budget is spent, and goes on from there', async () => {
    const { code, stderr } = await verdict(args('budget', '--tokens', '20'));
    assert.equal(code, 1, stderr);
    assert.match(stderr, /budget is spent/i);
    assert.equal((await verdict(args('budget'))).code, 0);
  });

  for (const [more, why] of [
    [['--samples', '5'], /other settings \(samples 2 there, 5 here\)/],
    [['--policy', 'full'], /has samples, so there is nothing to pick by/],
    [['--from', '2030-01-01'], /None of the 24 tasks/],
    [['--shard', '3/2'], /like 1\/4/],
    [['--map', 'statement=q'], /needs statement=FIELD/],
  ] as const) {
    it(`refuses with 2, and says what to do: ${more.join(' ')}`, async () => {
      await verdict(args('refused', '--limit', '1'));
      const { code, stderr } = await verdict(args('refused', '--limit', '1', ...more));
      assert.equal(code, 2, stderr);
      assert.match(stderr, why);
    });
  }

  it('says what is wrong with a set, a missing folder and a report of nothing', async () => {
    const broken = join(root, 'broken.jsonl');
    await writeFile(broken, '{"problem": "a", "answer": 1}\n{"problem": \n');
    const asking = ['--endpoint', url, '--out', join(root, 'none')];
    assert.match((await verdict(['eval', broken, ...asking])).stderr, /broken\.jsonl, line 2 is no JSON/);
    assert.match((await verdict(['eval', set, '--endpoint', url])).stderr, /Name a folder .* --out/);
    assert.match((await verdict(['eval', 'report', root])).stderr, /holds no run/);
  });

  it('fetches a set by its name from a mirror, runs on it, and refuses it once it has changed', async () => {
    const env = { VERDICT_CACHE: join(root, 'cache'), NO_PROXY: '127.0.0.1' };
    const run = () => verdict(['eval', 'hmmt2025', '--endpoint', url, '--out', join(root, 'hmmt')], { env });
    assert.match((await run()).stderr, /is not on this machine\. Fetch it: verdict eval fetch hmmt2025/);
    const fetched = await verdict(['eval', 'fetch', 'hmmt2025', '--url', `${url}/sets`], { env });
    assert.equal(fetched.code, 0, fetched.stderr);
    assert.match(fetched.stderr, /SHA-256 [0-9a-f]{64}/);
    assert.match((await verdict(['eval', 'fetch'], { env })).stdout, /hmmt2025 .* here\n/);
    const ran = await run();
    assert.equal(ran.code, 0, ran.stderr);
    assert.match(ran.stderr, /pass@1 .* on 2 tasks/);
    await appendFile(fetched.stdout.trim(), ' ');
    assert.match((await run()).stderr, /is damaged: .*verdict eval fetch hmmt2025/);
    assert.match((await verdict(['eval', 'fetch', 'none'], { env })).stderr, /Known: livecodebench-v6, /);
  });

  it('tells of its reports where it is explained', async () => {
    const { stdout } = await verdict(['eval', '--help']);
    assert.match(stdout, /verdict eval report/);
  });
});
