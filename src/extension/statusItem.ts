import { MarkdownString, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import type { SandboxReport } from '../judge/index.ts';
import type { EngineInfo } from '../model/index.ts';
import { readSettings } from './settings.ts';

/** The model, the backend it really runs on and the judge's sandbox, in the status bar; a click chooses another model. */
export class ModelStatus {
  readonly #item: StatusBarItem;
  #info: EngineInfo | undefined;
  #sandbox: SandboxReport | undefined;

  constructor() {
    this.#item = window.createStatusBarItem('verdict.model', StatusBarAlignment.Right, 90);
    this.#item.name = 'Verdict Model';
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
      : [`Verdict: ${chosen || 'no model chosen'}; it is loaded at first use.`];
    if (this.#sandbox) lines.push(sandboxLine(this.#sandbox));
    this.#item.tooltip = new MarkdownString(lines.join('\n\n'), true);
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function details(info: EngineInfo): string[] {
  const lines = [`**${info.model}** on ${info.backend}${info.device ? ` (${info.device})` : ''}`];
  if (info.plan) lines.push(info.plan);
  else lines.push(`${info.lanes} ${info.lanes === 1 ? 'request' : 'requests'} side by side`);
  if (info.threads !== undefined) lines.push(`${info.threads} threads`);
  if (info.fallback) lines.push(`$(warning) ${info.fallback}`);
  return lines;
}

function sandboxLine({ tier, promise }: SandboxReport): string {
  const isOpen = tier === 'basic' || tier === 'plain';
  return `${isOpen ? '$(warning)' : '$(shield)'} Programs run in the sandbox "${tier}": ${promise}.${isOpen ? ' *verdict doctor* says what a stronger one needs.' : ''}`;
}
