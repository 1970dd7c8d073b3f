import { strict as assert } from 'node:assert';
import { keepEvidence, openFixedScene, type Scene, twoNumbers, until } from './harness/index.ts';

/**
 * What most people do with Verdict, in one window. `VERDICT_EDITOR=4.104.0` runs it in the oldest VS Code that
 * package.json allows (code-server's number is VS Code's with a 4 in front).
 */
describe('the main flow', function () {
  this.timeout(180_000);
  let scene: Scene;

  before(async () => {
    scene = await openFixedScene(
      () => `The program:\n\`\`\`python\n${twoNumbers.right}\`\`\``,
      { 'two_numbers.py': twoNumbers.statement, 'mine.py': `${twoNumbers.statement}${twoNumbers.right}` },
      { settings: { 'verdict.lanes': 1 } },
    );
  });
  afterEach(function () {
    return keepEvidence(this, scene);
  });
  after(() => scene?.[Symbol.asyncDispose]());

  /** From the explorer: what finds files by name is not in older installs from npm. */
  const open = async (name: string) => {
    const { page } = scene.workbench;
    await page.locator('.explorer-folders-view').getByRole('treeitem', { name }).first().dblclick();
    await page.locator('.tabs-container .tab.active').filter({ hasText: name }).waitFor();
  };

  it('runs the samples of the user’s own program', async () => {
    const { workbench } = scene;
    await open('mine.py');
    await workbench.clickCodeLens('Run samples');
    const page = await workbench.webview('Problem');
    await page
      .getByRole('status')
      .filter({ hasText: /^AC mine\.py, 1\/1 sample/ })
      .waitFor({ timeout: 60_000 });
  });

  it('solves, shows the evidence, and inserts the program', async () => {
    const { workbench } = scene;
    await open('two_numbers.py');
    await workbench.clickCodeLens('Solve');
    const frame = await workbench.webview('Verdict');
    await frame.getByRole('heading', { name: /^AC: candidate/ }).waitFor({ timeout: 90_000 });
    await frame.getByRole('button', { name: 'Insert' }).click();
    const text = await until('the program in the file', async () => {
      const now = await workbench.editorText();
      return now.includes(twoNumbers.right) ? now : undefined;
    });
    assert.ok(text.startsWith(twoNumbers.statement));
  });
});
