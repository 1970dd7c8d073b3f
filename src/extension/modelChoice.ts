import { ConfigurationTarget, ProgressLocation, type QuickPickItem, window, workspace } from 'vscode';
import { fetchModel, findModel, modelsFolder, type Preset, presetNamed, presets } from '../model/index.ts';
import { readSettings } from './settings.ts';

/** The preset of the settings; asks for one when there is none. Undefined when the user does not choose. */
export async function chosenPreset(): Promise<Preset | undefined> {
  const { model } = readSettings();
  if (model === '') return chooseModel();
  const preset = presetNamed(model);
  if (preset) return preset;
  void window.showErrorMessage(
    `There is no model "${model}" (setting verdict.model). Choose one of the list.`,
  );
  return chooseModel();
}

/** Lets the user choose a preset and remembers it in the settings. */
export async function chooseModel(): Promise<Preset | undefined> {
  const folder = readSettings().modelsFolder || modelsFolder();
  const items = await Promise.all(presets.map((preset) => itemFor(preset, folder)));
  const picked = await window.showQuickPick(items, {
    title: 'Verdict: Choose Model',
    placeHolder: 'The model runs on this machine; nothing is sent anywhere.',
    matchOnDescription: true,
  });
  if (!picked) return undefined;
  await workspace.getConfiguration('verdict').update('model', picked.preset.id, ConfigurationTarget.Global);
  return picked.preset;
}

async function itemFor(preset: Preset, folder: string): Promise<QuickPickItem & { preset: Preset }> {
  const here = await findModel(preset, folder).catch(() => undefined);
  const size = preset.file.bytes ? `${(preset.file.bytes / 2 ** 30).toFixed(1)} GiB` : '';
  return {
    preset,
    label: preset.title,
    description: here ? 'on this machine' : `${size} to download`,
    detail: preset.description,
  };
}

/**
 * Where the preset's file lies. When it is not on this machine the user is asked before anything is fetched.
 * Undefined when the user does not want it or cancels. Throws a typed error that says what to do.
 */
export async function modelOnDisk(preset: Preset): Promise<string | undefined> {
  const folder = readSettings().modelsFolder || modelsFolder();
  const found = await findModel(preset, folder);
  if (found) return found;
  const size = preset.file.bytes ? ` (${Math.round(preset.file.bytes / 2 ** 20)} MiB)` : '';
  const download = 'Download';
  const other = 'Choose Another';
  const answer = await window.showInformationMessage(
    `${preset.title}${size} is not on this machine yet.`,
    download,
    other,
  );
  if (answer === other) {
    const next = await chooseModel();
    return next && modelOnDisk(next);
  }
  return answer === download ? fetchWithProgress(preset, folder) : undefined;
}

async function fetchWithProgress(preset: Preset, folder: string): Promise<string | undefined> {
  const options = {
    location: ProgressLocation.Notification,
    title: `Downloading ${preset.title}`,
    cancellable: true,
  };
  return window.withProgress(options, async (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    let shown = 0;
    for await (const event of fetchModel(preset, { folder, signal: stop.signal })) {
      if (event.type === 'download-done') return event.path;
      if (event.type !== 'download-progress' || !event.totalBytes) continue;
      const share = (100 * event.bytes) / event.totalBytes;
      const speed = event.bytesPerSecond ? `, ${(event.bytesPerSecond / 2 ** 20).toFixed(1)} MiB/s` : '';
      progress.report({ increment: share - shown, message: `${Math.floor(share)} %${speed}` });
      shown = share;
    }
    return undefined;
  });
}
