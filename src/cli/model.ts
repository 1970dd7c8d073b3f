import { fileURLToPath } from 'node:url';
import { fetchModel, findModel, modelsFolder, type Preset, presetNamed, presets } from '../model/index.ts';
import { UsageError } from './exit.ts';
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
  const preset = presetNamed(name);
  if (!preset)
    throw new UsageError(`There is no model "${name}". Known: ${known}, or the path of a GGUF file.`);
  return preset;
}

/**
 * Where the preset's file lies, fetched first when `download` is set; progress goes to standard error.
 * @throws UsageError when it is not here and was not asked for.
 */
export async function modelOnDisk(
  preset: Preset,
  options: { download?: boolean; quiet?: boolean; signal: AbortSignal },
): Promise<string> {
  const folder = modelsFolder();
  const found = await findModel(preset, folder);
  if (found) return found;
  if (!options.download) {
    throw new UsageError(
      `${preset.title} is not on this machine. Fetch it with "verdict models download ${preset.id}", or add --download.`,
    );
  }
  const events = fetchModel(preset, { folder, signal: options.signal });
  const path = await showDownload(preset, events, options.quiet);
  if (!path) throw new UsageError(`The download of ${preset.title} was stopped. What has arrived is kept.`);
  return path;
}
