/**
 * Opens a folder in VS Code in the browser, with the extension in it, until Ctrl-C:
 *
 *     tsx scripts/editor/main.ts [FOLDER] [--vsix FILE] [--port N]
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../../src/model/folders.ts';
import { ensureEditor } from './cache.ts';
import { EditorError } from './editorError.ts';
import { type RunningEditor, type StartEditorOptions, startEditor } from './server.ts';

const USAGE = 'Usage: npm run editor -- [FOLDER] [--vsix FILE] [--port N]';
const FIRST_PORT = 8110;

class UsageError extends Error {}

const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopping.abort());

main(process.argv.slice(2)).catch((error: unknown) => {
  if (stopping.signal.aborted) {
    process.exitCode = 130;
    return;
  }
  console.error(error instanceof EditorError || error instanceof UsageError ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});

async function main(args: string[]): Promise<void> {
  const { folder, vsix, port } = readArguments(args);
  const install = await ensureEditor({ signal: stopping.signal });
  await using extensions = await temporaryFolder();
  await using editor = await startOnFreePort(port, {
    install,
    folder,
    vsix,
    userDataDir: join(cacheFolder(), 'editor', 'user-data'),
    extensionsDir: extensions.path,
  });
  console.log(`${folder} is open at ${editor.url} (Ctrl-C ends it).`);
  const why = await Promise.race([editor.ended, aborted(stopping.signal)]);
  if (typeof why === 'number') {
    throw new EditorError(
      'start',
      `The editor's server ended with exit code ${why}. Its log is in ${editor.logFolder}.`,
    );
  }
}

function readArguments(args: string[]): { folder: string; vsix: string[]; port: number } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { vsix: { type: 'string', multiple: true, default: [] }, port: { type: 'string' } },
    });
    const folder = resolve(positionals[0] ?? 'examples');
    const port = Number(values.port ?? FIRST_PORT);
    if (positionals.length > 1) throw new UsageError(`One folder can be opened, not ${positionals.length}.`);
    if (!existsSync(folder)) throw new UsageError(`${folder} does not exist.`);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new UsageError(`${values.port} is no port.`);
    return { folder, vsix: values.vsix, port };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
}

/** Each run has its own copy of the extension, so that a second one does not pull it away under the first. */
async function temporaryFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'verdict-editor-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function startOnFreePort(port: number, options: StartEditorOptions): Promise<RunningEditor> {
  for (let candidate = port; ; candidate += 1) {
    try {
      const editor = await startEditor({ ...options, port: candidate });
      if (candidate !== port) console.error(`Port ${port} is taken; using ${candidate}.`);
      return editor;
    } catch (error) {
      const taken = error instanceof EditorError && error.problem === 'port';
      if (!taken || candidate === 65_535 || stopping.signal.aborted) throw error;
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}
