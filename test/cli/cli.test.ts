import { strict as assert } from 'node:assert';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { start, verdict } from './verdict.ts';

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

    it('reads what another system wrote, and names what beside it is broken', async () => {
      const text = '\ufeff# Twice\n\nSample Input\n\n3\n\nSample Output\n\n6\n';
      const path = await write('twice.md', Buffer.from(text, 'utf16le'));
      await mkdir(join(folder, '.verdict', 'twice.md'), { recursive: true });
      await write(join('.verdict', 'twice.md', 'problem.json'), '{ "title": ');
      const { code, stdout, stderr } = await verdict(['problem', path, '--json']);
      assert.equal(code, 0, stderr);
      assert.deepEqual(JSON.parse(stdout).samples, [{ input: '3\n', output: '6\n' }]);
      assert.match(stderr, /problem\.json is broken .* Correct or delete it/);
    });

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

    it('ends at Ctrl-C with 130, and what it ran with it', async () => {
      const path = await write('sleeps.py', 'import time\ntime.sleep(1000)\n');
      const running = start(['judge', 'examples/a-plus-b.md', path, '--json']);
      await running.printed(/"compiled"/);
      running.interrupt();
      const { code, stderr } = await running.ended;
      assert.equal(code, 130, stderr);
      assert.doesNotMatch(stderr, /aborted/);
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
      const args = ['stress', wrong, '--oracle', oracle, '--generator', generator];
      const json = await verdict([...args, '--json']);
      assert.equal(json.code, 1, json.stdout);
      const events = json.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      const end = events.find((event) => event.type === 'stress-ended');
      assert.equal(end.verdict, 'WA');
      assert.notEqual(end.difference.stdout.trim(), end.difference.test.answer.trim());

      // It is kept as a test, once, and judged from then on.
      const { path } = events.at(-1);
      assert.equal(path, join(folder, '.verdict', 'max.py', 'data', 'secret', '1.in'));
      assert.equal(await readFile(path, 'utf8'), end.difference.test.input);
      const again = await verdict(args);
      assert.match(again.stdout, /Kept as a test: .*1\.in/);
      const statement = await write(
        'max.md',
        '# Largest\n\nPrint the largest number.\n\n## Sample Input\n```\n2\n3 4\n```\n## Sample Output\n```\n4\n```\n',
      );
      const judged = await verdict(['judge', statement, wrong]);
      assert.equal(judged.code, 1, judged.stdout);
      assert.match(judged.stdout, /AC sample 1[\s\S]*WA kept 1/);
    });

    it('keeps it with the problem where one is named', async () => {
      const place = join(folder, 'package');
      for (const [name, content] of [
        ['problem.yaml', 'name: Twice\nlimits: {memory: 256}\n'],
        ['data/secret/1.in', '1\n'],
        ['data/secret/1.ans', '2\n'],
      ] as const) {
        await mkdir(dirname(join(place, name)), { recursive: true });
        await writeFile(join(place, name), content);
      }
      const wrong = await write('square.py', 'n = int(input())\nprint(n * 2 if n < 2 else n * n)\n');
      const oracle = await write('twice.py', 'print(2 * int(input()))\n');
      const generator = await write('size.py', 'import sys\nprint(sys.argv[2])\n');
      const args = ['stress', wrong, '--oracle', oracle, '--generator', generator, '--problem', place];
      const { code, stdout } = await verdict(args);
      assert.equal(code, 1, stdout);
      assert.equal(await readFile(join(place, 'data', 'secret', '2.in'), 'utf8'), '3\n');
      assert.equal(await readFile(join(place, 'data', 'secret', '2.ans'), 'utf8'), '6\n');
    });
  });

  describe('judge, in an interactive problem', () => {
    it('shows what was said', async () => {
      const place = join(folder, 'guess');
      for (const [name, content] of [
        ['problem.yaml', 'name: Guess\nvalidation: custom interactive\n'],
        ['data/secret/1.in', '5\n'],
        ['data/secret/1.ans', ''],
        [
          'output_validators/talk.py',
          'import sys\nprint("what?", flush=True)\nline = sys.stdin.readline().strip()\nif line == open(sys.argv[1]).read().strip(): sys.exit(42)\nopen(sys.argv[3] + "judgemessage.txt", "w").write("not " + line)\nsys.exit(43)\n',
        ],
      ] as const) {
        await mkdir(dirname(join(place, name)), { recursive: true });
        await writeFile(join(place, name), content);
      }
      const path = await write('four.py', 'input()\nprint(4)\n');
      const { code, stdout } = await verdict(['judge', place, path]);
      assert.equal(code, 1, stdout);
      assert.match(stdout, /WA .*not 4/);
      assert.match(stdout, /what was said[^\n]*\n< what\?\n> 4\n/);
    });
  });

  describe('own languages', () => {
    it('come from the configuration file', async () => {
      const config = await write(
        'config.json',
        JSON.stringify({
          timeFactors: true,
          languages: [{ id: 'sh', extensions: ['.sh'], run: ['sh', '{source}'], timeFactor: 2 }],
        }),
      );
      const path = await write('sum.sh', 'read a b\necho $((a + b))\n');
      const { code, stdout } = await verdict(['judge', 'examples/a-plus-b.md', path, '--config', config]);
      assert.equal(code, 0, stdout);
      const doctor = await verdict(['doctor', '--config', config]);
      assert.match(doctor.stdout, /^sh +found$/m);
    });

    for (const [what, content, expected] of [
      ['no JSON', '{', /config\.json: .*JSON/],
      ['an unknown key', '{"language": []}', /config\.json: .*language/],
      [
        'a shell line',
        '{"languages": [{"id": "p", "extensions": [".p"], "run": "p {source}"}]}',
        /\[0\]\.run/,
      ],
    ] as const) {
      it(`are refused with their file when it holds ${what}`, async () => {
        const config = await write('config.json', content);
        const { code, stderr } = await verdict(['doctor', '--config', config]);
        assert.equal(code, 2);
        assert.match(stderr, expected);
      });
    }
  });

  describe('a program that is', () => {
    for (const [what, content, expected] of [
      ['empty', Buffer.from(' \n'), /p\.py is empty/],
      ['binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]), /no source text/],
    ] as const) {
      it(`${what} is refused`, async () => {
        const path = await write('p.py', content);
        const { code, stderr } = await verdict(['judge', 'examples/a-plus-b.md', path]);
        assert.equal(code, 2);
        assert.match(stderr, expected);
      });
    }

    it('saved as UTF-16 under a name with spaces and quotes is judged', async () => {
      const source = Buffer.from('\ufeffprint(sum(map(int, input().split())))\r\n', 'utf16le');
      const path = await write('my "å" program\'s copy.py', source);
      const { code, stdout } = await verdict(['judge', 'examples/a-plus-b.md', path]);
      assert.equal(code, 0, stdout);
    });
  });

  describe('grade', () => {
    it('says what to name when there is no such problem, in the report too', async () => {
      const [handed, out] = [join(folder, 'handed'), join(folder, 'report')];
      await mkdir(handed);
      await writeFile(join(handed, 'ann.py'), 'print(1)\n');
      await writeFile(join(handed, 'ben.py'), '');
      const { code, stdout, stderr } = await verdict([
        ...['grade', handed],
        ...['--problem', join(folder, 'nowhere.md')],
        ...['--out', out],
      ]);
      const { rows, note } = JSON.parse(await readFile(join(out, 'results.json'), 'utf8'));
      assert.match(note, /^Nothing was judged\. There is no file/);
      assert.match(rows[0].reason, /There is no file .*nowhere\.md/);
      assert.equal(rows[1].reason, 'it is empty');
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /There is no file .*nowhere\.md\. Name a statement, .*or a problem package\./);
    });

    it('writes the whole table without a model, and says what it lacks', async () => {
      const [homework, out] = [join(folder, 'homework'), join(folder, 'graded')];
      await mkdir(homework);
      await writeFile(join(homework, 'ann.py'), 'print(sum(map(int, input().split())))\n');
      await writeFile(join(homework, 'ben.py'), 'print(-1)\n');
      const { code, stderr } = await verdict([
        'grade',
        homework,
        '--problem',
        'examples/a-plus-b.md',
        '--out',
        out,
      ]);
      assert.equal(code, 0, stderr);
      assert.match(stderr, /1 of 2 accepted\. No model was named, so the failures are not explained\./);
      const { rows, note } = JSON.parse(await readFile(join(out, 'results.json'), 'utf8'));
      assert.deepEqual(
        rows.map((row: { verdict: string }) => row.verdict),
        ['AC', 'WA'],
      );
      assert.match(note, /not explained/);
    });
  });

  describe('mathematics', () => {
    it('is not what a task for a program is', async () => {
      const { code, stderr } = await verdict(['maths', 'examples/a-plus-b.md']);
      assert.equal(code, 2);
      assert.match(stderr, /does not read like a mathematics problem.*verdict solve/);
    });

    it('is sent from solve to where it is answered', async () => {
      const path = await write(
        'squares.md',
        'Find the sum of the first ten squares, $1^2+2^2+\\dots+10^2$.\n',
      );
      const { code, stderr } = await verdict(['solve', path]);
      assert.equal(code, 2);
      assert.match(stderr, /verdict maths .*squares\.md/);
    });

    it('of 10 MB is refused', async () => {
      const path = await write('long.md', `Find ${'1+'.repeat(5_000_000)}1.`);
      const { code, stderr } = await verdict(['maths', path]);
      assert.equal(code, 2);
      assert.match(stderr, /larger than/);
    });

    it('needs the points that a proof is graded by', async () => {
      const { code, stderr } = await verdict([
        'proof',
        'examples/a-plus-b.md',
        '--problem',
        'examples/a-plus-b.md',
      ]);
      assert.equal(code, 2);
      assert.match(stderr, /--rubric/);
    });
  });

  describe('what it is asked for', () => {
    it('is explained on one screen', async () => {
      const { code, stdout } = await verdict(['--help']);
      assert.equal(code, 0);
      assert.ok(stdout.split('\n').length <= 24, `${stdout.split('\n').length} lines`);
    });

    it('is explained for each command on one screen, with an example', async () => {
      const { stdout } = await verdict(['--help']);
      const names = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = '']) => name);
      assert.ok(names.length >= 17);
      for (const name of names) {
        if (name === 'completion') continue;
        const help = (await verdict([name, '--help'])).stdout;
        assert.ok(help.trimEnd().split('\n').length <= 32, `${name}: ${help.split('\n').length} lines`);
        if (name !== 'models') assert.match(help, /Example\b/, name);
      }
      const { stdout: options } = await verdict(['help', 'options']);
      for (const option of ['--endpoint <url>', '--contest-guard <mode>', '--stall <seconds>'])
        assert.match(options, new RegExp(`${option} +\\S`));
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
