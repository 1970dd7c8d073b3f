import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { isRunning } from '../../../scripts/editor/processTree.ts';
import { writeFixtureExtension } from './fixture.ts';
import {
  buildCompanion,
  bundleHostSuite,
  keepEvidence,
  openScene,
  runHostSuite,
  type Scene,
  saveEvidence,
  until,
} from './index.ts';
import { testResults } from './testResults.ts';

describe('the editor harness', function () {
  this.timeout(180_000);
  let root: string;
  let fixture: string;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'verdict-harness-'));
    fixture = await writeFixtureExtension(root);
  });
  after(() => rm(root, { recursive: true, force: true }));

  describe('driving a window', () => {
    let scene: Scene;

    before(async () => {
      const folder = join(root, 'contest');
      await mkdir(folder);
      const lines = Array.from({ length: 300 }, (_, line) => `// line ${line}\n`);
      await writeFile(join(folder, 'long.cpp'), lines.join(''));
      await writeFile(join(folder, 'notes.md'), '# Notes\n');
      const vsix = join(root, 'fixture.vsix');
      await createVSIX({ cwd: fixture, packagePath: vsix, allowMissingRepository: true, skipLicense: true });
      scene = await openScene({ folder, vsix: [vsix] });
    });
    afterEach(function () {
      return keepEvidence(this, scene);
    });
    after(() => scene?.[Symbol.asyncDispose]());

    it('opens calmly: no tab, no notification, no second side bar', async () => {
      const { page } = scene.workbench;
      assert.equal(await page.locator('.tab').count(), 0);
      assert.equal(await page.locator('.notification-toast').count(), 0);
      assert.equal(await page.locator('.part.auxiliarybar').isVisible(), false);
      await scene.workbench.screenshot('harness/opened');
    });

    it('opens a file, which starts the extension', async () => {
      await scene.workbench.openFile('long.cpp');
      await scene.workbench.statusBarItem('fixture ready').waitFor();
      assert.equal(await scene.companion.isActive('verdict-test.fixture'), true);
      await scene.workbench.screenshot('harness/file');
    });

    it('reads the whole text, far beyond the lines that are drawn', async () => {
      const text = await scene.workbench.editorText();
      assert.match(text, /^\/\/ line 0\n/);
      assert.match(text, /\/\/ line 299\n$/);
    });

    it('follows a code lens', async () => {
      await scene.workbench.clickCodeLens('Append a line');
      await until('the line', async () =>
        (await scene.workbench.editorText()).includes('appended by the lens'),
      );
    });

    it('types into the editor', async () => {
      await scene.workbench.focusEditor();
      await scene.workbench.page.keyboard.press('ControlOrMeta+Home');
      await scene.workbench.page.keyboard.type('// typed ');
      await until('the words', async () => (await scene.workbench.editorText()).startsWith('// typed '));
      assert.equal((await scene.companion.activeEditor())?.dirty, true);
    });

    it('runs a command and answers its notification', async () => {
      await scene.workbench.runCommand('Fixture: Greet');
      const notification = scene.workbench.notification('Hello from the fixture');
      await notification.getByText('Again').click();
      await scene.workbench.statusBarItem('fixture asked Again').waitFor();
    });

    it('runs a command that asks something in the same place', async () => {
      await scene.workbench.runCommand('Fixture: Ask');
      await scene.workbench.choose('green');
      await scene.workbench.statusBarItem('fixture chose green').waitFor();
    });

    it('says what is offered when a command is not', async () => {
      await assert.rejects(
        scene.workbench.runCommand('Fixture: Gree', { timeoutMs: 1500 }),
        /"Fixture: Gree" is not offered, but: .*Fixture: Greet/,
      );
    });

    it('presses a button inside a webview panel', async () => {
      await scene.workbench.runCommand('Fixture: Open Panel');
      const panel = await scene.workbench.webview('Fixture Panel');
      await panel.getByText('press the panel').click();
      await panel.getByText('pressed').waitFor();
    });

    it('opens a view and presses a button in it', async () => {
      await scene.workbench.openView('Fixture Side');
      const view = await scene.workbench.webview('Fixture View');
      await view.getByText('press the view').click();
      await view.getByText('pressed').waitFor();
      await scene.workbench.screenshot('harness/webviews');
    });

    it('opens a view of VS Code itself, beside or below', async () => {
      await scene.workbench.openView('Search');
      await scene.workbench.openView('Output');
      await scene.workbench.openView('Explorer');
    });

    it('finds everything again after a reload', async () => {
      await scene.workbench.open(scene.editor.url);
      await scene.workbench.openFile('notes.md');
      assert.equal(await scene.workbench.editorText(), '# Notes\n');
    });

    it('leaves evidence of what was seen', async () => {
      const folder = await saveEvidence('harness evidence', scene);
      assert.ok(existsSync(join(folder, 'window.png')));
      assert.match(await readFile(join(folder, 'console.log'), 'utf8'), /\w/);
      assert.ok(existsSync(join(folder, 'logs')));
    });
  });

  it('clears everything away, also what an extension started and let go', async () => {
    const scene = await openScene({ theme: 'dark', chat: true, extensionFolders: [fixture] });
    await scene.workbench.screenshot('harness/dark');
    const pids = [scene.editor.pid, Number(await scene.companion.execute('fixture.spawn'))];
    for (const pid of pids) assert.equal(await isRunning(pid), true);
    await scene[Symbol.asyncDispose]();
    for (const pid of pids) assert.equal(await isRunning(pid), false);
    assert.equal(existsSync(scene.folder), false);
  });

  it('has an editor that does not outlive the process that started it', async () => {
    const script = `
      import { startEditor } from '${new URL('../../../scripts/editor/server.ts', import.meta.url)}';
      const [folder] = process.argv.slice(1);
      const editor = await startEditor({ folder, userDataDir: folder + '/user', extensionsDir: folder + '/extensions' });
      console.log(editor.pid);`;
    const folder = await mkdtemp(join(root, 'orphan-'));
    const flags = ['--import', 'tsx', '--input-type=module', '--eval', script, folder];
    const owner = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(owner.stdout, 'data');
    const pid = Number(line);
    assert.equal(await isRunning(pid), true);
    owner.kill('SIGKILL');
    await until('the server to end', async () => !(await isRunning(pid)));
  });

  describe('a suite in the extension host', () => {
    const write = async (name: string, text: string) => {
      const entry = join(root, `${name}.ts`);
      await writeFile(entry, text);
      return bundleHostSuite(entry, join(root, 'bundled'));
    };

    it('is run, and its failures are told', async () => {
      const suiteFile = await write(
        'mixed',
        `import * as vscode from 'vscode';
         import assert from 'node:assert';
         describe('the host', () => {
           it('has the fixture', async () => {
             const fixture = vscode.extensions.getExtension('verdict-test.fixture');
             await fixture?.activate();
             assert.ok((await vscode.commands.getCommands()).includes('fixture.append'));
           });
           it('fails here', () => assert.equal(1 + 1, 3, 'one and one'));
           it.skip('is for later', () => {});
         });`,
      );
      const result = await runHostSuite({ name: 'mixed', suiteFile, extensionFolders: [fixture] });
      assert.deepEqual(result.passed, ['the host has the fixture']);
      assert.deepEqual(result.skipped, ['the host is for later']);
      assert.deepEqual(
        result.failed.map(({ title, message }) => [title, message]),
        [['the host fails here', 'one and one']],
      );
      const evidence = join(testResults, 'mixed');
      assert.ok(existsSync(join(evidence, 'window.png')));
      assert.ok(existsSync(join(evidence, 'logs')));
    });

    it('that cannot be loaded has failed', async () => {
      const suiteFile = await write('broken', `throw new Error('no such day');`);
      const result = await runHostSuite({ name: 'broken', suiteFile });
      assert.equal(result.failed[0]?.message, 'no such day');
    });

    it('that does not end is given up, with its logs kept', async () => {
      const suiteFile = await write(
        'endless',
        `it('waits', function () { this.timeout(0); return new Promise(() => {}); });`,
      );
      await assert.rejects(
        runHostSuite({ name: 'endless', suiteFile, timeoutMs: 1000 }),
        /did not end.*test-results.*endless/,
      );
    });

    it('runs by the same entry that desktop VS Code calls', async () => {
      const companion = join(root, 'companion');
      await buildCompanion(companion);
      const { run } = createRequire(import.meta.url)(join(companion, 'suite.cjs'));
      process.env.VERDICT_HOST_SUITE = await write(
        'desktop',
        `it('falls', () => { throw new Error('off the desk'); });`,
      );
      await assert.rejects(run(), /1 tests failed in the extension host.\nfalls: off the desk/);
      delete process.env.VERDICT_HOST_SUITE;
    });
  });
});
