import { strict as assert } from 'node:assert';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRunning } from '../../scripts/editor/processTree.ts';
import {
  bundleHostSuite,
  keepEvidence,
  openScene,
  runHostSuite,
  type Scene,
  until,
} from './harness/index.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const vsix = join(project, 'dist', 'verdict.vsix');
/** The tiny model on one thread: the other core draws the window and judges. */
const settings = {
  'verdict.model': 'smollm2-135m',
  'verdict.threads': 1,
  'verdict.companion.enabled': false,
};

const sumInADocstring = `"""
Two Numbers

Read two integers from one line and print their sum.

Sample Input 1
2 3

Sample Output 1
5

Sample Input 2
10 -4

Sample Output 2
6
"""
`;

describe('Verdict in VS Code', function () {
  this.timeout(300_000);
  let root: string;
  let folder: string;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'verdict-editor-test-'));
    folder = join(root, 'problems');
    await cp(join(project, 'examples'), folder, { recursive: true });
    await writeFile(join(folder, 'two_numbers.py'), sumInADocstring);
  });
  after(() => rm(root, { recursive: true, force: true }));

  it('passes its suite in the extension host', async () => {
    const suiteFile = await bundleHostSuite(join(project, 'test/editor/host/suite.ts'), join(root, 'suite'));
    const result = await runHostSuite({ name: 'host suite', suiteFile, vsix: [vsix], folder, settings });
    assert.deepEqual(result.failed, []);
    assert.ok(result.passed.length >= 8, `${result.passed.length} passed`);
  });

  describe('from outside, as a person uses it', () => {
    let scene: Scene;
    before(async () => {
      scene = await openScene({ vsix: [vsix], folder, settings });
    });
    afterEach(function () {
      return keepEvidence(this, scene);
    });
    after(() => scene?.[Symbol.asyncDispose]());

    /** Beside the panel, not over it. */
    const openStatement = async (name: string) => {
      await scene.workbench.runCommand('View: Focus First Editor Group');
      await scene.workbench.openFile(name);
    };
    const panel = () => scene.workbench.webview('Verdict');
    const accepted = async () => {
      const frame = await panel();
      await frame.getByRole('heading', { name: /^AC: candidate \d+/ }).waitFor({ timeout: 240_000 });
      return frame;
    };

    it('shows lenses above a statement and solves it from there', async () => {
      await scene.workbench.openFile('a-plus-b.md');
      await scene.workbench.codeLens('Explain').waitFor();
      await scene.workbench.clickCodeLens('Solve');
      const frame = await panel();
      await frame.locator('.lane').first().waitFor({ timeout: 120_000 });
      await scene.workbench.screenshot('solving');
      await accepted();
      await frame.getByText(/samples 2\/2; 100 generated cases against the brute force/).waitFor();
      await scene.workbench.screenshot('solved');
    });

    it('shows the model and the backend it runs on in the status bar', async () => {
      const item = scene.workbench.statusBarItem('SmolLM2').filter({ hasText: 'cpu' });
      await item.hover();
      await scene.workbench.page.locator('.monaco-hover').filter({ hasText: 'run in the sandbox' }).waitFor();
    });

    it('puts the program into a new file when the statement is no source file', async () => {
      const frame = await panel();
      await frame.getByRole('button', { name: 'Insert' }).click();
      const editor = await until('a new file with the program', async () => {
        const active = await scene.companion.activeEditor();
        return active?.language === 'python' ? active : undefined;
      });
      assert.match(editor.text, /print\(/);
      await scene.workbench.screenshot('new-file');
    });

    it('solves from the palette, puts the program below the docstring, and can take it back', async () => {
      await openStatement('two_numbers.py');
      await scene.workbench.runCommand('Verdict: Solve This Problem');
      const frame = await accepted();
      await frame.getByText('samples 2/2').first().waitFor();
      await frame.getByRole('button', { name: 'Insert' }).click();
      await until('the program in the file', async () =>
        (await scene.workbench.editorText()).includes('print('),
      );
      const text = await scene.workbench.editorText();
      assert.ok(
        text.startsWith(sumInADocstring.trimEnd()),
        'the statement stays as it was, above the program',
      );
      await scene.workbench.screenshot('inserted');
      await scene.workbench.focusEditor();
      await scene.workbench.page.keyboard.press('ControlOrMeta+Z');
      await until('the file as it was', async () => (await scene.workbench.editorText()) === sumInADocstring);
    });

    it('stops a solve at once and keeps what had ended', async () => {
      await openStatement('toll-roads.md');
      await scene.workbench.clickCodeLens('Solve');
      const frame = await panel();
      await frame.getByRole('heading', { name: /roads/i }).waitFor({ timeout: 60_000 });
      await frame.getByRole('button', { name: 'Stop All' }).click();
      await frame.getByRole('heading', { name: 'Stopped.' }).waitFor();
    });

    it('says that a solve broke when the model process is killed, and starts a new one for the next', async () => {
      await openStatement('toll-roads.md');
      await scene.workbench.runCommand('Verdict: Solve This Problem');
      const frame = await panel();
      await frame.locator('.lane').first().waitFor({ timeout: 120_000 });
      const [before] = await modelProcesses(scene);
      assert.ok(before, 'there is a model process');
      process.kill(before, 'SIGKILL');
      await frame.getByText(/lost/).first().waitFor({ timeout: 60_000 });
      const after = await until('a new model process', async () =>
        (await modelProcesses(scene)).find((it) => it !== before),
      );
      assert.ok(after);
      await frame.getByRole('button', { name: 'Stop All' }).click();
      await frame.getByRole('heading', { name: 'Stopped.' }).waitFor();
    });

    it('answers in the chat, and can be stopped', async () => {
      await scene.workbench.openView('Verdict');
      const chat = await scene.workbench.webview('Chat');
      await chat.getByLabel('Message').fill('What is a prefix sum?');
      await chat.getByRole('button', { name: 'Send' }).click();
      await chat
        .locator('.turn.assistant .markdown')
        .filter({ hasText: /\w+ \w+/ })
        .waitFor({ timeout: 120_000 });
      await scene.workbench.screenshot('chat');
      await chat.getByRole('button', { name: 'Stop' }).click();
      await chat.getByText('Stopped.').waitFor();
      await chat.getByRole('button', { name: 'Send' }).waitFor();
    });

    it('explains a problem in the chat', async () => {
      await openStatement('maximum.txt');
      await scene.workbench.clickCodeLens('Explain');
      const chat = await scene.workbench.webview('Chat');
      await chat.getByText(/Explain the problem/).waitFor();
      const reply = chat.locator('.turn.assistant').last();
      await reply
        .locator('.markdown')
        .filter({ hasText: /\w+ \w+/ })
        .first()
        .waitFor({ timeout: 120_000 });
      await scene.workbench.runCommand('Verdict: Stop');
      await chat.getByRole('status').getByText('The answer is complete.').waitFor({ state: 'attached' });
    });
  });

  it('leaves no model process when the window is gone', async () => {
    const scene = await openScene({ vsix: [vsix], folder, settings });
    let left: number[];
    try {
      await scene.workbench.openView('Verdict');
      const chat = await scene.workbench.webview('Chat');
      await chat.getByLabel('Message').fill('Say something long.');
      await chat.getByRole('button', { name: 'Send' }).click();
      left = await until(
        'a model process',
        async () => {
          const found = await modelProcesses(scene);
          return found.length > 0 ? found : undefined;
        },
        { timeoutMs: 60_000 },
      );
    } finally {
      await scene[Symbol.asyncDispose]();
    }
    for (const pid of left) assert.equal(await isRunning(pid), false);
  });
});

/** The model processes of this scene's extension hosts. Linux only, as VS Code from npm is. */
async function modelProcesses(scene: Scene): Promise<number[]> {
  const sceneFolder = dirname(dirname(scene.editor.logFolder));
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('model-process.mjs') && command.includes(sceneFolder)) found.push(Number(name));
  }
  return found;
}
