import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openScene, type Scene, type SceneOptions } from '../../test/editor/harness/index.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const images = join(project, 'docs', 'images');
const vsix = join(project, 'dist', 'verdict.vsix');
const settings = {
  'verdict.model': 'smollm2-135m',
  'verdict.threads': 1,
  'editor.minimap.enabled': false,
  'breadcrumbs.enabled': false,
};

await mkdir(images, { recursive: true });
const root = await mkdtemp(join(tmpdir(), 'verdict-pictures-'));
const folder = join(root, 'practice');
try {
  await cp(join(project, 'examples'), folder, { recursive: true });
  await take({ theme: 'light' }, async (scene, picture) => {
    await solve(scene, () => picture('solving'));
    await picture('solved');
    await chat(scene);
    await picture('chat');
  });
  await take({ theme: 'light' }, async (scene, picture) => {
    await scene.workbench.openFile('second_largest.cpp');
    await scene.workbench.codeLens('Solve').waitFor();
    await picture('lenses');
  });
  await take({ theme: 'dark' }, async (scene, picture) => {
    await solve(scene);
    await picture('solved-dark');
  });
  await take({ theme: 'high-contrast', viewport: { width: 900, height: 700 } }, async (scene, picture) => {
    await solve(scene);
    await picture('solved-narrow');
  });
} finally {
  await rm(root, { recursive: true, force: true });
}

type Picture = (name: string) => Promise<void>;

async function take(
  options: SceneOptions,
  work: (scene: Scene, picture: Picture) => Promise<void>,
): Promise<void> {
  await using scene = await openScene({
    viewport: { width: 1200, height: 720 },
    ...options,
    vsix: [vsix],
    folder,
    settings,
  });
  await work(scene, async (name) => {
    const path = join(images, `${name}.png`);
    await scene.workbench.page.screenshot({ path, animations: 'disabled' });
    console.log(path);
  });
}

/** Solves A plus B from its lens; `meanwhile` is called when every lane writes. */
async function solve({ workbench }: Scene, meanwhile?: () => Promise<void>): Promise<void> {
  await workbench.openFile('a-plus-b.md');
  await workbench.codeLens('Solve').waitFor();
  await workbench.clickCodeLens('Solve');
  const panel = await workbench.webview('Verdict');
  await panel.locator('.lane pre').filter({ hasText: /\w/ }).nth(1).waitFor({ timeout: 240_000 });
  await meanwhile?.();
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
