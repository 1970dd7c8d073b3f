import { strict as assert } from 'node:assert';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Asked,
  type FixedAnswer,
  keepEvidence,
  openFixedScene,
  type Scene,
  twoNumbers,
  until,
} from './harness/index.ts';

const { statement, right } = twoNumbers;
const wrong = 'a, b = map(int, input().split())\nprint(a - b)\n';

/** Another extension, as an agent is one: it calls tools and asks models by VS Code's own interface. */
const caller = {
  manifest: {
    name: 'caller',
    publisher: 'verdict-test',
    version: '0.0.1',
    engines: { vscode: '^1.104.0' },
    main: './extension.cjs',
    activationEvents: ['onStartupFinished'],
  },
  code: `
const vscode = require('vscode');
let stop;
const told = (work) => work.then((text) => ({ text }), (error) => ({ error: error.name + ': ' + error.message }));
exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    vscode.commands.registerCommand('caller.tools', () =>
      vscode.lm.tools.filter(({ name }) => name.startsWith('verdict_')).map(({ name }) => name)),
    vscode.commands.registerCommand('caller.tool', (name, input) => {
      stop = new vscode.CancellationTokenSource();
      return told(vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, stop.token)
        .then(({ content }) => content.map(({ value }) => value).join('')));
    }),
    vscode.commands.registerCommand('caller.models', async () =>
      (await vscode.lm.selectChatModels({ vendor: 'verdict' })).map(({ name, family, maxInputTokens }) => ({ name, family, maxInputTokens }))),
    vscode.commands.registerCommand('caller.count', async (text) =>
      (await vscode.lm.selectChatModels({ vendor: 'verdict' }))[0].countTokens(text)),
    vscode.commands.registerCommand('caller.ask', (text) => {
      stop = new vscode.CancellationTokenSource();
      return told((async () => {
        const [model] = await vscode.lm.selectChatModels({ vendor: 'verdict' });
        const messages = [vscode.LanguageModelChatMessage.User(text)];
        let said = '';
        for await (const piece of (await model.sendRequest(messages, {}, stop.token)).text) said += piece;
        return said;
      })());
    }),
    vscode.commands.registerCommand('caller.stop', () => stop.cancel()),
  );
};
`,
};

describe('VS Code’s own AI surfaces', function () {
  this.timeout(180_000);
  let root: string;
  let scene: Scene;
  let begun = false;
  let hungUp = false;
  const answer = ({ messages }: Asked, gone: Promise<void>): FixedAnswer => {
    const question = messages.at(-1)?.content ?? '';
    if (/forever/.test(question))
      return (async function* () {
        begun = true;
        yield 'It goes on';
        await gone;
        hungUp = true;
      })();
    return /Say it back/.test(question) ? 'Said back.' : `The sum.\n\n\`\`\`python\n${right}\`\`\``;
  };

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'verdict-ai-'));
    await writeFile(join(root, 'elsewhere.py'), statement);
    await writeFile(join(root, 'package.json'), JSON.stringify(caller.manifest));
    await writeFile(join(root, 'extension.cjs'), caller.code);
    scene = await openFixedScene(
      answer,
      { 'two_numbers.py': `${statement}${wrong}` },
      {
        extensionFolders: [root],
        chat: true,
        settings: { 'verdict.endpointModel': 'fixed', 'verdict.lanes': 1, 'verdict.language': 'python' },
      },
    );
    await until('the caller', () => scene.companion.isActive('verdict-test.caller'));
    await until('the extension', () => scene.companion.isActive('verdict.verdict'));
  });
  afterEach(function () {
    return keepEvidence(this, scene);
  });
  after(async () => {
    await scene?.[Symbol.asyncDispose]();
    await rm(root, { recursive: true, force: true });
  });

  const call = (name: string, input: object) =>
    scene.companion.execute('caller.tool', name, input) as Promise<{ text?: string; error?: string }>;

  it('offers its tools', async () => {
    const tools = (await scene.companion.execute('caller.tools')) as string[];
    assert.deepEqual(tools.sort(), [
      'verdict_readProblem',
      'verdict_runSamples',
      'verdict_solve',
      'verdict_stress',
    ]);
  });

  it('reads a problem for whoever asks', async () => {
    const { text = '' } = await call('verdict_readProblem', { file: 'two_numbers.py' });
    const problem = JSON.parse(text);
    assert.equal(problem.title, 'Two Numbers');
    assert.deepEqual(problem.samples, [{ input: '2 3\n', output: '5\n' }]);
  });

  /** Calls a tool that asks first, and agrees. */
  const agreed = async (name: string, input: object, button = 'Yes') => {
    const called = call(name, input);
    await dialog().getByRole('button', { name: button }).click();
    return called;
  };
  const dialog = () => scene.workbench.page.locator('.monaco-dialog-box');

  it('runs the user’s program and code of the model’s, once the user agrees', async () => {
    const own = await agreed('verdict_runSamples', { file: 'two_numbers.py' });
    assert.match(own.text ?? '', /^\*\*WA\*\* two_numbers\.py: 0\/1 samples[\s\S]*Expected[\s\S]*5/i);
    const given = await agreed('verdict_runSamples', {
      file: 'two_numbers.py',
      code: right,
      language: 'python',
    });
    assert.match(given.text ?? '', /^\*\*AC\*\* the given code: 1\/1 samples/);
    const refused = await agreed('verdict_runSamples', { file: 'two_numbers.py' }, 'Cancel');
    assert.equal(refused.text, undefined);
  });

  it('asks before it reads outside the open folder', async () => {
    const called = call('verdict_readProblem', { file: join(root, 'elsewhere.py') });
    await dialog().getByText('outside the open folders').waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    assert.match((await called).error ?? '', /cancel/i);
  });

  it('solves a statement that stands in no file, and says what the program was checked against', async () => {
    const { text = '' } = await agreed('verdict_solve', { statement: statement.replaceAll('"""', '') });
    assert.match(text, /print\(a \+ b\)[\s\S]*\*\*AC\*\* Checked against: samples 1\/1/);
  });

  it('is a model that others can ask, and stop', async () => {
    assert.deepEqual(await scene.companion.execute('caller.models'), [
      { name: 'fixed', family: 'fixed', maxInputTokens: 9216 },
    ]);
    assert.equal(await scene.companion.execute('caller.count', 'six of one'), 4);
    assert.deepEqual(await scene.companion.execute('caller.ask', 'Say it back'), { text: 'Said back.' });
    const endless = scene.companion.execute('caller.ask', 'Go on forever');
    await until('the request', () => begun);
    await scene.companion.execute('caller.stop');
    await endless;
    await until('the end of the request', () => hungUp);
  });

  it('answers as @verdict in VS Code’s chat, and says what can follow', async () => {
    const { workbench } = scene;
    const { page } = workbench;
    await workbench.openFile('two_numbers.py');
    await workbench.runCommand('Verdict: Ask @verdict in VS Code’s Chat');
    const chat = page.locator('.interactive-session');
    await chat.locator('.interactive-input-part .monaco-editor').getByText('@verdict').waitFor();
    await page.keyboard.type('/test ');
    await page.keyboard.press('Enter');
    await chat.getByText('two_numbers.py: 0/1 samples').waitFor({ timeout: 60_000 });
    await workbench.screenshot('ai/test');
    await chat.getByText('Review my program').waitFor();
    await page.keyboard.type('/solve ');
    await page.keyboard.press('Enter');
    await chat.getByText('Checked against: samples 1/1').waitFor({ timeout: 60_000 });
    await workbench.screenshot('ai/solve');
  });
});
