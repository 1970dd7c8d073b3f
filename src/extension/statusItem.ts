import { env, l10n, MarkdownString, StatusBarAlignment, type StatusBarItem, UIKind, window } from 'vscode';
import type { SandboxReport } from '../judge/index.ts';
import type { EngineInfo } from '../model/index.ts';
import { readSettings } from './settings.ts';
import { translated } from './words.ts';

/** The model, the backend it really runs on and the judge's sandbox, in the status bar; a click chooses another model. */
export class ModelStatus {
  readonly #item: StatusBarItem;
  #info: EngineInfo | undefined;
  #sandbox: SandboxReport | undefined;

  constructor() {
    this.#item = window.createStatusBarItem('verdict.model', StatusBarAlignment.Right, 90);
    this.#item.name = l10n.t('Verdict Model');
    this.#item.command = 'verdict.chooseModel';
    this.update(undefined);
    this.#item.show();
  }

  /** Shows which sandbox the judge found, once it has been opened. */
  updateSandbox(report: SandboxReport): void {
    this.#sandbox = report;
    this.update(this.#info);
  }

  update(info: EngineInfo | undefined): void {
    this.#info = info;
    const { model, endpoints, endpointModel } = readSettings();
    const asked = endpoints.length > 0 ? endpointModel || 'endpoint' : model;
    const chosen = info?.model ?? asked;
    this.#item.text = `$(law) ${chosen || 'Verdict'}${info ? ` · ${info.backend}` : ''}`;
    const lines = info
      ? details(info)
      : [l10n.t('Verdict: {0}; it is loaded at first use.', chosen || l10n.t('no model chosen'))];
    if (isRemote() && endpoints.length === 0)
      lines.push(
        l10n.t(
          'It runs on the machine of the files, not on the one before you; an endpoint can be anywhere.',
        ),
      );
    if (this.#sandbox) lines.push(sandboxLine(this.#sandbox));
    this.#item.tooltip = new MarkdownString(lines.join('\n\n'), true);
    // Else the names of the icons and the marks of the tooltip are read out.
    const said = [
      chosen || l10n.t('no model chosen'),
      info?.backend,
      info?.fallback && translated(info.fallback),
    ].filter(Boolean);
    this.#item.accessibilityInformation = { label: `${this.#item.name}: ${said.join(', ')}`, role: 'button' };
  }

  dispose(): void {
    this.#item.dispose();
  }
}

/** The extension and its model run elsewhere than the window: SSH, WSL, a container, a browser. */
function isRemote(): boolean {
  return env.remoteName !== undefined || env.uiKind === UIKind.Web;
}

function details(info: EngineInfo): string[] {
  const lines = [
    l10n.t('{0} on {1}', `**${info.model}**`, `${info.backend}${info.device ? ` (${info.device})` : ''}`),
  ];
  if (info.plan) lines.push(translated(info.plan));
  else
    lines.push(
      info.lanes === 1 ? l10n.t('1 request at a time') : l10n.t('{0} requests side by side', info.lanes),
    );
  if (info.threads !== undefined) lines.push(l10n.t('{0} threads', info.threads));
  if (info.fallback) lines.push(`$(warning) ${translated(info.fallback)}`);
  return lines;
}

function sandboxLine({ tier, promise }: SandboxReport): string {
  const isOpen = tier === 'basic' || tier === 'plain';
  return [
    isOpen ? '$(warning)' : '$(shield)',
    l10n.t('Programs run in the sandbox "{0}": {1}.', tier, translated(promise)),
    isOpen ? l10n.t('*verdict doctor* says what a stronger one needs.') : '',
  ].join(' ');
}
