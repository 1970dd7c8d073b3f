import {
  ConfigurationTarget,
  l10n,
  ProgressLocation,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  window,
  workspace,
} from 'vscode';
import {
  bytesInWords,
  type DownloadEvent,
  fetchCuda,
  fetchModel,
  findModel,
  importModel,
  type KeptModel,
  keptModel,
  keptModels,
  machineOf,
  modelsFolder,
  offersCuda,
  type Preset,
  plansFor,
  presetNamed,
  progressInWords,
  recommend,
  removeModel,
  sizeInWords,
  sizeOf,
} from '../model/index.ts';
import { withoutName } from '../webview/protocol.ts';
import { chooseEndpoint } from './endpointChoice.ts';
import { readSettings } from './settings.ts';
import { messageOf, translated } from './words.ts';

/** The preset of the settings; asks for one when there is none. Undefined when the user does not choose. */
export async function chosenPreset(processPath: string): Promise<Preset | undefined> {
  const { model } = readSettings();
  const preset = presetNamed(model, folderOfModels());
  if (preset) return preset;
  if (model !== '')
    void window.showErrorMessage(
      l10n.t('There is no model "{0}" (setting verdict.model). Choose one of the list.', model),
    );
  return chooseModel(processPath);
}

/** The preset of the settings when its file is on this machine; nothing is asked, and the file is not checked. */
export async function presetOnDisk(): Promise<Preset | undefined> {
  const preset = presetNamed(readSettings().model, folderOfModels());
  const state = preset && (await keptModel(preset, folderOfModels())).state;
  return state === 'here' || state === 'unchecked' ? preset : undefined;
}

type Choice = QuickPickItem & { kept?: KeptModel; other?: 'import' | 'endpoint' | 'cuda' };

/**
 * Lets the user choose a model and remembers it in the settings: a preset, a file of the models folder, a file to be
 * imported, or an endpoint. What fits this machine is found out while the list is shown. Undefined when nothing was
 * chosen, or an endpoint.
 */
export async function chooseModel(processPath: string): Promise<Preset | undefined> {
  const choice = await pick(processPath);
  if (!choice) return undefined;
  if (choice.other === 'endpoint') return chooseEndpoint();
  if (choice.other === 'import') return chooseFile();
  if (choice.other === 'cuda') {
    await bringCuda(processPath);
    return chooseModel(processPath);
  }
  const preset = choice.kept?.preset;
  if (preset) await remember(preset);
  return preset;
}

async function pick(processPath: string): Promise<Choice | undefined> {
  const folder = folderOfModels();
  const list = window.createQuickPick<Choice>();
  list.title = l10n.t('Verdict: Choose Model');
  list.placeholder = l10n.t('A model of this machine: nothing is sent anywhere.');
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.busy = true;
  // The walkthrough takes the focus back a moment after its button was pressed.
  list.ignoreFocusOut = true;
  const show = async () => {
    list.items = itemsFor(await keptModels(folder), plans, withCuda);
  };
  const { gpu, gpuDevice } = readSettings();
  const withCuda = offersCuda(gpu);
  let plans: Plans | undefined;
  let shown = true;
  await show();
  const machine = machineOf({ processPath, gpu, gpuDevice }).then(
    (found) => {
      plans = {
        words: new Map(
          plansFor(found).map(({ preset, plan, words }) => [
            preset.id,
            plan.fits
              ? withoutName(translated(words), preset.title)
              : l10n.t(
                  'Too large for the memory that is free now. {0}',
                  withoutName(translated(words), preset.title),
                ),
          ]),
        ),
        recommended: recommend(found)?.preset.id,
        fitting: new Set(plansFor(found).flatMap(({ preset, plan }) => (plan.fits ? [preset.id] : []))),
      };
    },
    // The choice does not depend on it: what cannot be found out is not said.
    () => undefined,
  );
  void machine.then(async () => {
    if (!shown) return;
    list.busy = false;
    await show();
  });
  try {
    return await new Promise<Choice | undefined>((resolve) => {
      list.onDidAccept(() => resolve(list.selectedItems[0]));
      list.onDidHide(() => resolve(undefined));
      list.onDidTriggerItemButton(async ({ item }) => {
        if (item.kept) await remove(item.kept, folder);
        if (shown) await show();
      });
      list.show();
    });
  } finally {
    shown = false;
    list.dispose();
  }
}

