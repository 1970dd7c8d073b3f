import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openScene, saveEvidence } from '../../test/editor/harness/index.ts';

/** One step of the walkthrough: what the user does, how long until it is done, and its picture. */
interface Step {
  title: string;
  did: string;
  ms: number;
  picture: string;
}

/**
 * Goes from a fresh profile to a program in the file, as the walkthrough leads, and writes `docs/first-steps.md` with
 * a picture and the time of each step. The tiny model lies on this machine; all else is as after an install.
 */
export async function firstSteps(vsix: string, docs: string): Promise<void> {
  await using scene = await openScene({
    vsix: [vsix],
    theme: 'light',
    viewport: { width: 1280, height: 760 },
    settings: {
      'verdict.companion.enabled': false,
      'editor.minimap.enabled': false,
      'editor.scrollbar.vertical': 'hidden',
      // What a terminal prints can only be waited for where it is text.
      'terminal.integrated.gpuAcceleration': 'off',
    },
  });
  const { workbench, companion } = scene;
  const { page } = workbench;
  const steps: Step[] = [];
  const step = async (title: string, did: string, work: () => Promise<void>) => {
    const began = performance.now();
    await work().catch(async (error: unknown) => {
      console.error(`What was seen is in ${await saveEvidence(`first steps, ${title}`, scene)}.`);
      throw error;
    });
    const ms = performance.now() - began;
    const picture = `images/first-steps-${steps.length + 1}.png`;
    await page.screenshot({ path: join(docs, picture), animations: 'disabled' });
    steps.push({ title, did, ms, picture });
    console.log(`${title}: ${Math.round(ms)} ms`);
  };
  const open = async () => {
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.choose('Solve your first problem');
  };
  const item = (title: string) => page.locator('.getting-started-step').filter({ hasText: title }).first();
  const press = async (title: string, button: string) => {
    await item(title).click();
    await item(title).getByRole('button', { name: button }).click();
  };
  const isDone = (title: string) => item(title).locator('.codicon.complete').waitFor();
  const panel = () => workbench.webview('Verdict');

  await step('The walkthrough', '_Welcome: Open Walkthrough_, then _Solve your first problem_.', async () => {
    await companion.execute('workbench.action.closeSidebar');
    await open();
    await item('Check the toolchain').waitFor();
  });
  await step(
    'The toolchain',
    '_Check the Toolchain_: the terminal says which languages are ready.',
    async () => {
      await press('Check the toolchain', 'Check the Toolchain');
      await page.locator('.xterm-rows').getByText('Models:').first().waitFor({ timeout: 60_000 });
      await companion.execute('workbench.action.terminal.scrollToTop');
      await isDone('Check the toolchain');
    },
  );
  await step('A model', '_Choose Model_: the tiny one, which is on this machine already.', async () => {
    await companion.execute('workbench.action.closePanel');
    await press('Choose a model', 'Choose Model');
    const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'SmolLM2' }).first();
    // The list is drawn anew when it is known what fits: a click could miss.
    const filter = page.locator('.quick-input-filter input');
    await filter.fill('SmolLM2');
    await row.waitFor();
    await filter.press('Enter');
    await row.waitFor({ state: 'hidden' });
    await workbench.statusBarItem('SmolLM2').waitFor();
    await isDone('Choose a model');
  });
  await step('A statement', '_Open an Example_: what can be done with it stands above it.', async () => {
    await press('Open an example', 'Open an Example');
    await workbench.codeLens('Solve').waitFor();
  });
  await step('Solve', '_Solve_ above the statement: until the model writes.', async () => {
    await workbench.clickCodeLens('Solve');
    await (await panel())
      .locator('.lane pre')
      .filter({ hasText: /\w/ })
      .first()
      .waitFor({ timeout: 240_000 });
  });
  await step('The verdict', 'Nothing to do: until a program held.', async () => {
    const heading = (await panel()).getByRole('heading', { name: /^AC/ });
    await heading.waitFor({ timeout: 240_000 });
  });
  await step(
    'Insert',
    '_Insert_: a statement in Markdown keeps to itself, so the program comes in a file of its own.',
    async () => {
      await workbench.runCommand('Notifications: Clear All Notifications');
      await (await panel()).getByRole('button', { name: 'Insert' }).click();
      await page.locator('.monaco-editor .view-line').filter({ hasText: 'print(' }).first().waitFor();
    },
  );
  await writeFile(join(docs, 'first-steps.md'), inMarkdown(steps));
}

function inMarkdown(steps: Step[]): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const total = steps.reduce((sum, { ms }) => sum + ms, 0);
  const parts = steps.map(
    ({ title, did, ms, picture }, index) =>
      `## ${index + 1}. ${title}\n\n${did} ${seconds(ms)}.\n\n![${title}](${picture})`,
  );
  return `# From a fresh profile to a solved problem

Written by \`npm run pictures -- first-steps\`, which goes this way in a real VS Code with a new profile. The times are
those of that run, on a machine with two cores and no GPU and with the tiny model on its disk: ${seconds(total)} in all,
without the time to read.

${parts.join('\n\n')}
`;
}
