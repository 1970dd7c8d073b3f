import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Asked, keepEvidence, openFixedScene, type Scene, until } from './harness/index.ts';

const statement = `"""
Largest Number

Sample Input 1
3
1 7 5

Sample Output 1
7

Sample Input 2
2
-4 -9

Sample Output 2
-4
"""
`;
const wrong = `${statement}n = int(input())\nnumbers = list(map(int, input().split()))\nprint(max([0] + numbers))\n`;
const right = wrong.replace('[0] + numbers', 'numbers');
const hints = [
  'Find the largest.',
  'Signs matter.',
  'Compare them all.',
  'Keep the best.',
  'best = first',
].map((text, index) => `### Hint ${index + 1}\n${text}\n`);

describe('the coach in the editor', function () {
  this.timeout(300_000);
  let scene: Scene;
  const questions: string[] = [];
  const answer = (asked: Asked) => {
    const question = JSON.stringify(asked);
    questions.push(question);
    return question.includes('### My ')
      ? `The zero is no number of the list.\n\n\`\`\`python\n${right}\`\`\``
      : hints.join('\n');
  };

  before(async () => {
    scene = await openFixedScene(
      answer,
      {
        'largest.py': wrong,
        // A folder of its own: the generator is found among the programs beside the one under test.
        'stressed/quick.py': 'print(max([0] + list(map(int, input().split()))))\n',
        'stressed/slow.py': 'print(sorted(map(int, input().split()))[-1])\n',
        'stressed/inputs.py':
          'import random, sys\nrandom.seed(sys.argv[1])\nprint(*[random.randint(-9, 9) for _ in range(int(sys.argv[2]))])\n',
      },
      { settings: { 'verdict.replyLanguage': 'de' } },
    );
  });
  afterEach(function () {
    return keepEvidence(this, scene);
  });
  after(() => scene?.[Symbol.asyncDispose]());

  it('marks what a review found, and applies a fix that held', async () => {
    const { workbench } = scene;
    await workbench.openFile('largest.py');
    await workbench.runCommand('Verdict: Review My Code');
    const chat = await workbench.webview('Chat');
    await chat
      .getByText(/WA on test .*2/)
      .first()
      .waitFor({ timeout: 60_000 });
    await chat.getByText('The zero is no number of the list.').waitFor();
    await chat.getByText('A fix that held').waitFor();
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.screenshot('review');
    await workbench.notification('A fix held').getByText('Show as Diff').click();
    await workbench.page.locator('.monaco-diff-editor').waitFor();
    await workbench.screenshot('review-diff');
    await workbench.runCommand('View: Close Editor');
    await workbench.focusEditor();
    await workbench.runCommand('Go to Next Problem (Error, Warning, Info)');
    await workbench.page.keyboard.press('Escape');
    await workbench.runCommand('Quick Fix...');
    await workbench.page.locator('.action-widget').getByText('Open the input that shows it (WA)').click();
    await until('the input', async () => (await workbench.editorText()) === '2\n-4 -9\n' || undefined);
    await workbench.runCommand('View: Close Editor');
    await workbench.focusEditor();
    await workbench.runCommand('Quick Fix...');
    await workbench.page.locator('.action-widget').getByText('Apply the fix that held').click();
    await until('the fix', async () => (await workbench.editorText()) === right || undefined);
    await workbench.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  });

  it('gives one hint at a time', async () => {
    const { workbench } = scene;
    await workbench.openFile('maximum.txt');
    await workbench.clickCodeLens('Hint');
    const chat = await workbench.webview('Chat');
    await chat.getByText('Find the largest.').waitFor({ timeout: 60_000 });
    await workbench.clickCodeLens('Hint');
    await chat.getByText('Signs matter.').waitFor();
    assert.equal(await chat.getByText('Compare them all.').count(), 0);
    await workbench.screenshot('hint');
  });

  it('goes on with the hints after a reload, without asking the model again', async () => {
    const { workbench } = scene;
    await workbench.reload();
    await workbench.openFile('maximum.txt');
    await workbench.clickCodeLens('Hint');
    const chat = await workbench.webview('Chat');
    await chat.getByText('Compare them all.').waitFor({ timeout: 60_000 });
    assert.equal(questions.filter((it) => it.includes('### Hint 5')).length, 1);
  });

  it('asks the model for the language of the settings', () => {
    assert.ok(questions.length >= 2);
    for (const question of questions) assert.match(question, /Write your answer in German\./);
  });

  it('stress tests a program against one beside it, and keeps what differs', async () => {
    const { workbench } = scene;
    await workbench.openFile('quick.py');
    await workbench.runCommand('Verdict: Stress Test');
    await workbench.choose('slow.py');
    await workbench.choose('inputs.py');
    const chat = await workbench.webview('Chat');
    await chat.getByText(/Kept as the test/).waitFor({ timeout: 60_000 });
    const kept = await readFile(join(scene.folder, 'stressed/.verdict/quick.py/data/secret/1.in'), 'utf8');
    assert.match(kept, /^-\d\n$/);
  });

  it('starts the server in a terminal, which ends with it', async () => {
    const { workbench } = scene;
    await workbench.runCommand('Verdict: Start Server');
    const row = workbench.page.locator('.terminal-wrapper, .xterm').first();
    await row.waitFor();
    await until('the server', async () => {
      const answer = await fetch('http://127.0.0.1:7860/health').catch(() => undefined);
      return answer?.ok || undefined;
    });
    await workbench.runCommand('Terminal: Kill the Active Terminal Instance');
    await until('its end', async () => {
      const answer = await fetch('http://127.0.0.1:7860/health').catch(() => undefined);
      return answer === undefined || undefined;
    });
  });
});