interface Plans {
  words: Map<string, string>;
  recommended: string | undefined;
  fitting: Set<string>;
}

function itemsFor(kept: KeptModel[], plans: Plans | undefined, withCuda: boolean): Choice[] {
  const heading = (label: string): Choice => ({ label, kind: QuickPickItemKind.Separator });
  const isHere = ({ state }: KeptModel) => state === 'here' || state === 'unchecked';
  const fits = ({ preset }: KeptModel) => plans === undefined || plans.fitting.has(preset.id);
  const section = (label: string, models: KeptModel[]) =>
    models.length > 0 ? [heading(label), ...models.map((model) => itemFor(model, plans))] : [];
  const absent = kept.filter((model) => !isHere(model));
  return [
    ...section(l10n.t('on this machine'), kept.filter(isHere)),
    ...section(
      plans ? l10n.t('to download; these fit this machine') : l10n.t('to download'),
      absent.filter(fits),
    ),
    ...section(
      l10n.t('too large for this machine now'),
      absent.filter((model) => !fits(model)),
    ),
    heading(l10n.t('elsewhere')),
    {
      label: l10n.t('$(file-add) Import a GGUF File…'),
      detail: l10n.t('A file that was copied to this machine by hand.'),
      other: 'import',
    },
    {
      label: l10n.t('$(plug) Use an Endpoint…'),
      detail: l10n.t(
        'A server that speaks OpenAI’s chat completions: vLLM, llama-server, Ollama, LM Studio. Statements are sent there.',
      ),
      other: 'endpoint',
    },
    ...(withCuda
      ? [
          {
            label: l10n.t('$(zap) Run Models on CUDA…'),
            description: l10n.t('{0} to download', '600 MB'),
            detail: l10n.t('NVIDIA’s driver is here; CUDA is faster than Vulkan by a quarter to a half.'),
            other: 'cuda' as const,
          },
        ]
      : []),
  ];
}

function itemFor(kept: KeptModel, plans: Plans | undefined): Choice {
  const { preset, bytes } = kept;
  const own = preset.file.path !== undefined;
  const chosen = readSettings().model === (own ? preset.file.name : preset.id);
  const words = plans?.words.get(preset.id);
  const description = translated(preset.description);
  const here = kept.state === 'here' || kept.state === 'unchecked';
  return {
    kept,
    label: `${chosen ? '$(check) ' : ''}${preset.title}`,
    description: [
      stateInWords(kept),
      plans?.recommended === preset.id ? l10n.t('recommended') : '',
      own ? '' : preset.licence,
    ]
      .filter((it) => it !== '')
      .join(' · '),
    detail: words ? l10n.t('{0}. {1}', words, description) : description,
    ...((here || bytes > 0) && {
      buttons: [{ iconPath: new ThemeIcon('trash'), tooltip: l10n.t('Remove from this machine') }],
    }),
  };
}

function stateInWords({ preset, state, bytes, fetching }: KeptModel): string {
  const share = `${Math.min(100, Math.floor((100 * bytes) / sizeOf(preset)))} %`;
  if (fetching) return l10n.t('being fetched, {0}', share);
  if (state === 'partial') return l10n.t('{0} of {1} fetched', share, sizeInWords(preset));
  return state === 'absent'
    ? l10n.t('{0} to download', sizeInWords(preset))
    : l10n.t('on this machine, {0}', bytesInWords(bytes));
}

async function remove({ preset }: KeptModel, folder: string): Promise<void> {
  const yes = l10n.t('Remove');
  const answer = await window.showWarningMessage(
    l10n.t('Remove {0} from this machine?', preset.title),
    { modal: true },
    yes,
  );
  if (answer !== yes) return;
  try {
    await removeModel(preset, folder);
  } catch (error) {
    void window.showErrorMessage(messageOf(error));
  }
}

