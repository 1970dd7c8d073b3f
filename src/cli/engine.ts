import { type Command, Option } from 'commander';
import {
  type Engine,
  type EngineInfo,
  findModel,
  firstServedModel,
  type Gpu,
  modelsFolder,
  openEmbeddedEngine,
  openEndpointEngine,
  type Preset,
  presetOfEndpoint,
  presets,
  spreadOver,
} from '../model/index.ts';
import { gpuDeviceOption, gpuOption, wholeNumber } from './commands/options.ts';
import { StoppedError, UsageError } from './exit.ts';
import { modelOnDisk, modelProcess, presetGiven } from './model.ts';

/** What the user says of the model on the command line. */
export interface ModelFlags {
  model?: string;
  endpoint?: string[];
  endpointModel?: string;
  gpu: Gpu;
  gpuDevice?: number;
  lanes?: number;
  threads?: number;
  stall: number;
  download?: boolean;
}

/** The options of every command that works with a model of this machine or of a server. */
export function withModelFlags(command: Command): Command {
  return command
    .option('--model <name>', 'a preset, or a GGUF file (default: the best that is on this machine)')
    .addOption(
      new Option(
        '--endpoint <url>',
        'a server that speaks OpenAI’s chat completions (key: VERDICT_API_KEY); given several times, they share the work',
      ).argParser((url, before?: string[]) => [...(before ?? []), url]),
    )
    .option('--endpoint-model <name>', 'the model’s name there (default: the first it has)')
    .addOption(gpuOption())
    .addOption(gpuDeviceOption())
    .option('--lanes <n>', 'answers side by side, on each endpoint', wholeNumber(1))
    .option('--threads <n>', 'threads of the model (default: the physical cores)', wholeNumber(1))
    .addOption(
      new Option('--stall <seconds>', 'give an endpoint up that sends nothing for so long')
        .argParser(wholeNumber(1))
        .default(120),
    )
    .option('--download', 'fetch the model when it is not on this machine');
}

/** An engine with the preset its prompts and sampling are from. Its own `id` is what clients call it. */
export interface GivenEngine {
  engine: Engine;
  preset: Preset;
  /** True when the model computes on this machine's own cores or GPU. */
  isHere: boolean;
}

/**
 * Opens the model the user named: a preset or file of this machine, or one behind endpoints. Without a name, the
 * first of the table that is on this machine. Nothing is loaded yet. With `many` answers to write it has all lanes of
 * its preset on a processor too: more tokens a second, if each answer is later.
 * @throws UsageError that says what to name
 */
export async function givenEngine(
  flags: ModelFlags,
  options: { quiet?: boolean | undefined; signal: AbortSignal; many?: boolean },
): Promise<GivenEngine> {
  if (flags.endpoint) return givenEndpoint(flags, flags.endpoint, options.signal);
  if (flags.endpointModel !== undefined)
    throw new UsageError('--endpoint-model needs --endpoint with the address of the server.');
  const preset = flags.model === undefined ? await presetHere() : presetGiven(flags.model);
  const { download, gpu, gpuDevice, threads } = flags;
  const lanes = flags.lanes ?? (options.many ? preset.lanes : undefined);
  const modelPath = await modelOnDisk(preset, { ...options, download });
  const engine = openEmbeddedEngine({
    modelPath,
    preset,
    gpu,
    gpuDevice,
    lanes,
    threads,
    processPath: modelProcess(),
  });
  return { engine, preset, isHere: true };
}

/** The engine the user named, for commands that also work without one. Undefined when none is named. */
export async function wantedEngine(
  flags: ModelFlags,
  options: { quiet?: boolean | undefined; signal: AbortSignal },
): Promise<GivenEngine | undefined> {
  return flags.model === undefined && !flags.endpoint?.length ? undefined : givenEngine(flags, options);
}

async function givenEndpoint(flags: ModelFlags, urls: string[], signal: AbortSignal): Promise<GivenEngine> {
  const apiKey = process.env.VERDICT_API_KEY || process.env.VERDICT_ENDPOINT_KEY || undefined;
  const model =
    flags.endpointModel ??
    (await firstServedModel(
      urls.map((url) => ({ url, apiKey })),
      signal,
    ));
  const engines = urls.map((url) =>
    openEndpointEngine({ url, model, apiKey, lanes: flags.lanes, stallMs: 1000 * flags.stall }),
  );
  // A preset that is named says how to ask a model whose own name does not tell it.
  const like =
    flags.model === undefined
      ? presetOfEndpoint(model)
      : { ...presetGiven(flags.model), id: model, title: model };
  return { engine: spreadOver(engines as [Engine, ...Engine[]]), preset: like, isHere: false };
}

/** The first preset of the table on this machine; the tiny one only when there is no other. */
async function presetHere(): Promise<Preset> {
  const folder = modelsFolder();
  const large = presets.filter(({ programs }) => programs !== 'few-shot');
  const tiny = presets.filter(({ programs }) => programs === 'few-shot');
  for (const preset of [...large, ...tiny])
    if (await findModel(preset, folder).catch(() => undefined)) return preset;
  throw new UsageError(
    `No model is on this machine. Fetch one ("verdict models" lists them), or name a server with --endpoint. Known: ${presets.map((it) => it.id).join(', ')}.`,
  );
}

/** Loads the model. Throws StoppedError when the user stops it meanwhile. */
export async function loaded(engine: Engine, signal: AbortSignal): Promise<EngineInfo> {
  try {
    return await engine.load(signal);
  } catch (error) {
    throw signal.aborted ? new StoppedError('Stopped.') : error;
  }
}
