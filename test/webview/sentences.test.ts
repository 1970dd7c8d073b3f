import { strict as assert } from 'node:assert';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { endings, evidenceIn, helperNames, solveEndings, translator } from '../../src/webview/protocol.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('what the rooms say, in Chinese', () => {
  let chinese: Record<string, string>;
  let translated: (text: string) => string;
  const words = (text: string, ...values: (string | number)[]) =>
    (chinese[text] ?? text).replace(/\{(\d)\}/g, (_, index) => String(values[index]));

  before(async () => {
    chinese = JSON.parse(await readFile(join(root, 'l10n/bundle.l10n.zh-cn.json'), 'utf8'));
    translated = translator(words);
  });

  it('says sentences, and those within them', () => {
    assert.equal(
      translated('test sample 1: line 2: expected 5, got 6'),
      '测试 样例 1：第 2 行：应为 5，实际为 6',
    );
    assert.equal(
      translated('The budget is spent. None of 8 candidates passed.'),
      '预算已用完。8 个候选均未通过。',
    );
    assert.equal(
      translated('a brute force by the model is not used: the answer holds no program'),
      '未采用模型写的暴力程序：回答中没有程序',
    );
    assert.equal(
      translated(
        'candidate 2 and another brute force by the model (the second) gave other answers and was not believed',
      ),
      '候选 2和模型写的另一个暴力程序（第二个）给出了不同的答案，未予采信',
    );
    assert.equal(
      translated(
        'http://127.0.0.1:9 cannot be reached (ECONNREFUSED). Start the server, or correct its address in the settings.',
      ),
      '无法连接 http://127.0.0.1:9（ECONNREFUSED）。请启动服务器，或在设置中更正其地址。',
    );
    assert.equal(
      translated('SmolLM2 135M: 4 lanes x 8k tokens on cpu, 0.4 of 23.5 GiB'),
      'SmolLM2 135M：4 路 × 8k token，运行于 cpu，0.4/23.5 GiB',
    );
  });

  it('says what a review found, and what it rests on', () => {
    assert.equal(
      translated('WA on test sample 1: line 2: expected 5, got 6'),
      '在测试 样例 1 上得到 WA：第 2 行：应为 5，实际为 6',
    );
    assert.equal(
      translated('Undefined behaviour: access outside of a local array (write of 4 bytes)'),
      '未定义行为：访问了局部数组之外的位置（写入 4 字节）',
    );
    assert.equal(
      translated(
        'No fault was found: tests 3/3; 100 inputs built from the statement against the brute force beside the statement; 2 large inputs of at most 1.2 MiB in 0.31 s; the tests, 25 built inputs under address and undefined-behaviour sanitizers.',
      ),
      '没有发现错误：测试 3/3；100 组由题面构造的数据，与题面旁的暴力程序对照；2 组不超过 1.2 MiB 的大数据，最慢 0.31 秒；全部测试，25 组构造数据在地址与未定义行为 sanitizer 下运行。',
    );
  });

  it('leaves alone what a program wrote, and what it does not know', () => {
    assert.equal(translated('exit code 1: stopped'), '退出码 1：stopped');
    assert.equal(translated('line 1: expected third, got stopped'), '第 1 行：应为 third，实际为 stopped');
    for (const text of ['', 'Ralph: and, so on; 3', '样例 2/2；并无其他', 'a{0}b'])
      assert.equal(translated(text), text);
  });

  it('says the evidence with the names and doubts in it', () => {
    const evidence = {
      samples: { passed: 2, total: 2 },
      stress: {
        cases: 90,
        oracle: 'another brute force by the model (the second)',
        oracleSamples: 2,
        by: 'model' as const,
        confirmedBy: 'candidate 3',
      },
      limits: { runs: 1, what: 'inputs of up to 12 bytes, the largest allowed,', ms: 410, limitMs: 2000 },
      suspect: 'a brute force by the model gave other answers and was not believed',
    };
    const said = evidenceIn(evidence, words, translated);
    assert.doesNotMatch(said, /[a-z]{2}/i);
    for (const part of ['样例 2/2；', '模型写的另一个暴力程序（第二个）', '候选 3', '12 字节', '未予采信'])
      assert.ok(said.includes(part), `${part} in ${said}`);
  });

  it('has the words for candidates, helpers and ends of a solve', () => {
    for (const table of [endings, helperNames, solveEndings])
      for (const text of Object.values(table)) assert.match(words(text), /^\p{Script=Han}/u, text);
  });

  it('knows every reason that a solve or a run ends with', async () => {
    const unknown: string[] = [];
    for (const place of [
      'src/solver',
      'src/judge/execute.ts',
      'src/judge/run-end.ts',
      'src/judge/interact.ts',
      'src/judge/checkers/compare.ts',
      'src/model/engine',
      'src/model/process',
    ])
      for (const reason of await reasonsIn(place)) if (translated(reason) === reason) unknown.push(reason);
    // Put together of parts: the next test has them whole.
    assert.deepEqual(unknown.sort(), composed);
  });

  it('knows those that are put together of parts', () => {
    for (const text of [
      'The budget is spent. A candidate held against everything it was checked with.',
      'The budget is spent. None of 8 candidates passed.',
      'a brute force by the model fails on most generated inputs, and is not used',
      '2.01 s of CPU time, limit 2.00 s',
      'more than 2.01 s of CPU time, limit 2.00 s',
      'more CPU time than the limit 2.00 s',
      'not done after 6.00 s, limit 2.00 s',
      'not done after 6.00 s, only 0.01 s of it on the CPU: it waits or sleeps, limit 2.00 s',
      'took 2.50 s, limit 2.00 s',
    ])
      assert.doesNotMatch(translated(text).replace('CPU', ''), /[a-z]/i);
  });
});

const composed = [
  '77 of CPU time, 7',
  '7, and is not used',
  '7A candidate held against everything it was checked with.',
  '7None of 7 candidates passed.',
  'more CPU time than the 7',
  'not done after 77, 7',
].sort();

/** The texts that are given as a reason or a way out somewhere below `place`, with a number in each hole. */
async function reasonsIn(place: string): Promise<string[]> {
  const names = place.endsWith('.ts')
    ? ['']
    : (await readdir(join(root, place), { recursive: true })).filter((it) => it.endsWith('.ts'));
  const found: string[] = [];
  for (const name of names) {
    const text = await readFile(join(root, place, name), 'utf8');
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAssignment(node) && /^(reason|fallback)$/.test(node.name.getText()))
        found.push(...textsOf(node.initializer));
      if (ts.isCallExpression(node) && /^(this\.#)?(end|wrong)$/.test(node.expression.getText()))
        found.push(...node.arguments.flatMap(textsOf));
      if (ts.isNewExpression(node) && node.expression.getText() === 'ModelError')
        found.push(...(node.arguments ?? []).slice(1).flatMap(textsOf));
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
  }
  return found;
}

function textsOf(node: ts.Expression): string[] {
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(textsOf);
  if (ts.isBinaryExpression(node)) return [node.left, node.right].flatMap(textsOf);
  const text = ts.isStringLiteralLike(node)
    ? node.text
    : ts.isTemplateExpression(node)
      ? node.head.text + node.templateSpans.map(({ literal }) => `7${literal.text}`).join('')
      : '';
  return /\p{L} \p{L}|\.$/u.test(text) ? [text] : [];
}
