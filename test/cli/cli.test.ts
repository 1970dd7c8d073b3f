import { strict as assert } from 'node:assert';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verdict } from './verdict.ts';

describe('verdict', () => {
  let folder: string;
  const write = async (name: string, content: string | Buffer) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-cli-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  describe('problem', () => {
    it('prints what was understood as one object', async () => {
      const { code, stdout } = await verdict(['problem', 'examples/a-plus-b.md', '--json']);
      assert.equal(code, 0);
      const problem = JSON.parse(stdout);
      assert.equal(typeof problem.title, 'string');
      assert.ok(problem.samples.length >= 2);
      assert.deepEqual(Object.keys(problem.samples[0]).sort().slice(0, 2), ['input', 'output']);
    });

    it('reads a statement from standard input', async () => {
      const stdin = '# Twice\n\nPrint 2n.\n\nSample Input 1\n\n3\n\nSample Output 1\n\n6\n';
      const { code, stdout } = await verdict(['problem', '-', '--json'], { stdin });
      assert.equal(code, 0, stdout);
      assert.deepEqual(
        JSON.parse(stdout).samples.map((it: { input: string }) => it.input.trim()),
        ['3'],
      );
    });

    for (const [what, content, expected] of [
      ['an empty file', '', /empty/],
      ['a binary file', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 3, 0]), /binary|not text/i],
      ['a letter to a friend', 'Dear Ann,\n\nsee you on Friday.\n', /does not read like/],
    ] as const) {
      it(`says why ${what} is no problem`, async () => {
        const path = await write('bad.md', Buffer.from(content));
        const { code, stdout, stderr } = await verdict(['problem', path, '--json']);
        assert.equal(code, 1);
        assert.equal(stdout, '');
        assert.match(stderr, expected);
      });
    }

    it('says that there is no such file', async () => {
      const { code, stderr } = await verdict(['problem', join(folder, 'missing.md')]);
      assert.equal(code, 2);
      assert.match(stderr, /no file/);
    });
  });

  describe('the contest guard', () => {
    const contest =
      '# Twice\n\nURL: https://codeforces.com/contest/9999/problem/A\n\nPrint 2n.\n\nSample Input 1\n\n3\n\nSample Output 1\n\n6\n';

    for (const command of ['solve', 'explain']) {
      it(`lets "${command}" begin nothing without a terminal, and says what to add`, async () => {
        const path = await write('contest.md', contest);
        const env = { VERDICT_CACHE: folder };
        const { code, stdout, stderr } = await verdict([command, path, '--model', 'smollm2-135m'], { env });
        assert.deepEqual([code, stdout], [2, '']);
        assert.match(stderr, /may still be running.*blog\/entry\/133941.*add --practice/s);
        const practice = await verdict([command, path, '--model', 'smollm2-135m', '--practice'], { env });
        assert.match(practice.stderr, /is not on this machine/, 'past the guard, the model is missing');
        const blocked = await verdict([command, path, '--practice', '--contest-guard', 'block'], { env });
        assert.match(blocked.stderr, /may still be running/);
      });
    }

    it('always lets a program be judged', async () => {
      const path = await write('contest.md', contest);
      const program = await write('twice.py', 'print(2 * int(input()))\n');
      assert.equal((await verdict(['judge', path, program])).code, 0);
    });
  });

  describe('judge', () => {
    it('accepts a right program and exits with 0', async () => {
      const path = await write('right.py', 'print(sum(map(int, input().split())))\n');
      const { code, stdout } = await verdict(['judge', 'examples/a-plus-b.md', path]);
      assert.equal(code, 0, stdout);
      assert.match(stdout, /AC/);
    });

    it('exits with 1 on a wrong one and shows what it got', async () => {
      const path = await write('wrong.py', 'a, b = map(int, input().split())\nprint(a - b)\n');
      const { code, stdout } = await verdict(['judge', 'examples/a-plus-b.md', path]);
      assert.equal(code, 1);
      assert.match(stdout, /WA/);
      assert.match(stdout, /expected/);
    });

    it('prints one event a line with --json, the verdict last', async () => {
      const path = await write('broken.cpp', 'int main() { return x; }\n');
      const { code, stdout } = await verdict(['judge', 'examples/a-plus-b.md', path, '--json']);
      assert.equal(code, 1);
      const events = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      assert.equal(events.at(-1).type, 'judged');
      assert.equal(events.at(-1).verdict, 'CE');
      assert.match(events.at(-1).reason, /x/);
    });

    it('names the remedy when there is no compiler', async () => {
      const path = await write('fine.cpp', '#include <cstdio>\nint main() {}\n');
      const { code, stdout, stderr } = await verdict(['judge', 'examples/a-plus-b.md', path], {
        env: { PATH: folder, VERDICT_CACHE: join(folder, 'cache') },
      });
      assert.equal(code, 2, stdout);
      assert.match(stdout + stderr, /install/i);
    });
  });

  describe('stress', () => {
    it('finds the case on which two programs differ', async () => {
      const wrong = await write('max.py', 'n = int(input())\nprint(max(0, *map(int, input().split())))\n');
      const oracle = await write('oracle.py', 'input()\nprint(max(map(int, input().split())))\n');
      const generator = await write(
        'gen.py',
        'import random, sys\nrandom.seed(sys.argv[1])\nn = random.randint(2, 5)\nprint(n)\nprint(*[random.randint(-5, 5) for _ in range(n)])\n',
      );
      const args = ['stress', wrong, '--oracle', oracle, '--generator', generator, '--json'];
      const { code, stdout } = await verdict(args);
      assert.equal(code, 1, stdout);
      const end = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}');
      assert.equal(end.verdict, 'WA');
      assert.notEqual(end.difference.stdout.trim(), end.difference.test.answer.trim());
    });
  });

  describe('what it is asked for', () => {
    it('is explained on one screen', async () => {
      const { code, stdout } = await verdict(['--help']);
      assert.equal(code, 0);
      assert.ok(stdout.split('\n').length <= 24, `${stdout.split('\n').length} lines`);
    });

    for (const args of [['nonsense'], ['solve'], ['solve', 'examples/a-plus-b.md', '--candidates', '-1']]) {
      it(`is refused with 2 when it is wrong: ${args.join(' ')}`, async () => {
        assert.equal((await verdict(args)).code, 2);
      });
    }

    it('names the models there are', async () => {
      const { code, stderr } = await verdict(['solve', 'examples/a-plus-b.md', '--model', 'gpt-9']);
      assert.equal(code, 2);
      assert.match(stderr, /vibethinker-1\.5b/);
    });

    it('says how to fetch a model that is not here', async () => {
      const env = { VERDICT_CACHE: join(folder, 'empty-cache') };
      const { code, stderr } = await verdict(['solve', 'examples/a-plus-b.md', '--model', 'smollm2-135m'], {
        env,
      });
      assert.equal(code, 2);
      assert.match(stderr, /verdict models download smollm2-135m/);
    });
  });
});
