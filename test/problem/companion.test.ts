import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addTest,
  type CompanionEvent,
  type CompanionListener,
  headerOf,
  isProblem,
  listenForCompanion,
  type Problem,
  readProblem,
  readProblemAt,
  readSidecar,
  saveArrival,
  saveStatement,
  sidecarOf,
  writeEdits,
} from '../../src/problem/index.ts';

const message = {
  name: 'B. Ferries',
  group: 'Judge - Round 3',
  url: 'https://judge.example/contest/3/problem/B',
  interactive: false,
  memoryLimit: 256,
  timeLimit: 1500,
  tests: [{ input: '1 2\n', output: '3\n' }],
  testType: 'multiNumber',
  input: { type: 'file', fileName: 'ferries.in' },
  output: { type: 'stdout' },
  languages: { java: { mainClass: 'Main', taskClass: 'B' } },
  batch: { id: 'abc', size: 2 },
};

/** A port that is free right now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function send(
  port: number,
  body: string,
  changes: { headers?: Record<string, string>; method?: string; path?: string } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { host: `localhost:${port}`, 'content-type': 'application/json', ...changes.headers };
    const sending = request(
      { host: '127.0.0.1', port, method: changes.method ?? 'POST', path: changes.path ?? '/', headers },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
}

/** Takes events until one of a kind comes. */
function events(listener: CompanionListener) {
  const iterator = listener[Symbol.asyncIterator]();
  return async <K extends CompanionEvent['kind']>(kind: K): Promise<Extract<CompanionEvent, { kind: K }>> => {
    while (true) {
      const { value, done } = await iterator.next();
      if (done) throw new Error(`ended before ${kind}`);
      if (value.kind === kind) return value as Extract<CompanionEvent, { kind: K }>;
    }
  };
}

