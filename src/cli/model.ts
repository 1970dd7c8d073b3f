import { fileURLToPath } from 'node:url';
import { fetchModel, findModel, modelsFolder, type Preset, presetNamed, presets } from '../model/index.ts';
import { StoppedError, UsageError } from './exit.ts';
import { showDownload } from './terminal/showDownload.ts';

/** The bundle that runs node-llama-cpp; it lies beside the command's own bundle. */
export function modelProcess(): string {
  return fileURLToPath(new URL('./model-process.mjs', import.meta.url));
}

/**
 * The preset the user named (an id, or the path of a GGUF file).
 * @throws UsageError with the known names when none is meant.
 */
export function presetGiven(name: string | undefined): Preset {
  const known = presets.map((it) => it.id).join(', ');
  if (name === undefined)
    throw new UsageError(`Name a model with --model: ${known}, or the path of a GGUF file.`);
  const preset = presetNamed(name, modelsFolder());
  if (!preset)
    throw new UsageError(`There is no model "${name}". Known: ${known}, or the path of a GGUF file.`);
  return preset;
}

/**
 * Where the preset's file lies, fetched first when `download` is set; progress goes to standard error.
 * @throws UsageError when it is not here and was not asked for, StoppedError when the user stops the download.
 */
export async function modelOnDisk(
  preset: Preset,
  options: { download?: boolean; quiet?: boolean; signal: AbortSignal },
): Promise<string> {
  const folder = modelsFolder();
  const found = await findModel(preset, folder, options.signal);
  if (found) return found;
  if (!options.download) {
    throw new UsageError(
      `${preset.title} is not on this machine. Fetch it with "verdict models download ${preset.id}", or add --download.`,
    );
  }
  try {
    const events = fetchModel(preset, { folder, signal: options.signal });
    const path = await showDownload(preset.title, events, options.quiet);
    if (path !== undefined) return path;
  } catch (error) {
    if (!options.signal.aborted) throw error;
  }
  throw new StoppedError(
    `Stopped. What has arrived is kept: "verdict models download ${preset.id}" goes on there.`,
  );
}
