import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { ensureEditor } from '../../scripts/editor/cache.ts';
import { ApiKeys } from '../../src/server/index.ts';
import { type BrowserWindow, launchBrowser } from '../editor/harness/index.ts';
import { ScriptedEngine } from '../solver/scripted-engine.ts';
import { type Running, running } from './running.ts';

const example = fileURLToPath(new URL('../../examples/a-plus-b.md', import.meta.url));
const adds = 'print(sum(map(int, input().split())))';
const key = 'a-key-of-the-class-0123456789';

describe('the web page, in a real Chromium', function () {
  this.timeout(300_000);
  let on: Running;
  let browser: BrowserWindow;
  let page: Page;
  const elsewhere: string[] = [];

  before(async () => {
    // Stands in for the model, so that the program that is written is known.
    const engine = new ScriptedEngine(['```python\nprint(0)\n```', `\`\`\`python\n${adds}\n\`\`\``]);
    on = await running({ engine });
    const { browser: install } = await ensureEditor({ browser: true });
    assert.ok(install);
    browser = await launchBrowser(install, { viewport: { width: 1200, height: 800 } });
    page = browser.page;
    page.on('request', (request) => {
      if (!request.url().startsWith(on.url) && !request.url().startsWith('blob:'))
        elsewhere.push(request.url());
    });
    await page.goto(on.url);
  });
  after(async () => {
    await browser?.[Symbol.asyncDispose]();
    await on?.[Symbol.asyncDispose]();
  });

  /** Rules that the page as it stands breaks, with where. */
  async function broken(): Promise<string[]> {
    // The page's policy forbids scripts from elsewhere; the browser itself may look.
    await page.evaluate(`'axe' in window || (0, eval)(${JSON.stringify(axe.source)}) || true`);
    return page.evaluate<string[]>(
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))',
    );
  }

  async function picture(name: string): Promise<void> {
    const folder = process.env.VERDICT_PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
  }

  it('solves a pasted statement and shows the program with its evidence', async () => {
    await page.getByLabel('Problem statement, with its samples').fill(await readFile(example, 'utf8'));
    await picture('page-empty');
    await page.getByRole('button', { name: 'Solve' }).click();
    await page.getByText('Checked against: samples 2/2').waitFor();
    assert.equal((await page.locator('.best code').textContent())?.trim(), adds);
    assert.equal(await page.getByRole('button', { name: 'Insert' }).count(), 0);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    assert.equal((await page.evaluate<string>('navigator.clipboard.readText()')).trim(), adds);
    await picture('page-light');
  });

  it('keeps the solve behind a link', async () => {
    await page.getByRole('button', { name: 'Copy link' }).click();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    assert.match(link, /#solve=[0-9a-f]{32}$/);
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByText('Checked against: samples 2/2').waitFor();
  });

  it('talks about the problem', async () => {
    await page.getByRole('button', { name: 'Chat' }).click();
    await page.getByLabel('Message').fill('Why does it work?');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('.turn.assistant pre', { hasText: 'print' }).waitFor();
    await picture('page-chat');
    await page.getByRole('button', { name: 'Candidates' }).click();
  });

  it('takes a dropped file', async () => {
    const data = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['A dropped statement'], 'problem.md'));
      return transfer;
    })()`);
    await page.dispatchEvent('#statement', 'drop', { dataTransfer: data });
    await page.waitForFunction(`document.getElementById('statement').value === 'A dropped statement'`);
    await page.getByRole('button', { name: 'Solve' }).click();
    await page.getByText('does not read like a programming problem').waitFor();
  });

  it('breaks no rule of axe-core, light, dark and at the width of a phone', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await broken(), [], colorScheme);
      await picture(`page-${colorScheme}-ended`);
    }
    await page.setViewportSize({ width: 375, height: 740 });
    assert.deepEqual(await broken(), []);
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    assert.ok(wide <= 375, `it is ${wide} pixels wide`);
    await picture('page-phone');
    await page.setViewportSize({ width: 1200, height: 800 });
  });

  it('tries the API from its own description', async () => {
    await page.goto(`${on.url}/try`);
    await page.getByText('POST /v1/judge').click();
    const attempt = page.locator('details', { hasText: 'POST /v1/judge' });
    await attempt.getByRole('button', { name: 'Send' }).click();
    await attempt.getByText('"type":"judged","verdict":"AC"', { exact: false }).waitFor();
    assert.deepEqual(await broken(), []);
  });

  it('asked nothing of anybody else, and broke no policy', async () => {
    assert.deepEqual(elsewhere, []);
    const refused = browser.consoleLines.filter((line) => /Content Security Policy|uncaught/.test(line));
    assert.deepEqual(refused, []);
  });

  it('answers a question of mathematics, and says what the answer rests on', async () => {
    const said = ['We factor $91 = 7 \\cdot 13$.\n\nThe answer is \\boxed{13}.', 'It is $\\boxed{7}$.'];
    await using maths = await running({
      engine: new ScriptedEngine([said[0], said[1], said[0]] as string[]),
    });
    await page.goto(maths.url);
    await page.getByRole('combobox', { name: 'Mode' }).selectOption('maths');
    await page.getByLabel('Mathematics problem').fill('Find the largest prime divisor of $91$.');
    await page.getByRole('button', { name: 'Answer' }).click();
    const turn = page.locator('.turn.assistant');
    await turn.getByText('3 of 4 attempts agree').waitFor();
    await turn.getByText('1 of 1 steps were computed and hold').waitFor();
    assert.ok((await turn.locator('.katex').count()) > 0, 'formulas are set');
    assert.deepEqual(await broken(), []);
    await picture('page-maths');
    await page.getByLabel('Mathematics problem').fill('Tell me a story.');
    await page.getByRole('button', { name: 'Answer' }).click();
    await page.getByRole('log').getByText('does not read like a mathematics problem').waitFor();
  });

  it('asks for the key where the server does', async () => {
    const keys = new ApiKeys([{ name: 'class', key }]);
    await using locked = await running({ engine: new ScriptedEngine(['hello']), withJudge: false, keys });
    await page.goto(locked.url);
    await page.getByLabel('This server asks for an API key').fill(key);
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByText('This server runs no programs').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Solve' }).isDisabled(), true);
  });
});
