import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import papaparse from 'papaparse';
import { alike } from '../../src/coach/grade/alike.ts';
import { escaped } from '../../src/coach/grade/report/html.ts';
import {
  FinishedRows,
  type GradeEvent,
  type GradeOptions,
  type GradeRow,
  grade,
  handedIn,
  listedIn,
  submissionTable,
  writeReport,
} from '../../src/coach/index.ts';
import { type Judge, openJudge } from '../../src/judge/index.ts';
import { ContestGuard, isProblem, type Problem, readPackage, readProblem } from '../../src/problem/index.ts';
import { tinyPreset } from '../model/tiny-model.ts';
import { ScriptedEngine } from '../solver/scripted-engine.ts';

const statement =
  '# Sum\n\nPrint the sum of two integers.\n\n## Input\n\na and b.\n\n## Output\n\nThe sum.\n\nSample Input 1\n\n```\n1 2\n```\n\nSample Output 1\n\n```\n3\n```\n\nSample Input 2\n\n```\n-5 7\n```\n\nSample Output 2\n\n```\n2\n```\n';
const right = 'a, b = map(int, input().split())\nprint(a + b)\n';

describe('grading a folder', () => {
  let root: string;
  let judge: Judge;
  let problem: Problem;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'verdict grade '));
    judge = await openJudge({ cacheFolder: join(root, 'cache') });
    const reading = readProblem(statement, { path: 'sum.md' });
    assert.ok(isProblem(reading));
    problem = reading.problem;
  });
  after(async () => {
    await judge[Symbol.asyncDispose]();
    await rm(root, { recursive: true, force: true });
  });

  const languageOf = (name: string) => judge.languageOf(name)?.id;
  const folderOf = async (name: string, files: Record<string, string | Uint8Array>) => {
    const folder = join(root, name);
    for (const [file, content] of Object.entries(files)) {
      await mkdir(join(folder, file, '..'), { recursive: true });
      await writeFile(join(folder, file), content);
    }
    return folder;
  };
  const graded = async (more: Partial<GradeOptions> & Pick<GradeOptions, 'submissions'>) => {
    const events: GradeEvent[] = [];
    for await (const event of grade({ judge, problem, stressCases: 0, ...more })) events.push(event);
    const ended = events.at(-1);
    assert.ok(ended?.type === 'grade-ended');
    return { events, ended, rows: new Map(ended.rows.map((row) => [row.file, row])) };
  };

  it('gives every file its row and its reason, whatever was handed in', async () => {
    const utf16 = new Uint8Array(Buffer.from(`\ufeff# Zoë\n${right}`, 'utf16le'));
    const gbk = new Uint8Array([0x23, 0x20, 0xc4, 0xe3, 0xba, 0xc3, 0x0a, ...Buffer.from(right)]);
    const folder = await folderOf('homework', {
      'anna.py': right,
      'o\'neil "x" & co.cpp':
        '#include <iostream>\nint main() { int a, b; std::cin >> a >> b; std::cout << a - b; }\n',
      'ben/one.py': right,
      'ben/two.py': 'print(3)\n',
      'carl/readme.docx': 'no program',
      'dora.cpp': 'int main( { }\n',
      'emil.py': '',
      'fay.py': new Uint8Array([0, 1, 2, 250, 3, 9, 9, 9]),
      'gus.py': utf16,
      'hao.py': gbk,
      'ida.py': 'while True: print("x" * 100000)\n',
      'jan.py': 'import time\nwhile True: time.sleep(1)\n',
      'kim.zzz': 'in a language that nobody knows',
      'notes.txt': 'not handed in',
    });
    await symlink(join(folder, 'anna.py'), join(folder, 'lea.py'));
    const { rows } = await graded({
      submissions: await handedIn(folder, languageOf),
      problem: { ...problem, timeLimitMs: 500 },
    });
    const verdictOf = (file: string) => rows.get(file)?.verdict;
    assert.equal(verdictOf('anna.py'), 'AC');
    assert.equal(verdictOf('o\'neil "x" & co.cpp'), 'WA');
    assert.equal(rows.get('o\'neil "x" & co.cpp')?.failing?.got, '-1');
    assert.equal(rows.get('o\'neil "x" & co.cpp')?.score, 0);
    assert.equal(rows.get('ben/two.py')?.score, 50);
    assert.match(rows.get('ben/one.py')?.note ?? '', /one of 2 files/);
    assert.match(rows.get('carl')?.reason ?? '', /no program .*readme\.docx/);
    assert.equal(verdictOf('dora.cpp'), 'CE');
    assert.match(rows.get('emil.py')?.reason ?? '', /empty/);
    assert.match(rows.get('fay.py')?.reason ?? '', /not text/);
    assert.equal(verdictOf('gus.py'), 'AC');
    assert.match(rows.get('gus.py')?.note ?? '', /utf-16le/);
    assert.equal(verdictOf('hao.py'), 'AC');
    assert.match(rows.get('hao.py')?.note ?? '', /gb18030/);
    assert.match(verdictOf('ida.py') ?? '', /OLE|TLE/);
    assert.equal(verdictOf('jan.py'), 'TLE');
    assert.match(rows.get('kim.zzz')?.reason ?? '', /no program in a known language/);
    assert.match(rows.get('lea.py')?.reason ?? '', /it is a link/);
    assert.equal(rows.size, 14);
  });

  it('takes the students from a table, and says which file is missing', async () => {
    const folder = await folderOf('by-table', { 'x/1.py': right });
    const table = submissionTable(
      '\ufeffStudent,File\r\n"Li, Wei",x/1.py\r\nMo,x/2.py\r\nEve,../secret.py\r\n',
    );
    const { rows } = await graded({ submissions: await listedIn(folder, table, languageOf) });
    assert.equal(rows.get('x/1.py')?.student, 'Li, Wei');
    assert.equal(rows.get('x/1.py')?.verdict, 'AC');
    assert.match(rows.get('x/2.py')?.reason ?? '', /cannot be read/);
    assert.match(rows.get('../secret.py')?.reason ?? '', /outside of the folder/);
    assert.throws(() => submissionTable('name,path\na,b\n'), /needs the columns "student" and "file"/);
  });

  it('compares those that pass with an oracle, and shows the smallest input', async () => {
    const folder = await folderOf('stressed', {
      'anna.py': right,
      'ben.py': 'a, b = map(int, input().split())\nprint(a + b if a < 30 else a)\n',
    });
    const { rows } = await graded({
      submissions: await handedIn(folder, languageOf),
      stressCases: 60,
      oracle: {
        oracle: { language: 'python', source: right },
        generator: {
          language: 'python',
          source:
            'import random, sys\nrandom.seed(int(sys.argv[1]))\nprint(random.randint(0, 60), random.randint(0, 60))\n',
        },
        origin: 'a brute force',
      },
    });
    assert.equal(rows.get('anna.py')?.verdict, 'AC');
    assert.equal(rows.get('ben.py')?.verdict, 'WA');
    assert.equal(rows.get('ben.py')?.failing?.input, '30 1\n');
  });

  it('asks the generator for inputs also where enough could be built from the statement', async () => {
    const python = (source: string) => ({ language: 'python', source });
    const bounded = statement.replace(
      'a and b.',
      'The only line contains two integers $a$ and $b$ ($-1000 \\le a, b \\le 1000$).',
    );
    const reading = readProblem(bounded, { path: 'sum.md' });
    assert.ok(isProblem(reading));
    const wrong = `a, b = map(int, input().split())\nprint(0 if (a, b) == (731, 262) else a + b)\n`;
    const { rows } = await graded({
      problem: reading.problem,
      submissions: [{ file: 'a.py', student: 'a', ...python(wrong) }],
      oracle: { oracle: python(right), generator: python('print(731, 262)'), origin: 'the brute force' },
      stressCases: 4,
    });
    assert.equal(rows.get('a.py')?.verdict, 'WA');
  });

  it('says of a row that it was not compared, where the generator fails', async () => {
    const python = (source: string) => ({ language: 'python', source });
    const oracle = { oracle: python(right), generator: python('1 // 0'), origin: 'a brute force' };
    const { rows } = await graded({
      submissions: [{ file: 'a.py', student: 'a', ...python(right) }],
      oracle,
      stressCases: 5,
    });
    assert.equal(rows.get('a.py')?.verdict, 'AC');
    assert.match(rows.get('a.py')?.reason ?? '', /^Not compared on generated cases: The generator failed/);
  });

  it('does not hold anyone against a brute force that fails a sample, and says so', async () => {
    const python = (source: string) => ({ language: 'python', source });
    const submissions = [{ file: 'a.py', student: 'a', ...python(right) }];
    const oracle = {
      oracle: python('print(3)'),
      generator: python('print(4, 5)'),
      origin: 'the brute force beside the statement',
    };
    const { rows, ended } = await graded({ submissions, oracle, stressCases: 5 });
    assert.equal(rows.get('a.py')?.verdict, 'AC');
    assert.match(`${ended.reason}`, /Nothing was compared .* it gets WA on the samples/);
  });

  it('uses the tests and the scoring of a package', async () => {
    const folder = await folderOf('package', {
      'problem.yaml':
        'problem_format_version: 2023-07-draft\nname: Sum\ntype: scoring\nlimits:\n  time_limit: 2\n',
      'problem_statement/problem.en.md': statement,
      'data/sample/1.in': '1 2\n',
      'data/sample/1.ans': '3\n',
      'data/secret/test_group.yaml': 'score_aggregation: sum\nmax_score: 100\n',
      'data/secret/g1/test_group.yaml': 'score_aggregation: pass-fail\nmax_score: 40\n',
      'data/secret/g1/1.in': '2 2\n',
      'data/secret/g1/1.ans': '4\n',
      'data/secret/g2/test_group.yaml': 'score_aggregation: pass-fail\nmax_score: 60\n',
      'data/secret/g2/1.in': '3000000000 1\n',
      'data/secret/g2/1.ans': '3000000001\n',
      'submissions/accepted/a.py': right,
    });
    const homework = await folderOf('for-package', {
      'anna (final).py': right,
      'ben.cpp': '#include <cstdio>\nint main() { int a, b; scanf("%d %d", &a, &b); printf("%d", a + b); }\n',
    });
    const { rows } = await graded({
      submissions: await handedIn(homework, languageOf),
      pack: { package: await readPackage(folder), timeLimitMs: 2000 },
    });
    assert.deepEqual(
      [...rows.values()].map(({ verdict, score }) => [verdict, score]),
      [
        ['AC', 100],
        ['WA', 40],
      ],
    );
  });

  it('goes on where it was stopped, and judges again only what changed', async () => {
    const files = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`s${i}.py`, `${right}# ${i}\n`]));
    const folder = await folderOf('resumed', files);
    const path = join(root, 'resumed-report', '.finished.jsonl');
    const controller = new AbortController();
    const first: GradeRow[] = [];
    const submissions = await handedIn(folder, languageOf);
    const events = grade({
      judge,
      problem,
      submissions,
      stressCases: 0,
      record: await FinishedRows.ofPrograms(path, 'task'),
      signal: controller.signal,
    });
    for await (const event of events) {
      if (event.type === 'grade-judged') first.push(event.row);
      if (first.length === 2) controller.abort();
      if (event.type === 'grade-ended') assert.equal(event.outcome, 'stopped');
    }
    assert.equal(first.length, 2);
    // A kill in the middle of a line.
    await writeFile(path, `${await readFile(path, 'utf8')}{"key":"abc","row":{"fi`);
    await writeFile(join(folder, `${first[0]?.file}`), 'print(0)\n');
    const { events: again, ended } = await graded({
      submissions: await handedIn(folder, languageOf),
      record: await FinishedRows.ofPrograms(path, 'task'),
    });
    assert.ok(again[0]?.type === 'grade-started');
    assert.equal(again[0].known, 1);
    assert.equal(ended.rows.length, 6);
    assert.equal(ended.rows.find(({ file }) => file === first[0]?.file)?.verdict, 'WA');
    const { events: third } = await graded({
      submissions: await handedIn(folder, languageOf),
      record: await FinishedRows.ofPrograms(path, 'another task'),
    });
    assert.ok(third[0]?.type === 'grade-started' && third[0].known === 0);
  });

  it('lets the model explain, and takes the programs out of its words', async () => {
    const folder = await folderOf('explained', { 'ben.py': 'print(3)\n', 'anna.py': right });
    const engine = new ScriptedEngine(['It always prints 3.\n\n```python\nprint(4)\n```\nRead the input.']);
    const { rows } = await graded({
      submissions: await handedIn(folder, languageOf),
      coach: {
        engine,
        preset: { ...tinyPreset(), programs: 'asked' },
        guard: new ContestGuard({ mode: 'ask', folder: root }),
      },
    });
    assert.equal(rows.get('ben.py')?.explanation, 'It always prints 3.\n\nRead the input.');
    assert.equal(rows.get('anna.py')?.explanation, undefined);
  });

  it('is complete but for explanations without a model, or with one that breaks, and says so', async () => {
    const folder = await folderOf('unexplained', {
      'ben.py': 'print(3)\n',
      'cy.py': 'print(4)\n',
      'dee.py': right,
    });
    const submissions = await handedIn(folder, languageOf);
    const engine = new ScriptedEngine(['It always prints 3.', new Error('The endpoint is gone.')]);
    const preset = { ...tinyPreset(), programs: 'asked' as const };
    const guard = new ContestGuard({ mode: 'off', folder: root });
    for (const [coach, why] of [
      [undefined, /^No model was named, so the failures are not explained\.$/],
      [{ engine, preset, guard }, /^1 of 2 failures are not explained: The endpoint is gone\.$/],
    ] as const) {
      const { ended, rows } = await graded({ submissions, ...(coach && { coach }) });
      assert.equal(ended.outcome, 'done');
      assert.match(ended.reason ?? '', why);
      assert.deepEqual(
        [...rows.values()].map(({ verdict }) => verdict),
        ['WA', 'WA', 'AC'],
      );
    }
    const { ended } = await graded({ submissions: submissions.slice(2) });
    assert.equal(ended.reason, undefined, 'nothing is to be explained');
  });

  it('ends a program that prints 1 GB at the output limit, and shows little of it', async () => {
    const folder = await folderOf('endless', {
      'ida.py': 'import sys\nfor _ in range(1024): sys.stdout.write("x" * 2 ** 20)\n',
    });
    const { rows } = await graded({ submissions: await handedIn(folder, languageOf) });
    const row = rows.get('ida.py');
    assert.equal(row?.verdict, 'OLE');
    assert.match(row.reason ?? '', /: wrote more than 64 MiB$/);
    assert.ok(JSON.stringify(row).length < 4000);
  });

  it('writes a report in which nothing that students wrote does anything', async () => {
    const row: GradeRow = {
      file: '=HYPERLINK("http://x")',
      student: '<img src=x onerror=alert(1)>',
      verdict: 'WA',
      passed: 0,
      total: 1,
      score: 0,
      reason: 'line 1: expected "a", got </script><b>',
      failing: { test: '1', input: '+1\n', got: '\u202ex' },
    };
    const folder = join(root, 'report');
    const [csv, json, html] = await writeReport(folder, {
      title: 'A & B',
      rows: [row],
      total: 1,
      note: '<b>No</b> model.',
    });
    const page = await readFile(html ?? '', 'utf8');
    assert.ok(!page.includes('<img') && !page.includes('</script><b>') && !page.includes('\u202e'));
    assert.match(page, /default-src 'none'/);
    assert.match(page, /&lt;b&gt;No&lt;\/b&gt; model\./);
    const [read] = papaparse.parse<Record<string, string>>((await readFile(csv ?? '', 'utf8')).slice(1), {
      header: true,
    }).data;
    assert.equal(read?.file, '\'=HYPERLINK("http://x")');
    assert.equal(read?.['failing input'], "'+1\n");
    assert.deepEqual(JSON.parse(await readFile(json ?? '', 'utf8')).rows, [row]);
    assert.equal(escaped(`"'&<>`), '&quot;&#39;&amp;&lt;&gt;');
  });
});

