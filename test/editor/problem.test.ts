import { strict as assert } from 'node:assert';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { modelsFolder } from '../../src/model/index.ts';
import { pdfOf } from '../problem/pdf-of.ts';
import { brokenRules, keepEvidence, openScene, type Scene, until } from './harness/index.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const vsix = join(project, 'dist', 'verdict.vsix');

const ferries = `# Ferries

Time limit: 2 seconds

Print the sum of the weights.

1 ≤ n ≤ 100

## Sample Input 1

\`\`\`
2
3 4
\`\`\`

## Sample Output 1

\`\`\`
7
\`\`\`
`;

const squares = `"""
Squares

Print the square of n.

Sample Input 1
3

Sample Output 1
9

Sample Input 2
4

Sample Output 2
16
"""
n = int(input())
print(3 * n)
`;

const contest = `# Round

URL: https://codeforces.com/contest/999999/problem/A

Print 2n.

## Sample Input 1

3

## Sample Output 1

6
`;

const message = {
  name: 'B. Lanterns',
  group: 'Judge - Round 3',
  url: 'https://judge.example/problem/lanterns',
  interactive: false,
  memoryLimit: 256,
  timeLimit: 1500,
  tests: [{ input: '1 2\n', output: '3\n' }],
  testType: 'single',
  input: { type: 'stdin' },
  output: { type: 'stdout' },
  batch: { id: 'one', size: 1 },
};

