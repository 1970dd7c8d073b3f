import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshJudge, judged } from './open.ts';

/** Guess a number: the interactor answers <, > or = and accepts within 20 questions. */
const kattisInteractor = `import sys
secret = int(open(sys.argv[1]).read()); message = open(sys.argv[3] + 'judgemessage.txt', 'w')
for _ in range(20):
    line = sys.stdin.readline()
    if not line: message.write('no more guesses came'); message.close(); sys.exit(43)
    try: guess = int(line)
    except ValueError: message.write('not a number: ' + line.strip()); message.close(); sys.exit(43)
    if guess == secret: print('=', flush=True); sys.exit(42)
    print('<' if secret < guess else '>', flush=True)
message.write('too many guesses'); message.close(); sys.exit(43)`;

const bisect = (tail = '') => `low, high = 1, 1000
while True:
    middle = (low + high) // 2
    print(middle, flush=True)
    answer = input()
    if answer == '=': break
    if answer == '<': high = middle - 1
    else: low = middle + 1
${tail}`;

for (const sandbox of ['auto', 'basic', 'plain'] as const) {
  describe(`interactive problems, sandbox ${sandbox}`, function () {
    this.timeout(120_000);
    let fresh: Awaited<ReturnType<typeof freshJudge>>;
    let folder: string;

    before(async () => {
      fresh = await freshJudge({ sandbox });
      folder = await mkdtemp(join(tmpdir(), 'verdict-interactors-'));
      await writeFile(join(folder, 'guess.py'), kattisInteractor);
    });
    after(async () => {
      await fresh[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    });

    const verdictOf = async (source: string, timeLimitMs = 1000) => {
      const interactor = {
        kind: 'program' as const,
        protocol: 'kattis' as const,
        path: join(folder, 'guess.py'),
      };
      const tests = [{ name: '1', input: '337\n', answer: '' }];
      const end = await judged(
        fresh.judge.judge({ language: 'python', source }, tests, { interactor, timeLimitMs }),
      );
      return { verdict: end.verdict, reason: end.reason ?? '', transcript: end.results[0]?.transcript ?? [] };
    };

    it('accepts a conversation that ends well, and shows it', async () => {
      const { verdict, reason, transcript } = await verdictOf(bisect());
      equal(verdict, 'AC', reason);
      deepEqual(transcript.slice(0, 3), [
        { by: 'program', text: '500\n' },
        { by: 'interactor', text: '<\n' },
        { by: 'program', text: '250\n' },
      ]);
      equal(transcript.at(-1)?.text, '=\n');
    });

    it('says WA when the interactor does, whatever becomes of the program', async () => {
      const { verdict, reason } = await verdictOf('while True:\n    print(1, flush=True)\n    input()');
      equal(verdict, 'WA', reason);
      match(reason, /too many guesses/);
    });

    it('says WA for a program that ends early', async () => {
      const { verdict, reason } = await verdictOf('print(500, flush=True)\ninput()');
      equal(verdict, 'WA', reason);
      match(reason, /ended before the interaction was over: no more guesses came/);
    });

    it('says RE for a program that crashes in the middle', async () => {
      const { verdict, reason } = await verdictOf('print(500, flush=True)\ninput()\nraise SystemExit(3)');
      equal(verdict, 'RE', reason);
    });

    it('says TLE, and why, for a program that does not flush', async () => {
      const { verdict, reason, transcript } = await verdictOf(
        "import sys\nsys.stdout.write('500\\n')\nsys.stdin.readline()",
        300,
      );
      equal(verdict, 'TLE', reason);
      if (sandbox !== 'plain') match(reason, /both sides wait for each other.*may not be flushed/);
      deepEqual(transcript, []);
    });

    it('says TLE for a program that reads once more than it is told', async () => {
      const { verdict } = await verdictOf(bisect('import time\ntime.sleep(30)'), 300);
      equal(verdict, 'TLE');
    });

    it('says WA for output after the end', async () => {
      const { verdict, reason } = await verdictOf(
        bisect("import sys, time\nsys.stdin.read()\ntime.sleep(0.3)\nprint('one more', flush=True)"),
      );
      ok(['WA', 'RE'].includes(verdict), `${verdict} ${reason}`);
    });
  });
}

describe('interactive problems with testlib', function () {
  this.timeout(120_000);

  it('gives what the interactor wrote to the checker', async () => {
    await using fresh = await freshJudge();
    const folder = await mkdtemp(join(tmpdir(), 'verdict-testlib-'));
    try {
      const interactor = join(folder, 'interactor.py');
      await writeFile(
        interactor,
        "import sys\nn = int(open(sys.argv[1]).read())\nprint(n, flush=True)\nopen(sys.argv[2], 'w').write(sys.stdin.readline())",
      );
      const options = {
        interactor: { kind: 'program' as const, protocol: 'testlib' as const, path: interactor },
        checker: { kind: 'tokens' as const },
      };
      const tests = [{ name: '1', input: '21\n', answer: '42\n' }];
      const double = { language: 'python', source: 'print(2 * int(input()))' };
      const triple = { language: 'python', source: 'print(3 * int(input()))' };
      equal((await judged(fresh.judge.judge(double, tests, options))).verdict, 'AC');
      equal(
        (await judged(fresh.judge.judge(triple, tests, options))).reason,
        'test 1: line 1: expected 42, got 63',
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
