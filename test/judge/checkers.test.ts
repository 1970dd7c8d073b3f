import { deepEqual, equal, match } from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Judge } from '../../src/judge/index.ts';
import type { Checker } from '../../src/problem/index.ts';
import { freshJudge, judged } from './open.ts';

/**
 * A header that speaks testlib's protocol as far as these tests need it: arguments input, output, answer and its
 * exit codes. The real one is the user's.
 */
const standIn = `#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
enum TResult { _ok = 0, _wa = 1, _pe = 2, _fail = 3, _points = 7 };
struct InStream { std::istream *in; int readInt() { int x; if (!(*in >> x)) { std::fprintf(stderr, "unexpected end\\n"); std::exit(8); } return x; } };
inline InStream inf, ouf, ans;
inline std::ofstream tout;
inline void open(InStream &s, const char *p) { s.in = new std::ifstream(p); }
inline void registerTestlibCmd(int, char **v) { open(inf, v[1]); open(ouf, v[2]); open(ans, v[3]); }
inline void registerInteraction(int, char **v) { open(inf, v[1]); ouf.in = &std::cin; tout.open(v[2]); }
template <class... A> [[noreturn]] void quitf(TResult r, const char *f, A... a) { std::fprintf(stderr, f, a...); tout.flush(); std::cout.flush(); std::exit(r); }
`;

describe('checking programs', function () {
  this.timeout(120_000);
  let judge: Judge;
  let folder: string;
  let close: () => Promise<void>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-checkers-'));
    const fresh = await freshJudge();
    judge = fresh.judge;
    close = async () => fresh[Symbol.asyncDispose]();
  });
  after(async () => {
    await close();
    await rm(folder, { recursive: true, force: true });
  });

  async function file(name: string, content: string): Promise<string> {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
    return join(folder, name);
  }
  const python = (source: string) => ({ language: 'python', source });
  const test = [{ name: '1', input: '10\n', answer: '3 7\n' }];
  const program = (protocol: 'testlib' | 'kattis' | 'script', path: string, flags?: string[]): Checker => ({
    kind: 'program',
    protocol,
    path,
    ...(flags ? { flags } : {}),
  });

  it('asks a testlib checker in C++, with the header found in the problem’s folder', async () => {
    await file('sum/testlib.h', standIn);
    const path = await file(
      'sum/files/check.cpp',
      `#include "testlib.h"
       int main(int c, char **v) { registerTestlibCmd(c, v); int n = inf.readInt(), a = ouf.readInt(), b = ouf.readInt();
         if (a < 0) quitf(_pe, "negative"); if (a == 99) quitf(_fail, "the checker is confused"); if (a == 50) quitf(_points, "points 0.5 half");
         if (a + b != n) quitf(_wa, "%d + %d is not %d", a, b, n); quitf(_ok, "fine"); }`,
    );
    const verdictOf = async (output: string) =>
      judged(
        judge.judge(python(`print(${JSON.stringify(output)})`), test, { checker: program('testlib', path) }),
      );
    equal((await verdictOf('4 6')).verdict, 'AC');
    const wrong = await verdictOf('4 7');
    deepEqual([wrong.verdict, wrong.reason], ['WA', 'test 1: 4 + 7 is not 10']);
    equal((await verdictOf('-1 11')).verdict, 'PE');
    equal((await verdictOf('4')).verdict, 'WA');
    const failed = await verdictOf('99 1');
    equal(failed.verdict, 'JE');
    match(failed.reason ?? '', /confused/);
    const half = await verdictOf('50 1');
    deepEqual([half.verdict, half.results[0]?.score], ['AC', 0.5]);
  });

  it('explains a testlib.h that is not there', async () => {
    const path = await file('lonely/deep/er/check.cpp', '#include "testlib.h"\nint main() {}');
    const end = await judged(judge.judge(python('print(1)'), test, { checker: program('testlib', path) }));
    equal(end.verdict, 'JE');
    match(end.reason ?? '', /needs testlib\.h, which is not part of this program\. Put testlib\.h beside it/);
  });

  it('asks a Kattis output validator, with flags and feedback', async () => {
    const path = await file(
      'kattis/validate.py',
      `import sys
n = int(open(sys.argv[1]).read()); assert open(sys.argv[2]).read() == '3 7\\n'
assert sys.argv[3].endswith('/') and sys.argv[4:] == ['strict', '2']
a = list(map(int, sys.stdin.read().split()))
if sum(a) == n: open(sys.argv[3] + 'score.txt', 'w').write('12.5'); sys.exit(42)
open(sys.argv[3] + 'judgemessage.txt', 'w').write(f'{sum(a)} instead of {n}'); sys.exit(43)`,
    );
    const checker = program('kattis', path, ['strict', '2']);
    const right = await judged(judge.judge(python('print(5, 5)'), test, { checker }));
    deepEqual([right.verdict, right.results[0]?.score], ['AC', 12.5]);
    const wrong = await judged(judge.judge(python('print(5, 6)'), test, { checker }));
    deepEqual([wrong.verdict, wrong.reason], ['WA', 'test 1: 11 instead of 10']);
    const broken = await judged(judge.judge(python('print("x")'), test, { checker }));
    equal(broken.verdict, 'JE');
    match(broken.reason ?? '', /exit code 1, which means nothing to a kattis checker/);
  });

  it('asks a JavaScript snippet', async () => {
    const path = await file(
      'script/check.js',
      `const [input, output] = process.argv.slice(2).map((name) => require('fs').readFileSync(name, 'utf8'));
       const sum = output.trim().split(/\\s+/).map(Number).reduce((a, b) => a + b, 0);
       if (sum !== Number(input)) { console.log('sum is ' + sum); process.exit(1); }`,
    );
    const checker = program('script', path);
    equal((await judged(judge.judge(python('print(1, 9)'), test, { checker }))).verdict, 'AC');
    equal((await judged(judge.judge(python('print(1, 8)'), test, { checker }))).reason, 'test 1: sum is 9');
  });

  it('ends a checker that never ends, as JE', async () => {
    const path = await file('slow/check.py', 'import os\nos.kill(os.getpid(), 9)');
    const end = await judged(judge.judge(python('print(1)'), test, { checker: program('script', path) }));
    equal(end.verdict, 'JE');
    match(end.reason ?? '', /killed by SIGKILL/);
  });
});