describe('Problems in VS Code', function () {
  this.timeout(180_000);
  let root: string;
  let folder: string;
  let port: number;
  let scene: Scene;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'verdict-problem-test-'));
    folder = join(root, 'problems');
    await mkdir(folder);
    await writeFile(join(folder, 'ferries.md'), ferries);
    await writeFile(join(folder, 'squares.py'), squares);
    await writeFile(join(folder, 'round.md'), contest);
    await writeFile(join(folder, 'template.py'), '{{header}}\n\n# solution of {{title}}\n');
    port = await freePort();
    scene = await openScene({
      vsix: [vsix],
      folder,
      // What the guard remembers is the test's own; the model is the machine's.
      env: { VERDICT_CACHE: join(root, 'cache') },
      settings: {
        'verdict.model': 'smollm2-135m',
        'verdict.modelsFolder': modelsFolder(),
        'verdict.threads': 1,
        'verdict.language': 'python',
        'verdict.templates': { python: 'template.py' },
        'verdict.companion.port': port,
      },
    });
  });
  afterEach(function () {
    return keepEvidence(this, scene);
  });
  after(async () => {
    await scene?.[Symbol.asyncDispose]();
    await rm(root, { recursive: true, force: true });
  });

  /** Presses the Companion's button: what the browser extension posts, as it posts it. */
  const send = async (changes: Partial<typeof message> = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...message, ...changes }),
    });
    assert.equal(response.status, 200);
  };
  const page = () => scene.workbench.webview('Problem');
  const beside = (name: string) => readFile(join(folder, '.verdict', name, 'problem.json'), 'utf8');
  const openBesidePage = async (name: string) => {
    await scene.workbench.runCommand('View: Focus First Editor Group');
    await scene.workbench.openFile(name);
  };

  describe('from Competitive Companion', () => {
    it('become files of the chosen language, with header, template and tests', async () => {
      await scene.workbench.statusBarItem(`listening on ${port}`).waitFor();
      await send();
      const editor = await until('the new file', async () => {
        const active = await scene.companion.activeEditor();
        return active?.path.endsWith('B-Lanterns.py') ? active : undefined;
      });
      assert.match(editor.text, /Problem: B\. Lanterns.*Time Limit: 1500 ms.*# solution of B\. Lanterns/s);
      await scene.workbench.codeLens('Run samples (1)').waitFor();
      await scene.workbench.notification('saved as B-Lanterns.py with 1 test').waitFor();
      await scene.workbench.screenshot('companion-arrival');
    });

    it('are brought up to date when they come again', async () => {
      await writeFile(join(folder, 'B-Lanterns.py'), 'print("mine")\n');
      await send({ tests: [...message.tests, { input: '5 5\n', output: '10\n' }] });
      await scene.workbench.notification('brought up to date, 2 tests').waitFor();
      assert.equal(await readFile(join(folder, 'B-Lanterns.py'), 'utf8'), 'print("mine")\n');
      await scene.workbench.codeLens('Run samples (2)').waitFor();
    });

    it('take the statement from the clipboard', async () => {
      const statement = 'Lanterns hang in a row; print how many are lit.\n\n1 ≤ n ≤ 77';
      await scene.workbench.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(statement)})`);
      await scene.workbench
        .notification('brought up to date')
        .getByRole('button', { name: 'Paste Statement' })
        .click();
      const frame = await page();
      await frame.getByLabel('Title', { exact: true }).waitFor();
      await frame.getByText('As it was read').click();
      await frame.getByText('Lanterns hang in a row').waitFor();
      assert.equal(await frame.getByLabel('Upper bound of constraint 1').inputValue(), '77');
      assert.equal(await frame.getByLabel('Time limit (ms)', { exact: true }).inputValue(), '1500');
    });

    it('become the folder of a contest when they come together', async () => {
      await scene.workbench.runCommand('Notifications: Clear All Notifications');
      for (const letter of ['A', 'B', 'C']) {
        await send({
          name: `${letter}. Part`,
          url: `https://judge.example/contest/3/problem/${letter}`,
          batch: { id: 'three', size: 3 },
        });
      }
      await scene.workbench.notification('3 problems of Judge - Round 3 are in Judge-Round-3').waitFor();
      for (const letter of ['A', 'B', 'C'])
        await readFile(join(folder, 'Judge-Round-3', `${letter}-Part.py`));
      assert.match((await scene.companion.activeEditor())?.path ?? '', /A-Part\.py$/);
    });

    it('are no longer listened for when it is switched off, and are again when it is on', async () => {
      await scene.workbench.runCommand('Verdict: Turn Competitive Companion On or Off');
      const off = scene.workbench.notification('no longer listens');
      await off.waitFor();
      await scene.workbench.statusBarItem('listening on').waitFor({ state: 'detached' });
      await assert.rejects(send());
      await off.getByRole('button', { name: 'Turn On Again' }).click();
      await scene.workbench.statusBarItem(`listening on ${port}`).waitFor();
    });

    it('go to the window that is active: two windows share one port', async () => {
      const other = join(root, 'other');
      await mkdir(other);
      const one = scene.workbench.page;
      const two = await one.context().newPage();
      try {
        await two.goto(scene.editor.url.replace(/folder=.*/, `folder=${encodeURIComponent(other)}`));
        await shows(two, `listening on ${port}`);
        await shows(one, `${port}: another window`);
        await send({ name: 'For Two', url: 'https://judge.example/two' });
        await until('the file in the second folder', () => readFile(join(other, 'For-Two.py')));
        await activate(one, two);
        await shows(one, `listening on ${port}`);
        await shows(two, `${port}: another window`);
        await send({ name: 'For One', url: 'https://judge.example/one' });
        await until('the file in the first folder', () => readFile(join(folder, 'For-One.py')));
        await activate(two, one);
        await shows(two, `listening on ${port}`);
        await two.close();
        // The closing of a page moves the focus of its own accord, now or a little later: it is told again until it stays.
        await until(
          'the port is with the first window',
          async () => {
            await activate(one, one);
            return shows(one, `listening on ${port}`, 2_000).then(() => true);
          },
          { timeoutMs: 30_000 },
        );
      } finally {
        await two.close();
      }
      await scene.workbench.runCommand('Notifications: Clear All Notifications');
    });
  });

  describe('on their page', () => {
    it('show what was understood, and keep corrections beside the file', async () => {
      await openBesidePage('ferries.md');
      await scene.workbench.runCommand('Verdict: Show Problem');
      const frame = await page();
      const time = frame.getByLabel('Time limit (ms)', { exact: true });
      await frame.getByText('ferries.md').waitFor();
      assert.equal(await frame.getByLabel('Title', { exact: true }).inputValue(), 'Ferries');
      assert.equal(await time.inputValue(), '2000');
      assert.equal(await frame.getByLabel('Input of Sample 1').inputValue(), '2\n3 4');
      assert.equal(await frame.getByLabel('Upper bound of constraint 1').inputValue(), '100');

      await time.fill('3500');
      await time.press('Enter');
      const reset = frame.getByRole('button', { name: 'Reset Time limit (ms) to what was read' });
      await reset.waitFor();
      await frame.getByLabel('Answers are compared').selectOption('float');
      await frame.getByLabel('Absolute error').waitFor();
      await frame.getByLabel('Any right answer may be printed', { exact: true }).check();
      const input = frame.getByLabel('Input of Sample 1');
      await input.fill('3\n1 2 4');
      await input.press('Tab');
      await until('all corrections on disk', async () => {
        const edits = JSON.parse(await beside('ferries.md'));
        return edits.samples?.[0].input === '3\n1 2 4\n' && edits;
      });
      await scene.workbench.screenshot('problem-page');
      assert.deepEqual(JSON.parse(await beside('ferries.md')), {
        timeLimitMs: 3500,
        checker: { kind: 'float', absolute: 1e-6, relative: 1e-6 },
        anyAnswer: true,
        samples: [{ input: '3\n1 2 4\n', output: '7\n' }],
      });
      await reset.click();
      await reset.waitFor({ state: 'detached' });
      assert.equal(await time.inputValue(), '2000');
      assert.equal(JSON.parse(await beside('ferries.md')).timeLimitMs, undefined);
    });

    it('are shown of a PDF from the menu of the explorer', async () => {
      const frost = ['Frost', 'Time limit: 2 seconds', 'Input', 'One integer n.', 'Output', 'The thickness.'];
      const sample = ['Sample Input 1', '3', 'Sample Output 1', '6'];
      const texts = [...frost, ...sample].map((text, line) => ({ x: 60, y: 60 + 16 * line, text }));
      await writeFile(join(folder, 'frost.pdf'), pdfOf([texts]));
      await scene.workbench.openView('Explorer');
      const file = scene.workbench.page.getByRole('treeitem', { name: 'frost.pdf' });
      await scene.workbench.chooseFromMenu(file, 'Show Problem');
      const frame = await page();
      await frame.getByText('frost.pdf').waitFor();
      assert.equal(await frame.getByLabel('Time limit (ms)', { exact: true }).inputValue(), '2000');
      assert.equal(await frame.getByLabel('Input of Sample 1').inputValue(), '3');
      await openBesidePage('ferries.md');
      await scene.workbench.runCommand('Verdict: Show Problem');
      await frame.getByText('ferries.md').waitFor();
    });

    it('break no rule of axe-core', async () => {
      assert.deepEqual(await brokenRules(await page()), []);
    });

    it('are gone through by the keyboard from title to tests to limits', async () => {
      const frame = await page();
      await frame.getByLabel('Title', { exact: true }).focus();
      const stops = [
        'Run Samples (1)',
        'Input of Sample 1',
        'Expected output of Sample 1',
        'Time limit (ms)',
      ];
      for (const stop of stops) {
        await until(`the focus on ${stop}`, async () => {
          await scene.workbench.page.keyboard.press('Tab');
          const name = await frame
            .locator(':focus')
            .evaluate((it) => it.getAttribute('aria-label') ?? (it.labels?.[0] ?? it).textContent.trim());
          return name === stop;
        });
      }
    });

    it('refuse what is no number, and hold an emptied field to be absent', async () => {
      const frame = await page();
      const memory = frame.getByLabel('Memory limit (MiB)');
      await memory.fill('-5');
      await memory.press('Enter');
      await memory.fill('64');
      await memory.press('Enter');
      await until(
        'the limit on disk',
        async () => JSON.parse(await beside('ferries.md')).memoryLimitMiB === 64,
      );
      const time = frame.getByLabel('Time limit (ms)', { exact: true });
      await time.fill('');
      await time.press('Enter');
      await until('no limit', async () => JSON.parse(await beside('ferries.md')).timeLimitMs === null);
    });

    it('follow the text of the file while it is edited', async () => {
      await openBesidePage('ferries.md');
      await scene.workbench.page.keyboard.press('ControlOrMeta+Home');
      await scene.workbench.page.keyboard.press('End');
      await scene.workbench.page.keyboard.type(' at Night');
      const title = (await page()).getByLabel('Title', { exact: true });
      await until('the new title', async () => (await title.inputValue()) === 'Ferries at Night');
      await scene.workbench.page.keyboard.press('ControlOrMeta+S');
    });

    it('run the samples of a program from its lens, and an own test too', async () => {
      await openBesidePage('squares.py');
      await scene.workbench.clickCodeLens('Run samples (2)');
      const frame = await page();
      const outcome = frame.getByRole('status').filter({ hasText: 'squares.py' });
      await outcome.filter({ hasText: /^WA squares\.py, 1\/2 samples/ }).waitFor({ timeout: 60_000 });
      await frame.getByRole('article', { name: 'Sample 2' }).getByText('WA').waitFor();
      await frame.getByRole('article', { name: 'Sample 2' }).getByText('12', { exact: true }).waitFor();
      await scene.workbench.screenshot('problem-run');

      await frame.getByRole('button', { name: 'Add Test' }).click();
      await frame.getByLabel('Input of the new test').fill('0');
      await frame.getByLabel('Expected output of the new test').fill('0');
      await frame.getByRole('button', { name: 'Keep Test' }).click();
      await frame.getByRole('article', { name: 'Own test 1' }).waitFor();
      assert.equal(await readFile(join(folder, '.verdict/squares.py/data/sample/1.in'), 'utf8'), '0\n');
      await frame.getByRole('button', { name: 'Run Samples (3)' }).click();
      await outcome.filter({ hasText: /2\/3 samples/ }).waitFor({ timeout: 60_000 });
      await scene.workbench.codeLens('Run samples (3)').waitFor();
      await frame.getByRole('button', { name: 'Delete Own test 1' }).click();
      await frame.getByRole('button', { name: 'Run Samples (2)' }).waitFor();
    });
  });

  describe('of a contest that may be running', () => {
    const dialog = () => scene.workbench.page.locator('.monaco-dialog-box');

    it('are not solved unless the user says that it is practice, who is asked once', async () => {
      await openBesidePage('round.md');
      await scene.workbench.clickCodeLens('Solve');
      await dialog().getByText('may still be running').waitFor();
      await dialog().getByText('https://codeforces.com/blog/entry/133941').waitFor();
      await scene.workbench.screenshot('contest-guard');
      await dialog().getByRole('button', { name: 'Cancel' }).click();
      await dialog().waitFor({ state: 'detached' });
      await scene.workbench.runCommand('Verdict: Show Reasoning');
      const panel = await scene.workbench.webview('Verdict');
      await panel.getByText('Loading the model').waitFor();

      await scene.workbench.clickCodeLens('Solve');
      await dialog().getByRole('button', { name: 'It Is Over, or Practice' }).click();
      await panel.getByRole('heading', { name: 'Round' }).waitFor({ timeout: 120_000 });
      await scene.workbench.runCommand('Verdict: Stop');
      await openBesidePage('round.md');
      await scene.workbench.clickCodeLens('Explain');
      const chat = await scene.workbench.webview('Chat');
      await chat.getByText('Explain the problem "Round"').waitFor();
      await scene.workbench.runCommand('Verdict: Stop');
      assert.equal(await dialog().count(), 0);
    });

    it('are asked about by the chat before a model is', async () => {
      await mkdir(join(folder, '.vscode'));
      await writeFile(join(folder, '.vscode', 'settings.json'), '{ "verdict.model": "vibethinker-3b" }');
      await scene.workbench.openView('Verdict');
      const chat = await scene.workbench.webview('Chat');
      await chat
        .getByLabel('Message')
        .fill('An idea for https://codeforces.com/contest/999998/problem/B, please');
      await chat.getByRole('button', { name: 'Send' }).click();
      await dialog().getByText('may still be running').waitFor();
      await dialog().getByRole('button', { name: 'Cancel' }).click();
      await chat.getByRole('log').getByText('Nothing was begun').waitFor();
      await rm(join(folder, '.vscode'), { recursive: true });
    });
  });
});

/** Waits until the window's status bar holds this text; fails with what it holds instead. */
async function shows(page: Page, text: string, timeout = 30_000): Promise<void> {
  const bar = page.locator('.part.statusbar');
  const item = bar.locator('.statusbar-item').filter({ hasText: text }).first();
  try {
    await item.waitFor({ timeout });
  } catch (error) {
    const said = await bar.locator('.statusbar-item').allInnerTexts();
    throw new Error(`no "${text}" in the status bar, which says: ${said.join(' | ')}`, { cause: error });
  }
}

/**
 * Makes one window the active one. A browser without a screen keeps every page focused, so what a page is told
 * when the user turns to another window is told to it here.
 */
async function activate(page: Page, other: Page): Promise<void> {
  await other.evaluate(told(false));
  await page.evaluate(told(false));
  await page.bringToFront();
  await page.evaluate(told(true));
}

/** The window takes note of a loss of focus in a timer: a focus told before that would be no news to it. */
function told(focused: boolean): string {
  return `document.hasFocus = () => ${focused}; window.dispatchEvent(new Event('${focused ? 'focus' : 'blur'}')); new Promise((noted) => setTimeout(noted));`;
}

/** A port that is free right now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
