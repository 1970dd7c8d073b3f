import { type Command, Option } from 'commander';
import {
  type Engine,
  findModel,
  modelsFolder,
  openEmbeddedEngine,
  openEndpointEngine,
  type Preset,
  presetNamed,
  presets,
  spreadOver,
} from '../model/index.ts';
import { wholeNumber } from './commands/options.ts';
import { UsageError } from './exit.ts';
import { modelOnDisk, modelProcess, presetGiven } from './model.ts';

/** What the user says of the model on the command line. */
export interface ModelFlags {
  model?: string;
  endpoint?: string[];
  endpointModel?: string;
  lanes?: number;
  threads?: number;
  download?: boolean;
}

/** The options of every command that works with a model of this machine or of a server. */
export function withModelFlags(command: Command): Command {
  return command
    .option('--model <preset>', 'a preset, or the path of a GGUF file')
    .addOption(
      new Option(
        '--endpoint <url...>',
        'servers that speak OpenAI’s chat completions (key: VERDICT_ENDPOINT_KEY)',
      ),
    )
    .option('--endpoint-model <name>', 'the model’s name at the endpoint')
    .option('--lanes <n>', 'generations side by side', wholeNumber(1))
    .option('--threads <n>', 'threads of the model (default: the physical cores)', wholeNumber(1))
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
 * first of the table that is on this machine.
 * @throws UsageError that says what to name
 */
export async function givenEngine(
  flags: ModelFlags,
  options: { quiet?: boolean | undefined; signal: AbortSignal },
): Promise<GivenEngine> {
  const { endpoint, endpointModel, lanes, threads } = flags;
  if (endpoint && endpoint.length > 0) {
    if (!endpointModel)
      throw new UsageError('Name the model at the endpoint with --endpoint-model: see its /v1/models.');
    const like = flags.model === undefined ? presetNamed('vibethinker-3b') : presetGiven(flags.model);
    if (!like) throw new UsageError('Name a preset with --model: its prompts and sampling are used.');
    for (const url of endpoint)
      if (!/^https?:\/\//.test(url)) throw new UsageError(`--endpoint ${url} is not an http address.`);
    const apiKey = process.env.VERDICT_ENDPOINT_KEY;
    const engines = endpoint.map((url) =>
      openEndpointEngine({
        url,
        model: endpointModel,
        ...(apiKey && { apiKey }),
        ...(lanes !== undefined && { lanes }),
      }),
    );
    const [first, ...others] = engines;
    if (!first) throw new UsageError('Name an address with --endpoint.');
    return {
      engine: others.length > 0 ? spreadOver([first, ...others]) : first,
      preset: { ...like, id: endpointModel, title: endpointModel },
      isHere: false,
    };
  }
  const preset = flags.model === undefined ? await presetHere() : presetGiven(flags.model);
  const { download } = flags;
  const modelPath = await modelOnDisk(preset, { ...options, ...(download && { download }) });
  const engine = openEmbeddedEngine({
    modelPath,
    preset,
    processPath: modelProcess(),
    ...(lanes !== undefined && { lanes }),
    ...(threads !== undefined && { threads }),
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
