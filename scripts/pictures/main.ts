import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openScene, type Scene, type SceneOptions, saveEvidence } from '../../test/editor/harness/index.ts';
import { firstSteps } from './firstSteps.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const images = join(project, 'docs', 'images');
const vsix = join(project, 'dist', 'verdict.vsix');
const narrow = { width: 900, height: 700 };
const settings = {
  'verdict.model': 'smollm2-135m',
  'verdict.threads': 1,
  'editor.minimap.enabled': false,
  'breadcrumbs.enabled': false,
  'verdict.companion.enabled': false,
};
/** `npm run pictures -- problem`: only the sets whose names begin so. */
const only = process.argv[2] ?? '';

/** A page as a browser saves it, in Russian. */
const savedPage = join(project, 'test/problem/held-out/corpus/html-codeforces-ru.html');
const contest = `# Two Towers

URL: https://codeforces.com/contest/999999/problem/A

Two towers of a and b blocks stand side by side. Print the height of the taller one.

## Sample Input 1

3 5

## Sample Output 1

5
`;

await mkdir(images, { recursive: true });
const root = await mkdtemp(join(tmpdir(), 'verdict-pictures-'));
const folder = join(root, 'practice');
try {
  await cp(join(project, 'examples'), folder, { recursive: true });
  await writeFile(join(folder, 'two-towers.md'), contest);
  await cp(savedPage, join(folder, 'bridges.html'));
  await take('solving', { theme: 'light' }, async (scene, picture) => {
    await solve(scene, () => picture('solving'));
    await picture('solved');
    await chat(scene);
    await picture('chat');
  });
  await take('lenses', { theme: 'light' }, async (scene, picture) => {
    await scene.workbench.openFile('second_largest.cpp');
    await scene.workbench.codeLens('Solve').waitFor();
    await picture('lenses');
  });
  await take('solved-dark', { theme: 'dark' }, async (scene, picture) => {
    await solve(scene);
    await picture('solved-dark');
  });
  await take('solved-narrow', { theme: 'high-contrast', viewport: narrow }, async (scene, picture) => {
    await solve(scene);
    await picture('solved-narrow');
  });
  await take(
    'problem',
    { theme: 'light', viewport: { width: 1200, height: 900 } },
    async (scene, picture) => {
      const page = await problemPage(scene);
      await page.getByLabel('Time limit (ms)').fill('1500');
      await page.getByLabel('Time limit (ms)').press('Enter');
      await page.getByRole('button', { name: 'Reset Time limit (ms) to what was read' }).waitFor();
      await picture('problem');
      await scene.workbench.clickCodeLens('Run samples');
      await page.getByRole('status').filter({ hasText: 'WA' }).waitFor({ timeout: 60_000 });
      await picture('problem-run');
      await scene.workbench.openFile('two-towers.md');
      await scene.workbench.clickCodeLens('Solve');
      await scene.workbench.page.locator('.monaco-dialog-box').waitFor();
      await picture('contest-guard');
    },
  );
  await take('tests', { theme: 'light' }, async ({ workbench }, picture) => {
    await workbench.openFile('second_largest.cpp');
    await workbench.openView('Testing');
    const rows = workbench.page.locator('.test-explorer .monaco-list-row');
    await rows.first().locator('.monaco-tl-twistie').click();
    await workbench.runCommand('Test: Run All Tests');
    await workbench.page
      .locator('.test-explorer [aria-label*="Failed"]')
      .first()
      .waitFor({ timeout: 60_000 });
    await workbench.runCommand('Test: Peek Output');
    await workbench.page.locator('.test-output-peek .monaco-diff-editor').waitFor();
    await picture('tests');
  });
  if ('first-steps'.startsWith(only)) await firstSteps(vsix, join(project, 'docs'));
  await take('problem-dark', { theme: 'dark' }, async (scene, picture) => {
    await problemPage(scene, 'bridges.html');
    await picture('problem-dark');
  });
} finally {
  await rm(root, { recursive: true, force: true });
}

/** The page of a problem; that of the example whose program prints nothing unless another file is named. */
async function problemPage({ workbench }: Scene, file = 'second_largest.cpp') {
  await workbench.openFile(file);
  await workbench.codeLens('Run samples').waitFor();
  await workbench.clickCodeLens('Problem');
  const page = await workbench.webview('Problem');
  await page.getByLabel('Title', { exact: true }).waitFor();
  return page;
}

type Picture = (name: string) => Promise<void>;

async function take(
  set: string,
  options: SceneOptions,
  work: (scene: Scene, picture: Picture) => Promise<void>,
): Promise<void> {
  if (!set.startsWith(only)) return;
  await using scene = await openScene({
    viewport: { width: 1200, height: 720 },
    ...options,
    vsix: [vsix],
    folder,
    settings,
  });
  try {
    await work(scene, async (name) => {
      const path = join(images, `${name}.png`);
      await scene.workbench.page.screenshot({ path, animations: 'disabled' });
      console.log(path);
    });
  } catch (error) {
    console.error(`What was seen is in ${await saveEvidence(`pictures ${set}`, scene)}.`);
    throw error;
  }
}

/** Solves A plus B from its lens; `meanwhile` is called when a lane writes: the tiny model's answers are short. */
async function solve({ workbench }: Scene, meanwhile?: () => Promise<void>): Promise<void> {
  await workbench.openFile('a-plus-b.md');
  await workbench.codeLens('Solve').waitFor();
  await workbench.clickCodeLens('Solve');
  const panel = await workbench.webview('Verdict');
  if (meanwhile) {
    await panel.locator('.lane pre').filter({ hasText: /\w/ }).first().waitFor({ timeout: 240_000 });
    await meanwhile();
  }
  await panel.getByRole('heading', { name: /^AC/ }).waitFor({ timeout: 240_000 });
  const done = workbench.notification('Checked against');
  await done.waitFor();
  await workbench.page.keyboard.press('Escape');
  await workbench.runCommand('Notifications: Clear All Notifications');
  await done.waitFor({ state: 'detached' });
}

async function chat({ workbench }: Scene): Promise<void> {
  await workbench.openView('Verdict');
  const view = await workbench.webview('Chat');
  await view.getByLabel('Message').fill('What is a prefix sum?');
  await view.getByRole('button', { name: 'Send' }).click();
  await view.getByRole('button', { name: 'New Chat' }).waitFor({ timeout: 240_000 });
}
