import { env, workspace } from 'vscode';
import type { Gpu, Mode } from '../model/index.ts';
import type { GuardMode } from '../problem/index.ts';

/** The user's settings as plain values. An empty or zero value means: choose for me. */
export interface Settings {
  model: string;
  /** Addresses of OpenAI-compatible servers; empty: a model of this machine. */
  endpoints: string[];
  endpointModel: string;
  endpointStallSeconds: number;
  gpu: Gpu;
  gpuDevice: number | undefined;
  /** What replaces a mode's own instructions to the model. */
  instructions: Partial<Record<Mode, string>>;
  modelsFolder: string;
  language: string;
  /** What the model writes in when it explains: a name or a code. Never empty. */
  replyLanguage: string;
  lanes: number;
  threads: number;
  candidates: number;
  maxTokens: number;
  stressCases: number;
  codeLens: boolean;
  /** As the user wrote it: the judge says what is wrong with it. */
  languages: unknown;
  timeFactors: boolean;
  contestGuard: GuardMode;
  contestLists: boolean;
  companion: { enabled: boolean; port: number };
  /** What only the user's machine defines. */
  debugMacro: string;
  /** Language id -> path of the template of new files. */
  templates: Record<string, string>;
}

/** Reads all settings as they are now; this is the one place that knows their names. */
export function readSettings(): Settings {
  const settings = workspace.getConfiguration('verdict');
  return {
    model: settings.get('model', ''),
    endpoints: settings
      .get('endpoint', '')
      .split(/[\s,]+/)
      .filter((url) => url !== ''),
    endpointModel: settings.get('endpointModel', ''),
    endpointStallSeconds: settings.get('endpointStallSeconds', 120),
    gpu: settings.get<Gpu>('gpu', 'auto'),
    gpuDevice: settings.get<number | null>('gpuDevice', null) ?? undefined,
    instructions: settings.get('instructions', {}),
    modelsFolder: settings.get('modelsFolder', ''),
    language: settings.get('language', ''),
    replyLanguage: settings.get('replyLanguage', '').trim() || env.language,
    lanes: settings.get('lanes', 0),
    threads: settings.get('threads', 0),
    candidates: settings.get('candidates', 0),
    maxTokens: settings.get('maxTokens', 0),
    stressCases: settings.get('stressCases', 100),
    codeLens: settings.get('codeLens', true),
    languages: settings.get<unknown>('languages', []),
    timeFactors: settings.get('timeFactors', false),
    contestGuard: settings.get<GuardMode>('contestGuard', 'ask'),
    contestLists: settings.get('contestLists', false),
    companion: {
      enabled: settings.get('companion.enabled', true),
      port: settings.get('companion.port', 27121),
    },
    debugMacro: settings.get('debugMacro', 'LOCAL'),
    templates: settings.get('templates', {}),
  };
}
