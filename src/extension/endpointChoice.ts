import { ConfigurationTarget, l10n, type SecretStorage, window, workspace } from 'vscode';
import {
  type Engine,
  firstServedModel,
  openEndpointEngine,
  type Preset,
  presetOfEndpoint,
  spreadOver,
} from '../model/index.ts';
import { readSettings } from './settings.ts';

/** The keys of endpoints, each kept for its own server: one is never sent to another. */
export class EndpointKeys {
  readonly #secrets: SecretStorage;

  constructor(secrets: SecretStorage) {
    this.#secrets = secrets;
  }

  async of(url: string): Promise<string | undefined> {
    return this.#secrets.get(nameOf(url));
  }

  /** Asks for the key of an endpoint of the settings and keeps it; an empty one forgets it. */
  async ask(): Promise<void> {
    const { endpoints } = readSettings();
    if (endpoints.length === 0) {
      void window.showInformationMessage(l10n.t('Set the address first: the setting verdict.endpoint.'));
      return;
    }
    const origins = [...new Set(endpoints.map(originOf))];
    const origin =
      origins.length > 1
        ? await window.showQuickPick(origins, { title: l10n.t('The key of which endpoint?') })
        : origins[0];
    if (origin === undefined) return;
    const key = await window.showInputBox({
      title: l10n.t('API key of {0}', origin),
      prompt: l10n.t(
        'It is kept in the secret storage of this machine and sent to this server only. Empty: forget it.',
      ),
      password: true,
      ignoreFocusOut: true,
    });
    if (key === undefined) return;
    if (key.trim() === '') await this.#secrets.delete(nameOf(origin));
    else await this.#secrets.store(nameOf(origin), key.trim());
  }
}

/** Asks for an address and remembers it; the engine is opened at its next use. */
export async function chooseEndpoint(): Promise<undefined> {
  const url = await window.showInputBox({
    title: l10n.t('The Address of the Endpoint'),
    prompt: l10n.t('Statements and programs are sent there. A key: Verdict: Set Endpoint Key.'),
    value: readSettings().endpoints.join(' ') || 'http://127.0.0.1:8080',
    ignoreFocusOut: true,
    validateInput: (text) =>
      text
        .trim()
        .split(/[\s,]+/)
        .every((one) => URL.canParse(one) && /^https?:/.test(one))
        ? undefined
        : l10n.t('It looks like http://127.0.0.1:8080 or https://host/v1.'),
  });
  if (url === undefined) return undefined;
  const settings = workspace.getConfiguration('verdict');
  await settings.update('endpoint', url.trim(), ConfigurationTarget.Global);
  await settings.update('endpointModel', undefined, ConfigurationTarget.Global);
  return undefined;
}

/** The engine over the endpoints of the settings, with the preset that says how to ask it. */
export async function endpointEngine(keys: EndpointKeys): Promise<{ engine: Engine; preset: Preset }> {
  const { endpoints, endpointModel, endpointStallSeconds, lanes } = readSettings();
  const withKeys = await Promise.all(endpoints.map(async (url) => ({ url, apiKey: await keys.of(url) })));
  const model = endpointModel || (await firstServedModel(withKeys));
  const engines = withKeys.map((server) =>
    openEndpointEngine({ ...server, model, lanes: lanes || undefined, stallMs: 1000 * endpointStallSeconds }),
  );
  return { engine: spreadOver(engines as [Engine, ...Engine[]]), preset: presetOfEndpoint(model) };
}

/** How the model of the endpoints is asked, as far as the settings tell. */
export function endpointPreset(): Preset {
  return presetOfEndpoint(readSettings().endpointModel || 'endpoint');
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}

function nameOf(url: string): string {
  return `verdict.endpointKey:${originOf(url)}`;
}
