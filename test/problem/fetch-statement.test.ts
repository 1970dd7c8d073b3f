import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { canFetch, fetchStatement, isProblem } from '../../src/problem/index.ts';
import { judgesNetwork } from './judges-network.ts';

const saved = (name: string) => readFileSync(new URL(`corpus/${name}`, import.meta.url), 'utf8');
const url = 'https://codeforces.com/contest/9000/problem/A';

/** Fetches `address` while `answer` speaks for the judge. */
async function fetched(answer: RequestListener, address = url, timeoutMs?: number) {
  await using network = await judgesNetwork(answer);
  return await fetchStatement(address, { fetch: network.fetch, ...(timeoutMs ? { timeoutMs } : {}) });
}

describe('fetching a statement', () => {
  it('reads the pages of the judges as they give them', async () => {
    for (const [name, address, title] of [
      ['html-codeforces.html', url, 'A. Drawers'],
      ['html-atcoder.html', 'https://atcoder.jp/contests/abc900/tasks/abc900_a', undefined],
      ['html-cses.html', 'https://cses.fi/problemset/task/9068', undefined],
      ['html-timus.html', 'https://acm.timus.ru/problem.aspx?num=9001', undefined],
    ] as const) {
      const reading = await fetched((_, response) => {
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(saved(name));
      }, address);
      assert.ok(isProblem(reading), name);
      assert.ok(reading.problem.samples.length > 0);
      assert.equal(reading.problem.source?.url, address);
      if (title !== undefined) assert.equal(reading.problem.title, title);
    }
  });

  it('decodes a page as its header says', async () => {
    const page =
      '<html><title>1000</title><h1>加法</h1><h2>Sample Input</h2><pre>1 2</pre><h2>Sample Output</h2><pre>3</pre></html>';
    const reading = await fetched((_, response) => {
      response.setHeader('content-type', 'text/html; charset=gb2312');
      response.end(execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GBK'], { input: page }));
    }, 'https://acm.hdu.edu.cn/showproblem.php?pid=9000');
    assert.ok(isProblem(reading));
    assert.equal(reading.problem.title, '加法');
  });

  it('follows a judge that sends on to another of its pages', async () => {
    const reading = await fetched(({ url: path }, response) => {
      if (path?.startsWith('/contest/'))
        response.writeHead(302, { location: '/problemset/problem/9000/A' }).end();
      else response.end(saved('html-codeforces.html'));
    });
    assert.ok(isProblem(reading));
  });

  it('goes nowhere else, not even when a judge points there', async () => {
    for (const other of [
      'http://codeforces.com/x',
      'https://codeforces.com.evil.example/x',
      'https://127.0.0.1/x',
      'https://codeforces.com:8443/x',
      'file:///etc/hosts',
      '',
    ]) {
      assert.equal(canFetch(other), false, other);
      assert.ok('reason' in (await fetchStatement(other, { fetch: () => assert.fail('fetched') })));
    }
    for (const location of ['http://169.254.169.254/', 'https://codeforces.com/contest/9000/problem/A']) {
      await using network = await judgesNetwork((_, response) => response.writeHead(302, { location }).end());
      const reading = await fetchStatement(url, { fetch: network.fetch });
      assert.match('reason' in reading ? reading.reason : '', /sends on to another place.*paste/);
      assert.ok(network.asked.length <= 5, String(network.asked));
    }
  });

  for (const [what, answer, reason] of [
    [
      'a gate that lets only browsers through',
      (_, response) =>
        response
          .writeHead(403, { server: 'cloudflare', 'cf-mitigated': 'challenge' })
          .end('<html><title>Just a moment...</title></html>'),
      /^codeforces\.com gives its pages to browsers only \(403\)\. Open the page in a browser, copy/,
    ],
    [
      'a problem that is not there',
      (_, response) => response.writeHead(404).end(),
      /has no page at this address/,
    ],
    ['a judge that is down', (_, response) => response.writeHead(502).end(), /did not give the page \(502\)/],
    [
      'a page to log in',
      (_, response) => response.end('<html><h1>Sign In</h1><form>Username <input></form></html>'),
      /No statement was found on the page/,
    ],
    ['nothing', (_, response) => response.end(), /No statement was found on the page/],
    [
      'garbage',
      (_, response) =>
        response.end(Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * 7919) % 256))),
      /No statement was found on the page/,
    ],
    [
      'a connection that breaks off',
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('<html>');
        setImmediate(() => response.destroy());
      },
      /could not be fetched from codeforces\.com \(/,
    ],
    [
      'a page without an end',
      (_, response) => {
        const more = (): void => {
          while (!response.destroyed && response.write('<p>on and on</p>'.repeat(4096)));
        };
        response.on('drain', more);
        more();
      },
      /larger than a statement/,
    ],
  ] satisfies [string, RequestListener, RegExp][]) {
    it(`asks to paste the statement when it gets ${what}`, async () => {
      const reading = await fetched(answer);
      assert.match('reason' in reading ? reading.reason : 'a problem', reason);
      assert.match('reason' in reading ? reading.reason : '', /paste it into the file\.$/);
    });
  }

  it('asks to paste it when there is no answer, or no network', async () => {
    const silent = await fetched(() => undefined, url, 50);
    assert.match('reason' in silent ? silent.reason : '', /no answer within 0\.05 s\).*paste/);
    const cause = new Error('getaddrinfo ENOTFOUND codeforces.com');
    const offline = await fetchStatement(url, {
      fetch: () => Promise.reject(new TypeError('fetch failed', { cause })),
    });
    assert.match('reason' in offline ? offline.reason : '', /ENOTFOUND codeforces\.com\).*paste/);
  });
});
