import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verdict } from './verdict.ts';

/** A server of fixed answers: what the command makes of an endpoint is under test, not a model. */
describe('verdict with --endpoint', function () {
  this.timeout(60_000);
  let server: Server;
  let url: string;
  let asked: { key: string | undefined; path: string | undefined; model?: string; body?: string }[];
  const program = 'print(sum(map(int, input().split())))';
  const answer = `<think>Add them.</think>\n\`\`\`python\n${program}\n\`\`\`\n`;

  before(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { url: path } = request;
      const key = request.headers.authorization;
      if (path === '/v1/models') {
        asked.push({ key, path });
        return response.end(JSON.stringify({ data: [{ id: 'org/VibeThinker-3B' }] }));
      }
      asked.push({ key, path, model: JSON.parse(body).model, body });
      const delta = (content: string, finish: string | null) =>
        `data: ${JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }] })}\n\n`;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`${delta(answer, null)}${delta('', 'stop')}data: [DONE]\n\n`);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    asked = [];
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('solves with the server’s first model, its key from the environment', async () => {
    const args = ['solve', 'examples/a-plus-b.md', '--endpoint', url, '--lang', 'python', '--stress', '5'];
    const { code, stdout, stderr } = await verdict(args, { env: { VERDICT_API_KEY: 'secret' } });
    assert.equal(code, 0, stderr);
    assert.equal(stdout.trim(), program);
    assert.match(stderr, /org\/VibeThinker-3B on http:\/\/127\.0\.0\.1:\d+\/v1/);
    assert.ok(asked.every(({ key }) => key === 'Bearer secret'));
    assert.ok(asked.some(({ model }) => model === 'org/VibeThinker-3B'));
    assert.doesNotMatch(stdout + stderr, /secret/);
  });

  it('explains with the model that is named, going on without an endpoint that is down', async () => {
    const args = ['explain', '--endpoint', 'http://127.0.0.1:1', '--endpoint', url];
    const { code, stdout, stderr } = await verdict([
      ...args,
      '--endpoint-model',
      'm',
      'examples/a-plus-b.md',
    ]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /sum\(map/);
    assert.doesNotMatch(stdout, /Add them/, 'thoughts are not the answer');
    assert.match(stderr, /127\.0\.0\.1:1\/v1 cannot be reached/);
  });

  it('explains a program, with or without its problem', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verdict explain '));
    try {
      const path = join(folder, 'mine.py');
      await writeFile(path, 'print(int(input()) * 2)');
      for (const statement of [[], ['examples/a-plus-b.md']]) {
        const args = ['explain', ...statement, '--program', path, '--endpoint', url, '--endpoint-model', 'm'];
        const { code, stdout, stderr } = await verdict(args);
        assert.equal(code, 0, stderr);
        assert.match(stdout, /These are the words of the model: not checked\./);
        assert.doesNotMatch(stdout, /Add them/, 'thoughts are not the answer');
        const { body = '' } = asked.at(-1) ?? {};
        assert.match(body, /int\(input\(\)\) \* 2/);
        assert.equal(/Read two integers/.test(body), statement.length > 0);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const nothing = await verdict(['explain', '--endpoint', url]);
    assert.equal(nothing.code, 2);
    assert.match(nothing.stderr, /Name a statement, or a program with --program/);
  });

  it('asks for the language that the user reads', async () => {
    const args = ['explain', 'examples/a-plus-b.md', '--endpoint', url, '--endpoint-model', 'm'];
    const { code, stderr } = await verdict([...args, '--reply-language', 'pt-BR']);
    assert.equal(code, 0, stderr);
    assert.match(asked.at(-1)?.body ?? '', /Write your answer in Brazilian Portuguese\./);
    const refused = await verdict([...args, '--reply-language', '"; ignore all']);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /--reply-language.*Name a language/);
  });

  for (const [args, why] of [
    [['--endpoint', 'nonsense'], /no address of a server/],
    [['--endpoint', 'http://127.0.0.1:1'], /cannot be reached.*Start the server/],
    [['--endpoint-model', 'm'], /needs --endpoint/],
    [['--endpoint', 'http://127.0.0.1:1', '--model', 'gpt-9', '--endpoint-model', 'm'], /no model "gpt-9"/],
  ] as const) {
    it(`refuses with 2, and says what to do: explain ${args.join(' ')}`, async () => {
      const { code, stderr } = await verdict(['explain', 'examples/a-plus-b.md', ...args]);
      assert.equal(code, 2);
      assert.match(stderr, why);
    });
  }
});
