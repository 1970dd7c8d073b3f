import { chromium, type Page } from 'playwright-core';
import type { BrowserInstall } from '../../../scripts/editor/browserInstall.ts';

export interface BrowserWindow extends AsyncDisposable {
  readonly page: Page;
  /** What the page wrote to its console so far, a line each. */
  readonly consoleLines: readonly string[];
}

export interface BrowserOptions {
  /** In CSS pixels. Default: 1280 x 800. */
  viewport?: { width: number; height: number };
  /** Pixels of a screenshot for each CSS pixel. Default: 1. */
  scale?: number;
  /** Default: no window on the screen. */
  headed?: boolean;
}

/** Starts Chromium with one empty page that may use the clipboard. Disposing ends the browser. */
export async function launchBrowser(
  install: BrowserInstall,
  { viewport = { width: 1280, height: 800 }, scale = 1, headed = false }: BrowserOptions = {},
): Promise<BrowserWindow> {
  const browser = await chromium.launch({
    executablePath: install.executable,
    headless: !headed,
    // It shows nothing but our own server, and its sandbox does not start as root or in most containers.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    env: { ...process.env, ...install.env },
  });
  try {
    const context = await browser.newContext({
      viewport,
      deviceScaleFactor: scale,
      permissions: ['clipboard-read', 'clipboard-write'],
      // Else the server spends two seconds of CPU on compressing what never leaves the machine.
      extraHTTPHeaders: { 'accept-encoding': 'identity' },
    });
    const page = await context.newPage();
    const consoleLines: string[] = [];
    page.on('console', (message) => consoleLines.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => consoleLines.push(`uncaught: ${error.stack ?? error.message}`));
    return { page, consoleLines, [Symbol.asyncDispose]: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