/** Fetches CUDA's code with progress, and says what models run on then. */
async function bringCuda(processPath: string): Promise<void> {
  try {
    // VS Code routes these requests through the proxy of its own settings.
    const fetching = (signal: AbortSignal) => fetchCuda({ signal, http: { environment: {} } });
    if ((await withProgress(l10n.t('Fetching {0}', 'CUDA'), fetching)) === undefined) return;
    const { gpu, fallback } = await machineOf({ processPath, gpu: 'cuda' });
    if (gpu)
      void window.showInformationMessage(
        l10n.t('Models run on {0} ({1}) from their next start on.', gpu.name ?? 'GPU', gpu.backend),
      );
    else void window.showWarningMessage(translated(fallback ?? ''));
  } catch (error) {
    void window.showErrorMessage(messageOf(error));
  }
}

async function chooseFile(): Promise<Preset | undefined> {
  const [file] =
    (await window.showOpenDialog({
      title: l10n.t('Import a GGUF File'),
      openLabel: l10n.t('Import'),
      filters: { [l10n.t('GGUF models')]: ['gguf'], [l10n.t('All files')]: ['*'] },
    })) ?? [];
  return file && takeOver(file.fsPath);
}

/** Imports a file with progress and chooses it. Undefined when the user cancels. Throws a typed error. */
async function takeOver(file: string): Promise<Preset | undefined> {
  const folder = folderOfModels();
  const path = await withProgress(l10n.t('Importing {0}', file), (signal) =>
    importModel(file, { folder, signal }),
  );
  if (path === undefined) return undefined;
  const found = (await keptModels(folder)).find((kept) => kept.path === path)?.preset;
  if (found) await remember(found);
  return found;
}

async function remember(preset: Preset): Promise<void> {
  const settings = workspace.getConfiguration('verdict');
  const name = preset.file.path === undefined ? preset.id : preset.file.name;
  await settings.update('model', name, ConfigurationTarget.Global);
  if (readSettings().endpoints.length > 0)
    await settings.update('endpoint', undefined, ConfigurationTarget.Global);
}

/**
 * Where the preset's file lies. When it is not on this machine the user is asked before anything is fetched.
 * Undefined when the user does not want it or cancels. Throws a typed error that says what to do.
 */
export async function modelOnDisk(preset: Preset, processPath: string): Promise<string | undefined> {
  const folder = folderOfModels();
  const found = await findModel(preset, folder);
  if (found) return found;
  const download = l10n.t('Download');
  const other = l10n.t('Choose Another');
  const answer = await window.showInformationMessage(
    l10n.t('{0} ({1}) is not on this machine yet.', preset.title, sizeInWords(preset)),
    download,
    other,
  );
  if (answer === other) {
    const next = await chooseModel(processPath);
    return next && modelOnDisk(next, processPath);
  }
  if (answer !== download) return undefined;
  // VS Code routes these requests through the proxy of its own settings.
  const http = { environment: {} };
  return withProgress(l10n.t('Downloading {0}', preset.title), (signal) =>
    fetchModel(preset, { folder, signal, http }),
  );
}

/** Follows a download in a notification that can be cancelled; the path, or undefined when it was. */
async function withProgress(
  title: string,
  start: (signal: AbortSignal) => AsyncIterable<DownloadEvent>,
): Promise<string | undefined> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    let shown = 0;
    try {
      for await (const event of start(stop.signal)) {
        if (event.type === 'download-done') return event.path;
        if (event.type === 'download-waiting')
          progress.report({ message: l10n.t('another window is fetching it') });
        const words = progressInWords(event);
        if (!words) continue;
        const message = words.verb === 'Checking' ? l10n.t('checking, {0}', words.words) : words.words;
        const increment = words.verb === 'Fetching' ? Math.max(0, words.share - shown) : 0;
        progress.report({ message, increment });
        shown += increment;
      }
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
    return undefined;
  });
}

function folderOfModels(): string {
  return readSettings().modelsFolder || modelsFolder();
}
