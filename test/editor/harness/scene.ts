import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureEditor } from '../../../scripts/editor/cache.ts';
import { EditorError } from '../../../scripts/editor/editorError.ts';
import { type RunningEditor, startEditor } from '../../../scripts/editor/server.ts';
import { type BrowserOptions, type BrowserWindow, launchBrowser } from './browser.ts';
import { buildCompanion } from './buildCompanion.ts';
import { CompanionClient } from './companionClient.ts';
import { saveEvidence } from './evidence.ts';
import { setLanguage } from './languagePack.ts';
import { Workbench } from './workbench.ts';

export interface SceneOptions extends BrowserOptions {
  /** The folder to open, in place. Default: an empty one that goes with the scene. */
  folder?: string;
  vsix?: readonly string[];
  extensionFolders?: readonly string[];
  settings?: Readonly<Record<string, unknown>>;
  /** Default: light. */
  theme?: 'light' | 'dark' | 'high-contrast';
  /** Of the extensions, as "zh-cn"; VS Code's own words stay English. Default: English. */
  language?: string;
  /** The folder is not trusted, as one that was just cloned is not. */
  untrusted?: boolean;
  /** VS Code's own chat, its participants and model picker. Default: off, which spares a process. */
  chat?: boolean;
  /** Added to the extension host's environment. */
  env?: Readonly<Record<string, string>>;
}

/** A window with the extensions under test and the companion, open and ready. */
export interface Scene extends AsyncDisposable {
  readonly workbench: Workbench;
  readonly companion: CompanionClient;
  readonly editor: RunningEditor;
  readonly browser: BrowserWindow;
  /** The folder that is open. */
  readonly folder: string;
}

const THEMES = { light: 'Light 2026', dark: 'Dark 2026', 'high-contrast': 'Default High Contrast' };

/**
 * Starts an editor of its own (own settings, state and extensions), a browser, and opens the window. Disposing
 * ends all of it and removes its temporary files. The first use of a machine installs editor and browser.
 */
export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const stack = new Owned();
  let editor: RunningEditor | undefined;
  let browser: BrowserWindow | undefined;
  try {
    const install = await ensureEditor({ browser: true });
    if (!install.browser)
      throw new EditorError('browser', 'There is no browser. Set VERDICT_BROWSER to one.');
    const root = await mkdtemp(join(tmpdir(), 'verdict-scene-'));
    stack.own(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));

    const companionFolder = join(root, 'companion');
    await buildCompanion(companionFolder);
    const folder = options.folder ?? join(root, 'folder');
    await mkdir(folder, { recursive: true });
    const bridge = join(root, 'bridge.json');
    const userDataDir = join(root, 'user-data');
    const packs = options.language ? [await setLanguage(options.language, root, userDataDir)] : [];
    editor = await startEditor({
      install,
      folder,
      untrusted: options.untrusted,
      vsix: options.vsix,
      extensionFolders: [companionFolder, ...packs, ...(options.extensionFolders ?? [])],
      userDataDir,
      extensionsDir: join(root, 'extensions'),
      settings: {
        'workbench.colorTheme': THEMES[options.theme ?? 'light'],
        'chat.disableAIFeatures': !options.chat,
        ...options.settings,
      },
      env: { VERDICT_HOST_BRIDGE: bridge, ...options.env },
    });
    stack.own(editor);
    browser = await launchBrowser(install.browser, options);
    stack.own(browser);

    const companion = new CompanionClient(bridge);
    const workbench = new Workbench(browser.page, companion);
    await workbench.open(editor.url);
    return { workbench, companion, editor, browser, folder, [Symbol.asyncDispose]: () => stack.dispose() };
  } catch (error) {
    const kept = editor ? await saveEvidence('window that did not open', { editor, browser }) : undefined;
    await stack.dispose();
    if (!kept) throw error;
    throw new Error(`${(error as Error).message} What was seen is in ${kept}.`, { cause: error });
  }
}

/** Node 20 has no AsyncDisposableStack yet. */
class Owned {
  readonly #ends: (() => PromiseLike<void>)[] = [];

  own(owned: AsyncDisposable | (() => PromiseLike<void>)): void {
    this.#ends.push(typeof owned === 'function' ? owned : () => owned[Symbol.asyncDispose]());
  }

  /** The last first. One that fails does not keep the others. */
  async dispose(): Promise<void> {
    const errors: unknown[] = [];
    for (let end = this.#ends.pop(); end; end = this.#ends.pop()) {
      await end().then(undefined, (error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw new AggregateError(errors, 'The scene could not be cleared away.');
  }
}
