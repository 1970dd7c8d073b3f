import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import {
  brokenRules,
  keepEvidence,
  openFixedScene,
  type Scene,
  twoNumbers,
  until,
  Workbench,
} from './harness/index.ts';

const answer = () => `The program:\n\`\`\`python\n${twoNumbers.right}\`\`\``;

/** Opens a file and runs a command as one does who has no mouse. */
async function byKeys(page: Page, keys: string, query: string): Promise<void> {
  await page.keyboard.press(keys);
  await page.locator('.quick-input-widget input:focus').waitFor();
  await page.keyboard.type(query);
  const wanted = page.locator('.quick-input-list .monaco-list-row.focused').filter({
    hasText: query.replace('>', ''),
  });
  await wanted.waitFor();
  await page.keyboard.press('Enter');
}

describe('by the keyboard alone, at 200 %', function () {
  this.timeout(180_000);
  let scene: Scene;
  before(async () => {
    scene = await openFixedScene(
      answer,
      { 'two_numbers.py': twoNumbers.statement },
      // A window of 1280 x 800 whose zoom is 200 %.
      { viewport: { width: 640, height: 400 }, scale: 2, settings: { 'verdict.lanes': 1 } },
    );
  });
  afterEach(function () {
    return keepEvidence(this, scene);
  });
  after(() => scene?.[Symbol.asyncDispose]());

  it('a problem is solved and its program inserted', async () => {
    const { workbench } = scene;
    const { page } = workbench;
    await byKeys(page, 'ControlOrMeta+P', 'two_numbers.py');
    await page.locator('.tab.active[data-resource-name="two_numbers.py"]').waitFor();
    await byKeys(page, 'F1', '>Verdict: Solve This Problem');
    const panel = await workbench.webview('Verdict');
    await panel.getByRole('heading', { name: /^AC: candidate/ }).waitFor({ timeout: 90_000 });
    await workbench.screenshot('zoom/panel');
    const width = new Function('return [document.body.scrollWidth, document.body.clientWidth]');
    const [content, shown] = (await panel.locator('body').evaluate(width as () => number[])) as [
      number,
      number,
    ];
    assert.ok(content <= shown, `${content} pixels wide in ${shown}`);
    assert.deepEqual(await brokenRules(panel), []);
    await byKeys(page, 'F1', '>View: Focus Second Editor Group');
    await until('the button that inserts has the keyboard', async () => {
      await page.keyboard.press('Tab');
      return (await panel.locator('button:focus').filter({ hasText: 'Insert' }).count()) > 0;
    });
    await page.keyboard.press('Enter');
    await until('the program in the file', async () =>
      (await workbench.editorText()).includes(twoNumbers.right),
    );
  });

  it('the chat answers', async () => {
    const { workbench } = scene;
    const { page } = workbench;
    await byKeys(page, 'F1', '>Verdict: New Chat');
    const chat = await workbench.webview('Chat');
    await chat.getByLabel('Message').and(chat.locator(':focus')).waitFor();
    await page.keyboard.type('What is asked?');
    await page.keyboard.press('Enter');
    await chat.getByRole('button', { name: 'Run samples' }).waitFor();
    await workbench.screenshot('zoom/chat');
    assert.deepEqual(await brokenRules(chat), []);
  });
});

describe('two windows on one folder', function () {
  this.timeout(180_000);
  let scene: Scene;
  before(async () => {
    scene = await openFixedScene(
      answer,
      { 'one.py': twoNumbers.statement, 'other.py': twoNumbers.statement.replace('Two Numbers', 'Sum') },
      { settings: { 'verdict.lanes': 1, 'verdict.companion.enabled': true } },
    );
  });
  afterEach(function () {
    return keepEvidence(this, scene);
  });
  after(() => scene?.[Symbol.asyncDispose]());

  it('solve at the same time, and each finds the solves of both', async () => {
    const first = scene.workbench;
    const page = await first.page.context().newPage();
    await page.goto(scene.editor.url);
    await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    const second = new Workbench(page, scene.companion);
    const solve = async (workbench: Workbench, file: string) => {
      await workbench.openFile(file);
      await workbench.clickCodeLens('Solve');
      const panel = await workbench.webview('Verdict');
      await panel.getByRole('heading', { name: /^AC: candidate/ }).waitFor({ timeout: 90_000 });
    };
    await Promise.all([solve(first, 'one.py'), solve(second, 'other.py')]);
    for (const workbench of [first, second]) {
      await workbench.page.bringToFront();
      await workbench.runCommand('Verdict: Past Solves');
      for (const title of ['Two Numbers', 'Sum'])
        await workbench.page
          .locator('.quick-input-list .monaco-list-row')
          .filter({ has: workbench.page.locator('.label-name', { hasText: new RegExp(`^${title}$`) }) })
          .waitFor();
      await workbench.screenshot(`two-windows/${workbench === first ? 'first' : 'second'}`);
      await workbench.page.keyboard.press('Escape');
    }
    await page.close();
  });
});
