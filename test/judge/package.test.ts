import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type VerifyEvent, verifyTable } from '../../src/judge/index.ts';
import { globMatches } from '../../src/judge/package/expect.ts';
import { ending, freshJudge } from './open.ts';

const python = {
  double: 'print(2 * int(input()))\n',
  wrong: 'print(3 * int(input()))\n',
  slow: 'n = int(input())\nwhile n > 5: pass\nprint(2 * n)\n',
  crash: 'n = int(input())\nassert n < 5\nprint(2 * n)\n',
  validator: 'import sys\nn = int(sys.stdin.readline())\nsys.exit(42 if 0 <= n <= 100 else 43)\n',
};

const tests = {
  'data/sample/1.in': '1\n',
  'data/sample/1.ans': '2\n',
  'data/secret/a.in': '7\n',
  'data/secret/a.ans': '14\n',
};

describe('problem packages', function () {
  this.timeout(180_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-package-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function verified(
    files: Record<string, string>,
  ): Promise<Extract<VerifyEvent, { type: 'verified' }>> {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    await using fresh = await freshJudge();
    const end = await ending(fresh.judge.verifyPackage(folder));
    ok(end.type === 'verified');
    return end;
  }

  it('judges every submission and compares it with its folder (legacy)', async () => {
    const end = await verified({
      'problem.yaml': 'name: Double\nlimits: {time_multiplier: 2, time_safety_margin: 1.5}\n',
      ...tests,
      'input_validators/v.py': python.validator,
      'submissions/accepted/double.py': python.double,
      'submissions/accepted/parts/main.py': 'from helper import double\nprint(double(int(input())))\n',
      'submissions/accepted/parts/helper.py': 'def double(n): return 2 * n\n',
      'submissions/wrong_answer/wrong.py': python.wrong,
      'submissions/wrong_answer/right.py': python.double,
      'submissions/time_limit_exceeded/slow.py': python.slow,
      'submissions/run_time_error/crash.py': python.crash,
    });
    deepEqual(
      end.rows.map((row) => [row.submission, row.verdict, row.agrees]),
      [
        ['accepted/double.py', 'AC', true],
        ['accepted/parts', 'AC', true],
        ['run_time_error/crash.py', 'RE', true],
        ['time_limit_exceeded/slow.py', 'TLE', true],
        ['wrong_answer/right.py', 'AC', false],
        ['wrong_answer/wrong.py', 'WA', true],
      ],
      verifyTable(end.rows),
    );
    equal(end.timeLimitMs, 1000);
    equal(end.agrees, false);
    match(end.reason ?? '', /1 of 6 submissions differ/);
    match(verifyTable(end.rows), /wrong_answer\/right\.py .* DIFFERS +no test is WA/);
  });

  it('scores groups, runs an output validator, and reports refused inputs (2023-07-draft)', async () => {
    const end = await verified({
      'problem.yaml':
        'problem_format_version: 2023-07-draft\nname: {en: Double}\nuuid: 1\ntype: scoring\nlimits: {time_limit: 3}\n',
      'data/secret/test_group.yaml': 'scoring: {score: 100, aggregation: sum}\n',
      'data/secret/g1/test_group.yaml':
        'scoring: {score: 40, aggregation: pass-fail}\noutput_validator_args: [twice]\n',
      'data/secret/g1/a.in': '3\n',
      'data/secret/g1/a.ans': '6\n',
      'data/secret/g2/test_group.yaml':
        'scoring: {score: 60, aggregation: pass-fail, require_pass: secret/g1}\noutput_validator_args: [twice]\n',
      'data/secret/g2/b.in': '700\n',
      'data/secret/g2/b.ans': '1400\n',
      'input_validators/v.py': python.validator,
      'output_validator/validate.py':
        "import sys\nassert sys.argv[4] == 'twice'\nok = sys.stdin.read().split() == open(sys.argv[2]).read().split()\nsys.exit(42 if ok else 43)\n",
      'submissions/accepted/double.py': python.double,
      'submissions/half/crash.py': python.crash,
      'submissions/submissions.yaml': 'half/*.py:\n  score: 40\n  permitted: [AC, RTE]\n',
    });
    deepEqual(
      end.rows.map((row) => [row.submission, row.score, row.agrees]),
      [
        ['accepted/double.py', 100, true],
        ['half/crash.py', 40, true],
      ],
      verifyTable(end.rows),
    );
    match(end.reason ?? '', /1 inputs are refused by an input validator/);
  });

  it('says what is missing', async () => {
    match((await verified({ 'README.md': '' })).reason ?? '', /has no problem\.yaml/);
    match((await verified({ 'problem.yaml': 'name: x\n' })).reason ?? '', /data\/secret holds no test/);
    match((await verified(tests)).reason ?? '', /one accepted submission/);
  });

  it('matches globs as the format defines them', () => {
    ok(globMatches('accepted/*', 'accepted/a.py'));
    ok(globMatches('accepted', 'accepted/a.py'));
    ok(globMatches('*/{a,b}.py', 'x/b.py'));
    ok(!globMatches('a*.py', 'accepted/a.py'));
  });
});
