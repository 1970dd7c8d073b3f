import { existsSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { version } from '../../../package.json';
import {
  type Choice,
  type Comparison,
  chosenTasks,
  type EvalEvent,
  EvalPolicy,
  EvalRecord,
  type EvalSet,
  type EvalTask,
  evaluate,
  fetchSet,
  findSet,
  fromMirror,
  type KnownSet,
  knownSet,
  knownSets,
  type ReadOptions,
  type RunAbout,
  readFiles,
  readMapping,
  readSet,
  setsFolder,
  settingsOf,
  writeReport,
} from '../../evals/index.ts';
import { bytesInWords, type EngineInfo } from '../../model/index.ts';
import { solveDefaults } from '../../solver/index.ts';
import { type GuardFlags, guardOf, withGuardFlags } from '../contestGuard.ts';
import { givenEngine, loaded, type ModelFlags, withModelFlags } from '../engine.ts';
import { Exit, StoppedError, UsageError } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { judgeGiven } from '../judging.ts';
import { plainText } from '../terminal/plainText.ts';
import { progressLine } from '../terminal/progressLine.ts';
import { showDownload } from '../terminal/showDownload.ts';
import { wholeNumber } from './options.ts';

interface EvalFlags extends GuardFlags, ModelFlags, Choice {
  samples: number;
  policy: EvalPolicy;
  out?: string;
  map?: string;
  lang?: string;
  maxTokens?: number;
  seed: number;
  compare: Comparison;
  stress: number;
  claims?: number;
  tokens?: number;
  minutes?: number;
  json?: boolean;
}

/** What most need; the others are told of in a few lines, so that the help fits on a screen. */
const shown = new Set(['--out', '--samples', '--policy', '--json']);

const others = `
Model:         --model, --endpoint and the rest, as in "verdict help options"
Part of a set: --limit N  --shard I/N  --from DATE  --until DATE (before it)
Other shapes:  --map statement=question,answer=final
Answers:       --lang ID  --max-tokens N  --seed N  --compare set|tokens  --stress N
               --claims N (maths: claim-level reliability)
Budget:        --tokens N  --minutes N (nothing is begun beyond them)
Sets by name:  verdict eval fetch [NAME] [--url MIRROR]
Report:        verdict eval report FOLDER [--against FOLDER] [--split DATE]
Example:       verdict eval aime2025 --samples 64 --out runs/aime25`;

export function addEval(program: Command): void {
  const command = withModelFlags(withGuardFlags(program.command('eval')))
    .description('Measure a model on a whole SET, and write what it comes to.')
    .argument('<set>', 'a file in the shape of LiveCodeBench, AIME, ...; a folder of packages; a fetched set')
    .option('--out <folder>', 'where the run is kept; started again, it goes on')
    .option('--samples <k>', 'answers for each task', wholeNumber(1), 1)
    .addOption(
      new Option('--policy <how>', 'each for itself, picked by samples, the whole solver')
        .choices(EvalPolicy.options)
        .default('first'),
    )
    .option('--limit <n>', 'tasks at most', wholeNumber(1))
    .option('--shard <i/n>', 'every nth task, from the ith', shard)
    .option('--from <date>', 'tasks published on that day or later', day)
    .option('--until <date>', 'tasks published before that day', day)
    .option('--map <fields>', 'the fields of another shape')
    .option('--lang <id>', 'language, where the set leaves it open (default: the model’s best)')
    .option('--max-tokens <n>', 'tokens of one answer at most', wholeNumber(1))
    .option('--seed <n>', 'seed of the first sample of each task', wholeNumber(0), 1)
    .addOption(
      new Option('--compare <rule>', 'outputs as the set compares them, or by tokens')
        .choices(['set', 'tokens'])
        .default('set'),
    )
    .option('--stress <n>', 'policy full: generated cases', wholeNumber(0), 100)
    .option('--claims <n>', 'maths: the model judges so many claims of each answer', wholeNumber(1))
    .option('--tokens <n>', 'begin nothing new after so many tokens', wholeNumber(1))
    .option('--minutes <n>', 'begin nothing new after so long', wholeNumber(1))
    .option('--json', 'one event a line on standard output')
    .addHelpText('after', others)
    .action(runEval);
  for (const option of command.options) option.hideHelp(!shown.has(option.long ?? ''));
  // Told of below, in one line.
  command.configureHelp({ visibleCommands: () => [] });
  command
    .command('fetch')
    .description('Fetch the set NAME; without a name, list those that can be fetched.')
    .argument('[name]', 'livecodebench-v6, aime2025, ...')
    .option('--url <mirror>', 'the folder of a server that has the same files')
    .action(fetchNamed);
  command
    .command('report')
    .description('Write report.md, report.json and report.html of the run in FOLDER.')
    .argument('<folder>', 'the --out of a run')
    .argument('[shards...]', 'the folders of its other shards, reported with it')
    .option('--against <folder>', 'another run, compared problem by problem')
    .option('--split <date>', 'compare tasks before and since that day (contamination)', day)
    .addHelpText('after', '\nExample:\n  verdict eval report runs/a --against runs/b')
    .action(async (folder: string, shards: string[], flags: { against?: string; split?: string }) => {
      const { paths, headline } = await writeReport(folder, { ...flags, shards });
      process.stderr.write(`${plainText(headline)}\n`);
      process.stdout.write(`${paths.join('\n')}\n`);
    });
}

async function runEval(path: string, flags: EvalFlags): Promise<void> {
  const signal = interruptSignal();
  const { out, policy, samples, seed, comparison, stressCases } = named(flags);
  if (out === undefined) throw new UsageError('Name a folder for the run with --out.');
  const map = flags.map === undefined ? undefined : readMapping(flags.map);
  const { set, window } = await givenSet(path, {
    folder: join(out, 'checkers'),
    signal,
    ...(map && { map }),
  });
  const { from = window?.from, until = window?.until, limit, shard: part } = flags;
  const choice = { from, until, limit, shard: part };
  const tasks = chosenTasks(set.tasks, choice);
  if (tasks.length === 0)
    throw new UsageError(
      `None of the ${set.tasks.length} tasks of ${path} is chosen. Look at --from, --until and --shard.`,
    );
  refuseUnseen(tasks, policy);
  const { engine: opened, preset } = await givenEngine(flags, { quiet: flags.json, signal, many: true });
  await using engine = opened;
  const language = flags.lang ?? solveDefaults(preset).language;
  const { maxTokens, claims } = flags;
  const asking = { preset, language, maxTokens, claims };
  const options = { ...asking, choice, policy, samples, seed, comparison, stressCases };
  const settings = settingsOf(set, tasks, options);
  const info = await loaded(engine, signal);
  await using record = await EvalRecord.open(out, settings, aboutOf(info), tasks);
  await using judge = await judgeGiven(undefined);
  const { tokens, minutes } = flags;
  const budget = { tokens, ms: minutes && minutes * 60_000 };
  const events = evaluate({
    ...options,
    engine,
    judge,
    tasks,
    record,
    budget,
    guard: guardOf(flags),
    signal,
  });
  using line = progressLine();
  for await (const event of events) {
    if (flags.json) process.stdout.write(`${JSON.stringify(event)}\n`);
    else show(event, line);
    if (event.type !== 'eval-ended') continue;
    const { paths, headline } = await writeReport(out);
    if (!flags.json) process.stderr.write(`${plainText(headline)}\n`);
    if (!flags.json) process.stdout.write(`${paths.join('\n')}\n`);
    process.exitCode = {
      done: Exit.done,
      budget: Exit.notAccepted,
      stopped: Exit.cancelled,
      broken: Exit.usage,
    }[event.outcome];
  }
}

/** A file or folder, or a set that was fetched, with the days its name stands for. */
async function givenSet(
  path: string,
  options: ReadOptions,
): Promise<{ set: EvalSet; window?: KnownSet['window'] }> {
  const known = existsSync(path) ? undefined : knownSet(path);
  if (!known) return { set: await readSet(path, options) };
  const files = await findSet(known, setsFolder(), options.signal);
  if (!files)
    throw new UsageError(`${known.title} is not on this machine. Fetch it: verdict eval fetch ${known.id}`);
  return { set: await readFiles(known.id, files, options), window: known.window };
}

async function fetchNamed(name: string | undefined, { url }: { url?: string }): Promise<void> {
  const signal = interruptSignal();
  if (name === undefined) return listSets(signal);
  const known = knownSet(name);
  if (!known)
    throw new UsageError(
      `There is no set "${name}" to fetch. Known: ${knownSets.map(({ id }) => id).join(', ')}.`,
    );
  const set = url === undefined ? known : fromMirror(known, url);
  try {
    for (const file of set.files)
      await showDownload(file.name, fetchSet({ ...set, files: [file] }, { folder: setsFolder(), signal }));
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new StoppedError('Stopped. What has arrived is kept: the same command goes on there.');
  }
  process.stdout.write(`${(await findSet(set, setsFolder(), signal))?.join('\n')}\n`);
}

async function listSets(signal: AbortSignal): Promise<void> {
  for (const set of knownSets) {
    const { id, title, problems, files } = set;
    const isHere = await findSet(set, setsFolder(), signal).catch(() => undefined);
    const bytes = files.reduce((sum, file) => sum + (file.bytes ?? Number.NaN), 0);
    const state = isHere ? 'here' : Number.isNaN(bytes) ? '' : bytesInWords(bytes);
    process.stdout.write(`${`${id.padEnd(18)}${title}, ${problems} problems`.padEnd(72)}${state}`.trimEnd());
    process.stdout.write('\n');
  }
}

/** The flags under the names that a run has for them. */
function named({ out, policy, samples, seed, compare, stress }: EvalFlags) {
  return { out, policy, samples, seed, comparison: compare, stressCases: stress };
}

/** Without samples in the statements a solver has nothing to choose by. */
function refuseUnseen(tasks: EvalTask[], policy: EvalPolicy): void {
  if (
    policy === 'first' ||
    tasks.some(({ kind, problem }) => kind === 'programming' && problem.samples.length > 0)
  )
    return;
  throw new UsageError(
    `No statement of this set has samples, so there is nothing to pick by. Leave out --policy ${policy}.`,
  );
}

function aboutOf(info: EngineInfo): RunAbout {
  const { model, backend, device, plan, lanes } = info;
  const quoted = process.argv.slice(2).map((it) => (/^[\w./:@=,+-]+$/.test(it) ? it : JSON.stringify(it)));
  return {
    command: ['verdict', ...quoted].join(' '),
    version,
    begun: new Date().toISOString(),
    machine: `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} threads, ${Math.round(totalmem() / 2 ** 30)} GiB; ${process.platform} ${process.arch}, Node ${process.versions.node}`,
    model: [model, `${backend}${device ? ` (${device})` : ''}`, `${lanes} lanes`, plan]
      .filter(Boolean)
      .join(', '),
  };
}

function show(event: EvalEvent, line: ReturnType<typeof progressLine>): void {
  if (event.type === 'eval-started') {
    const known = event.known > 0 ? `, ${event.known} of them known from before` : '';
    line.say(
      `${plainText(event.model)}: ${event.tasks} tasks, ${event.total} samples${known}, ${event.lanes} lanes`,
    );
  } else if (event.type === 'eval-sample') {
    const { done, total, score, tokens, remainingMs } = event;
    line.show(
      `${done}/${total}  ${(100 * score).toFixed(1)} % right  ${(tokens / 1000).toFixed(0)}k tokens  ${lasting(remainingMs)} left`,
      done === total,
    );
  } else if (event.reason) line.say(plainText(event.reason));
}

function lasting(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 2) return `${Math.round(ms / 1000)} s`;
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new InvalidArgumentError('It must be a day: 2025-02-01.');
  return text;
}

function shard(text: string): string {
  const [part = 0, parts = 0] = text.split('/').map(Number);
  if (!/^\d+\/\d+$/.test(text) || part < 1 || part > parts)
    throw new InvalidArgumentError('It must be like 1/4: the part and the number of parts.');
  return text;
}
