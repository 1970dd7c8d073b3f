import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { proxyFor } from '../../src/model/download/http-get.ts';
import {
  type DownloadEvent,
  type FetchOptions,
  fetchModel,
  findModel,
  importModel,
  type Preset,
  removeModel,
} from '../../src/model/index.ts';
import { tinyPreset, until } from './tiny-model.ts';

const file = Buffer.concat([Buffer.from('GGUF'), randomBytes(1_500_000)]);
const other = Buffer.concat([Buffer.from('GGUF'), randomBytes(1_500_000)]);
const sha256 = createHash('sha256').update(file).digest('hex');
const quick: FetchOptions['http'] = {
  segmentBytes: 100_000,
  connections: 4,
  retryAfterMs: 1,
  stallMs: 150,
  environment: {},
};

function presetOf(...urls: string[]): Preset {
  return {
    ...tinyPreset(),
    id: 'fake',
    file: {
      name: 'fake.gguf',
      bytes: file.length,
      sha256,
      sources: urls.map((url) => ({ kind: 'https', url })),
    },
  };
}

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** Sends a file as a good server does; `spoil` may take over. */
function server(content: () => Buffer = () => file, spoil?: Answer) {
  let count = 0;
  let sent = 0;
  const listening = createServer((request, response) => {
    count++;
    if (spoil) spoil(request, response, count);
    if (response.writableEnded || response.headersSent || response.destroyed) return;
    sendRange(request, response, content());
  });
  const sendRange = (request: IncomingMessage, response: ServerResponse, body: Buffer) => {
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    const from = Number(range?.[1] ?? 0);
    const to = Math.min(body.length, Number(range?.[2] ?? body.length) + 1);
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 8)}"`;
    response.writeHead(range ? 206 : 200, {
      'content-type': 'application/octet-stream',
      'content-length': to - from,
      etag,
      ...(range && { 'content-range': `bytes ${from}-${to - 1}/${body.length}` }),
    });
    sent += to - from;
    response.end(body.subarray(from, to));
  };
  return {
    sent: () => sent,
    count: () => count,
    sendRange,
    async start(): Promise<string> {
      listening.listen(0, '127.0.0.1');
      await once(listening, 'listening');
      return `http://127.0.0.1:${(listening.address() as AddressInfo).port}/fake.gguf`;
    },
    stop() {
      listening.closeAllConnections();
      listening.close();
    },
  };
}

