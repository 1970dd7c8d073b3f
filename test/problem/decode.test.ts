import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProblem, readProblemAt } from '../../src/problem/index.ts';

/** Statements in the scripts of the judges; how they are spelled in bytes is the test's matter. */
const statements = {
  chinese:
    '# 两数之和\n## 输入格式\n一行两个整数。\n## 输出格式\n一个整数。\n## 样例输入\n1 2\n## 样例输出\n3\n',
  traditional:
    '# 兩數之和\n## 輸入格式\n一行兩個整數。\n## 輸出格式\n一個整數。\n## 範例輸入\n1 2\n## 範例輸出\n3\n',
  japanese:
    '# 二つの和\n## 入力\n整数が二つ与えられる。\n## 出力\n和を出力せよ。\n## 入力例\n1 2\n## 出力例\n3\n',
  korean:
    '# 두 수의 합\n## 입력\n두 정수가 주어진다.\n## 출력\n합을 출력한다.\n## 예제 입력\n1 2\n## 예제 출력\n3\n',
  russian:
    '# Сумма\n## Входные данные\nДва целых числа.\n## Выходные данные\nИх сумма.\n## Пример ввода\n1 2\n## Пример вывода\n3\n',
  spanish:
    '# La suma de dos números\n## Entrada\nDos números.\n## Salida\nLa suma.\n## Ejemplo de entrada\n1 2\n## Ejemplo de salida\n3\n',
  portuguese:
    '# Adição\n## Entrada\nDois números.\n## Saída\nA soma; não há mais.\n## Exemplo de entrada\n1 2\n## Exemplo de saída\n3\n',
};

describe('a statement in another encoding', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-decode-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** The file's problem; `bytes` as some other program wrote them. */
  async function read(name: string, bytes: Uint8Array) {
    const path = join(folder, name);
    await writeFile(path, bytes);
    const reading = await readProblemAt(path);
    assert.ok(isProblem(reading), 'reason' in reading ? reading.reason : '');
    return reading.problem;
  }

  /** iconv is on every machine with a C library; TextEncoder speaks UTF-8 only. */
  const encoded = (text: string, encoding: string): Buffer =>
    execFileSync('iconv', ['-f', 'UTF-8', '-t', encoding], { input: text });

  it('is read by its byte order mark', async () => {
    const little = Buffer.from(`\ufeff${statements.chinese}`, 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16(), Buffer.from(`\ufeff${statements.chinese}`)]) {
      const { title, samples } = await read('a.md', bytes);
      assert.deepEqual(
        { title, samples },
        { title: '两数之和', samples: [{ input: '1 2\n', output: '3\n' }] },
      );
    }
  });

  for (const [language, encoding] of [
    ['chinese', 'GB18030'],
    ['chinese', 'GBK'],
    ['traditional', 'BIG5'],
    ['japanese', 'SHIFT_JIS'],
    ['japanese', 'EUC-JP'],
    ['korean', 'EUC-KR'],
    ['russian', 'CP1251'],
    ['russian', 'KOI8-R'],
    ['russian', 'CP866'],
    ['spanish', 'CP1252'],
    ['portuguese', 'CP1252'],
  ] as const) {
    it(`is read by its headings: ${language} in ${encoding}`, async () => {
      const text = statements[language];
      const { title, statement, samples } = await read('a.md', encoded(text, encoding));
      assert.equal(`# ${title}`, text.split('\n')[0]);
      assert.equal(statement, text.trim());
      assert.deepEqual(samples, [{ input: '1 2\n', output: '3\n' }]);
    });
  }

  it('is read as the file declares it, whatever its words', async () => {
    const page =
      '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><h1>加法</h1><h2>Sample Input</h2><pre>1 2</pre><h2>Sample Output</h2><pre>3</pre></body></html>';
    assert.equal((await read('a.html', encoded(page, 'GBK'))).title, '加法');
    const latex =
      '\\documentclass{article}\n\\usepackage[cp1251]{inputenc}\n\\begin{problem}{Сложение}{}{}{1 s}{64 MB}\n\\exmp{1 2}{3}\n\\end{problem}\n';
    assert.equal((await read('a.tex', encoded(latex, 'CP1251'))).title, 'Сложение');
    const source = '# coding: euc-kr\n"""덧셈\nInput: 1 2\nOutput: 3\n"""\n';
    assert.match((await read('a.py', encoded(source, 'EUC-KR'))).statement, /덧셈/);
  });

  it('is UTF-8 where it is valid as such, whatever a page that was saved anew still declares', async () => {
    const page =
      '<html><head><meta charset="gbk"></head><body><h1>加法</h1><h2>Sample Input</h2><pre>1 2</pre><h2>Sample Output</h2><pre>3</pre></body></html>';
    assert.equal((await read('a.html', Buffer.from(page))).title, '加法');
  });

  it('is not made of a picture', async () => {
    const path = join(folder, 'a.txt');
    await writeFile(
      path,
      Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
    );
    assert.match('reason' in (await readProblemAt(path)) ? 'binary' : 'problem', /binary/);
  });
});
