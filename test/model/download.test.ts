import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
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
  keptModels,
  type Preset,
  presetNamed,
  presets,
  removeModel,
  verifyModel,
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

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => unknown;

/** Sends a file as a good server does; `spoil` may take over. */
function server(content: () => Buffer = () => file, spoil?: Answer, tls?: { key: Buffer; cert: Buffer }) {
  let count = 0;
  let sent = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    count++;
    await spoil?.(request, response, count);
    if (response.writableEnded || response.headersSent || response.destroyed) return;
    sendRange(request, response, content());
  };
  const listening = tls ? createSecureServer(tls, answer) : createServer(answer);
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
      return `http${tls ? 's' : ''}://127.0.0.1:${(listening.address() as AddressInfo).port}/fake.gguf`;
    },
    stop() {
      listening.closeAllConnections();
      listening.close();
    },
  };
}

/** A key and a certificate for 127.0.0.1 that nobody trusts yet, in `folder`; undefined without openssl. */
function selfSigned(folder: string): { key: Buffer; cert: Buffer } | undefined {
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name)) as [string, string];
  const args = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
  ];
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = spawnSync('openssl', [...args, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return made.status === 0 ? { key: readFileSync(key), cert: readFileSync(cert) } : undefined;
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

  async function serve(content?: () => Buffer, spoil?: Answer, tls?: { key: Buffer; cert: Buffer }) {
    const made = server(content, spoil, tls);
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

  describe('in processes of their own', () => {
    let program: string;

    before(async () => {
      program = join(tmpdir(), `verdict-fetch-${process.pid}.mjs`);
      await build({
        entryPoints: [fileURLToPath(new URL('./fetch-in-process.ts', import.meta.url))],
        bundle: true,
        platform: 'node',
        format: 'esm',
        target: 'node20',
        banner: {
          js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
        },
        outfile: program,
      });
    });
    after(() => rmSync(program, { force: true }));

    function fetching(preset: Preset, environment: NodeJS.ProcessEnv = {}) {
      const args = [program, folder, JSON.stringify(preset)];
      const env = { PATH: process.env.PATH, ...environment };
      const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      child.stdout.on('data', (chunk) => {
        said += chunk;
      });
      const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
      return { child, said: () => said, ended };
    }

    it('give an identical file after twenty kills at random bytes', async () => {
      let sent = 0;
      let killAt = Number.POSITIVE_INFINITY;
      let kill = () => {};
      const { url } = await serve(undefined, (request, response) => {
        // Little by little, so that a kill falls into the middle of a segment.
        const [from = 0, last = 0] = (request.headers.range?.match(/\d+/g) ?? []).map(Number);
        const to = Math.min(file.length, last + 1);
        response.writeHead(206, { 'content-range': `bytes ${from}-${to - 1}/${file.length}`, etag: '"1"' });
        let at = from;
        const timer = setInterval(() => {
          const next = Math.min(to, at + 1 + Math.floor(Math.random() * 7001));
          response.write(file.subarray(at, next));
          sent += next - at;
          at = next;
          if (sent >= killAt) kill();
          if (at !== to) return;
          clearInterval(timer);
          response.end();
        }, 1);
        response.on('close', () => clearInterval(timer));
      });
      for (let kills = 0; kills < 20; kills++) {
        sent = 0;
        killAt = 1 + Math.floor(Math.random() * 90_000);
        const { child, ended } = fetching(presetOf(url));
        kill = () => child.kill('SIGKILL');
        assert.deepEqual(await ended, [null, 'SIGKILL'], `kill ${kills + 1} met a download under way`);
        assert.equal(existsSync(join(folder, 'fake.gguf')), false, 'a half is never called a model');
      }
      killAt = Number.POSITIVE_INFINITY;
      sent = 0;
      await fetchAll(presetOf(url));
      assertWhole();
      assert.ok(sent < file.length, 'what had arrived before the kills was not fetched again');
    });

    it('are shared: the second waits and takes what the first has fetched', async () => {
      const both: ReturnType<typeof fetching>[] = [];
      const waits = () => both.filter((one) => one.said().includes('download-waiting')).length;
      const { url, count } = await serve(undefined, () => until(() => waits() > 0));
      both.push(fetching(presetOf(url)), fetching(presetOf(url)));
      for (const { ended } of both) assert.deepEqual(await ended, [0, null]);
      assert.equal(waits(), 1);
      assert.equal(count(), 61, 'the file came once');
      assertWhole();
    });

    it('go through an HTTPS proxy tunnel, and trust what the user has Node trust', async function () {
      const tls = selfSigned(folder);
      if (!tls) return this.skip();
      const { url } = await serve(undefined, undefined, tls);
      const asked: string[] = [];
      const proxy = createServer();
      proxy.on('connect', (request, client, head) => {
        asked.push(`${request.headers['proxy-authorization']} ${request.url}`);
        const { hostname, port } = new URL(`http://${request.url}`);
        const target = connect(Number(port), hostname, () => {
          client.write('HTTP/1.1 200 Connection established\r\n\r\n');
          target.write(head);
          target.pipe(client).pipe(target);
        });
        for (const socket of [client, target]) socket.on('error', () => client.destroy());
      });
      proxy.listen(0, '127.0.0.1');
      await once(proxy, 'listening');
      stops.push(() => proxy.close());
      const HTTPS_PROXY = `http://me:p%40ss@127.0.0.1:${(proxy.address() as AddressInfo).port}`;

      const distrusting = fetching(presetOf(url), { HTTPS_PROXY });
      assert.deepEqual(await distrusting.ended, [1, null]);
      assert.match(distrusting.said(), /self-signed certificate.*NODE_EXTRA_CA_CERTS/s);

      const trusting = fetching(presetOf(url), {
        HTTPS_PROXY,
        NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem'),
      });
      assert.deepEqual(await trusting.ended, [0, null], trusting.said());
      const credentials = Buffer.from('me:p@ss').toString('base64');
      assert.deepEqual([...new Set(asked)], [`Basic ${credentials} ${new URL(url).host}`]);
      for (const name of ['cert.pem', 'key.pem']) rmSync(join(folder, name));
      assertWhole();

      const refusing = createServer();
      refusing.on('connect', (_, client) => client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
      refusing.listen(0, '127.0.0.1');
      await once(refusing, 'listening');
      stops.push(() => refusing.close());
      const without = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}`;
      await removeModel(presetOf(), folder);
      const refused = fetching(presetOf(url), { HTTPS_PROXY: without });
      assert.deepEqual(await refused.ended, [1, null]);
      assert.match(refused.said(), /the proxy 127\.0\.0\.1:\d+ answered 407/);
    });
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
      message: /verdict models import FILE --as fake/,
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

  describe('a file brought by hand', () => {
    const bring = async (path: string, preset?: Preset, signal?: AbortSignal) => {
      const events: DownloadEvent[] = [];
      for await (const event of importModel(path, {
        folder,
        ...(preset && { preset }),
        ...(signal && { signal }),
      }))
        events.push(event);
      return events.at(-1);
    };

    it('is taken if it is the right one, and only then', async () => {
      const brought = join(folder, 'brought.bin');
      writeFileSync(brought, file);
      const path = join(folder, 'fake.gguf');
      assert.deepEqual(await bring(brought, presetOf()), { type: 'download-done', path });
      assert.equal(await findModel(presetOf(), folder), path);
      writeFileSync(brought, other);
      await assert.rejects(bring(brought, presetOf()), { code: 'model-corrupt' });
      assert.equal(await findModel(presetOf(), folder), path);
    });

    it('becomes a model of its own when it is none of the presets', async () => {
      mkdirSync(join(folder, 'elsewhere'));
      const brought = join(folder, 'elsewhere', 'mine.gguf');
      writeFileSync(brought, file);
      await bring(brought);
      const own = (await keptModels(folder)).at(-1);
      assert.deepEqual([own?.preset.title, own?.state], ['mine.gguf', 'here']);
      await assert.rejects(bring(brought), { code: 'bad-request', message: /there already/ });
      assert.equal(await removeModel(own?.preset ?? presetOf(), folder), file.length);
      assert.equal((await keptModels(folder)).length, presets.length);
      assert.ok(existsSync(brought), 'the file that was brought stays where it was');
    });

    for (const [what, content, why] of [
      ['a web page', '<!DOCTYPE html><title>Sign in</title>', /web page/],
      ['a Git LFS pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n', /LFS pointer/],
      ['an archive', 'PK\u0003\u0004rest', /zip archive/],
      ['nothing', '', /empty/],
      ['a copy that broke off', '\0'.repeat(4096), /zeros/],
      ['something else', 'hello', /does not begin as a GGUF/],
    ] as const) {
      it(`is refused with its reason when it is ${what}`, async () => {
        const brought = join(folder, 'VibeThinker-1.5B.Q4_K_M.gguf.html');
        writeFileSync(brought, content);
        await assert.rejects(bring(brought), { code: 'model-corrupt', message: why });
        const named = join(folder, 'page.gguf');
        writeFileSync(named, content);
        const preset = presetNamed(named);
        assert.ok(preset);
        await assert.rejects(findModel(preset, folder), { code: 'model-corrupt', message: why });
      });
    }

    it('is copied with progress and can be stopped, leaving nothing', async () => {
      const brought = join(folder, 'brought.bin');
      writeFileSync(brought, Buffer.concat([file, Buffer.alloc(40_000_000)]));
      const stop = new AbortController();
      await assert.rejects(
        async () => {
          for await (const event of importModel(brought, { folder, signal: stop.signal }))
            if (event.type === 'download-progress' || event.type === 'download-verifying') stop.abort();
        },
        { name: 'AbortError' },
      );
      assert.deepEqual(readdirSync(folder), ['brought.bin']);
    });
  });

  it('are verified byte by byte on demand, whatever their time says', async () => {
    const { url } = await serve();
    await fetchAll(presetOf(url));
    const path = join(folder, 'fake.gguf');
    const verify = async () => {
      let last: DownloadEvent | undefined;
      for await (const event of verifyModel(presetOf(), folder)) last = event;
      return last;
    };
    assert.deepEqual(await verify(), { type: 'download-verified', sha256, bytes: file.length });
    utimesSync(path, 1000, 1000);
    assert.equal(await findModel(presetOf(), folder), path);
    const damaged = Buffer.from(file);
    damaged[1000] = (damaged[1000] ?? 0) ^ 1;
    writeFileSync(path, damaged);
    utimesSync(path, 1000, 1000);
    assert.equal(await findModel(presetOf(), folder), path, 'size and time are as they were');
    await assert.rejects(verify(), { code: 'model-corrupt' });
  });

  it('are not removed from under one who fetches them', async () => {
    const { url } = await serve();
    const events = fetchModel(presetOf(url), { folder, http: { ...quick, connections: 1 } });
    await events.next();
    await assert.rejects(removeModel(presetOf(), folder), { code: 'download-locked' });
    await events.return(undefined);
    await removeModel(presetOf(), folder);
    assert.deepEqual(readdirSync(folder), []);
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
