import { strict as assert } from 'node:assert';
import type { FrameLocator } from 'playwright-core';
import { type Asked, brokenRules, keepEvidence, openFixedScene, type Scene, until } from './harness/index.ts';
import { hostileAnswers } from './hostile-answers.ts';

const prefixSums = `A *prefix sum* adds up what came before: $s_i = \\sum_{j=1}^{i} a_j$, so

$$\\sum_{j=l}^{r} a_j = s_r - s_{l-1}.$$

\`\`\`python
a, b = map(int, input().split())
print(a + b)
\`\`\`
`;

/** Prints the difference where the sum is asked for. */
const wrong = `"""
Two Numbers

Sample Input 1
2 3

Sample Output 1
5
"""
a, b = map(int, input().split())
print(a - b)
`;

/** Runs in the page: what of a reply could do harm. */
const look = new Function(
  'reply',
  String.raw`
  const every = [...reply.querySelectorAll('*')];
  return {
    foreign: every
      .filter((it) => /^(script|iframe|object|embed|img|style|link|base|meta|form|input|audio|video)$/i.test(it.tagName))
      .map((it) => it.tagName),
    drawings: every.filter((it) => it.tagName === 'svg' && !it.closest('.katex')).length,
    handlers: every.flatMap((it) => it.getAttributeNames().filter((name) => name.startsWith('on'))),
    links: every
      .map((it) => it.getAttribute('href'))
      .filter((link) => link !== null && !/^https?:/.test(link)),
    styled: every.filter((it) => it.closest('.katex') && it.classList.contains('best')).length,
    pwned: 'pwned' in window,
    hidden: /[\u202a-\u202e\u2066-\u2069\u001b]/.test(reply.textContent),
    tall: every.some((it) => it.clientHeight > 1_000_000),
  };`,
) as (reply: unknown) => object;
const harmless = {
  foreign: [],
  drawings: 0,
  handlers: [],
  links: [],
  styled: 0,
  pwned: false,
  hidden: false,
  tall: false,
};

