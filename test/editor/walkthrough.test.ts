import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepEvidence, openScene, type Scene } from './harness/index.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

describe('the walkthrough', function () {
  this.timeout(120_000);
  let scene: Scene;

  before(async () => {
    scene = await openScene({
      vsix: [join(project, 'dist', 'verdict.vsix')],
      settings: {
        'verdict.companion.enabled': false,
        // What a terminal prints can only be read where it is text.
        'terminal.integrated.gpuAcceleration': 'off',
      },
    });
  });
  afterEach(function () {
    return keepEvidence(this, scene);
  });
  after(() => scene?.[Symbol.asyncDispose]());

  it('leads to an example, and ticks off what is done', async () => {
    const { workbench } = scene;
    const open = async () => {
      await workbench.runCommand('Welcome: Open Walkthrough...');
      await workbench.choose('Solve your first problem');
    };
    await open();
    const { page } = workbench;
    const step = (title: string) => page.locator('.getting-started-step').filter({ hasText: title }).first();
    await step('Open an example').click();
    await workbench.screenshot('walkthrough/begun');
    assert.equal(await step('Open an example').locator('.codicon.complete').count(), 0);
    await step('Open an example').getByRole('button', { name: 'Open an Example' }).click();
    await workbench.codeLens('Run samples (2)').waitFor();
    await open();
    await step('Open an example').locator('.codicon.complete').waitFor();
    await workbench.screenshot('walkthrough/example');
  });

  it('shows which languages are ready, and leaves that to be read', async () => {
    const { workbench } = scene;
    await workbench.runCommand('Verdict: Check the Toolchain');
    const rows = workbench.page.locator('.xterm-rows').first();
    await rows.getByText('Models:').waitFor({ timeout: 60_000 });
    await workbench.screenshot('walkthrough/toolchain');
    // The program has nothing more to do: whatever goes with it would be gone by the next command.
    await workbench.runCommand('View: Focus First Editor Group');
    await rows.getByText('Models:').waitFor();
  });
});
