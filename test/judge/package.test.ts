import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type VerifyEvent, verifyTable } from '../../src/judge/index.ts';
import { commandPath } from '../../src/judge/languages/search-path.ts';
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
  let fresh: Awaited<ReturnType<typeof freshJudge>>;
  let folder: string;
  before(async () => {
    fresh = await freshJudge();
  });
  after(() => fresh[Symbol.asyncDispose]());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-package-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  type Verified = Extract<VerifyEvent, { type: 'verified' }>;

  async function verified(files: Record<string, string | Buffer>): Promise<Verified> {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
      if (/\/(build|run)$/.test(name)) await chmod(join(folder, name), 0o755);
    }
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
      verifyTable(end),
    );
    equal(end.timeLimitMs, 1000);
    equal(end.agrees, false);
    match(end.reason ?? '', /1 of 6 submissions differ/);
    match(verifyTable(end), /wrong_answer\/right\.py .* DIFFERS +no test is WA/);
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
      verifyTable(end),
    );
    match(end.reason ?? '', /1 of 1 checks of the package failed/);
    match(verifyTable(end), /input_validators\/v\.py +DIFFERS +refuses 1 of 2: secret\/g2\/b: exit code 43/);
  });

  it('says what is missing', async () => {
    match((await verified({ 'README.md': '' })).reason ?? '', /holds no problem\.yaml/);
    match((await verified({ 'problem.yaml': 'name: x\n' })).reason ?? '', /data\/secret holds no test/);
    match((await verified(tests)).reason ?? '', /one accepted submission/);
  });

  const accepted = { 'submissions/accepted/double.py': python.double };
  const rowsOf = (end: Verified) =>
    Object.fromEntries(end.rows.map((row) => [row.submission, row.agrees ? 'ok' : (row.reason ?? '')]));
  const checksOf = (end: Verified) =>
    Object.fromEntries(end.checks.map(({ part, outcome, reason }) => [part, `${outcome}: ${reason}`]));

  it('gives a submission its arguments, its files, included code and constants (2025-09)', async () => {
    const end = await verified({
      'problem.yaml':
        'problem_format_version: 2025-09\nname: Shift\nuuid: 1\nconstants: {step: 5, most: {value: 100, tex: "10^2"}}\nlimits: {time_limit: 2}\n',
      'data/secret/test_group.yaml': 'args: [--by, "{{step}}"]\n',
      'data/secret/a.in': '1\n',
      'data/secret/a.ans': '1 5 red\n',
      'data/secret/a.files/palette/colour.txt': 'red\n',
      'data/secret/b.in': '2\n',
      'data/secret/b.ans': '2 7 none\n',
      'data/secret/b.yaml': 'args: [--by, "7"]\ndescription: another step\n',
      'data/secret/c d.in': '3\n',
      'data/secret/c d.ans': '3 5 none\n',
      'include/default/note.txt': 'for everyone\n',
      'include/python3/helper.py': 'import sys\ndef step(): return sys.argv[sys.argv.index("--by") + 1]\n',
      'input_validators/v/main.py':
        'import os, sys\nfrom limit import most\nn = int(sys.stdin.read())\nassert sys.argv[1] == "--by"\nsys.exit(42 if n <= most else 43)\n',
      'input_validators/v/limit.py': 'most = {{most}}\n',
      'submissions/accepted/shift.py':
        'import os\nfrom helper import step\nassert open("note.txt").read() == "for everyone\\n"\npath = "palette/colour.txt"\nprint(input(), step(), open(path).read().strip() if os.path.exists(path) else "none")\n',
      'submissions/wrong_answer/fixed.py':
        'import os\nprint(input(), {{step}}, "red" if os.path.exists("palette") else "none")\n',
    });
    deepEqual(rowsOf(end), { 'accepted/shift.py': 'ok', 'wrong_answer/fixed.py': 'ok' }, verifyTable(end));
    deepEqual(checksOf(end), { 'input_validators/v': 'agrees: approves 3 inputs' });
    equal(end.agrees, true);
  });

  it('tries the validators on the data that is there for them', async () => {
    const end = await verified({
      'problem.yaml': 'problem_format_version: 2025-09\nname: Double\nuuid: 1\n',
      ...tests,
      ...accepted,
      'input_validators/v.py': python.validator,
      'data/invalid_input/large.in': '101\n',
      'data/invalid_input/good.in': '7\n',
      'data/valid_output/spaces.in': '7\n',
      'data/valid_output/spaces.ans': '14\n',
      'data/valid_output/spaces.out': '\n 14 \n',
      'data/invalid_output/other.in': '7\n',
      'data/invalid_output/other.ans': '14\n',
      'data/invalid_output/other.out': '15\n',
      'data/invalid_output/same.in': '7\n',
      'data/invalid_output/same.ans': '14\n',
      'data/invalid_output/same.out': '14\n',
    });
    deepEqual(checksOf(end), {
      'input_validators/v.py': 'agrees: approves 5 inputs',
      'data/invalid_input': 'differs: no input validator refuses invalid_input/good',
      'data/sample': 'agrees: 1 output accepted by the output validator',
      'data/valid_output': 'agrees: 1 output accepted by the output validator',
      'data/invalid_output': 'differs: the output validator accepts 1 of 2: invalid_output/same: accepted',
    });
    deepEqual(rowsOf(end), { 'accepted/double.py': 'ok' });
    equal(end.agrees, false);
  });

  it('builds and runs validators that come with scripts', async function () {
    if (process.platform === 'win32') this.skip();
    const end = await verified({
      'problem.yaml': 'name: Double\nvalidation: custom\nvalidator_flags: twice\n',
      ...tests,
      ...accepted,
      'submissions/wrong_answer/wrong.py': python.wrong,
      'input_validators/built/build': '#!/bin/sh\ncc -O1 -o run check.c\n',
      'input_validators/built/check.c':
        '#include <stdio.h>\nint main(void) { int n; return scanf("%d", &n) == 1 && n >= 0 ? 42 : 43; }\n',
      'output_validators/scripted/run':
        '#!/bin/sh\n[ "$4" = twice ] || exit 1\nread got\nread expected <"$2"\n[ "$got" = "$expected" ] && exit 42\necho "got $got" >"$3judgemessage.txt"\nexit 43\n',
      'input_validators/unbuilt/build': '#!/bin/sh\ntrue\n',
    });
    deepEqual(rowsOf(end), { 'accepted/double.py': 'ok', 'wrong_answer/wrong.py': 'ok' }, verifyTable(end));
    deepEqual(checksOf(end), {
      'input_validators/built': 'agrees: approves 2 inputs',
      'input_validators/unbuilt':
        'differs: The input validator input_validators/unbuilt: "build" made no file "run".',
    });
  });

  it('says of input validators in VIVA and Checktestdata what became of them', async () => {
    const files = {
      'problem.yaml': 'name: Double\n',
      ...tests,
      ...accepted,
      'input_validators/format.ctd': 'INT(0, 100) NEWLINE EOF\n',
      'input_validators/format.viva': '{ n [0 <= n && n <= 100]; }\n',
    };
    const installed = (await commandPath('checktestdata')) ?? (await commandPath('pyctd'));
    const end = await verified(files);
    const checks = checksOf(end);
    match(
      checks['input_validators/format.ctd'] ?? '',
      installed
        ? /agrees: approves 2 inputs/
        : /not-run: checktestdata was not found\. Install Checktestdata \(pip install checktestdata\)/,
    );
    match(checks['input_validators/format.viva'] ?? '', /not-run: viva was not found/);
    equal(end.complete, false);
    equal(end.agrees, false);
    match(end.reason ?? '', /could not be run on this machine/);
    match(verifyTable(end), /format\.viva +NOT RUN/);
  });

  it('computes legacy scores with the default grader and with the package’s own', async () => {
    const scored = {
      'problem.yaml': 'name: Double\ntype: scoring\n',
      'data/testdata.yaml': 'on_reject: continue\ngrader_flags: ignore_sample\nrange: 0 100\n',
      'data/sample/1.in': '1\n',
      'data/sample/1.ans': '2\n',
      'data/secret/testdata.yaml': 'grader_flags: always_accept\n',
      'data/secret/1/testdata.yaml': 'grader_flags: min\naccept_score: 30\non_reject: break\n',
      'data/secret/1/a.in': '3\n',
      'data/secret/1/a.ans': '6\n',
      'data/secret/2/testdata.yaml': 'grader_flags: min\naccept_score: 70\n',
      'data/secret/2/b.in': '30\n',
      'data/secret/2/b.ans': '60\n',
      'data/secret/2/c.in': '40\n',
      'data/secret/2/c.ans': '80\n',
      ...accepted,
      'submissions/partially_accepted/crash.py': python.crash,
      'submissions/partially_accepted/double.py': python.double,
    };
    const end = await verified(scored);
    deepEqual(
      end.rows.map((row) => [row.submission, row.verdict, row.score, row.agrees]),
      [
        ['accepted/double.py', 'AC', 100, true],
        ['partially_accepted/crash.py', 'AC', 30, true],
        ['partially_accepted/double.py', 'AC', 100, false],
      ],
      verifyTable(end),
    );
    match(rowsOf(end)['partially_accepted/double.py'] ?? '', /its score is 100, the best there is/);

    const own = await verified({
      'data/secret/2/testdata.yaml': 'grading: custom\ngrader_flags: half\n',
      'graders/grade.py':
        'import sys\nlines = sys.stdin.read().split()\nassert sys.argv[1:] == ["half"] and lines[0::2] == ["RTE", "RTE"] or lines[0] == "AC"\nprint("AC", 35 if lines[0] == "AC" else 3.5)\n',
    });
    deepEqual(
      own.rows.map((row) => [row.submission, row.score]),
      [
        ['accepted/double.py', 65],
        ['partially_accepted/crash.py', 33.5],
        ['partially_accepted/double.py', 65],
      ],
      verifyTable(own),
    );
  });

  it('holds submissions to submissions.yaml: parts of the data, messages, languages', async () => {
    const end = await verified({
      'problem.yaml': 'problem_format_version: 2025-09\nname: Double\nuuid: 1\nlimits: {time_limit: 3}\n',
      ...tests,
      'input_validators/v.py': python.validator,
      'output_validator/check.py':
        'import sys\nok = sys.stdin.read().split() == open(sys.argv[2]).read().split()\nopen(sys.argv[3] + "judgemessage.txt", "w").write("as expected" if ok else "not twice")\nsys.exit(42 if ok else 43)\n',
      ...accepted,
      'submissions/mixed/a.py': python.crash,
      'submissions/mixed/b.py': python.crash,
      'submissions/mixed/c.py': python.double,
      'submissions/mixed/d.txt': python.double,
      'submissions/mixed/e.py': python.double,
      'submissions/submissions.yaml':
        'mixed/{a,b}.py:\n  sample: {permitted: [AC]}\n  secret/*: {required: [RTE]}\nmixed/b.py: {message: not twice}\nmixed/c.py: {message: as expected}\nmixed/d.txt: {language: python3}\nmixed/e.py:\n  secret/nowhere: {permitted: [AC]}\n',
    });
    deepEqual(
      rowsOf(end),
      {
        'accepted/double.py': 'ok',
        'mixed/a.py': 'ok',
        'mixed/b.py': 'no judge message holds "not twice"',
        'mixed/c.py': 'ok',
        'mixed/d.txt': 'ok',
        'mixed/e.py': 'submissions.yaml: no test matches "secret/nowhere"',
      },
      verifyTable(end),
    );
  });

  it('derives the time limit from all that must be in time, and demands margins', async () => {
    const busy = (ms: number, rest: string) =>
      `import time\nwhile time.process_time() < ${ms / 1000}: pass\n${rest}`;
    const files = {
      'problem.yaml':
        'problem_format_version: 2025-09\nname: Double\nuuid: 1\nlimits: {time_resolution: 0.1, time_multipliers: {ac_to_time_limit: 2, time_limit_to_tle: 2}}\n',
      ...tests,
      'input_validators/v.py': python.validator,
      ...accepted,
      // Slower than the accepted one: the limit follows from it.
      'submissions/wrong_answer/slow.py': busy(150, python.wrong),
      'submissions/wrong_answer/slower.py': busy(300, python.wrong),
      'submissions/time_limit_exceeded/endless.py': python.slow,
      'submissions/time_limit_exceeded/hardly.py': busy(525, python.double),
    };
    const end = await verified(files);
    // 2 × 0.3 s at least, in steps of 0.1 s.
    const { timeLimitMs = 0 } = end;
    ok(timeLimitMs >= 600 && Math.round(timeLimitMs) % 100 === 0, String(timeLimitMs));
    match(rowsOf(end)['time_limit_exceeded/hardly.py'] ?? '', /no test is TLE/);
    equal(rowsOf(end)['time_limit_exceeded/endless.py'], 'ok');

    const fixed = await verified({
      'problem.yaml':
        'problem_format_version: 2025-09\nname: Double\nuuid: 1\nlimits: {time_limit: 0.4, time_resolution: 0.1, time_multipliers: {ac_to_time_limit: 2, time_limit_to_tle: 2}}\n',
    });
    const rows = rowsOf(fixed);
    match(rows['wrong_answer/slower.py'] ?? '', /2 times that is more than the limit of 0\.40 s/);
    match(rows['time_limit_exceeded/hardly.py'] ?? '', /too slow, but not 2 times the limit of 0\.40 s/);
    equal(rows['time_limit_exceeded/endless.py'], 'ok');
  });

  it('asks the static validator about the files of a submission', async () => {
    const end = await verified({
      'problem.yaml': 'problem_format_version: 2025-09\nname: Double\nuuid: 1\ntype: scoring\n',
      'data/sample/1.in': '1\n',
      'data/sample/1.ans': '2\n',
      'data/secret/test_group.yaml':
        'max_score: 100\nstatic_validation_score: 20\nstatic_validator_args: [short]\n',
      'data/secret/a.in': '7\n',
      'data/secret/a.ans': '14\n',
      'data/secret/b.in': '8\n',
      'data/secret/b.ans': '16\n',
      'input_validators/v.py': python.validator,
      'static_validator/look.py':
        'import sys\nlanguage, entry, feedback, flag = sys.argv[1:]\nassert (language, flag) == ("python3", "short")\nsource = open(entry).read()\nif len(source) < 40: sys.exit(42)\nopen(feedback + "judgemessage.txt", "w").write("too long")\nsys.exit(43)\n',
      ...accepted,
      'submissions/long/double.py': `# ${'long '.repeat(20)}\n${python.double}`,
      'submissions/submissions.yaml': 'long: {score: 80, message: too long, permitted: [AC, WA]}\n',
    });
    deepEqual(
      end.rows.map((row) => [row.submission, row.score, row.agrees]),
      [
        ['accepted/double.py', 100, true],
        ['long/double.py', 80, true],
      ],
      verifyTable(end),
    );
  });

  it('lets an interactive problem’s validator talk to the submission', async () => {
    const end = await verified({
      'problem.yaml': 'name: Guess\nvalidation: custom interactive\n',
      'data/secret/a.in': '7\n',
      'data/secret/a.ans': '',
      'input_validators/v.py': python.validator,
      'output_validators/guess.py':
        'import sys\nsecret = int(open(sys.argv[1]).read())\nfor _ in range(4):\n    guess = int(sys.stdin.readline() or 0)\n    if guess == secret: print("=", flush=True); sys.exit(42)\n    print("<" if secret < guess else ">", flush=True)\nopen(sys.argv[3] + "judgemessage.txt", "w").write("too many guesses")\nsys.exit(43)\n',
      'submissions/accepted/bisect.py':
        'low, high = 0, 15\nwhile True:\n    middle = (low + high) // 2\n    print(middle, flush=True)\n    answer = input()\n    if answer == "=": break\n    if answer == "<": high = middle - 1\n    else: low = middle + 1\n',
      'submissions/wrong_answer/one.py': 'for _ in range(4):\n    print(1, flush=True)\n    input()\n',
    });
    deepEqual(rowsOf(end), { 'accepted/bisect.py': 'ok', 'wrong_answer/one.py': 'ok' }, verifyTable(end));
    equal(end.agrees, true);
  });

  it('does not take what this machine lacks for a wrong submission', async () => {
    const end = await verified({
      'problem.yaml': 'name: Double\n',
      ...tests,
      ...accepted,
      'submissions/accepted/double.zig': 'const std = @import("std");\n',
      'submissions/wrong_answer/old.py': `#!/usr/bin/env python2\n${python.wrong}`,
    });
    deepEqual(
      end.rows.map((row) => [row.submission, row.judged]),
      [
        ['accepted/double.py', true],
        ['accepted/double.zig', false],
        ['wrong_answer/old.py', false],
      ],
      verifyTable(end),
    );
    match(rowsOf(end)['wrong_answer/old.py'] ?? '', /Python 2, which the judge does not run/);
    equal(end.complete, false);
  });

  it('names what is against the format, and refuses what it cannot judge', async () => {
    const end = await verified({
      'problem.yaml': 'name: Double\nlimits: {time_limt: 1}\nvalidation: default\n',
      ...tests,
      ...accepted,
      'data/secret/b.in': '1\n',
      'data/secret/c.ans': '1\n',
      'output_validators/v.py': '',
      'data/secret/latin.in': Buffer.from([0x37, 0xe9, 0x0a]),
      'data/secret/latin.ans': '14\n',
    });
    const troubles = end.checks.filter(({ part }) => part === 'package').map(({ reason }) => reason);
    match(troubles.join('\n'), /problem\.yaml: the key "limits\.time_limt" is not part of the format legacy/);
    match(troubles.join('\n'), /data\/secret\/b\.in has no answer file b\.ans/);
    match(troubles.join('\n'), /data\/secret\/c\.ans has no input c\.in/);
    match(troubles.join('\n'), /the output validators are not used/);
    match(troubles.join('\n'), /latin\.in is no UTF-8/);

    const newer = 'problem_format_version: 2025-09\nname: x\nuuid: 1\ntype: ';
    match((await verified({ 'problem.yaml': `${newer}submit-answer\n` })).reason ?? '', /which file answers/);
    match((await verified({ 'problem.yaml': `${newer}multi-pass\n` })).reason ?? '', /multi-pass are not/);
    match((await verified({ 'problem.yaml': 'name: [open' })).reason ?? '', /problem\.yaml is broken/);
  });

  it('matches globs as the format defines them', () => {
    ok(globMatches('accepted/*', 'accepted/a.py'));
    ok(globMatches('accepted', 'accepted/a.py'));
    ok(globMatches('*/{a,b}.py', 'x/b.py'));
    ok(!globMatches('a*.py', 'accepted/a.py'));
  });
});
