import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ModelError } from '../errors.ts';
import type { Preset } from '../preset/preset.ts';
import { presetOfFile, presets } from '../preset/presets.ts';
import type { DownloadEvent } from './event.ts';
import type { Fetchable } from './fetchable.ts';
import { notAModel } from './file-kind.ts';
import { holderOf, takeLock } from './lock.ts';
import { pathOf } from './place.ts';
import { bytesDone, discardHalf, readProgress } from './progress-file.ts';
import { checkFile, isAsStamped, removeWithStamp } from './stamp.ts';
import { hashing } from './verify-half.ts';

/**
 * What of a model is on this machine: nothing, a part of a download, a file that was checked when it came
 * (`here`), or one that has changed since, or was put there by hand, and is checked before its next use.
 */
export interface KeptModel {
  preset: Preset;
  state: 'absent' | 'partial' | 'here' | 'unchecked';
  path: string;
  /** Bytes on this machine. */
  bytes: number;
  /** Another process is fetching it now. */
  fetching: boolean;
}

/** Every preset, then the user's own files of the models folder. Nothing is hashed. */
export async function keptModels(folder: string): Promise<KeptModel[]> {
  const own = (await readdir(folder).catch(() => []))
    .filter((name) => name.endsWith('.gguf') && !presets.some(({ file }) => file.name === name))
    .sort()
    .map((name) => presetOfFile(join(folder, name)));
  return Promise.all([...presets, ...own].map((preset) => keptModel(preset, folder)));
}

export async function keptModel(preset: Preset, folder: string): Promise<KeptModel> {
  const path = pathOf(preset, folder);
  const fetching = (await holderOf(`${path}.lock`)) !== undefined;
  const there = await stat(path).catch(() => undefined);
  if (there?.isFile()) {
    const state = (await isAsStamped(preset, path)) ? 'here' : 'unchecked';
    return { preset, state, path, bytes: there.size, fetching };
  }
  const progress = await readProgress(`${path}.part`);
  const bytes = progress ? bytesDone(progress) : 0;
  return { preset, state: progress ? 'partial' : 'absent', path, bytes, fetching };
}

/**
 * The path of the preset's file when it is here and whole, undefined when it is absent.
 * Throws `model-corrupt` when what lies there is not the file it should be.
 */
export function findModel(preset: Preset, folder: string, signal?: AbortSignal): Promise<string | undefined> {
  return findFile(preset, folder, signal);
}

/** As `findModel`, for any file. */
export async function findFile(
  wanted: Fetchable,
  folder: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const path = pathOf(wanted, folder);
  if (wanted.file.path !== undefined) {
    if (!(await stat(path).catch(() => undefined))?.isFile()) return undefined;
    const kind = await notAModel(path);
    if (kind !== undefined)
      throw new ModelError('model-corrupt', `${path} is no model: ${kind}.`, 'Get the GGUF file again.');
    return path;
  }
  return (await checkFile(wanted, path, signal ? { signal } : {})) === 'whole' ? path : undefined;
}

/**
 * Reads the whole file again and compares its hash. The last event is `download-verified`.
 * Throws `model-missing` or `model-corrupt`.
 */
export async function* verifyModel(
  preset: Preset,
  folder: string,
  signal?: AbortSignal,
): AsyncGenerator<DownloadEvent> {
  const path = pathOf(preset, folder);
  const there = await stat(path).catch(() => undefined);
  if (!there?.isFile())
    throw new ModelError(
      'model-missing',
      `${preset.title} is not on this machine.`,
      `Fetch it: verdict models download ${preset.id}`,
    );
  const sha256 = yield* hashing(path, there.size, signal);
  await checkFile(preset, path, { sha256 });
  yield { type: 'download-verified', sha256, bytes: there.size };
}

/**
 * Removes the preset's file and whatever a download left of it; gives back the bytes that were freed. A file of
 * the user's own is removed only from the models folder. Throws `download-locked` while it is being fetched, and
 * `model-in-use` where the system keeps a file that is open.
 */
export async function removeModel(preset: Preset, folder: string): Promise<number> {
  const path = pathOf(preset, folder);
  if (dirname(path) !== folder && preset.file.path !== undefined)
    throw new ModelError(
      'bad-request',
      `${path} does not lie in the models folder ${folder}.`,
      'It is your own file: remove it yourself.',
    );
  await using lock = await lockOf(path);
  if (!lock) throw locked(preset);
  const kept = await keptModel(preset, folder);
  try {
    await removeWithStamp(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EBUSY' && code !== 'EPERM' && code !== 'EACCES') throw error;
    throw new ModelError(
      'model-in-use',
      `${basename(path)} cannot be removed: it is in use, or the folder is read-only.`,
      'Close the windows and commands that use it, and try again.',
      error,
    );
  }
  await discardHalf(`${path}.part`);
  return kept.bytes;
}

/** The lock of a model file; undefined while another process holds it. The folder may not exist yet. */
async function lockOf(path: string): Promise<AsyncDisposable | undefined> {
  const folder = await stat(dirname(path)).catch(() => undefined);
  return folder ? takeLock(`${path}.lock`) : { [Symbol.asyncDispose]: async () => undefined };
}

export function locked(preset: Preset): ModelError {
  return new ModelError(
    'download-locked',
    `${preset.title} is being fetched by another window or command.`,
    'Wait for it, or stop it there.',
  );
}
