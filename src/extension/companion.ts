import { join } from 'node:path';
import {
  ConfigurationTarget,
  type Disposable,
  l10n,
  StatusBarAlignment,
  type StatusBarItem,
  window,
  workspace,
} from 'vscode';
import {
  type CompanionEvent,
  type CompanionListener,
  companionPorts,
  listenForCompanion,
  sharedKey,
} from '../problem/index.ts';
import { Arrivals } from './arrivals.ts';
import { readSettings } from './settings.ts';
import { translated } from './words.ts';

/**
 * Listens for Competitive Companion while the settings say so, and shows in the status bar on which port. Of
 * several windows the active one has the port.
 */
export class Companion {
  readonly #storage: string;
  readonly #item: StatusBarItem;
  readonly #arrivals = new Arrivals();
  readonly #watching: Disposable[];
  /** Reasons of refusals that the user has been told: a page that keeps trying must not fill the window. */
  readonly #told = new Set<string>();
  #stop: AbortController | undefined;
  #listener: CompanionListener | undefined;

  /** `storage`: a folder that all windows of the user share. */
  constructor(storage: string) {
    this.#storage = storage;
    this.#item = window.createStatusBarItem('verdict.companion', StatusBarAlignment.Right, 89);
    this.#item.name = l10n.t('Verdict Competitive Companion');
    this.#item.command = 'verdict.toggleCompanion';
    this.#watching = [
      window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.#takeOver();
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('verdict.companion')) void this.start();
      }),
      workspace.onDidGrantWorkspaceTrust(() => this.start()),
    ];
  }

  /** Begins to listen as the settings say, anew if it listens already. */
  async start(): Promise<void> {
    this.#stop?.abort();
    this.#stop = undefined;
    this.#listener = undefined;
    const { companion } = readSettings();
    // What is sent becomes files of the folder.
    if (!companion.enabled || !workspace.isTrusted) return this.#item.hide();
    const stop = new AbortController();
    this.#stop = stop;
    const key = await sharedKey(join(this.#storage, 'companion.key'));
    if (stop.signal.aborted) return;
    const ports = [...new Set([companion.port, ...companionPorts])];
    const listener = listenForCompanion({ ports, key, signal: stop.signal });
    this.#listener = listener;
    void this.#follow(listener, stop.signal);
    if (window.state.focused) this.#takeOver();
  }

  /** The off switch, and on again. */
  async toggle(): Promise<void> {
    const isOn = readSettings().companion.enabled;
    const settings = workspace.getConfiguration('verdict');
    await settings.update('companion.enabled', !isOn, ConfigurationTarget.Global);
    // The status bar tells that it is on; once it is off, nothing else does.
    if (!isOn) return;
    const again = l10n.t('Turn On Again');
    const answer = await window.showInformationMessage(
      l10n.t('Verdict no longer listens for Competitive Companion.'),
      again,
    );
    if (answer === again) await settings.update('companion.enabled', true, ConfigurationTarget.Global);
  }

  dispose(): void {
    this.#stop?.abort();
    this.#item.dispose();
    for (const it of this.#watching) it.dispose();
  }

  /** A window without a folder has no place for problems: it leaves the port to others. */
  #takeOver(): void {
    if (workspace.workspaceFolders?.length) void this.#listener?.takeOver();
  }

  async #follow(listener: CompanionListener, signal: AbortSignal): Promise<void> {
    for await (const event of listener) {
      if (signal.aborted) return;
      if (event.kind === 'arrival') this.#arrivals.take(event);
      else if (event.kind === 'refused') this.#tell(translated(event.reason));
      else this.#show(event);
    }
  }

  #tell(reason: string): void {
    if (this.#told.has(reason)) return;
    this.#told.add(reason);
    void window.showWarningMessage(
      l10n.t('Something was sent to Verdict’s port for Competitive Companion and was not taken: {0}', reason),
    );
  }

  #show(event: Exclude<CompanionEvent, { kind: 'arrival' | 'refused' }>): void {
    const [text, tooltip] = stateInWords(event);
    this.#item.text = text;
    this.#item.tooltip = l10n.t('{0} Click to switch it off.', tooltip);
    this.#item.accessibilityInformation = { label: tooltip, role: 'button' };
    this.#item.show();
  }
}

function stateInWords(event: Exclude<CompanionEvent, { kind: 'arrival' | 'refused' }>): [string, string] {
  switch (event.kind) {
    case 'listening':
      return [
        l10n.t('$(radio-tower) listening on {0}', event.port),
        l10n.t('Verdict: a problem sent by Competitive Companion’s button becomes a file here.'),
      ];
    case 'handedOver':
      return [
        l10n.t('$(radio-tower) {0}: another window', event.port),
        l10n.t(
          'Verdict: another window receives what Competitive Companion sends; this one does when it is active.',
        ),
      ];
    case 'blocked':
      return [l10n.t('$(warning) Companion: no port'), `Verdict: ${translated(event.reason)}`];
  }
}
