import { deepEqual, equal, match, ok, throws } from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  fileNameFor,
  type Judge,
  JudgeError,
  type LanguageStatus,
  languageOf,
  languageTable,
  readUserLanguages,
} from '../../src/judge/index.ts';
import { commandPath } from '../../src/judge/languages/search-path.ts';
import { freshJudge, judged } from './open.ts';

/** Reads n and n numbers, prints their sum: in every language of the table. */
const sums: Record<string, string> = {
  cpp: '#include <bits/stdc++.h>\nint main() { long long n, s = 0, x; std::cin >> n; while (n--) { std::cin >> x; s += x; } std::cout << s << "\\n"; }',
  c: '#include <stdio.h>\nint main(void) { long long n, s = 0, x; if (scanf("%lld", &n) != 1) return 1; while (n-- && scanf("%lld", &x) == 1) s += x; printf("%lld\\n", s); return 0; }',
  python: 'n = int(input())\nprint(sum(map(int, input().split())))',
  pypy: 'n = int(input())\nprint(sum(map(int, input().split())))',
  java: 'import java.util.*;\nclass Sum { public static void main(String[] a) { Scanner in = new Scanner(System.in); int n = in.nextInt(); long s = 0; while (n-- > 0) s += in.nextLong(); System.out.println(s); } }',
  kotlin: 'fun main() { readLine(); println(readLine()!!.trim().split(" ").map { it.toLong() }.sum()) }',
  rust: 'use std::io::*;\nfn main() { let mut s = String::new(); stdin().read_to_string(&mut s).unwrap(); println!("{}", s.split_whitespace().skip(1).map(|x| x.parse::<i64>().unwrap()).sum::<i64>()); }',
  go: 'package main\nimport "fmt"\nfunc main() { var n, s, x int64; fmt.Scan(&n); for ; n > 0; n-- { fmt.Scan(&x); s += x }; fmt.Println(s) }',
  javascript:
    "const [n, ...a] = require('fs').readFileSync(0, 'utf8').trim().split(/\\s+/).map(Number);\nconsole.log(a.reduce((x, y) => x + y, 0));",
  typescript:
    "import { readFileSync } from 'node:fs';\nconst [n, ...a]: number[] = readFileSync(0, 'utf8').trim().split(/\\s+/).map(Number);\nenum Unused { A = 1 }\nconsole.log(a.reduce((x: number, y: number): number => x + y, 0));",
  csharp:
    "using System; using System.Linq;\nclass P { static void Main() { Console.ReadLine(); Console.WriteLine(Console.ReadLine().Split(' ').Select(long.Parse).Sum()); } }",
  ruby: 'gets; puts gets.split.map(&:to_i).sum',
  haskell:
    'main :: IO ()\nmain = do { _ <- getLine; s <- getLine; print (sum (map read (words s)) :: Integer) }',
  ocaml:
    'let () = Scanf.scanf " %d" (fun n -> let s = ref 0 in for _ = 1 to n do Scanf.scanf " %d" (fun x -> s := !s + x) done; Printf.printf "%d\\n" !s)',
  php: '<?php fgets(STDIN); echo array_sum(array_map("intval", explode(" ", trim(fgets(STDIN))))), "\\n";',
  lua: 'local n = io.read("n"); local s = 0; for _ = 1, n do s = s + io.read("n") end; print(string.format("%d", s))',
};

const tests = [
  { name: 'small', input: '3\n1 2 3\n', answer: '6\n' },
  { name: 'negative', input: '2\n-5 2\n', answer: '-3\n' },
];

