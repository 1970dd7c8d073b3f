import { join } from 'node:path';
import { l10n } from 'vscode';
import { type Judge, openJudge, readUserLanguages, type SandboxReport } from '../judge/index.ts';
import {
  cacheFolder,
  type Engine,
  type EngineInfo,
  openEmbeddedEngine,
  type Preset,
} from '../model/index.ts';
import { type EndpointKeys, endpointEngine, endpointPreset } from './endpointChoice.ts';
import { chooseModel, chosenPreset, modelOnDisk, presetOnDisk } from './modelChoice.ts';
import { readSettings } from './settings.ts';
import { needTrust } from './trust.ts';

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
  readonly #keys: EndpointKeys;
  readonly #infoListeners = new Set<(info: EngineInfo | undefined) => void>();
  readonly #sandboxListeners = new Set<(report: SandboxReport) => void>();
  #model: (Model & { key: string }) | undefined;
  #judge: { key: string; opening: Promise<Judge> } | undefined;

  constructor(extensionFolder: string, logFolder: string, keys: EndpointKeys) {
    this.#processPath = join(extensionFolder, 'dist', 'model-process.mjs');
    this.#logFile = join(logFolder, 'llama.log');
    this.#keys = keys;
  }

  /** llama.cpp's own log of this window. */
  get logFile(): string {
    return this.#logFile;
  }

  /**
   * The model of the settings: behind the endpoint, when one is set, or on this machine, fetched if the user agrees.
   * Undefined when the user does not choose one.
   */
  async model(): Promise<Model | undefined> {
    const { endpoints, endpointModel, endpointStallSeconds, lanes, threads, gpu, gpuDevice } = readSettings();
    if (endpoints.length > 0) {
      const key = JSON.stringify([endpoints, endpointModel, endpointStallSeconds, lanes]);
      return this.#open(key, () => endpointEngine(this.#keys));
    }
    const preset = await chosenPreset(this.#processPath);
    // An endpoint may have been chosen instead.
    if (!preset) return readSettings().endpoints.length > 0 ? this.model() : undefined;
    const modelPath = await modelOnDisk(preset, this.#processPath);
    if (!modelPath) return undefined;
    return this.#open(JSON.stringify([modelPath, lanes, threads, gpu, gpuDevice]), async () => ({
      preset,
      engine: openEmbeddedEngine({
        modelPath,
        preset,
        gpu,
        gpuDevice,
        processPath: this.#processPath,
        logFile: this.#logFile,
        lanes: lanes || undefined,
        threads: threads || undefined,
      }),
    }));
  }

  /** The preset of the settings when it could be used at once; nobody is asked, and no endpoint is. */
  async readyPreset(): Promise<Preset | undefined> {
    return readSettings().endpoints.length > 0 ? endpointPreset() : presetOnDisk();
  }

  /** The model of the settings. Throws when the user does not choose one; the message says what to do. */
  async neededModel(): Promise<Model> {
    const model = await this.model();
    if (!model) throw new Error(l10n.t('No model is chosen. Use "Verdict: Choose Model", then ask again.'));
    return model;
  }

  /** Lets the user choose another model, and fetches it if the user agrees. */
  async chooseModel(): Promise<void> {
    const preset = await chooseModel(this.#processPath);
    if (preset) await modelOnDisk(preset, this.#processPath);
  }

  /** Asks for the key of the endpoint; it is used from the next request on. */
  async setEndpointKey(): Promise<void> {
    await this.#keys.ask();
    if (readSettings().endpoints.length > 0) await this.#close();
  }

  async #open(key: string, make: () => Promise<Model>): Promise<Model> {
    if (this.#model?.key === key) return this.#model;
    const made = await make();
    await this.#close();
    made.engine.onInfoChange((info) => {
      for (const listener of this.#infoListeners) listener(info);
    });
    this.#model = { key, ...made };
    return this.#model;
  }

  async #close(): Promise<void> {
    const before = this.#model;
    this.#model = undefined;
    await before?.engine[Symbol.asyncDispose]();
  }

  /**
   * The judge of this window, opened anew when its settings have changed. One that could not be opened is tried
   * again at the next use. Throws a JudgeError that names what is wrong with `verdict.languages`, or UntrustedFolder.
   */
  async judge(): Promise<Judge> {
    needTrust();
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
      void opening.then(
        ({ sandbox }) => {
          for (const listener of this.#sandboxListeners) listener(sandbox);
        },
        () => undefined,
      );
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

  /** Calls `listener` with the judge's sandbox, whenever a judge is opened. */
  onSandbox(listener: (report: SandboxReport) => void): void {
    this.#sandboxListeners.add(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
    if (this.#judge) await closed(this.#judge.opening);
  }
}

/** Ends a judge; one that never opened has nothing to end. */
async function closed(opening: Promise<Judge>): Promise<void> {
  await (await opening.catch(() => undefined))?.[Symbol.asyncDispose]();
}
