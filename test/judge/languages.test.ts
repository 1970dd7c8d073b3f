import { deepEqual, equal, match, ok } from 'node:assert/strict';
import {
  fileNameFor,
  type Judge,
  type LanguageStatus,
  languageOf,
  languageTable,
} from '../../src/judge/index.ts';
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
    for (const language of ['cpp', 'c', 'java', 'rust', 'go', 'typescript', 'javascript', 'python']) {
      const { verdict, reason } = await judged(
        judge.judge({ language, source: 'this is { no program' }, tests),
      );
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
    await using fresh = await freshJudge({
      languages: [
        { id: 'shell', extensions: ['.sh'], run: ['bash', '{source}'], version: ['bash', '--version'] },
      ],
    });
    const source = 'read n; read a b c; echo $((a + b + c))';
    equal((await judged(fresh.judge.judge({ language: 'shell', source }, tests.slice(0, 1)))).verdict, 'AC');
    equal(fresh.judge.languageOf('x.sh')?.id, 'shell');
    ok((await fresh.judge.languages()).find((status) => status.id === 'shell')?.version?.includes('bash'));
  });
});
