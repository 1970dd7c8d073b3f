import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import type { FrameLocator } from 'playwright-core';
import { translator } from '../../src/webview/protocol.ts';
import { keepEvidence, openFixedScene, type Scene, twoNumbers } from './harness/index.ts';

const { statement, right } = twoNumbers;

describe('the window in Chinese', function () {
  this.timeout(180_000);
  let scene: Scene;
  let texts: Record<string, string>;
  let asked = 0;
  before(async () => {
    const bundle = new URL('../../l10n/bundle.l10n.zh-cn.json', import.meta.url);
    texts = JSON.parse(await readFile(bundle, 'utf8'));
    scene = await openFixedScene(
      () => `The sum.\n\n\`\`\`python\n${asked++ === 0 ? 'print(5 - 1)\n' : right}\`\`\``,
      { 'two_numbers.py': statement },
      { language: 'zh-cn', settings: { 'verdict.lanes': 1 } },
    );
    await scene.workbench.openFile('two_numbers.py');
  });
  afterEach(function () {
    return keepEvidence(this, scene);
  });
  after(() => scene?.[Symbol.asyncDispose]());

  /** Texts of ours, and of the rooms, that a page shows in English. */
  const english = async (frame: FrameLocator) => {
    const look = new Function(`return [...document.body.querySelectorAll('*:not(pre, pre *)')].flatMap((it) =>
      [it.ariaLabel, it.title, it.placeholder, ...[...it.childNodes].map(({ data = '' }) => data.trim())])`);
    const said = (await frame.locator('body').evaluate(look as () => (string | null)[])).map(
      (it) => it ?? '',
    );
    const translated = translator((text, ...values) =>
      (texts[text] ?? text).replace(/\{(\d)\}/g, (_, index) => String(values[index])),
    );
    return said.filter((it) => Object.hasOwn(texts, it) || translated(it) !== it);
  };

  it('solves a problem', async () => {
    const { workbench } = scene;
    await workbench.clickCodeLens('求解');
    const panel = await workbench.webview('Verdict');
    await panel.getByRole('heading', { name: /^AC：候选/ }).waitFor({ timeout: 90_000 });
    await panel.getByRole('button', { name: '插入' }).waitFor();
    await panel.getByText('样例 1：第 1 行：应为 5，实际为 4').waitFor();
    assert.deepEqual(await english(panel), []);
    await workbench.screenshot('chinese/panel');
  });

  it('talks, and shows what was understood', async () => {
    const { workbench } = scene;
    await workbench.openView('Verdict');
    const chat = await workbench.webview('对话');
    await chat.getByLabel('消息').fill('这道题问什么？');
    await chat.getByLabel('消息').press('Enter');
    await chat.getByRole('button', { name: '运行样例' }).waitFor();
    assert.deepEqual(await english(chat), []);
    await workbench.runCommand('View: Focus First Editor Group');
    await workbench.clickCodeLens('题目');
    const problem = await workbench.webview('题目');
    await problem.getByLabel('标题', { exact: true }).waitFor();
    assert.deepEqual(await english(problem), []);
    await workbench.screenshot('chinese/problem');
  });
});
