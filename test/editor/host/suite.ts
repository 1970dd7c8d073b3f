import { strict as assert } from 'node:assert';
import { basename } from 'node:path';
import { type CodeLens, commands, extensions, Uri, window, workspace } from 'vscode';

/** Runs inside the extension host, in VS Code for the browser and on the desktop alike. */
describe('the extension in its host', () => {
  const lensesOf = async (name: string) => {
    const [found] = await workspace.findFiles(`**/${name}`);
    assert.ok(found, `${name} is in the folder`);
    await window.showTextDocument(found);
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', found);
    return lenses.filter((it) => it.command?.command.startsWith('verdict.'));
  };

  it('is installed', () => {
    assert.ok(extensions.getExtension('verdict.verdict'));
  });

  it('has a title in the palette for every command it registers, and the other way round', async () => {
    await extensions.getExtension('verdict.verdict')?.activate();
    const declared: string[] = extensions
      .getExtension('verdict.verdict')
      ?.packageJSON.contributes.commands.map((it: { command: string }) => it.command);
    const registered = (await commands.getCommands(true)).filter((it) => /^verdict\.[a-zA-Z]+$/.test(it));
    assert.deepEqual(registered.sort(), declared.sort());
  });

  it('reads no more at activation than its own bundle, and what listens for problems', async () => {
    const own = extensions.getExtension('verdict.verdict');
    await own?.activate();
    const read = Object.keys(require.cache)
      .filter((path) => path.startsWith(own?.extensionPath ?? '?'))
      .map((path) => basename(path));
    assert.ok(read.includes('extension.cjs'), `${read}`);
    assert.deepEqual(
      read.filter((name) => /^room-(?!problem\.)/.test(name)),
      [],
    );
  });

  it('does nothing, kindly, without an editor', async () => {
    assert.equal(window.activeTextEditor, undefined);
    await commands.executeCommand('verdict.solve');
  });

  it('puts what can be done above a statement in Markdown', async () => {
    const lenses = await lensesOf('a-plus-b.md');
    assert.deepEqual(
      lenses.map((it) => it.command?.command),
      ['verdict.solve', 'verdict.explain', 'verdict.hint', 'verdict.runSamples', 'verdict.showProblem'],
    );
    assert.match(lenses[3]?.command?.title ?? '', /Run samples \(2\)/);
  });

  it('puts them above a statement in a docstring and in a comment', async () => {
    assert.equal((await lensesOf('odd_product.py')).length, 5);
    assert.equal((await lensesOf('second_largest.cpp')).length, 5);
  });

  it('puts none above a file without a statement', async () => {
    const document = await workspace.openTextDocument({
      language: 'markdown',
      content: '# Shopping\n\n- milk\n',
    });
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    assert.equal(lenses.filter((it) => it.command?.command.startsWith('verdict.')).length, 0);
  });

  it('puts none above a chat that was exported, whatever problems it quotes', async () => {
    const statement = '# A plus B\n\n## Sample Input 1\n\n1 2\n\n## Sample Output 1\n\n3\n';
    for (const [head, count] of [
      ['', 5],
      ['<!-- A chat with Verdict -->\n\n', 0],
    ] as const) {
      const document = await workspace.openTextDocument({ language: 'markdown', content: head + statement });
      const lenses = await commands.executeCommand<CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      assert.equal(lenses.filter((it) => it.command?.command.startsWith('verdict.')).length, count);
    }
  });

  it('takes them away when the user wants none', async () => {
    const settings = workspace.getConfiguration('verdict');
    await settings.update('codeLens', false, true);
    try {
      assert.equal((await lensesOf('a-plus-b.md')).length, 0);
    } finally {
      await settings.update('codeLens', undefined, true);
    }
  });

  it('offers nothing for a document that is gone', async () => {
    await commands.executeCommand('verdict.solve', Uri.file('/there/is/no/such/file.md'));
  });
});
