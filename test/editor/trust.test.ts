import { keepEvidence, openFixedScene, type Scene, twoNumbers } from './harness/index.ts';

const program = `${twoNumbers.statement}${twoNumbers.right}`;

describe('a folder that is not trusted', function () {
  this.timeout(180_000);
  let scene: Scene;
  before(async () => {
    scene = await openFixedScene(
      () => 'It asks for the sum.',
      { 'two_numbers.py': program },
      { untrusted: true },
    );
    await scene.workbench.openFile('two_numbers.py');
  });
  afterEach(function () {
    return keepEvidence(this, scene);
  });
  after(() => scene?.[Symbol.asyncDispose]());

  it('is explained and talked about', async () => {
    await scene.workbench.clickCodeLens('Explain');
    const chat = await scene.workbench.webview('Chat');
    const isComplete = chat.getByRole('status').getByText('The answer is complete.');
    await chat.locator('.turn.assistant .markdown').first().waitFor({ timeout: 60_000 });
    await isComplete.waitFor({ state: 'attached', timeout: 60_000 });
    await chat.getByLabel('Message').fill('What is asked?');
    await chat.getByLabel('Message').press('Enter');
    await chat.locator('.turn.assistant').nth(1).getByText('It asks for the sum.').waitFor();
    await scene.workbench.screenshot('trust/explained');
  });

  it('has nothing run, which is said with the way out', async () => {
    const { workbench } = scene;
    await workbench.clickCodeLens('Run samples');
    const problem = await workbench.webview('Problem');
    await problem.getByText('The folder is not trusted').waitFor();
    await workbench.clickCodeLens('Solve');
    const said = workbench.notification('The folder is not trusted');
    await said.waitFor();
    await workbench.screenshot('trust/solve');
    await said.getByText('Manage Workspace Trust').click();
    await workbench.page.locator('.workspace-trust-editor').waitFor();
    await workbench.screenshot('trust/managed');
  });

  it('is judged as soon as it is trusted', async () => {
    const { workbench } = scene;
    await workbench.page
      .locator('.workspace-trust-editor')
      .getByRole('button', { name: /^Trust/ })
      .first()
      .click();
    // The page takes the focus once more when it is drawn as trusted, and a list opened before would close.
    await workbench.page.locator('.workspace-trust-editor .workspace-trust-trusted').waitFor();
    await workbench.openFile('two_numbers.py');
    await workbench.clickCodeLens('Run samples');
    const problem = await workbench.webview('Problem');
    await problem.getByText('1/1 samples').waitFor({ timeout: 60_000 });
    await workbench.screenshot('trust/trusted');
  });
});
