import { strict as assert } from 'node:assert';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator } from 'playwright-core';
import { keepEvidence, openScene, type Scene, until } from './harness/index.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** Right on the first sample, wrong on the second. */
const squares = `/*
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
*/
const n = Number(require('node:fs').readFileSync(0, 'utf8'));
console.log(3 * n);
`;
const endless = `"""
Endless

Sample Input 1
1

Sample Output 1
1
"""
while True:
    pass
`;

const double = `"""
Double

URL: https://judge.example/problem/double

Sample Input 1
3

Sample Output 1
6
"""
from twice import twice
print(twice(int(input())))
`;

describe('the Test Explorer', function () {
  this.timeout(120_000);
  let root: string;
  let folder: string;
  let scene: Scene;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'verdict-testing-'));
    folder = join(root, 'problems');
    await mkdir(folder);
    await writeFile(join(folder, 'squares.js'), squares);
    await writeFile(join(folder, 'endless.py'), endless);
    await writeFile(join(folder, 'double.py'), double);
    await writeFile(join(folder, 'twice.py'), 'def twice(n):\n    return 2 * n\n');
    scene = await openScene({
      vsix: [join(project, 'dist', 'verdict.vsix')],
      folder,
      settings: { 'verdict.companion.enabled': false, 'testing.automaticallyOpenPeekView': 'never' },
    });
  });
  afterEach(function () {
    return keepEvidence(this, scene);
  });
  after(async () => {
    await scene?.[Symbol.asyncDispose]();
    await rm(root, { recursive: true, force: true });
  });

  const rows = () => scene.workbench.page.locator('.test-explorer .monaco-list-row');
  const row = (label: string) => rows().filter({ hasText: label }).first();
  /** Passed, failed, skipped...: what a person hears of the row. */
  const state = async (item: Locator) => (await item.getAttribute('aria-label')) ?? '';
  const becomes = (label: string, wanted: RegExp) =>
    until(
      `${label} to be ${wanted}`,
      async () => {
        const now = await row(label).getAttribute('aria-label', { timeout: 1000 });
        assert.match(now ?? '', wanted);
        return true;
      },
      { timeoutMs: 30_000 },
    );
  const unfold = (label: string) => row(label).locator('.monaco-tl-twistie').click();

  it('lists the samples of the open problem, and runs them', async () => {
    const { workbench } = scene;
    await workbench.openFile('squares.js');
    await workbench.openView('Testing');
    await unfold('Squares');
    await row('Sample 2').waitFor();
    await workbench.runCommand('Test: Run All Tests');
    await becomes('Sample 1', /Passed/);
    await becomes('Sample 2', /Failed/);
    await workbench.screenshot('testing/run');
  });

  it('is read out by titles and words, not by paths, icons and marks', async () => {
    assert.match(await state(row('Squares')), /^Squares · squares\.js/);
    const { page } = scene.workbench;
    await page.getByRole('button', { name: 'Verdict Model: no model chosen' }).waitFor();
  });

  it('shows what was expected beside what came', async () => {
    const { workbench } = scene;
    await row('Sample 2').click();
    await workbench.runCommand('Test: Peek Output');
    const peek = workbench.page.locator('.test-output-peek');
    await peek.locator('.monaco-diff-editor').waitFor();
    await until('both sides', async () => {
      const text = await peek.locator('.monaco-diff-editor').textContent();
      return /16/.test(text ?? '') && /12/.test(text ?? '');
    });
    await workbench.screenshot('testing/difference');
    await workbench.page.keyboard.press('Escape');
  });

  it('runs one sample alone', async () => {
    const { workbench } = scene;
    await workbench.runCommand('Test: Clear All Results');
    await row('Sample 1').hover();
    await row('Sample 1').getByRole('button', { name: 'Run Test' }).click();
    await becomes('Sample 1', /Passed/);
    assert.match(await state(row('Sample 2')), /Not yet run/);
  });

  it('follows edits of the statement and tests of the user', async () => {
    const { workbench } = scene;
    await workbench.focusEditor();
    await mkdir(join(folder, '.verdict/squares.js/data/sample'), { recursive: true });
    await writeFile(join(folder, '.verdict/squares.js/data/sample/1.in'), '0\n');
    await writeFile(join(folder, '.verdict/squares.js/data/sample/1.ans'), '0\n');
    await row('Own test 1').waitFor({ timeout: 30_000 });
    await workbench.focusEditor();
    await workbench.page.keyboard.press('ControlOrMeta+A');
    await workbench.page.keyboard.press('Delete');
    await row('Sample 2').waitFor({ state: 'detached' });
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await row('Sample 2').waitFor();
    await workbench.runCommand('Test: Run All Tests');
    await becomes('Own test 1', /Passed/);
  });

  it('debugs one sample with its input', async () => {
    const { workbench } = scene;
    const { page } = workbench;
    await workbench.focusEditor();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('ArrowUp');
    await workbench.runCommand('Debug: Toggle Breakpoint');
    await workbench.openView('Testing');
    await row('Sample 2').hover();
    await row('Sample 2').getByRole('button', { name: 'Debug Test' }).click();
    await page.locator('.debug-toolbar').waitFor({ timeout: 60_000 });
    await page.locator('.debug-top-stack-frame-line').first().waitFor({ timeout: 60_000 });
    await workbench.openView('Run and Debug');
    const variables = page.locator('.debug-variables .monaco-list-row');
    await variables.filter({ hasText: 'Local' }).locator('.monaco-tl-twistie').click();
    await page
      .locator('.debug-variables .monaco-list-row')
      .filter({ hasText: /n\s*=\s*4/ })
      .first()
      .waitFor();
    await workbench.screenshot('testing/debug');
    await workbench.runCommand('Debug: Stop');
    await page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
  });

  it('says what a debugger would need', async () => {
    const { workbench } = scene;
    await workbench.openFile('endless.py');
    await workbench.openView('Testing');
    await row('Endless').hover();
    await row('Endless').getByRole('button', { name: 'Debug Test' }).click();
    await workbench.notification('ms-python.debugpy').waitFor();
  });

  it('stops a run', async () => {
    const { workbench } = scene;
    await row('Endless').hover();
    await row('Endless').getByRole('button', { name: 'Run Test' }).click();
    const cancel = workbench.page.locator('.part.sidebar').getByRole('button', { name: /Cancel Test Run/ });
    await cancel.waitFor();
    await cancel.click();
    await becomes('Endless', /Skipped|Not yet run/);
  });

  it('leads from a test to the page of its problem', async () => {
    const { workbench } = scene;
    await workbench.chooseFromMenu(row('Squares'), 'Show Problem');
    const page = await workbench.webview('Problem');
    await page.getByLabel('Title', { exact: true }).waitFor();
  });

  it('copies a program for submission as one file, judged in that form', async () => {
    const { workbench } = scene;
    await workbench.runCommand('View: Focus First Editor Group');
    await workbench.openFile('double.py');
    await workbench.runCommand('Verdict: Copy for Submission');
    const done = workbench.notification('is in the clipboard, AC on 1/1 samples');
    await done.waitFor({ timeout: 60_000 });
    await done.getByText('With twice.py in it.').waitFor();
    await done.getByText('Open Submit Page').waitFor();
    await workbench.screenshot('testing/submission');
    const text = String(await workbench.page.evaluate('navigator.clipboard.readText()'));
    assert.match(text, /def twice\(n\):/);
  });
});
