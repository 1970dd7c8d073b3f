import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningEditor } from '../../../scripts/editor/server.ts';
import type { BrowserWindow } from './browser.ts';
import { testResults } from './testResults.ts';

export interface Witnesses {
  readonly editor?: RunningEditor | undefined;
  readonly browser?: BrowserWindow | undefined;
}

/**
 * For `afterEach`: after a failed test leaves, in `test-results/TEST NAME/`, a picture of the window, the page's
 * console and the logs of the server and its extension hosts. Gives back that folder.
 *
 *     afterEach(function () { return keepEvidence(this, scene); });
 */
export async function keepEvidence(
  context: Mocha.Context,
  witnesses: Witnesses | undefined,
): Promise<string | undefined> {
  const test = context.currentTest;
  if (test?.state !== 'failed' || !witnesses) return undefined;
  return saveEvidence(test.fullTitle(), witnesses);
}

/** The same without a test that failed: `name` gives the folder its name. */
export async function saveEvidence(name: string, { editor, browser }: Witnesses): Promise<string> {
  const folder = join(testResults, folderName(name));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  if (browser) {
    await writeFile(join(folder, 'console.log'), `${browser.consoleLines.join('\n')}\n`);
    await browser.page
      .screenshot({ path: join(folder, 'window.png'), timeout: 10_000 })
      .catch((error: Error) => writeFile(join(folder, 'window.txt'), `No picture: ${error.message}\n`));
  }
  if (editor) await cp(editor.logFolder, join(folder, 'logs'), { recursive: true });
  return folder;
}

function folderName(name: string): string {
  return name.replace(/[^\p{L}\p{N} ._-]+/gu, '_').slice(0, 120);
}