describe('likeness of programs', () => {
  const sort = (a: string, comment: string) =>
    `# ${comment}\ndef sort(${a}):\n  for i in range(len(${a})):\n    for j in range(i + 1, len(${a})):\n      if ${a}[j] < ${a}[i]:\n        ${a}[i], ${a}[j] = ${a}[j], ${a}[i]\n  return ${a}\nn = int(input())\n${a} = list(map(int, input().split()))\nprint(*sort(${a}))\n`;
  const other =
    'import heapq\nn = int(input())\nh = []\nfor x in input().split():\n  heapq.heappush(h, int(x))\nout = []\nwhile h:\n  out.append(str(heapq.heappop(h)))\nprint(" ".join(out))\n';
  const third =
    'n = int(input())\ncount = {}\nfor word in input().split():\n  count[int(word)] = count.get(int(word), 0) + 1\nresult = []\nfor key in sorted(count):\n  result += [key] * count[key]\nprint(*result)\n';

  it('sees through new names and comments, and leaves different programs apart', () => {
    assert.deepEqual(alike([sort('a', 'mine'), other, sort('values', 'all my own work'), third]), [
      1,
      undefined,
      1,
      undefined,
    ]);
  });

  it('does not count what everybody was given', () => {
    const given = Array.from({ length: 30 }, (_, i) => `total += weights[${i}] * values[${i}]`).join('\n');
    const own = (text: string) => `${given}\n${text}`;
    assert.deepEqual(alike([own('print(total)'), own('x = 1'), own('y = [2]'), own('z = {}')]), [
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
