import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJudge } from '../../src/judge/index.ts';
import { ApiKeys, readKeys } from '../../src/server/index.ts';
import { ScriptedEngine } from '../solver/scripted-engine.ts';
import { type HostileRequest, hostileRequests } from './hostile-requests.ts';
import { figure, json, type Running, running } from './running.ts';

/** Sends a request as it stands: `fetch` would put its Host and its path right. */
function send(
  port: number,
  hostile: HostileRequest,
): Promise<{ status: number; body: string; headers: object }> {
  const { method = hostile.body === undefined ? 'GET' : 'POST', path, headers = {}, body = '' } = hostile;
  const filled = Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', String(port))]);
  return new Promise((resolve, reject) => {
    const sending = request(
      { host: '127.0.0.1', port, method, path, headers: { ...Object.fromEntries(filled) }, agent: false },
      (answer) => {
        let text = '';
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, body: text, headers: answer.headers }),
        );
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
}

describe('hostile requests to the server', function () {
  this.timeout(120_000);
  // In place of the model, so that a single call of it would be seen.
  const engine = new ScriptedEngine(['nothing']);
  let on: Running;

  before(async () => {
    on = await running({ engine });
  });
  after(() => on?.[Symbol.asyncDispose]());

  for (const hostile of hostileRequests) {
    it(`turns away ${hostile.name}`, async () => {
      const { status, body, headers } = await send(on.server.port, hostile);
      assert.ok(status >= 400 && status < 500, `${status} ${body}`);
      assert.doesNotMatch(body, /root:|node_modules|src\/server|at .*\.(ts|mjs):\d+/);
      assert.ok(!('access-control-allow-origin' in headers));
    });
  }

  it('has then called no model, compiled nothing and judged nothing', async () => {
    assert.deepEqual(engine.requests, []);
    assert.equal(await figure(on.url, 'verdict_tokens_total'), 0);
    assert.equal(await figure(on.url, 'verdict_judge_busy'), 0);
    const builds = join(on.folder, 'builds');
    assert.deepEqual(existsSync(builds) ? readdirSync(builds) : [], []);
    assert.ok(!existsSync('/tmp/verdict-was-here'));
    const { load } = await json(await fetch(`${on.url}/v1/status`));
    assert.deepEqual([load.running, load.waiting, load.open], [0, 0, 0]);
  });

  it('closes a connection that speaks no HTTP, names no host or says two lengths', async () => {
    const host = `Host: 127.0.0.1:${on.server.port}`;
    for (const bytes of [
      '\u0016\u0003\u0001\u0000\u00a5binary\r\n\r\n',
      'GET /v1/models HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
      'GET /v1/models HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n',
      'GET /v1/models HTTP/1.0\r\n\r\n',
      `POST /v1/judge HTTP/1.1\r\n${host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `GET /v1/models HTTP/1.1\r\n${host}\r\nX-A: a\r\n evil: folded\u0000\r\n\r\n`,
    ]) {
      const answered = await new Promise<string>((resolve, reject) => {
        const socket = connect(on.server.port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
        let text = '';
        socket.setTimeout(10_000, () => socket.destroy(new Error('it was left open')));
        socket.on('data', (chunk) => {
          text += chunk;
        });
        socket.on('error', (error: NodeJS.ErrnoException) =>
          error.code === 'ECONNRESET' ? resolve('') : reject(error),
        );
        socket.on('close', () => resolve(text));
      });
      assert.match(answered, /^$|^HTTP\/1\.1 4\d\d/, JSON.stringify(bytes));
    }
  });

  it('does not let a path in a statement become a path', async () => {
    const statement = [
      '# Sum\n\nInput file: ../../../../../../etc/passwd\nOutput file: ../../../../../../tmp/verdict-was-here',
      '## Sample Input\n\n```\n1 2\n```\n\n## Sample Output\n\n```\n3\n```\n',
    ].join('\n\n');
    const source = 'print(sum(map(int, input().split())))';
    const answer = await on.post('/v1/judge', { statement, submission: { language: 'python', source } });
    assert.match(await answer.text(), /"verdict":"AC"/);
    assert.ok(!existsSync('/tmp/verdict-was-here'));
  });

  it('sends its page under a policy that loads nothing from elsewhere', async () => {
    const page = await fetch(on.url);
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
  });
});

describe('keys of the server', function () {
  this.timeout(60_000);
  const key = 'a-key-of-alice-0123456789';
  let on: Running;

  before(async () => {
    const keys = new ApiKeys([
      { name: 'alice', key },
      { name: 'bob', key: 'a-key-of-bob-0123456789abc' },
    ]);
    on = await running({ engine: new ScriptedEngine(['hello']), withJudge: false, keys });
  });
  after(() => on?.[Symbol.asyncDispose]());

  it('are asked for everywhere but at the page and the sign of life', async () => {
    for (const path of ['/v1/models', '/v1/status', '/metrics', '/openapi.json', '/v1/solves/x'])
      assert.equal((await fetch(on.url + path)).status, 401, path);
    for (const path of ['/api/generate', '/v1/chat/completions', '/v1/judge', '/mcp'])
      assert.equal((await on.post(path, {})).status, 401, path);
    for (const path of ['/', '/health']) assert.equal((await fetch(on.url + path)).status, 200, path);
  });

  it('open with a right key only, in either header', async () => {
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${on.url}/v1/models`, { headers })).status;
    assert.equal(await status({ authorization: `Bearer ${key}` }), 200);
    assert.equal(await status({ authorization: 'bearer a-key-of-bob-0123456789abc' }), 200);
    assert.equal(await status({ 'x-api-key': key }), 200);
    for (const wrong of [key.slice(0, -1), `${key}x`, '', 'alice', key.toUpperCase(), `Basic ${key}`])
      assert.equal(await status({ authorization: `Bearer ${wrong}` }), 401, wrong);
    assert.equal(await status({ authorization: key }), 401);
  });

  it('are read from a file that nobody else can read, and never shown', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verdict-keys-'));
    try {
      const file = join(folder, 'keys');
      await writeFile(file, `# the class\nalice = ${key}\n\nanother-key-without-a-name\n`, { mode: 0o600 });
      const keys = await readKeys(file, 'carol=a-key-of-carol-0123456789');
      assert.equal(keys.nameOf(key), 'alice');
      assert.equal(keys.nameOf('a-key-of-carol-0123456789'), 'carol');
      assert.equal(keys.nameOf('another-key-without-a-name'), 'key-3');
      assert.equal(keys.nameOf('unknown'), undefined);
      assert.doesNotMatch(JSON.stringify(keys), /0123456789/);
      await assert.rejects(readKeys(file, 'short=secret'), (error: Error) => {
        assert.match(error.message, /"short" has 6 characters/);
        return !error.message.includes('secret');
      });
      await assert.rejects(readKeys(join(folder, 'none'), undefined), /cannot be read/);
      if (process.platform === 'win32') return;
      await writeFile(join(folder, 'open'), key, { mode: 0o644 });
      await assert.rejects(readKeys(join(folder, 'open'), undefined), /chmod 600/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('are demanded before the server is opened to others', async () => {
    const engine = new ScriptedEngine(['hello']);
    await assert.rejects(
      running({ engine, withJudge: false, host: '0.0.0.0' }),
      /API keys are needed: name a file with --keys/,
    );
  });

  it('leave judging off for others where the sandbox is not the strongest', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verdict-weak-'));
    try {
      await using judge = await openJudge({ cacheFolder: folder, sandbox: 'plain' });
      const keys = new ApiKeys([{ name: 'alice', key }]);
      const engine = new ScriptedEngine(['hello']);
      await using open = await running({ engine, judge, withJudge: false, keys, host: '0.0.0.0' });
      const body = { submission: { language: 'python', source: 'print(1)' }, tests: [{ input: '' }] };
      const refused = await open.post('/v1/judge', body, { headers: { authorization: `Bearer ${key}` } });
      assert.equal(refused.status, 403);
      assert.match((await json(refused)).error.message, /sandbox here is "plain"/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
