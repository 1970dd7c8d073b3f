import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { canFetch, fetchStatement, isProblem } from '../../src/problem/index.ts';

const page = readFileSync(new URL('corpus/html-codeforces.html', import.meta.url), 'utf8');
const url = 'https://codeforces.com/contest/9000/problem/A';

describe('fetching a statement', () => {
  it('reads the page of a known judge', async () => {
    const reading = await fetchStatement(url, { fetch: async () => new Response(page) });
    assert.ok(isProblem(reading));
    assert.equal(reading.problem.title, 'A. Drawers');
    assert.equal(reading.problem.source?.url, url);
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
    const asked: string[] = [];
    const reading = await fetchStatement(url, {
      fetch: async (address) => {
        asked.push(String(address));
        return new Response(null, { status: 302, headers: { location: 'http://169.254.169.254/' } });
      },
    });
    assert.ok('reason' in reading);
    assert.deepEqual(asked, [url]);
  });

  it('asks to paste the statement when it cannot be had', async () => {
    const answers: (typeof fetch)[] = [
      async () => {
        throw new TypeError('no network');
      },
      async () => new Response('', { status: 403 }),
      async () => new Response('<html><body>Just a moment...</body></html>'),
    ];
    for (const answer of answers) {
      const reading = await fetchStatement(url, { fetch: answer });
      assert.ok('reason' in reading && reading.reason.includes('paste'));
    }
  });
});