describe('the Companion listener', function () {
  this.timeout(30_000);
  let stop = new AbortController();
  beforeEach(() => {
    stop = new AbortController();
  });
  afterEach(() => stop.abort());

  it('makes a problem of what the button sends, and knows a second arrival', async () => {
    const next = events(listenForCompanion({ ports: [0], signal: stop.signal, key: 'k' }));
    const { port } = await next('listening');
    assert.equal(await send(port, JSON.stringify(message)), 200);
    const arrival = await next('arrival');
    assert.deepEqual(arrival.problem, {
      title: 'B. Ferries',
      statement: '',
      samples: [{ input: '1 2\n', output: '3\n' }],
      timeLimitMs: 1500,
      memoryLimitMiB: 256,
      multiTest: true,
      inputFile: 'ferries.in',
      source: { url: message.url, contest: message.group },
    });
    assert.equal(arrival.again, false);
    assert.deepEqual(arrival.batch, { id: 'abc', size: 2 });
    await send(port, JSON.stringify(message));
    assert.equal((await next('arrival')).again, true);
  });

  it('takes nothing from other hosts, web pages, other methods, types and paths, nor what is too large or no problem', async () => {
    const next = events(listenForCompanion({ ports: [0], signal: stop.signal, key: 'k', mostBytes: 1000 }));
    const { port } = await next('listening');
    const good = JSON.stringify(message);
    assert.equal(await send(port, good, { headers: { host: 'evil.example' } }), 403);
    assert.equal(await send(port, good, { headers: { host: `evil.example:${port}` } }), 403);
    assert.equal(await send(port, good, { headers: { origin: 'https://evil.example' } }), 403);
    assert.equal(await send(port, good, { headers: { 'content-type': 'text/plain' } }), 415);
    assert.equal(await send(port, good, { path: '/other' }), 404);
    assert.equal(await send(port, '', { method: 'GET' }), 405);
    assert.equal(await send(port, '{'), 400);
    assert.equal(await send(port, JSON.stringify({ ...message, name: 7 })), 400);
    assert.equal(await send(port, JSON.stringify({ ...message, name: 'x'.repeat(2000) })), 413);
    assert.equal(
      await send(port, good, {
        path: '/verdict/hand-over',
        headers: { 'x-verdict-key': 'wrong', 'x-verdict-take': 'yes' },
      }),
      403,
    );
    assert.equal(
      await send(port, good, { headers: { origin: 'chrome-extension://abcdef' } }),
      200,
      'the extension itself is welcome',
    );
    assert.equal((await next('arrival')).problem.title, message.name);
  });

  it('hands the port over to the window that becomes active, and back', async () => {
    const port = await freePort();
    const one = listenForCompanion({ ports: [port], signal: stop.signal, key: 'shared', retryMs: 3_600_000 });
    const nextOfOne = events(one);
    await nextOfOne('listening');
    const two = listenForCompanion({ ports: [port], signal: stop.signal, key: 'shared', retryMs: 3_600_000 });
    const nextOfTwo = events(two);
    assert.equal((await nextOfTwo('handedOver')).port, port);
    await two.takeOver();
    await nextOfTwo('listening');
    await nextOfOne('handedOver');
    await send(port, JSON.stringify(message));
    assert.equal((await nextOfTwo('arrival')).problem.title, message.name);
    await one.takeOver();
    await nextOfOne('listening');
    await nextOfTwo('handedOver');
    await send(port, JSON.stringify(message));
    assert.equal((await nextOfOne('arrival')).problem.title, message.name);
  });

  it('takes the place of a window that is gone', async () => {
    const port = await freePort();
    const first = new AbortController();
    const nextOfFirst = events(listenForCompanion({ ports: [port], signal: first.signal, key: 'shared' }));
    await nextOfFirst('listening');
    const next = events(
      listenForCompanion({ ports: [port], signal: stop.signal, key: 'shared', retryMs: 20 }),
    );
    await next('handedOver');
    first.abort();
    assert.equal((await next('listening')).port, port);
  });

  it('waits for the port of a window that is just going, rather than take another', async () => {
    const going = createTcpServer((socket) => {
      socket.destroy();
      going.close();
    });
    await new Promise<void>((resolve) => going.listen(0, '127.0.0.1', resolve));
    const { port } = going.address() as AddressInfo;
    const next = events(listenForCompanion({ ports: [port, 0], signal: stop.signal, key: 'k' }));
    assert.equal((await next('listening')).port, port);
  });

  it('asks again where another was quicker to the port that was let go', async () => {
    let asked = 0;
    const quicker = createServer((_, answer) => {
      asked += 1;
      answer.end('verdict released');
      if (asked === 2) quicker.close();
    });
    await new Promise<void>((resolve) => quicker.listen(0, '127.0.0.1', resolve));
    const { port } = quicker.address() as AddressInfo;
    const next = events(
      listenForCompanion({ ports: [port, 0], signal: stop.signal, key: 'k', retryMs: 3_600_000 }),
    );
    assert.equal((await next('listening')).port, port);
  });

  it('waits for the answer of a window that is busy', async () => {
    const busy = createServer((_, answer) => void setTimeout(() => answer.end('verdict held'), 2_500));
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
    const { port } = busy.address() as AddressInfo;
    try {
      const next = events(listenForCompanion({ ports: [port, 0], signal: stop.signal, key: 'k' }));
      assert.equal((await next('handedOver')).port, port);
    } finally {
      busy.close();
    }
  });

  it('passes by a port that a stranger holds, and says when none is left', async () => {
    const stranger = createServer((_, answer) => answer.end('hello'));
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const { port } = stranger.address() as AddressInfo;
    try {
      const next = events(listenForCompanion({ ports: [port, 0], signal: stop.signal, key: 'k' }));
      assert.notEqual((await next('listening')).port, port);
      const blocked = events(
        listenForCompanion({ ports: [port], signal: stop.signal, key: 'k', retryMs: 3_600_000 }),
      );
      assert.match((await blocked('blocked')).reason, /set a port of your own/);
    } finally {
      stranger.close();
    }
  });

  it('ends with its signal and frees the port', async () => {
    const listener = listenForCompanion({ ports: [0], signal: stop.signal, key: 'k' });
    const iterator = listener[Symbol.asyncIterator]();
    const { value } = await iterator.next();
    assert.ok(value?.kind === 'listening');
    stop.abort();
    assert.equal((await iterator.next()).done, true);
    await assert.rejects(send(value.port, '{}'));
  });
});