describe('languages', function () {
  this.timeout(180_000);
  let judge: Judge;
  let statuses: LanguageStatus[];
  let close: () => Promise<void>;

  before(async () => {
    const fresh = await freshJudge();
    judge = fresh.judge;
    close = async () => fresh[Symbol.asyncDispose]();
    statuses = await judge.languages();
  });
  after(() => close());

  it('has a test for every language of the table', () => {
    deepEqual(Object.keys(sums).sort(), languageTable.map((language) => language.id).sort());
  });

  for (const [language, source] of Object.entries(sums)) {
    it(`runs ${language}, where its toolchain is installed`, async function () {
      const status = statuses.find((candidate) => candidate.id === language);
      ok(status);
      if (!status.found) {
        ok(status.install.length > 0);
        this.skip();
      }
      match(status.version ?? '', /\d+\.\d+/);
      const { verdict, reason, results } = await judged(judge.judge({ language, source }, tests));
      equal(verdict, 'AC', reason);
      for (const result of results) ok((result.cpuMs ?? 0) > 0 && (result.memoryBytes ?? 0) > 100_000);
    });
  }

  it('gives CE with the compiler’s words for a broken program in every compiled language', async () => {
    const compiled = languageTable.filter(({ compile }) => compile).map(({ id }) => id);
    const here = statuses.filter(({ id, found }) => found && compiled.includes(id));
    for (const { id: language } of here) {
      const source = language === 'php' ? '<?php this is { no program' : 'this is { no program';
      const { verdict, reason } = await judged(judge.judge({ language, source }, tests));
      equal(verdict, 'CE', `${language}: ${verdict} ${reason}`);
      ok((reason ?? '').length > 10, language);
      ok(!reason?.includes('/builds/'), `${language} shows a folder of ours: ${reason}`);
    }
  });

  it('keeps warnings for the coach', async () => {
    const source = 'int main() { int unused; return 0; }';
    for await (const event of judge.judge({ language: 'cpp', source }, [])) {
      if (event.type === 'compiled') match(event.warnings, /unused variable/);
    }
  });

  it('knows languages by id, file name and VS Code identifier', () => {
    equal(languageOf('cpp')?.id, 'cpp');
    equal(languageOf('a.CC')?.id, 'cpp');
    equal(languageOf('/some/where/Main.java')?.id, 'java');
    equal(languageOf('typescriptreact')?.id, 'typescript');
    equal(languageOf('notes.txt'), undefined);
  });

  it('names a Java file after its public class, else the class with main', () => {
    const name = (source: string) => fileNameFor({ language: 'java', source });
    equal(name('class A {} public final class Bee { }'), 'Bee.java');
    equal(
      name('class Helper { int x; } class Go { static class In {} public static void main(String[] a) {} }'),
      'Go.java',
    );
    equal(
      name(
        '// public class Fake\nclass Real { String s = "public class Other"; public static void main(String... a) {} }',
      ),
      'Real.java',
    );
    equal(fileNameFor({ language: 'cpp', source: '' }), 'solution.cpp');
  });

  it('runs a language from the settings', async () => {
    const languages = readUserLanguages([
      { id: 'shell', extensions: ['.sh'], run: ['bash', '{source}'], version: ['bash', '--version'] },
      {
        id: 'old-c',
        name: 'C as of 1989',
        extensions: ['.c89'],
        compile: ['gcc', '-std=c89', '-pedantic-errors', '-x', 'c', '{source}', '-o', '{program}'],
        run: ['{program}'],
        timeFactor: 4,
      },
    ]);
    await using fresh = await freshJudge({ languages });
    const source = 'read n; read a b c; echo $((a + b + c))';
    const one = tests.slice(0, 1);
    equal((await judged(fresh.judge.judge({ language: 'shell', source }, one))).verdict, 'AC');
    equal(fresh.judge.languageOf('x.sh')?.id, 'shell');
    const found = await fresh.judge.languages();
    match(found.find((status) => status.id === 'shell')?.version ?? '', /bash/);
    equal(found.find((status) => status.id === 'old-c')?.found, true);
    const modern = { language: 'old-c', source: 'int main(void) { for (int i = 0; i < 1; i++); return 0; }' };
    const refused = await judged(fresh.judge.judge(modern, one));
    deepEqual([refused.verdict, /for/.test(refused.reason ?? '')], ['CE', true]);
  });

  it('names the entry and the field of a language that cannot be used', () => {
    const fine = { id: 'x', extensions: ['.x'], run: ['x', '{source}'] };
    equal(readUserLanguages([fine])[0]?.id, 'x');
    deepEqual(readUserLanguages(undefined), []);
    for (const [entry, why] of [
      ['perl', /expected object/],
      [{ ...fine, id: 'a b' }, /letters, digits[\s\S]*\[0\]\.id/],
      [{ ...fine, extensions: ['x'] }, /\.pl[\s\S]*extensions/],
      [{ ...fine, run: 'x {source}' }, /array[\s\S]*\[0\]\.run/],
      [{ ...fine, run: [] }, /run/],
      [{ ...fine, runs: ['x'] }, /runs/],
      [{ ...fine, run: ['x', '{input}'] }, /x: \{input\} means nothing\. Known: \{source\}/],
      [{ ...fine, run: ['{memoryMiB}'] }, /must start with a command/],
    ] as const) {
      throws(
        () => readUserLanguages([entry]),
        (error) => error instanceof JudgeError && why.test(error.message),
      );
    }
    throws(() => readUserLanguages([fine, fine]), /"x" is there twice/);
  });

  it('says what is missing of a language from the settings', async () => {
    const languages = readUserLanguages([
      { id: 'nope', extensions: ['.nope'], run: ['no-such-command-7', '{source}'] },
    ]);
    await using fresh = await freshJudge({ languages });
    const { verdict, reason } = await judged(fresh.judge.judge({ language: 'nope', source: 'x' }, tests));
    equal(verdict, 'JE');
    match(
      reason ?? '',
      /no-such-command-7 was not found\. Install it, or correct the command of "nope" in verdict\.languages/,
    );
  });

  it('stretches time limits by the language’s factor only when that is switched on', async () => {
    const source =
      'import time\nwhile time.process_time() < 0.5: pass\nn = int(input())\nprint(sum(map(int, input().split())))';
    for (const [timeFactors, verdict] of [
      [false, 'TLE'],
      [true, 'AC'],
    ] as const) {
      await using fresh = await freshJudge({ timeFactors });
      const limits: (number | undefined)[] = [];
      let end: string | undefined;
      for await (const event of fresh.judge.judge({ language: 'python', source }, tests, {
        timeLimitMs: 300,
      })) {
        if (event.type === 'compiled') limits.push(event.timeLimitMs);
        if (event.type === 'judged') end = event.verdict;
      }
      equal(end, verdict);
      deepEqual(limits, [timeFactors ? 900 : undefined]);
    }
  });

  it('counts a version manager without a version as not found, and says how to choose one', async function () {
    const real = await commandPath('rustc');
    if (!real || !(await commandPath('rustup'))) this.skip();
    const empty = await mkdtemp(join(tmpdir(), 'verdict-rustup-'));
    const before = process.env.RUSTUP_HOME;
    process.env.RUSTUP_HOME = empty;
    try {
      await using fresh = await freshJudge();
      const status = (await fresh.judge.languages()).find(({ id }) => id === 'rust');
      equal(status?.found, false);
      match(status?.trouble ?? '', /rustc does not work: .*Choose a toolchain by "rustup default stable"/);
      const { verdict, reason } = await judged(
        fresh.judge.judge({ language: 'rust', source: sums.rust ?? '' }, tests),
      );
      equal(verdict, 'JE');
      match(reason ?? '', /rustup default stable/);
    } finally {
      if (before === undefined) delete process.env.RUSTUP_HOME;
      else process.env.RUSTUP_HOME = before;
      await rm(empty, { recursive: true, force: true });
    }
  });
});