describe('downloads', function () {
  this.timeout(120_000);
  let folder: string;
  const stops: (() => void)[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'verdict-download-'));
  });
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function serve(content?: () => Buffer, spoil?: Answer) {
    const made = server(content, spoil);
    stops.push(() => made.stop());
    return { ...made, url: await made.start() };
  }

  async function fetchAll(preset: Preset, http = quick, signal?: AbortSignal): Promise<DownloadEvent[]> {
    const events: DownloadEvent[] = [];
    for await (const event of fetchModel(preset, {
      folder,
      ...(http && { http }),
      ...(signal && { signal }),
    }))
      events.push(event);
    return events;
  }

  function assertWhole(): void {
    assert.ok(readFileSync(join(folder, 'fake.gguf')).equals(file));
    assert.deepEqual(readdirSync(folder).sort(), ['fake.gguf', 'fake.gguf.stamp.json']);
  }

  it('fetch a file over several connections, with progress, and check it', async () => {
    const { url, count } = await serve();
    const events = await fetchAll(presetOf(url));
    assert.equal(events[0]?.type, 'download-started');
    const progress = events.findLast((event) => event.type === 'download-progress');
    assert.equal(progress?.bytes, file.length);
    assert.deepEqual(
      events.slice(-2).map(({ type }) => type),
      ['download-verified', 'download-done'],
    );
    assert.equal(count(), 16);
    assertWhole();
    assert.equal(await findModel(presetOf(url), folder), join(folder, 'fake.gguf'));
    assert.deepEqual(
      (await fetchAll(presetOf(url))).map(({ type }) => type),
      ['download-done'],
    );
    assert.equal(count(), 16, 'a file that is here is not fetched again');
  });

  it('give an identical file after twenty kills at random bytes', async () => {
    let kill: (() => void) | undefined;
    const { url } = await serve(undefined, (request, response) => {
      // Slowly, so that a kill falls into the middle of a segment.
      const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
      if (!range) return;
      const [from, to] = [Number(range[1]), Math.min(file.length, Number(range[2]) + 1)];
      response.writeHead(206, { 'content-range': `bytes ${from}-${to - 1}/${file.length}`, etag: '"1"' });
      let at = from;
      const timer = setInterval(() => {
        const next = Math.min(to, at + 7001);
        response.write(file.subarray(at, next));
        passed += next - at;
        at = next;
        if (kill && passed >= killAt) kill();
        if (at === to) {
          clearInterval(timer);
          response.end();
        }
      }, 1);
      response.on('close', () => clearInterval(timer));
    });
    let passed = 0;
    let killAt = Number.POSITIVE_INFINITY;
    const outfile = join(folder, '..', `verdict-fetch-${process.pid}.mjs`);
    await build({
      entryPoints: [fileURLToPath(new URL('./fetch-in-process.ts', import.meta.url))],
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
      outfile,
    });
    try {
      let killed = 0;
      for (let kills = 0; kills < 20; kills++) {
        passed = 0;
        killAt = Math.floor(Math.random() * 150_000);
        const child = spawn(process.execPath, [outfile, folder, JSON.stringify(presetOf(url))], {
          stdio: 'inherit',
        });
        kill = () => child.kill('SIGKILL');
        const [, signal] = await once(child, 'exit');
        if (signal === 'SIGKILL') killed++;
        kill = undefined;
      }
      await fetchAll(presetOf(url));
      assertWhole();
      assert.ok(killed >= 12, `${killed} were killed while they fetched`);
    } finally {
      rmSync(outfile, { force: true });
    }
  });

  it('go on where they were stopped', async () => {
    const slow = await serve();
    const abort = new AbortController();
    const stopped = fetchAll(presetOf(slow.url), { ...quick, connections: 1 }, abort.signal);
    await until(() => slow.count() >= 8);
    abort.abort(new Error('enough'));
    await assert.rejects(stopped, /enough/);
    assert.equal(await findModel(presetOf(slow.url), folder), undefined, 'a half is not taken for whole');
    const before = slow.sent();
    await fetchAll(presetOf(slow.url), { ...quick, connections: 1 });
    assert.ok(slow.sent() - before < 0.7 * file.length);
    assertWhole();
  });

  it('stop when the reader stops reading', async () => {
    const { url, count } = await serve();
    for await (const event of fetchModel(presetOf(url), { folder, http: { ...quick, connections: 1 } }))
      if (event.type === 'download-progress') break;
    const after = count();
    await fetchAll(presetOf(url));
    assert.ok(after <= 16);
    assertWhole();
  });

  it('survive dropped connections, passing failures and stalls', async () => {
    const { url } = await serve(undefined, (request, response, count) => {
      if (count % 3 === 0) response.destroy();
      else if (count % 5 === 0) response.writeHead(503).end();
      else if (count % 7 === 0) {
        response.writeHead(206, {
          'content-range': `${request.headers.range?.replace('=', ' ')}/${file.length}`,
        });
        response.flushHeaders();
      }
    });
    await fetchAll(presetOf(url), { ...quick, retries: 8 });
    assertWhole();
  });

  it('survive a server that breaks off in the middle of every segment', async () => {
    const { url } = await serve(undefined, (request, response) => {
      const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
      if (!range) return;
      const [from, to] = [Number(range[1]), Math.min(file.length, Number(range[2]) + 1)];
      response.writeHead(206, {
        'content-range': `bytes ${from}-${to - 1}/${file.length}`,
        'content-length': to - from,
        etag: `"${sha256.slice(0, 8)}"`,
      });
      response.write(file.subarray(from, Math.min(to, from + 40_000)), () => response.destroy());
    });
    await fetchAll(presetOf(url));
    assertWhole();
  });

  it('see through lies about ranges', async () => {
    const good = server();
    for (const lie of [
      // Says it sent the range, and sends the beginning of the file.
      (request: IncomingMessage, response: ServerResponse) => {
        if (!request.headers.range) return;
        const [from = 0, to = 0] = (request.headers.range.match(/\d+/g) ?? []).map(Number);
        const end = Math.min(file.length - 1, to);
        response.writeHead(206, { 'content-range': `bytes ${from}-${end}/${file.length}` });
        response.end(file.subarray(0, end - from + 1));
      },
      // Ignores ranges and says so.
      (request: IncomingMessage, response: ServerResponse) => {
        delete request.headers.range;
        good.sendRange(request, response, file);
      },
      // Sends more than was asked for.
      (request: IncomingMessage, response: ServerResponse) => {
        if (!request.headers.range) return;
        const [from = 0, to = 0] = (request.headers.range.match(/\d+/g) ?? []).map(Number);
        response.writeHead(206, {
          'content-range': `bytes ${from}-${Math.min(file.length - 1, to)}/${file.length}`,
        });
        response.end(file.subarray(from));
      },
    ]) {
      const { url } = await serve(undefined, lie);
      const honest = await serve();
      await fetchAll(presetOf(url, honest.url), { ...quick, retries: 1 });
      assertWhole();
      await removeModel(presetOf(url), folder);
    }
  });

  it('start over when the file changes midway', async () => {
    let content = other;
    const { url } = await serve(
      () => content,
      (_request, _response, count) => {
        if (count > 6) content = file;
      },
    );
    const { file: known, ...rest } = presetOf(url);
    await fetchAll({ ...rest, file: { name: known.name, sources: known.sources } });
    assertWhole();
  });

  it('go to the next source when one sends a web page, another file, another size or nothing', async () => {
    const page: Answer = (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
    const gone: Answer = (_, response) => response.writeHead(404).end();
    const urls = [
      (await serve(undefined, page)).url,
      (await serve(() => other)).url,
      (await serve(() => file.subarray(0, 900_000))).url,
      (await serve(undefined, gone)).url,
      'http://127.0.0.1:1/nobody.gguf',
      (await serve()).url,
    ];
    const events = await fetchAll(presetOf(...urls), { ...quick, retries: 0 });
    const failed = events.flatMap((event) => (event.type === 'download-source-failed' ? [event.source] : []));
    assert.deepEqual([...new Set(failed)], urls.slice(0, 5));
    assertWhole();
    await removeModel(presetOf(), folder);
    await assert.rejects(fetchAll(presetOf(...urls.slice(0, 5)), { ...quick, retries: 0 }), {
      code: 'download-failed',
      message: /verdict models import fake/,
    });
    assert.deepEqual(
      readdirSync(folder).filter((name) => name === 'fake.gguf'),
      [],
    );
  });

  it('record an unknown hash at the first complete download and check it ever after', async () => {
    const { url } = await serve();
    const { file: known, ...rest } = presetOf(url);
    const unknown = { ...rest, file: { name: known.name, sources: known.sources } };
    await fetchAll(unknown);
    assert.ok(await findModel(unknown, folder));
    writeFileSync(join(folder, 'fake.gguf'), other);
    await assert.rejects(findModel(unknown, folder), {
      code: 'model-corrupt',
      message: /verdict models download fake/,
    });
  });

  it('replace a damaged file when asked to download', async () => {
    const { url } = await serve();
    const damaged = Buffer.from(file);
    damaged[1000] = (damaged[1000] ?? 0) ^ 1;
    writeFileSync(join(folder, 'fake.gguf'), damaged);
    await assert.rejects(findModel(presetOf(url), folder), { code: 'model-corrupt' });
    const events = await fetchAll(presetOf(url));
    assert.equal(events[0]?.type, 'download-discarded');
    assertWhole();
  });

  it('are shared by two windows', async () => {
    const { url, count } = await serve();
    const [first, second] = await Promise.all([fetchAll(presetOf(url)), fetchAll(presetOf(url))]);
    assert.equal(count(), 16, 'the file came once');
    assert.equal([...first, ...second].filter(({ type }) => type === 'download-waiting').length, 1);
    assertWhole();
  });

  it('are not held up by the lock of a process that died', async () => {
    const { url } = await serve();
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    writeFileSync(join(folder, 'fake.gguf.lock'), String(child.pid));
    await fetchAll(presetOf(url));
    assertWhole();
  });

  it('say beforehand that the disk is too small', async () => {
    const { file: known, ...rest } = presetOf('http://127.0.0.1:1/huge.gguf');
    await assert.rejects(fetchAll({ ...rest, file: { ...known, bytes: 2 ** 60 } }), {
      code: 'no-space',
      message: /VERDICT_CACHE/,
    });
  });

  it('take a file brought by hand, if it is the right one', async () => {
    const brought = join(folder, 'brought.bin');
    writeFileSync(brought, file);
    const path = await importModel(presetOf(), brought, { folder });
    assert.equal(await findModel(presetOf(), folder), path);
    writeFileSync(brought, other);
    await assert.rejects(importModel(presetOf(), brought, { folder }), { code: 'model-corrupt' });
    assert.equal(await findModel(presetOf(), folder), path);
  });

  it('go through the proxy of the environment', async () => {
    const { url } = await serve();
    let asked = 0;
    const proxy = createServer((request, response) => {
      asked++;
      const target = new URL(request.url ?? '');
      const socket = connect(Number(target.port), target.hostname, () => {
        socket.write(
          `GET ${target.pathname} HTTP/1.1\r\nhost: ${target.host}\r\nrange: ${request.headers.range}\r\nconnection: close\r\n\r\n`,
        );
      });
      socket.pipe(response.socket ?? socket);
      response.on('close', () => socket.destroy());
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    stops.push(() => {
      proxy.closeAllConnections();
      proxy.close();
    });
    const http_proxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    await fetchAll(presetOf(url), { ...quick, environment: { http_proxy } });
    assert.ok(asked >= 16);
    assertWhole();
  });

  it('know which proxy the environment means', () => {
    const of = (url: string, environment: NodeJS.ProcessEnv) => proxyFor(new URL(url), environment)?.host;
    assert.equal(of('https://a.example/x', { HTTPS_PROXY: 'http://p:3128' }), 'p:3128');
    assert.equal(of('https://a.example/x', { http_proxy: 'http://p:3128' }), undefined);
    assert.equal(of('https://a.example/x', { all_proxy: 'p:1' }), 'p:1');
    for (const no_proxy of ['*', 'example', '.example', 'b,a.example:443'])
      assert.equal(of('https://a.example/x', { https_proxy: 'http://p', no_proxy }), undefined, no_proxy);
    assert.equal(of('https://a.example/x', { https_proxy: 'http://p', no_proxy: 'ample' }), 'p');
  });
});
