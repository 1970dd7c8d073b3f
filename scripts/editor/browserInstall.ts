import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EditorError } from './editorError.ts';
import { ensureFonts } from './fontInstall.ts';
import { installOnce } from './installOnce.ts';
import { npmInstall } from './npmInstall.ts';

export interface BrowserInstall {
  readonly executable: string;
  /** What to add to its environment: libraries and fonts that the system lacks. */
  readonly env: Readonly<Record<string, string>>;
}

/** Of its Chromium packages, the newest that Node 20 can unpack. */
const CHROMIUM = '147.0.0';

/** The Chrome that people on a Mac have: npm carries none for it. */
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * A Chromium to drive: `$VERDICT_BROWSER` when set, else one from npm, installed into `folder` once.
 *
 * @throws {EditorError} which says what to do
 */
export async function ensureBrowser(
  folder: string,
  node: string,
  signal?: AbortSignal,
): Promise<BrowserInstall> {
  const chosen = process.env.VERDICT_BROWSER;
  if (chosen) {
    if (existsSync(chosen)) return { executable: chosen, env: {} };
    throw new EditorError(
      'browser',
      `VERDICT_BROWSER names ${chosen}, which is not there. Set it to a Chrome or Chromium program.`,
    );
  }
  if (process.platform === 'darwin' && existsSync(MAC_CHROME)) return { executable: MAC_CHROME, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new EditorError(
      'browser',
      `npm has no Chromium for ${process.platform}-${process.arch}. Set VERDICT_BROWSER to the Chrome or Chromium program of this machine.`,
    );
  }
  const installed = await installOnce(
    join(folder, `chromium-${CHROMIUM}`),
    `Chromium ${CHROMIUM}`,
    async (partial) => {
      await writeFile(join(partial, 'package.json'), '{ "private": true }\n');
      await npmInstall(partial, [`@sparticuz/chromium@${CHROMIUM}`], signal);
      await unpack(partial, node);
    },
  );
  const unpacked = join(installed, UNPACKED);
  const executable = join(unpacked, 'chromium');
  const fonts = await ensureFonts(folder, join(unpacked, 'fonts'), signal);
  return {
    executable,
    env: { FONTCONFIG_FILE: fonts, ...(await neededLibraries(executable, join(unpacked, 'al2023', 'lib'))) },
  };
}

const UNPACKED = 'unpacked';

/** The package unpacks itself into the temp folder on first use, with its libraries only where it sees AWS. */
async function unpack(folder: string, node: string): Promise<void> {
  const target = join(folder, UNPACKED);
  await mkdir(target);
  const script =
    "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
  await promisify(execFile)(node, ['--input-type=module', '--eval', script], {
    cwd: folder,
    env: { ...process.env, TMPDIR: target, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
  });
  await rm(join(folder, 'node_modules'), { recursive: true, force: true });
}

/** Libraries that came with it, where the system has not got them. */
async function neededLibraries(executable: string, folder: string): Promise<Record<string, string>> {
  if (await starts(executable, {})) return {};
  const libraries = { LD_LIBRARY_PATH: folder };
  if (await starts(executable, libraries)) return libraries;
  throw new EditorError(
    'browser',
    'The Chromium from npm does not start on this machine: system libraries are missing. Install Chromium (Debian: chromium) and set VERDICT_BROWSER to its path.',
  );
}

async function starts(executable: string, env: Record<string, string>): Promise<boolean> {
  try {
    await promisify(execFile)(executable, ['--version'], { env: { ...process.env, ...env } });
    return true;
  } catch {
    return false;
  }
}