describe('an arrival on disk', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'verdict-arrival-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const problem: Problem = {
    title: 'A. Up / Down ../..',
    statement: '',
    samples: [
      { input: '2\n#\n', output: '```\n' },
      { input: '1\n\n2\n', output: '*/\n' },
    ],
    timeLimitMs: 1500,
    memoryLimitMiB: 64,
    source: { url: 'https://judge.example/contest/3/problem/A', contest: 'Judge - Round 3 (Div. 2)' },
  };

  it('is a file from the template whose header reads back as the problem', async () => {
    const { path, created } = await saveArrival(problem, {
      root,
      extension: 'cpp',
      template: '#include <iostream>\n// {{title}}\n',
      inContestFolder: true,
    });
    assert.equal(created, true);
    assert.equal(path, join(root, 'Judge-Round-3-Div-2', 'A-Up-Down.cpp'));
    const text = readFileSync(path, 'utf8');
    assert.ok(text.includes('#include <iostream>\n// A. Up / Down ../..'));
    const reading = readProblem(text, { path });
    assert.ok(isProblem(reading));
    assert.deepEqual(reading.problem.samples, problem.samples);
    assert.equal(reading.problem.title, problem.title);
    assert.equal(reading.problem.timeLimitMs, 1500);
    assert.equal(reading.problem.memoryLimitMiB, 64);
    assert.deepEqual(reading.problem.source, { ...problem.source, path });
    const sidecar = await readSidecar(sidecarOf(path));
    assert.deepEqual(
      sidecar.samples.map(({ input, output }) => ({ input, output })),
      problem.samples,
    );
    assert.equal(sidecar.received?.timeLimitMs, 1500);
    assert.equal(sidecar.edits, undefined, 'nothing is held to be a correction of the user');
  });

  it('that comes again updates its samples and leaves the code alone', async () => {
    const { path } = await saveArrival(problem, { root, extension: 'py' });
    writeFileSync(path, 'print("mine")\n');
    const again = await saveArrival(
      { ...problem, samples: [{ input: '9\n', output: '9\n' }] },
      { root, extension: 'py' },
    );
    assert.deepEqual(again, { path, created: false });
    assert.equal(readFileSync(path, 'utf8'), 'print("mine")\n');
    assert.deepEqual(
      (await readSidecar(sidecarOf(path))).samples.map(({ input }) => input),
      ['9\n'],
    );
  });

  it('that comes again corrects a sample, and keeps own tests, corrections and the statement', async () => {
    const first = await saveArrival(problem, { root, extension: 'cpp' });
    const sidecar = sidecarOf(first.path);
    await addTest(join(sidecar, 'data', 'sample'), { input: '7\n', output: '49\n' });
    await writeEdits(sidecar, { timeLimitMs: 9000 });
    await saveStatement(first.path, 'Go up, then down.\n\n1 ≤ n ≤ 50');
    const samples = [
      { input: '2\n#\n', output: 'corrected\n' },
      { input: '3\n', output: 'new\n' },
      { input: '4\n', output: 'newer\n' },
    ];
    assert.equal((await saveArrival({ ...problem, samples }, { root, extension: 'cpp' })).created, false);
    const reading = await readProblemAt(first.path);
    assert.ok(isProblem(reading));
    assert.deepEqual(reading.problem.samples, [...samples, { input: '7\n', output: '49\n' }]);
    assert.equal(reading.problem.timeLimitMs, 9000);
    assert.equal(reading.problem.memoryLimitMiB, 64);
    assert.match(reading.problem.statement, /Go up, then down/);
    assert.deepEqual(reading.problem.constraints, [{ variable: 'n', lower: '1', upper: '50' }]);
    await saveArrival({ ...problem, samples: samples.slice(0, 1) }, { root, extension: 'cpp' });
    const fewer = await readProblemAt(first.path);
    assert.ok(isProblem(fewer));
    assert.deepEqual(
      fewer.problem.samples.map(({ input }) => input),
      ['2\n#\n', '7\n'],
    );
  });

  it('finds its file by its address, in whatever folder and under whatever name', async () => {
    const alone = await saveArrival(problem, { root, extension: 'cpp' });
    const inBatch = await saveArrival(problem, { root, extension: 'cpp', inContestFolder: true });
    assert.deepEqual(inBatch, { path: alone.path, created: false });
    const url = 'https://judge.example/contest/4/problem/A';
    const namesake = await saveArrival({ ...problem, source: { url } }, { root, extension: 'cpp' });
    assert.deepEqual(namesake, { path: join(root, 'A-Up-Down-2.cpp'), created: true });
    assert.equal(
      (await saveArrival({ ...problem, source: { url } }, { root, extension: 'cpp' })).created,
      false,
    );
  });

  it('has a header that reads back in every way of commenting', () => {
    for (const [languageId, name] of [
      ['cpp', 'a.cpp'],
      ['python', 'a.py'],
      ['ocaml', 'a.ml'],
      ['haskell', 'a.hs'],
      ['lua', 'a.lua'],
      ['php', 'a.php'],
    ] as const) {
      const text = `${languageId === 'php' ? '<?php\n' : ''}${headerOf({ ...problem, samples: [{ input: '1\n2\n', output: '3\n' }] }, languageId)}\n`;
      const reading = readProblem(text, { path: name });
      assert.ok(isProblem(reading), `${languageId}\n${text}`);
      assert.deepEqual(reading.problem.samples, [{ input: '1\n2\n', output: '3\n' }], languageId);
    }
  });
});
