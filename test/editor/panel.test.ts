import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import {
  type Asked,
  brokenRules,
  type FixedAnswer,
  keepEvidence,
  openFixedScene,
  type Scene,
  twoNumbers,
  until,
} from './harness/index.ts';

const { statement, right } = twoNumbers;

describe('the reasoning panel', function () {
  this.timeout(180_000);
  let scene: Scene;
  let answers = 0;
  // The first program is wrong, those after it are right.
  const usual = () => `The sum is $a + b$.\n\n\`\`\`python\n${answers++ === 0 ? 'print(0)\n' : right}\`\`\``;

  let answer: (asked: Asked) => FixedAnswer = usual;

  before(async () => {
    scene = await openFixedScene(
      (asked) => answer(asked),
      { 'two_numbers.py': statement },
      { settings: { 'verdict.lanes': 1 } },
    );
  });
  afterEach(function () {
    return keepEvidence(this, scene);
  });
  after(() => scene?.[Symbol.asyncDispose]());

  const panel = () => scene.workbench.webview('Verdict');
  const accepted = async () => {
    const frame = await panel();
    await frame.getByRole('heading', { name: /^AC: candidate/ }).waitFor({ timeout: 90_000 });
    return frame;
  };
  const openFile = async () => {
    await scene.workbench.runCommand('View: Focus First Editor Group');
    await scene.workbench.openFile('two_numbers.py');
  };

  it('shows what was dropped and why, and what the programs were checked with', async () => {
    await scene.workbench.openFile('two_numbers.py');
    await scene.workbench.clickCodeLens('Solve');
    const frame = await accepted();
    await frame.getByText('Dropped candidates').waitFor();
    const dropped = frame.locator('details').filter({ hasText: 'WA' }).filter({ hasText: '#1' }).first();
    await dropped.locator('summary').first().click();
    await dropped.locator('.katex').first().waitFor();
    await dropped.locator('.difference').getByText('Expected').waitFor();
    await frame.locator('.checks summary').first().click();
    await frame
      .locator('.checks')
      .getByText(/inputs/i)
      .first()
      .waitFor();
    await scene.workbench.screenshot('panel/solved');
  });

  it('compares before it inserts into a file that has changed', async () => {
    const { workbench } = scene;
    await openFile();
    await workbench.focusEditor();
    await workbench.page.keyboard.press('ControlOrMeta+End');
    await workbench.page.keyboard.type('# mine');
    const changed = await until('what was typed', async () => {
      const text = await workbench.editorText();
      return text.endsWith('# mine') ? text : undefined;
    });
    const frame = await panel();
    await frame.getByRole('button', { name: 'Insert' }).click();
    await workbench.notification('has changed since the solve began').getByText('Show Diff').click();
    await workbench.page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    await workbench.screenshot('panel/diff');
    await workbench.notification('Insert this program?').getByText('Reject').click();
    await workbench.page.locator('.monaco-diff-editor').waitFor({ state: 'detached' });
    await until('the file as it was', async () => (await workbench.editorText()) === changed);
    await frame.getByRole('button', { name: 'Diff' }).click();
    await workbench.page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    await workbench.runCommand('Verdict: Accept the Program');
    await until('the program in the file', async () => (await workbench.editorText()).includes(right));
    assert.match(await workbench.editorText(), /# mine$/);
    await workbench.page.locator('.monaco-diff-editor').waitFor({ state: 'detached' });
    await workbench.page.locator('.editor-group-container.active .monaco-editor .view-line').last().click();
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await until('the file as it was', async () => (await workbench.editorText()) === changed);
  });

  it('is there again after the window is loaded anew', async () => {
    await scene.workbench.reload();
    const frame = await accepted();
    await frame.getByText('Dropped candidates').waitFor();
  });

  it('finds past solves again, and deletes them', async () => {
    const { workbench } = scene;
    await openFile();
    const before = answers;
    await workbench.clickCodeLens('Solve');
    await until('a new request', () => answers > before);
    await accepted();
    await workbench.runCommand('Verdict: Past Solves');
    const rows = workbench.page.locator('.quick-input-widget .monaco-list-row');
    await rows.nth(1).waitFor();
    assert.match((await rows.nth(0).textContent()) ?? '', /· solved/);
    await workbench.screenshot('panel/past');
    await rows.nth(1).hover();
    await rows.nth(1).getByRole('button', { name: 'Delete' }).click();
    await rows.nth(1).waitFor({ state: 'detached' });
    await workbench.page.locator('.quick-input-widget .quick-input-filter input').fill('sum');
    await workbench.page.keyboard.press('Enter');
    await accepted();
  });

  it('goes on with a solve that was stopped, and asks for nothing again that was finished', async () => {
    const [asked, finished] = [[] as unknown[], [] as unknown[]];
    const held = new AbortController();
    answer = ({ seed }) => {
      asked.push(seed);
      const isFirst = asked.length === 1;
      if (isFirst || held.signal.aborted) {
        finished.push(seed);
        return isFirst ? 'I have no program.' : `\`\`\`python\n${right}\`\`\``;
      }
      return (async function* () {
        yield { thought: 'Let me see' };
        await once(held.signal, 'abort');
      })();
    };
    await openFile();
    await scene.workbench.clickCodeLens('Solve');
    const frame = await panel();
    await until('an answer under way', () => asked.length > 1);
    await scene.workbench.runCommand('Verdict: Past Solves');
    const latest = scene.workbench.page.locator('.quick-input-widget .monaco-list-row').first();
    await latest.filter({ hasText: '· not finished' }).waitFor();
    await scene.workbench.page.keyboard.press('Escape');
    await frame.getByRole('button', { name: 'Stop All' }).click();
    const goOn = frame.getByRole('button', { name: 'Go On' });
    await goOn.waitFor();
    await scene.workbench.screenshot('panel/stopped');
    const [before, kept] = [asked.length, [...finished]];
    held.abort();
    await goOn.click();
    await accepted();
    assert.ok(asked.length > before);
    assert.ok(!asked.slice(before).some((seed) => kept.includes(seed)));
    answer = usual;
  });

  it('is exported as Markdown', async () => {
    const { workbench } = scene;
    await workbench.runAndChoose('Verdict: Export Solve', 'Markdown');
    const text = await until('the document', async () => {
      const editor = await scene.companion.activeEditor();
      return editor?.language === 'markdown' && editor.text;
    });
    assert.match(text, /^# Two Numbers\n/);
    assert.match(text, /\*\*AC: candidate \d/);
    assert.match(text, /Checked against: samples 1\/1/);
    await workbench.runCommand('View: Revert and Close Editor');
    await until('the document closed', async () => {
      const editor = await scene.companion.activeEditor();
      return editor?.language !== 'markdown';
    });
  });

  it('is readable by everyone, in light and dark, wide and narrow', async () => {
    const { workbench } = scene;
    await workbench.runCommand('Verdict: Show Reasoning');
    const frame = await accepted();
    for (const theme of ['light', 'dark']) {
      await frame.locator(`body.vscode-${theme}`).waitFor();
      await workbench.screenshot(`panel/${theme}`);
      assert.deepEqual(await brokenRules(frame), [], theme);
      await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    }
    await workbench.page.setViewportSize({ width: 700, height: 700 });
    await workbench.screenshot('panel/narrow');
  });
});
