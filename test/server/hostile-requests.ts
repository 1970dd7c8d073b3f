/** One request that no honest client sends. All go to a server on loopback without keys. */
export interface HostileRequest {
  name: string;
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

const json = { 'content-type': 'application/json' };
const program = { language: 'python', source: 'open("/tmp/verdict-was-here", "w")' };
const judged = { submission: program, tests: [{ input: '1', answer: '1' }] };
const statement = 'Sum.\n\nSample Input\n1 2\n\nSample Output\n3\n';

const sent = (
  name: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): HostileRequest => ({
  name,
  path,
  headers: { ...json, ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const withJudge = (name: string, more: object) => sent(name, '/v1/judge', { ...judged, ...more });

export const hostileRequests: HostileRequest[] = [
  // A page that has made its name point here, or another site's page.
  { name: 'a foreign Host', path: '/v1/models', headers: { host: 'evil.example' } },
  { name: 'a foreign Host with our port', path: '/v1/status', headers: { host: 'evil.example:PORT' } },
  {
    name: 'a Host that begins like ours',
    path: '/v1/status',
    headers: { host: 'localhost.evil.example:PORT' },
  },
  {
    name: 'a Host that ends like ours',
    path: '/v1/status',
    headers: { host: 'evil.example@127.0.0.1:PORT' },
  },
  { name: 'our Host with another port', path: '/v1/status', headers: { host: '127.0.0.1:1' } },
  { name: 'an address in another notation', path: '/v1/status', headers: { host: '2130706433:PORT' } },
  { name: 'all addresses', path: '/v1/status', headers: { host: '0.0.0.0:PORT' } },
  sent('a foreign Origin', '/v1/judge', judged, { origin: 'https://evil.example' }),
  sent('the Origin of a file or a frame', '/v1/judge', judged, { origin: 'null' }),
  sent('an Origin of this machine, another port', '/v1/judge', judged, { origin: 'http://127.0.0.1:1' }),
  sent('a cross-site request without an Origin', '/v1/judge', judged, { 'sec-fetch-site': 'cross-site' }),
  {
    name: 'a preflight',
    method: 'OPTIONS',
    path: '/v1/judge',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  },
  // What a form or a script of another site can send without asking.
  { ...sent('JSON as a form', '/v1/judge', judged), headers: { 'content-type': 'text/plain' } },
  {
    ...sent('a form', '/v1/judge', 'submission=1'),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  },
  { ...sent('JSON without a type', '/v1/judge', judged), headers: {} },
  {
    ...sent('a multipart body', '/v1/judge', judged),
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  },
  // Bodies.
  sent('no body', '/v1/judge', ''),
  sent('half a body', '/v1/judge', '{"submission":'),
  sent('something else than JSON', '/v1/judge', '<xml/>'),
  sent('a number', '/v1/judge', '1'),
  sent('null', '/v1/judge', 'null'),
  sent('a list', '/v1/judge', '[]'),
  sent('a deep nest', '/v1/judge', '['.repeat(200_000) + ']'.repeat(200_000)),
  sent('a body beyond the limit', '/v1/judge', `{"submission":"${'a'.repeat(17 * 2 ** 20)}"}`),
  sent('a prototype', '/v1/judge', '{"__proto__":{"tests":[]},"constructor":{"prototype":{"a":1}}}'),
  sent('a prompt that is no text', '/api/generate', { prompt: { $ne: null } }),
  sent('an empty prompt', '/api/generate', { prompt: '' }),
  sent('a negative budget', '/api/generate', { prompt: 'a', max_tokens: -1 }),
  sent('a budget that is no number', '/api/generate', { prompt: 'a', max_tokens: '1; rm -rf /' }),
  sent('an infinite temperature', '/api/generate', '{"prompt":"a","temperature":1e999}'),
  sent('no messages', '/v1/chat/completions', { messages: [] }),
  sent('a role of its own', '/v1/chat/completions', { messages: [{ role: 'root', content: 'a' }] }),
  sent('a picture by address', '/v1/chat/completions', {
    messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'file:///etc/passwd' } }] }],
  }),
  sent('tools', '/v1/chat/completions', {
    messages: [{ role: 'user', content: 'a' }],
    tools: [{ type: 'function' }],
  }),
  sent('a hundred answers', '/v1/chat/completions', { messages: [{ role: 'user', content: 'a' }], n: 100 }),
  sent('another model, by path', '/v1/chat/completions', {
    model: '../../etc/passwd',
    messages: [{ role: 'user', content: 'a' }],
  }),
  sent('two prompts', '/v1/completions', { prompt: ['a', 'b'] }),
  sent('an endless list of stops', '/v1/completions', { prompt: 'a', stop: Array(5000).fill('x') }),
  // Paths and commands where none belong.
  ...['testlib', 'kattis', 'script'].map((protocol) =>
    withJudge(`a ${protocol} checker from the disk`, {
      checker: { kind: 'program', protocol, path: '/etc/passwd' },
    }),
  ),
  withJudge('a checker of an unknown kind', { checker: { kind: 'shell', command: 'id' } }),
  withJudge('an interactor', { interactor: { kind: 'program', protocol: 'testlib', path: '/bin/sh' } }),
  withJudge('an input file by path', { inputFile: '../../../../etc/passwd' }),
  withJudge('arguments of a program', { args: ['; id'] }),
  withJudge('files beside the program', { submission: { ...program, files: { '../x': 'y' } } }),
  withJudge('a language by path', { submission: { ...program, language: '../../../bin/sh' } }),
  withJudge('a language that is a command', { submission: { ...program, language: 'python; id' } }),
  withJudge('a language nobody knows', { submission: { ...program, language: 'brainfuck' } }),
  withJudge('a program that is no text', { submission: { language: 'python', source: ['import os'] } }),
  withJudge('a program too long', { submission: { language: 'python', source: '#'.repeat(300_000) } }),
  withJudge('no time limit at all', { timeLimitMs: 1e9 }),
  withJudge('a negative time limit', { timeLimitMs: -1 }),
  withJudge('all memory', { memoryLimitMiB: 1e6 }),
  withJudge('too many tests', { tests: Array(5000).fill({ input: '' }) }),
  withJudge('no tests', { tests: [] }),
  withJudge('a test from a file', { tests: [{ input: '', path: '/etc/passwd' }] }),
  sent('a statement by path', '/v1/solve', { statement, path: '/etc/passwd' }),
  sent('a statement that is none', '/v1/solve', { statement: 'file:///etc/passwd' }),
  sent('an address that is a file', '/v1/solve', { statement, url: 'file:///etc/passwd' }),
  sent('an address that is a script', '/v1/solve', { statement, url: 'javascript:alert(1)' }),
  sent('a solve without end', '/v1/solve', { statement, max_candidates: 1e9 }),
  sent('a problem of a running contest', '/v1/solve', {
    statement,
    url: 'https://codeforces.com/contest/999999/problem/A',
  }),
  sent('an oracle from the disk', '/v1/solve', { statement, oracle: '/tmp/oracle.py' }),
  sent('a stress test without end', '/v1/stress', {
    submission: program,
    oracle: program,
    generator: program,
    cases: 1e9,
  }),
  sent('a stress test without a generator', '/v1/stress', { submission: program, oracle: program }),
  // Paths of the address.
  ...[
    '/../../../../etc/passwd',
    '/page/../../../../etc/passwd',
    '/page/..%2f..%2f..%2f..%2fetc%2fpasswd',
    '/page/%2e%2e/%2e%2e/package.json',
    '/page//etc/passwd',
    '/page/page.js%00.css',
    '/v1/solves/..%2f..%2f..%2fetc%2fpasswd',
    '/v1/solves/%2e%2e%2fcontest-guard',
    '/v1/solves/0123456789abcdef0123456789abcdef.json',
    '/v1/models/..%2f..%2fetc%2fpasswd',
    '/.env',
    '/.git/config',
    '/v1/unknown',
    '/api/tags',
    `/${'a'.repeat(8000)}`,
  ].map((path) => ({ name: `the path ${path.slice(0, 60)}`, path })),
  { name: 'another method', method: 'DELETE', path: '/v1/models' },
  { name: 'TRACE', method: 'TRACE', path: '/' },
  { name: 'PUT', method: 'PUT', path: '/v1/judge', headers: json, body: JSON.stringify(judged) },
  { name: 'a header too long', path: '/health', headers: { 'x-long': 'a'.repeat(20_000) } },
  { name: 'reading with a body of commands', path: '/v1/judge?submission=python' },
];
