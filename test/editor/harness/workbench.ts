import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { CompanionClient } from './companionClient.ts';
import { testResults } from './testResults.ts';
import { until } from './until.ts';

/** The window as a person uses it. Every act waits until what it acts on is there. */
export class Workbench {
  readonly page: Page;
  readonly #companion: CompanionClient;

  constructor(page: Page, companion: CompanionClient) {
    this.page = page;
    this.#companion = companion;
  }

  /** Opens the address and resolves when the window is drawn and its extensions have started. */
  async open(url: string): Promise<void> {
    await this.#companion.forget();
    await this.page.goto(url);
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await this.#companion.ready();
  }

  /**
   * Loads the window anew as its own command does, which first lets the window keep what is open in it; a plain
   * `open` of the same address may be too quick for that.
   */
  async reload(): Promise<void> {
    await this.#companion.forget();
    const loaded = this.page.waitForEvent('domcontentloaded');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await this.#companion.ready();
  }

  /** Opens a file of the folder by quick open. `name` as shown there, the file's name without folders. */
  async openFile(name: string): Promise<void> {
    await this.#ask('ControlOrMeta+P', name);
    await this.#pick(name);
    const group = this.page.locator('.editor-group-container.active');
    await group.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await group.locator('.monaco-editor .view-line').first().waitFor();
  }

  /** Runs a command through the palette. `title` as shown there: "Verdict: Run Samples". */
  async runCommand(title: string, waiting: Waiting = {}): Promise<void> {
    await this.#ask('F1', `>${title}`);
    await this.#pick(title, waiting);
  }

  /** Opens a file by its name, or runs a command of the palette, as one does who has no mouse. */
  async openByKeys(name: string): Promise<void> {
    await this.#enter('ControlOrMeta+P', name, name);
  }

  async runByKeys(title: string): Promise<void> {
    await this.#enter('F1', `>${title}`, title);
  }

  /** Chooses the row called `label` in a list that the window shows to choose from. */
  async choose(label: string, waiting: Waiting = {}): Promise<void> {
    await this.#pick(label, waiting);
  }

  /** Runs a command that shows a list, and takes a row of it: anew where a change of focus closes the list meanwhile. */
  async runAndChoose(title: string, label: string): Promise<void> {
    await until(
      `"${label}" of "${title}"`,
      async () => {
        await this.runCommand(title);
        await this.#pick(label, { timeoutMs: 5_000 });
        return true;
      },
      { timeoutMs: 30_000 },
    );
  }

  /** Shows a view or view container by its title, as a click on its icon does. */
  async openView(title: string): Promise<void> {
    const icon = this.page.locator(`.activitybar .action-item:has(> [aria-label^="${title}"])`);
    if ((await icon.count()) > 0) {
      const checked = await icon.first().evaluate((item) => item.classList.contains('checked'));
      if (!checked) await icon.first().click();
    } else {
      await this.#ask('ControlOrMeta+P', `view ${title}`);
      await this.#pick(title);
    }
    await this.page
      .locator('.part .composite.title h2, .part .pane-header h3.title, .part.panel .action-item.checked')
      .filter({ hasText: new RegExp(literally(title), 'i'), visible: true })
      .first()
      .waitFor();
  }

  /** Puts the keyboard's focus into the active editor. */
  async focusEditor(): Promise<void> {
    await this.runCommand('View: Focus Active Editor Group');
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  }

