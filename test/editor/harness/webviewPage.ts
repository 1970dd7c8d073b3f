import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureEditor } from '../../../scripts/editor/cache.ts';
import { type WebviewName, webviewHtml } from '../../../src/extension/webviewHtml.ts';
import { type BrowserOptions, type BrowserWindow, launchBrowser } from './browser.ts';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const origin = 'http://webview.test';

export type ThemeName = keyof typeof themeClasses;

/** What VS Code says of its theme to a webview's style. */
const themeClasses = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  'high-contrast': 'vscode-high-contrast',
  'high-contrast-light': 'vscode-high-contrast-light vscode-high-contrast',
};

/** A webview's real page and bundle in the browser alone: what it is sent, and what it sends, is in the caller's hand. */
export interface WebviewWindow extends BrowserWindow {
  /** Sends a message as the extension would. */
  send(message: object): Promise<void>;
  /** Gives the page the colours of a theme, as near to one of VS Code's own as `themes.json` has them. */
  paint(theme: ThemeName): Promise<void>;
  /** What the page has sent so far. */
  sent(): Promise<{ type: string }[]>;
}

/**
 * Opens a built webview (`npm run build`) without VS Code, its words taken from `texts`. Resolves once it has said that
 * it can be drawn.
 */
export async function openWebview(
  name: WebviewName,
  { texts, ...options }: BrowserOptions & { texts?: Record<string, string> } = {},
): Promise<WebviewWindow> {
  const { browser } = await ensureEditor({ browser: true });
  if (!browser) throw new Error('There is no browser. Set VERDICT_BROWSER to one.');
  const window = await launchBrowser(browser, options);
  const { page } = window;
  const html = webviewHtml(name, (...path) => `${origin}/${path.join('/')}`, origin, texts && { texts });
  await page.route(`${origin}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/') return route.fulfill({ contentType: 'text/html', body: html });
    await route.fulfill({ path: join(project, path) });
  });
  await page.addInitScript(
    'window.sent = []; window.acquireVsCodeApi = () => ({ postMessage: (message) => window.sent.push(message) });',
  );
  const themes = await readFile(join(project, 'test/editor/harness/themes.json'), 'utf8');
  const paint = (theme: ThemeName) =>
    page.evaluate<void>(`{
      const root = document.documentElement;
      root.removeAttribute('style');
      for (const [name, value] of Object.entries((${themes})[${JSON.stringify(theme)}])) root.style.setProperty(name, value);
      document.body.className = ${JSON.stringify(themeClasses[theme])};
    }`);
  await page.goto(`${origin}/`);
  await paint('light');
  await page.waitForFunction('sent.some(({ type }) => type === "ready")');
  return {
    ...window,
    paint,
    send: (message) => page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`),
    sent: () => page.evaluate('sent'),
  };
}
