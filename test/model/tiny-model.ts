import type { GenerateEvent, GenerateRequest } from '../../src/model/index.ts';
import {
  EmbeddedEngine,
  type EmbeddedEngineOptions,
  fetchModel,
  modelsFolder,
  type Preset,
  presetNamed,
} from '../../src/model/index.ts';
import { modelProcess } from './model-process.ts';

/** The real tiny model, from the cache all runs share, and an engine on it that uses the processor alone. */
export function tinyPreset(): Preset {
  const preset = presetNamed('smollm2-135m');
  if (!preset) throw new Error('the tiny preset is missing');
  return preset;
}

export async function tinyModelPath(): Promise<string> {
  for await (const event of fetchModel(tinyPreset(), { folder: modelsFolder() }))
    if (event.type === 'download-done') return event.path;
  throw new Error('the tiny model was not fetched');
}

export async function openTiny(options: Partial<EmbeddedEngineOptions> = {}): Promise<EmbeddedEngine> {
  return new EmbeddedEngine({
    modelPath: await tinyModelPath(),
    preset: tinyPreset(),
    processPath: await modelProcess(),
    gpu: 'cpu',
    contextTokens: 1024,
    threads: 1,
    ...options,
  });
}

export function requestOf(text: string, more: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    prompt: { kind: 'completion', text },
    sampling: { temperature: 0.7, topP: 0.95, topK: 0, minP: 0, repeatPenalty: 1 },
    seed: 1,
    maxTokens: 24,
    stop: [],
    ...more,
  };
}

/** All events of a generation, and its text. */
export async function collect(events: AsyncIterable<GenerateEvent>) {
  const all: GenerateEvent[] = [];
  for await (const event of events) all.push(event);
  const text = all.map((event) => (event.type === 'text' ? event.text : '')).join('');
  const ended = all.findLast((event) => event.type === 'ended');
  return { all, text, ended };
}

export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves once `condition` holds; fails after `ms` milliseconds. */
export async function until(condition: () => boolean, ms = 20_000): Promise<void> {
  const end = performance.now() + ms;
  while (!condition()) {
    if (performance.now() > end) throw new Error('the condition did not come true');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