  /** The whole text of the active editor, also of what is scrolled out of sight, and not saved. */
  async editorText(): Promise<string> {
    const editor = await until('an active text editor', () => this.#companion.activeEditor());
    return editor.text;
  }

  /** A code lens that holds `text`. */
  codeLens(text: string): Locator {
    return this.page.locator('.codelens-decoration a').filter({ hasText: text }).first();
  }

  async clickCodeLens(text: string): Promise<void> {
    await this.codeLens(text).click();
  }

  /**
   * Chooses an entry of a context menu. By the keyboard: a menu lets the mouse's button pass in its first
   * moments.
   */
  async chooseFromMenu(of: Locator, entry: string): Promise<void> {
    await of.click({ button: 'right' });
    const item = this.page.getByRole('menuitem', { name: entry });
    await item.hover();
    await this.page.keyboard.press('Enter');
    await item.waitFor({ state: 'detached' });
  }

  statusBarItem(text: string): Locator {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text }).first();
  }

  /** A notification that holds `text`; its buttons are links or buttons inside. */
  notification(text: string): Locator {
    return this.page
      .locator('.notifications-toasts .notification-list-item')
      .filter({ hasText: text })
      .first();
  }

  /**
   * What a visible webview shows. It is found by its title (the panel's, or the view's), or by the id
   * (`publisher.name`) of the extension that made it.
   */
  async webview(titleOrExtension: string): Promise<FrameLocator> {
    const name = await until(`a webview "${titleOrExtension}"`, async () => {
      const frames = await this.page
        .locator('iframe.webview')
        .evaluateAll((all) => all.map((frame) => [frame.getAttribute('name'), frame.getAttribute('src')]));
      for (const [id, source] of frames) {
        if (!id || !source) continue;
        // By its name, not its place, where another may come to stand; and it may go at any moment.
        const own = this.page.locator(`iframe.webview[name="${id}"]`);
        if (!(await own.isVisible())) continue;
        const inner = own.contentFrame().locator('#active-frame');
        if ((await inner.count()) === 0) continue;
        if (new URL(source).searchParams.get('extensionId') === titleOrExtension) return id;
        const title = await inner.getAttribute('title', { timeout: 1_000 }).catch(() => undefined);
        if (title === titleOrExtension) return id;
      }
      return undefined;
    });
    return this.page.frameLocator(`iframe.webview[name="${name}"]`).frameLocator('#active-frame');
  }

  /** Writes a picture of the window to `test-results/NAME.png` and gives back its path. */
  async screenshot(name: string): Promise<string> {
    const path = join(testResults, `${name}.png`);
    await mkdir(dirname(path), { recursive: true });
    await this.page.screenshot({ path, animations: 'disabled' });
    return path;
  }

  /**
   * Opens the quick input by `keys` and types `query` into it, until what is `wanted` of it can be seen. Anew where a
   * change of focus closes it meanwhile, and where it stays without what is wanted: a list of commands is made of what
   * held when it was asked for ("an editor is open"), and does not follow what comes to hold a moment later.
   */
  async #ask(keys: string, query: string, wanted?: Locator): Promise<void> {
    const input = this.page.locator('.quick-input-widget .quick-input-filter input');
    let looks = 0;
    await until(`the list for "${query}"`, async () => {
      if (!(await input.isVisible())) await this.page.keyboard.press(keys);
      // What is typed again takes the focus from the row.
      if ((await input.inputValue({ timeout: 1_000 })) !== query) await input.fill(query, { timeout: 1_000 });
      if (await (wanted ?? input).isVisible()) return true;
      looks += 1;
      if (looks % 40 === 0) await this.page.keyboard.press('Escape');
      return false;
    });
  }

  /** Takes by the Enter key what the list offers first, which must be `label`. */
  async #enter(keys: string, query: string, label: string): Promise<void> {
    const focused = this.page.locator('.quick-input-list .monaco-list-row.focused');
    await this.#ask(keys, query, focused.filter({ hasText: label }));
    await this.page.keyboard.press('Enter');
  }

  /** Chooses the row called `label` in the quick input. */
  async #pick(label: string, { timeoutMs = 15_000 }: Waiting = {}): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    const name = this.page.locator('.label-name', { hasText: new RegExp(`^\\s*${literally(label)}\\s*$`) });
    const row = widget.locator('.monaco-list-row').filter({ has: name }).first();
    await row.waitFor({ timeout: timeoutMs }).catch(async (error: unknown) => {
      const shown = await widget.locator('.monaco-list-row .label-name').allTextContents();
      await this.page.keyboard.press('Escape');
      throw new Error(`"${label}" is not offered, but: ${shown.join(' | ')}`, {
        cause: error,
      });
    });
    await this.#settled(widget.locator('.monaco-list-row'));
    await row.click({ timeout: timeoutMs });
    // The list closes, or makes place for the next question.
    await row.waitFor({ state: 'hidden' });
  }

  /** Resolves when a list shows the same rows several looks in a row: what is found later moves rows under a click. */
  async #settled(rows: Locator): Promise<void> {
    let [before, alike] = ['', 0];
    await until('a list that does not change', async () => {
      const now = (await rows.allTextContents()).join('\n');
      alike = now === before ? alike + 1 : 0;
      before = now;
      return alike >= 3;
    });
  }
}

interface Waiting {
  /** How long what is asked for may take to appear, in ms. Default: 15 000. */
  timeoutMs?: number;
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