describe('the chat', function () {
  this.timeout(120_000);
  let scene: Scene;
  const asked: Asked[] = [];
  const answer = (question: Asked) => {
    asked.push(question);
    const text = question.messages.at(-1)?.content ?? '';
    const [, hostile = ''] = /Say (.+)\./.exec(text) ?? [];
    return hostileAnswers[hostile] ?? (/again/i.test(text) ? 'Once more.' : prefixSums);
  };

  before(async () => {
    scene = await openFixedScene(answer, { 'two_numbers.py': wrong, 'scratch.py': '\n' });
    await scene.workbench.openFile('two_numbers.py');
    await scene.workbench.openView('Verdict');
  });
  afterEach(function () {
    return keepEvidence(this, scene);
  });
  after(() => scene?.[Symbol.asyncDispose]());

  const view = () => scene.workbench.webview('Chat');
  const ask = async (text: string) => {
    const chat = await view();
    const before = await chat.locator('.turn').count();
    await chat.getByLabel('Message').fill(text);
    await chat.getByLabel('Message').press('Enter');
    await chat
      .locator('.turn')
      .nth(before + 1)
      .waitFor();
    await chat.getByRole('button', { name: 'Send', exact: true }).waitFor({ timeout: 60_000 });
    return chat;
  };
  const lastReply = (chat: FrameLocator) => chat.locator('.turn.assistant').last();

  it('answers about what the chips show, formulas and code set', async () => {
    const chat = await view();
    await chat.getByText('Problem: Two Numbers').waitFor();
    await ask('What is a prefix sum?');
    await lastReply(chat).locator('.katex').first().waitFor();
    await lastReply(chat).getByRole('figure', { name: 'Code in python' }).waitFor();
    assert.match(JSON.stringify(asked.at(-1)), /Sample Input 1/);
    const isSet = new Function(
      'element',
      `return document.fonts.ready.then(() => [...document.fonts].some((it) => /KaTeX_Math/.test(it.family) && it.status === 'loaded')
        && /KaTeX_Math/.test(getComputedStyle(element).fontFamily))`,
    ) as (element: unknown) => Promise<boolean>;
    assert.ok(
      await lastReply(chat).locator('.katex .mathnormal').first().evaluate(isSet),
      'in KaTeX’s own font',
    );
    await scene.workbench.screenshot('chat/answer');
  });

  it('leaves out what the user takes away', async () => {
    const chat = await view();
    await chat.getByRole('button', { name: 'Leave out Problem: Two Numbers' }).click();
    await chat.getByText('Problem: Two Numbers').waitFor({ state: 'detached' });
    await ask('And without a problem?');
    assert.doesNotMatch(JSON.stringify(asked.at(-1)), /Sample Input 1/);
  });

  it('sends the selection, and says so', async () => {
    await scene.workbench.focusEditor();
    await scene.workbench.page.keyboard.press('ControlOrMeta+End');
    await scene.workbench.page.keyboard.press('Shift+ArrowUp');
    const chat = await view();
    await chat.getByText(/Selection: two_numbers.py:11–12/).waitFor();
    await ask('What does this do?');
    assert.match(
      asked.at(-1)?.messages.at(-1)?.content ?? '',
      /Selected in two_numbers.py:\n```python\nprint\(a - b\)/,
    );
    await chat.getByText('with two_numbers.py:11–12').waitFor();
  });

  it('runs the samples on code, inserts, copies and compares it', async () => {
    const { workbench } = scene;
    const chat = await view();
    await lastReply(chat).getByRole('button', { name: 'Copy' }).click();
    await until('the code in the clipboard', async () =>
      String(await workbench.page.evaluate('navigator.clipboard.readText()')).includes('print(a + b)'),
    );
    await lastReply(chat).getByRole('button', { name: 'Run Samples' }).click();
    await chat.getByText('1/1 samples').waitFor({ timeout: 60_000 });
    await lastReply(chat).getByText('AC').waitFor();
    await chat.locator('.turn.assistant').nth(-2).getByRole('button', { name: 'Diff' }).click();
    await workbench.page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    await workbench.screenshot('chat/diff');
    await workbench.runCommand('View: Close Editor');
    await workbench.openFile('scratch.py');
    await chat.locator('.turn.assistant').nth(-2).getByRole('button', { name: 'Insert' }).click();
    await until('the code in the file', async () => (await workbench.editorText()).startsWith('a, b = map'));
    await workbench.focusEditor();
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await until('the file as it was', async () => (await workbench.editorText()) === '\n');
  });

  it('asks again, and takes an edited question', async () => {
    const chat = await view();
    await ask('One more thing.');
    const before = asked.length;
    await lastReply(chat).getByRole('button', { name: 'Retry' }).click();
    await until('another request', () => asked.length === before + 1);
    await lastReply(chat).getByRole('button', { name: 'Retry' }).waitFor();
    const question = chat.locator('.turn.user').last();
    await question.getByRole('button', { name: 'Edit' }).click();
    await chat.getByLabel('Edited message').fill('Say it again');
    await chat.getByLabel('Edited message').press('Enter');
    await lastReply(chat).getByText('Once more.').waitFor();
    assert.equal(await chat.getByText('One more thing.').count(), 0);
    assert.doesNotMatch(JSON.stringify(asked.at(-1)), /One more thing/);
  });

  it('offers its commands, and runs the samples by one', async () => {
    await scene.workbench.openFile('two_numbers.py');
    const chat = await view();
    await chat.getByLabel('Message').fill('/');
    await chat.getByRole('option').nth(5).waitFor();
    await scene.workbench.screenshot('chat/commands');
    await chat.getByLabel('Message').fill('/te');
    await chat.getByLabel('Message').press('Enter');
    await chat.getByText('0/1 samples').waitFor({ timeout: 60_000 });
    await chat.getByText('Last verdict: WA two_numbers.py').waitFor();
    await ask('Why is that wrong?');
    assert.match(asked.at(-1)?.messages.at(-1)?.content ?? '', /The judge said of two_numbers.py: WA/);
    await ask('/nonsense');
    await lastReply(chat).getByText('There is no command').waitFor();
  });

  it('explains by a command, as the lens does', async () => {
    const chat = await ask('/explain');
    await chat.getByText('Explain the problem "Two Numbers".').waitFor();
  });

  it('says when the conversation no longer fits', async () => {
    const chat = await ask('long '.repeat(19_000));
    await ask('long '.repeat(19_000));
    await ask('What is left?');
    await lastReply(chat)
      .getByText(/no longer fit into what the model can read at once/)
      .waitFor();
  });

  it('keeps conversations, finds them again, and deletes them', async () => {
    const { workbench } = scene;
    let chat = await view();
    await chat.getByRole('button', { name: 'New Chat' }).click();
    await chat.locator('.turn').first().waitFor({ state: 'detached' });
    await ask('How does a heap work?');
    await workbench.reload();
    await workbench.openView('Verdict');
    chat = await view();
    await chat.getByText('How does a heap work?').waitFor();
    await workbench.runCommand('Verdict: Chats');
    const list = workbench.page.locator('.quick-input-widget');
    await list.getByText('What is a prefix sum?').waitFor();
    await workbench.screenshot('chat/history');
    await list.locator('.quick-input-filter input').fill('prefix');
    await workbench.page.keyboard.press('Enter');
    await chat.getByText('And without a problem?').waitFor();
    await workbench.runCommand('Verdict: Chats');
    const row = list.locator('.monaco-list-row').filter({ hasText: 'How does a heap work?' });
    await row.hover();
    await row.getByRole('button', { name: 'Delete' }).click();
    await row.waitFor({ state: 'detached' });
    await workbench.page.keyboard.press('Escape');
  });

  it('exports a conversation as Markdown', async () => {
    const { workbench } = scene;
    await workbench.runCommand('Verdict: Export Chat as Markdown');
    const text = await until('the document', async () => {
      const editor = await scene.companion.activeEditor();
      return editor?.language === 'markdown' && editor.text;
    });
    assert.match(
      text,
      /^<!-- A chat with Verdict -->\n\n# What is a prefix sum\?\n\n## You\n\nWhat is a prefix sum\?/,
    );
    assert.match(text, /print\(a \+ b\)/);
  });

  it('lets nothing of a hostile answer run, load or hide', async () => {
    const { page } = scene.workbench;
    const dialogs: string[] = [];
    const elsewhere: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (/evil\.example/.test(request.url())) elsewhere.push(request.url());
    });
    let chat = await view();
    for (const name of Object.keys(hostileAnswers)) {
      await chat.getByRole('button', { name: 'New Chat' }).click();
      await chat.locator('.turn').first().waitFor({ state: 'detached' });
      chat = await ask(`Say ${name}.`).catch((error: unknown) => {
        throw new Error(`It did not survive ${name}.`, { cause: error });
      });
      await lastReply(chat).getByRole('button', { name: 'Retry' }).waitFor({ timeout: 60_000 });
      const found = await lastReply(chat).evaluate(look);
      assert.deepEqual(found, harmless, name);
      if (name === 'turned text') await lastReply(chat).getByText('⟨U+202E⟩').first().waitFor();
    }
    assert.deepEqual(dialogs, []);
    assert.deepEqual(elsewhere, []);
    await scene.workbench.screenshot('chat/hostile');
  });

  it('is readable by everyone, in light and dark', async () => {
    const { workbench } = scene;
    await workbench.runCommand('Verdict: Chats');
    await workbench.page.locator('.quick-input-widget .quick-input-filter input').fill('prefix');
    await workbench.choose('What is a prefix sum?');
    const chat = await view();
    await chat.getByText('And without a problem?').waitFor();
    for (const theme of ['light', 'dark']) {
      await chat.locator(`body.vscode-${theme}`).waitFor();
      await workbench.screenshot(`chat/${theme}`);
      assert.deepEqual(await brokenRules(chat), [], theme);
      await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    }
    await workbench.page.setViewportSize({ width: 640, height: 700 });
    await workbench.screenshot('chat/narrow');
  });
});
