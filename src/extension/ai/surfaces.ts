import type { Disposable } from 'vscode';
import type { Flows } from './flows.ts';
import { registerModel } from './languageModel.ts';
import { registerParticipant } from './participant.ts';
import { registerTools } from './tools.ts';

/** Registers what this editor has a place for: relatives of VS Code lack some of these surfaces, or all. */
export function registerAi(flows: Flows): Disposable[] {
  return [registerParticipant, registerTools, registerModel].flatMap((register) => {
    try {
      return register(flows);
    } catch {
      return [];
    }
  });
}
