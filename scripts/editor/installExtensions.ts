import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import { EditorError } from './editorError.ts';

/**
 * Puts extensions where the editor looks for them, as `publisher.name-version`: VSIX files unpacked, folders
 * linked, so that a rebuilt folder counts at the next reload. Other versions of the same extensions go.
 *
 * @throws {EditorError} `extension`
 */
export async function installExtensions(
  extensionsDir: string,
  { vsix = [], folders = [] }: { vsix?: readonly string[]; folders?: readonly string[] },
): Promise<void> {
  await mkdir(extensionsDir, { recursive: true });
  for (const file of vsix) await installVsix(extensionsDir, resolve(file));
  for (const folder of folders) {
    const source = resolve(folder);
    await symlink(source, await freePlace(extensionsDir, source), 'dir');
  }
  // The editor's own list of what is installed; without it the folder is looked through anew.
  await rm(join(extensionsDir, 'extensions.json'), { force: true });
}

async function installVsix(extensionsDir: string, file: string): Promise<void> {
  const partial = join(extensionsDir, `.unpacking-${process.pid}`);
  await rm(partial, { recursive: true, force: true });
  try {
    await unpack(file, partial);
    await rename(partial, await freePlace(extensionsDir, partial));
  } catch (error) {
    if (error instanceof EditorError) throw error;
    throw new EditorError(
      'extension',
      `${file} could not be unpacked as a VSIX. Package it again (npm run package).`,
      {
        cause: error,
      },
    );
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** A VSIX is a zip file whose `extension/` folder is the extension. */
async function unpack(file: string, target: string): Promise<void> {
  const root = 'extension/';
  const zip = await openPromise(file);
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName;
    if (!name.startsWith(root) || name.endsWith('/')) continue;
    const place = join(target, name.slice(root.length));
    await mkdir(dirname(place), { recursive: true });
    const executable = (entry.externalFileAttributes >>> 16) & 0o111;
    const content = await zip.openReadStreamPromise(entry);
    await pipeline(content, createWriteStream(place, { mode: executable ? 0o755 : 0o644 }));
  }
}

async function freePlace(extensionsDir: string, source: string): Promise<string> {
  const { id, version } = await identity(source);
  for (const name of await readdir(extensionsDir)) {
    const isVersionOfIt = name.startsWith(`${id}-`) && /^\d/.test(name.slice(id.length + 1));
    if (isVersionOfIt) await rm(join(extensionsDir, name), { recursive: true, force: true });
  }
  return join(extensionsDir, `${id}-${version}`);
}

async function identity(folder: string): Promise<{ id: string; version: string }> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const { publisher, name, version } = manifest;
    if (publisher && name && version) return { id: `${publisher}.${name}`.toLowerCase(), version };
  } catch (error) {
    throw new EditorError('extension', `${folder} holds no extension: its package.json cannot be read.`, {
      cause: error,
    });
  }
  throw new EditorError(
    'extension',
    `${folder} holds no extension: its package.json needs publisher, name and version.`,
  );
}
