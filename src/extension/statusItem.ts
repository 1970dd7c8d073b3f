import { MarkdownString, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import type { EngineInfo } from '../model/index.ts';
import { readSettings } from './settings.ts';

/** The model and the backend it really runs on, in the status bar; a click chooses another model. */
export class ModelStatus {
  readonly #item: StatusBarItem;

  constructor() {
    this.#item = window.createStatusBarItem('verdict.model', StatusBarAlignment.Right, 90);
    this.#item.name = 'Verdict Model';
    this.#item.command = 'verdict.chooseModel';
    this.update(undefined);
    this.#item.show();
  }

  update(info: EngineInfo | undefined): void {
    const { model, endpoints, endpointModel } = readSettings();
    const asked = endpoints.length > 0 ? endpointModel || 'endpoint' : model;
    const chosen = info?.model ?? asked;
    this.#item.text = `$(law) ${chosen || 'Verdict'}${info ? ` · ${info.backend}` : ''}`;
    this.#item.tooltip = info
      ? details(info)
      : `Verdict: ${chosen || 'no model chosen'}; it is loaded at first use.`;
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function details(info: EngineInfo): MarkdownString {
  const lines = [`**${info.model}** on ${info.backend}${info.device ? ` (${info.device})` : ''}`];
  if (info.plan) lines.push(info.plan);
  else lines.push(`${info.lanes} ${info.lanes === 1 ? 'request' : 'requests'} side by side`);
  if (info.threads !== undefined) lines.push(`${info.threads} threads`);
  if (info.fallback) lines.push(`$(warning) ${info.fallback}`);
  return new MarkdownString(lines.join('\n\n'), true);
}
