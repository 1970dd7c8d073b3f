import { strict as assert } from 'node:assert';
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
    await workbench.openByKeys('two_numbers.py');
    await page.locator('.tab.active[data-resource-name="two_numbers.py"]').waitFor();
    await workbench.runByKeys('Verdict: Solve This Problem');
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
    await page.keyboard.press('ControlOrMeta+2');
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
    await workbench.runByKeys('Verdict: New Chat');
    const chat = await workbench.webview('Chat');
    await until('the message has the keyboard', async () => {
      await page.keyboard.press('Tab');
      return (await chat.getByLabel('Message').and(chat.locator(':focus')).count()) > 0;
    });
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

  it('solve at the same time, and one of them listens to the browser', async () => {
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
    const solves = [
      { workbench: first, title: 'Two Numbers' },
      { workbench: second, title: 'Sum' },
    ];
    for (const { workbench, title } of solves) {
      await workbench.page.bringToFront();
      await workbench.runCommand('Verdict: Past Solves');
      const names = workbench.page.locator('.quick-input-list .label-name');
      await names.filter({ hasText: new RegExp(`^${title}$`) }).waitFor();
      await workbench.page.keyboard.press('Escape');
    }
    const listening = await Promise.all(
      solves.map(async ({ workbench: { page: window } }) => {
        const item = window.locator('.statusbar-item').filter({ hasText: /listening on|another window/ });
        return /another window/.test((await item.textContent()) ?? '');
      }),
    );
    assert.deepEqual(listening.sort(), [false, true]);
    await page.close();
  });
});
