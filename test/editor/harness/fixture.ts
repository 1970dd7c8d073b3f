import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const manifest = {
  name: 'fixture',
  publisher: 'verdict-test',
  version: '0.0.1',
  engines: { vscode: '^1.104.0' },
  main: './extension.cjs',
  files: ['extension.cjs'],
  activationEvents: ['onLanguage:cpp'],
  contributes: {
    commands: [
      { command: 'fixture.greet', title: 'Greet', category: 'Fixture' },
      { command: 'fixture.panel', title: 'Open Panel', category: 'Fixture' },
      { command: 'fixture.ask', title: 'Ask', category: 'Fixture' },
      { command: 'fixture.spawn', title: 'Start a Process', category: 'Fixture' },
    ],
    viewsContainers: { activitybar: [{ id: 'fixture', title: 'Fixture Side', icon: '$(beaker)' }] },
    views: { fixture: [{ id: 'fixture.view', name: 'Fixture View', type: 'webview' }] },
  },
};

const code = `
const vscode = require('vscode');
const { spawn } = require('node:child_process');

exports.activate = ({ subscriptions }) => {
  const status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left);
  status.text = 'fixture ready';
  status.show();
  subscriptions.push(
    status,
    vscode.commands.registerCommand('fixture.greet', async () => {
      const chosen = await vscode.window.showInformationMessage('Hello from the fixture', 'Again');
      if (chosen) status.text = 'fixture asked ' + chosen;
    }),
    vscode.commands.registerCommand('fixture.ask', async () => {
      status.text = 'fixture chose ' + (await vscode.window.showQuickPick(['red', 'green']));
    }),
    vscode.commands.registerCommand('fixture.spawn', () => {
      const forever = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
      return forever.pid;
    }),
    vscode.commands.registerCommand('fixture.append', () => {
      const editor = vscode.window.activeTextEditor;
      const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
      return editor.edit((edit) => edit.insert(end, '// appended by the lens\\n'));
    }),
    vscode.commands.registerCommand('fixture.panel', () => {
      const panel = vscode.window.createWebviewPanel('fixture', 'Fixture Panel', vscode.ViewColumn.Beside, {
        enableScripts: true,
      });
      panel.webview.html = page('panel');
    }),
    vscode.window.registerWebviewViewProvider('fixture.view', {
      resolveWebviewView({ webview }) {
        webview.options = { enableScripts: true };
        webview.html = page('view');
      },
    }),
    vscode.languages.registerCodeLensProvider('cpp', {
      provideCodeLenses: () => [
        new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title: 'Append a line', command: 'fixture.append' }),
      ],
    }),
  );
};

function page(name) {
  return '<button onclick="this.textContent = \\'pressed\\'">press the ' + name + '</button>';
}
`;

/** Writes an extension with one of each thing the harness drives. Gives back its folder. */
export async function writeFixtureExtension(parent: string): Promise<string> {
  const folder = join(parent, 'fixture');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'extension.cjs'), code);
  return folder;
}
