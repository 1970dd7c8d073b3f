import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  openFixedScene,
  openScene,
  type Scene,
  type SceneOptions,
  saveEvidence,
} from '../../test/editor/harness/index.ts';
import { firstSteps } from './firstSteps.ts';
import { Moving } from './moving.ts';
import { inChinese, prefixSums, type Talk } from './talks.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const images = join(project, 'docs', 'images');
const vsix = join(project, 'dist', 'verdict.vsix');
const settings = {
  'verdict.model': 'smollm2-135m',
  'verdict.threads': 1,
  'verdict.companion.enabled': false,
  'editor.minimap.enabled': false,
  'editor.scrollbar.vertical': 'hidden',
  'editor.scrollbar.horizontal': 'hidden',
  'editor.overviewRulerBorder': false,
  'breadcrumbs.enabled': false,
};
/** `npm run pictures -- problem`: only the sets whose names begin so. */
const only = process.argv[2] ?? '';

const wide = { width: 1280, height: 720 };
const tall = { width: 1280, height: 900 };
const narrow = { width: 900, height: 700 };

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
  await take('solve', { theme: 'light', viewport: wide }, async (scene, picture) => {
    const moving = new Moving(scene.workbench.page);
    await solve(scene, { moving, meanwhile: () => picture('solving') });
    await picture('solved');
    await insert(scene);
    await moving.take(4000);
    const path = join(images, 'solve.png');
    await writeFile(path, moving.encoded());
    console.log(path);
  });
  await take('dark-solved', { theme: 'dark', viewport: wide }, async (scene, picture) => {
    await solve(scene);
    await picture('solved-dark');
  });
  await take('narrow-solved', { theme: 'high-contrast', viewport: narrow }, async (scene, picture) => {
    await solve(scene);
    await picture('solved-narrow');
  });
  await talk('chat', { theme: 'light', viewport: tall }, prefixSums, async (scene, picture) => {
    await scene.workbench.openFile('range-sums.md');
    await scene.workbench.codeLens('Solve').waitFor();
    await ask(scene, { view: 'Chat', box: 'Message', question: prefixSums.question, run: 'Run Samples' });
    await picture('chat');
  });
  await talk(
    'chinese',
    { theme: 'light', language: 'zh-cn', viewport: tall },
    inChinese,
    async (scene, picture) => {
      const { workbench } = scene;
      await workbench.openFile('区间和.md');
      await workbench.clickCodeLens('求解');
      const panel = await workbench.webview('Verdict');
      await panel.getByRole('heading', { name: /^AC/ }).waitFor({ timeout: 90_000 });
      await workbench.runCommand('Notifications: Clear All Notifications');
      await ask(scene, { view: '对话', box: '消息', question: inChinese.question, run: '运行样例' });
      await picture('chinese');
    },
  );
  await take('lenses', { theme: 'light' }, async (scene, picture) => {
    await scene.workbench.openFile('second_largest.cpp');
    await scene.workbench.codeLens('Solve').waitFor();
    await picture('lenses');
  });
  await take('problem', { theme: 'light', viewport: tall }, async (scene, picture) => {
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
  });
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
  await using scene = await openScene({ viewport: wide, ...options, vsix: [vsix], folder, settings });
  await shown(set, scene, work);
}

/** The same with answers that were written beforehand, which the tiny model could not give. */
async function talk(
  set: string,
  options: SceneOptions,
  { file, statement, answer }: Talk,
  work: (scene: Scene, picture: Picture) => Promise<void>,
): Promise<void> {
  if (!set.startsWith(only)) return;
  const { 'verdict.model': _, ...others } = settings;
  await using scene = await openFixedScene(
    () => answer,
    { [file]: statement },
    { viewport: wide, ...options, settings: { ...others, 'verdict.lanes': 2, 'verdict.language': 'python' } },
  );
  await shown(set, scene, work);
}

async function shown(
  set: string,
  scene: Scene,
  work: (scene: Scene, picture: Picture) => Promise<void>,
): Promise<void> {
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

interface Watching {
  /** Called when a lane writes: the tiny model's answers are short. */
  meanwhile?: () => Promise<void>;
  moving?: Moving;
}

/** Solves A plus B from its lens, the side bar out of the way. */
async function solve({ workbench, companion }: Scene, { meanwhile, moving }: Watching = {}): Promise<void> {
  await workbench.openFile('a-plus-b.md');
  await workbench.codeLens('Solve').waitFor();
  await companion.execute('workbench.action.closeSidebar');
  await moving?.take(2500);
  await workbench.clickCodeLens('Solve');
  const panel = await workbench.webview('Verdict');
  const writing = panel
    .locator('.lane pre')
    .filter({ hasText: /\S.{30}/s })
    .first()
    .waitFor({ timeout: 240_000 });
  await (moving?.follow(writing, 500) ?? writing);
  await meanwhile?.();
  const held = panel.getByRole('heading', { name: /^AC/ }).waitFor({ timeout: 240_000 });
  await (moving?.follow(held, 500) ?? held);
  await workbench.notification('Checked against').waitFor();
  await workbench.runCommand('Notifications: Clear All Notifications');
  await workbench.notification('Checked against').waitFor({ state: 'detached' });
  await moving?.take(4000);
}

/** Puts the program that held into a file. */
async function insert({ workbench }: Scene): Promise<void> {
  await (await workbench.webview('Verdict')).getByRole('button', { name: 'Insert' }).click();
  await workbench.page.locator('.monaco-editor .view-line').filter({ hasText: 'print(' }).first().waitFor();
}

interface Asking {
  view: string;
  box: string;
  question: string;
  /** The button that runs the samples on the program of the answer. */
  run: string;
}

/** Asks in the chat, and runs the samples on the program that comes back. */
async function ask({ workbench }: Scene, { view, box, question, run }: Asking): Promise<void> {
  await workbench.openView('Verdict');
  const chat = await workbench.webview(view);
  await chat.getByLabel(box).fill(question);
  await chat.getByLabel(box).press('Enter');
  await chat.getByRole('button', { name: run }).first().click();
  await chat
    .getByText(/AC.*2\/2|2\/2.*AC/s)
    .first()
    .waitFor({ timeout: 60_000 });
}
