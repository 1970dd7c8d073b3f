import { join } from 'node:path';
import { type Judge, openJudge, readUserLanguages } from '../judge/index.ts';
import {
  cacheFolder,
  type Engine,
  type EngineInfo,
  openEmbeddedEngine,
  type Preset,
} from '../model/index.ts';
import { chosenPreset, modelOnDisk } from './modelChoice.ts';
import { readSettings } from './settings.ts';

/** A loaded model with the preset it belongs to. */
export interface Model {
  engine: Engine;
  preset: Preset;
}

/**
 * Owns the engine and the judge of this window. Both are opened at their first use; the engine is replaced
 * when the user chooses another model.
 */
export class Workbench implements AsyncDisposable {
  readonly #processPath: string;
  readonly #logFile: string;
  readonly #infoListeners = new Set<(info: EngineInfo | undefined) => void>();
  #model: (Model & { key: string }) | undefined;
  #judge: { key: string; opening: Promise<Judge> } | undefined;

  constructor(extensionFolder: string, logFolder: string) {
    this.#processPath = join(extensionFolder, 'dist', 'model-process.mjs');
    this.#logFile = join(logFolder, 'llama.log');
  }

  /** llama.cpp's own log of this window. */
  get logFile(): string {
    return this.#logFile;
  }

  /** The model of the settings, fetched if the user agrees. Undefined when the user does not choose one. */
  async model(): Promise<Model | undefined> {
    const preset = await chosenPreset();
    if (!preset) return undefined;
    const modelPath = await modelOnDisk(preset);
    if (!modelPath) return undefined;
    const { lanes, threads } = readSettings();
    const key = `${modelPath} ${lanes} ${threads}`;
    if (this.#model?.key !== key) {
      const before = this.#model;
      const options = { modelPath, preset, processPath: this.#processPath, logFile: this.#logFile };
      const engine = openEmbeddedEngine({
        ...options,
        lanes: lanes || undefined,
        threads: threads || undefined,
      });
      engine.onInfoChange((info) => {
        for (const listener of this.#infoListeners) listener(info);
      });
      this.#model = { key, engine, preset };
      await before?.engine[Symbol.asyncDispose]();
    }
    return this.#model;
  }

  /**
   * The judge of this window, opened anew when its settings have changed. One that could not be opened is tried
   * again at the next use. Throws a JudgeError that names what is wrong with `verdict.languages`.
   */
  async judge(): Promise<Judge> {
    const { languages, timeFactors } = readSettings();
    const key = JSON.stringify([languages, timeFactors]);
    const before = this.#judge;
    if (before?.key !== key) {
      const opening = openJudge({
        cacheFolder: cacheFolder(),
        languages: readUserLanguages(languages),
        timeFactors,
      });
      this.#judge = { key, opening };
      if (before) await closed(before.opening);
    }
    const current = this.#judge;
    try {
      return (await current?.opening) as Judge;
    } catch (error) {
      if (this.#judge === current) this.#judge = undefined;
      throw error;
    }
  }

  /** Calls `listener` with what is loaded, whenever that changes. */
  onInfoChange(listener: (info: EngineInfo | undefined) => void): void {
    this.#infoListeners.add(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#model?.engine[Symbol.asyncDispose]();
    if (this.#judge) await closed(this.#judge.opening);
  }
}

/** Ends a judge; one that never opened has nothing to end. */
async function closed(opening: Promise<Judge>): Promise<void> {
  await (await opening.catch(() => undefined))?.[Symbol.asyncDispose]();
}
