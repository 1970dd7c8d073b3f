import { mkdir } from 'node:fs/promises';
import { constants } from 'node:os';
import { join, sep } from 'node:path';
import { JudgeError } from '../errors.ts';
import { clearedEnvironment } from './environment.ts';
import { type Frame, frame, numbers, readLength, readNumbers } from './frames.ts';
import type { Conversation, Ended, Launch, Launcher, Said, Stopped } from './launch.ts';
import { removeRemains } from './remains.ts';
import { Runner, RunnerGone, type RunnerTier } from './runner.ts';

/** What a namespace shows as the working folder. */
const BOX_INSIDE = '/box';
const MAX_FILES = 64;
const IDLE_RUNNERS = 8;
const FIRST_UID = 100_000;
const UIDS = 1_000_000;

const stops: (Stopped | undefined)[] = [
  undefined,
  'cpu',
  'wall',
  'memory',
  'output',
  'processes',
  'cancelled',
];
const signalNames = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

export interface NativeOptions {
  runner: string;
  tier: RunnerTier;
  temporary: string;
  bubblewrap?: string;
  userProcesses: number;
}

/**
 * Starts programs through native runners, one for each run at a time. Runners are kept between runs, so that a
 * run costs a fork of a small process and two messages.
 */
export class NativeLauncher implements Launcher {
  readonly options: NativeOptions;
  readonly #idle: Runner[] = [];
  readonly #all = new Set<Runner>();
  readonly #starting = new Set<Promise<Runner>>();
  #count = 0;
  #closed = false;

  constructor(options: NativeOptions) {
    this.options = options;
  }

  async launch(launch: Launch, signal?: AbortSignal): Promise<Ended> {
    const [first] = (await this.#run([launch], signal)).ended;
    return first as Ended;
  }

  async converse(program: Launch, interactor: Launch, signal?: AbortSignal): Promise<Conversation> {
    const { ended, endedAt, unread, transcript } = await this.#run([program, interactor], signal);
    return {
      program: ended[0] as Ended,
      interactor: ended[1] as Ended,
      first: (endedAt[0] ?? 0) <= (endedAt[1] ?? 0) ? 'program' : 'interactor',
      unread: unreadOf(ended[0] as Ended, unread),
      transcript,
    };
  }

  async #run(launches: Launch[], signal: AbortSignal | undefined): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted();
      const runner = await this.#runner();
      try {
        const request = launches.flatMap((launch) => requestOf(launch, runner, launches.length > 1));
        const frames = await runner.ask([...request, frame('G')], (whole) => whole.tag === '.', signal);
        signal?.throwIfAborted();
        return answerOf(launches, frames);
      } catch (error) {
        if (this.#closed) throw new JudgeError('disposed', 'The judge was closed.');
        signal?.throwIfAborted();
        if (!(error instanceof RunnerGone)) throw error;
        await removeRemains(runner.options.box);
        // A program that kills the runner twice does it on purpose.
        if (attempt === 2)
          return { ended: launches.map(() => killedRunner), endedAt: [], unread: 0, transcript: [] };
      } finally {
        this.#giveBack(runner);
      }
    }
  }

  async #runner(): Promise<Runner> {
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) if (idle.alive) return idle;
    const starting = this.#start();
    this.#starting.add(starting);
    try {
      return await starting;
    } finally {
      this.#starting.delete(starting);
    }
  }

  async #start(): Promise<Runner> {
    if (this.#closed) throw new JudgeError('disposed', 'The judge was closed.');
    const index = this.#count++;
    const folder = join(this.options.temporary, `runner-${index}`);
    const staging = join(folder, 'root');
    await mkdir(staging, { recursive: true });
    const runner = await Runner.start({
      ...this.options,
      bubblewrap: this.options.bubblewrap ?? '',
      box: join(folder, 'box'),
      staging,
      uid: process.getuid?.() === 0 ? FIRST_UID + ((process.pid * 64 + index) % UIDS) : 0,
    });
    this.#all.add(runner);
    return runner;
  }

  #giveBack(runner: Runner): void {
    if (runner.alive && !this.#closed && this.#idle.length < IDLE_RUNNERS) {
      this.#idle.push(runner);
      return;
    }
    this.#all.delete(runner);
    runner.end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#starting);
    await Promise.all([...this.#all].map((runner) => runner.end()));
  }
}

interface Answer {
  ended: Ended[];
  endedAt: number[];
  /** Bytes at the end of the first program's stdout that the second never took. */
  unread: number;
  transcript: Said[];
}

function unreadOf(program: Ended, bytes: number): Buffer {
  return program.stdout.subarray(program.stdout.length - bytes);
}

const killedRunner: Ended = {
  signal: 'SIGKILL',
  wallMs: 0,
  stdout: Buffer.alloc(0),
  stderr: Buffer.from('The program killed the process that watches it.\n'),
  truncated: false,
  files: {},
};

function requestOf(launch: Launch, runner: Runner, interactive: boolean): Buffer[] {
  const { caps } = launch;
  const { tier, box } = runner.options;
  const folder = launch.workFolder ?? (tier === 'namespaces' ? BOX_INSIDE : box);
  const environment = clearedEnvironment(folder, launch.argv.slice(0, 1), launch.env);
  const microseconds = (ms: number) => ms * 1000;
  return [
    frame('P'),
    ...launch.argv.map((word) => frame('a', word)),
    ...Object.entries(environment).map(([name, value]) => frame('e', `${name}=${value}`)),
    ...shownFolders(launch.readable ?? []).map((path) => frame('r', path)),
    ...(launch.writable ?? []).map((path) => frame('W', path)),
    ...(launch.workFolder ? [frame('w', launch.workFolder)] : []),
    ...(launch.reservesMemory ? [frame('m')] : []),
    frame(
      'l',
      numbers([
        microseconds(caps.cpuMs),
        microseconds(caps.wallMs),
        caps.memoryBytes,
        caps.outputBytes,
        caps.fileBytes,
        caps.processes,
      ]),
    ),
    ...Object.entries(launch.files ?? {}).flatMap(([name, content]) => [
      frame('n', name),
      frame('f', content),
    ]),
    ...(launch.collect ?? []).map((name) => frame('c', name)),
    ...(interactive ? [] : [frame('i', launch.input)]),
  ];
}

const systemFolders = ['/usr', '/bin', '/sbin', '/lib', '/lib64', '/nix/store', '/gnu/store'];

/**
 * The folders that a namespace must show besides the system's: outermost only, and never the user's home as a
 * whole (a tool in `~/bin` shows that folder alone; see `toolFolders`).
 */
function shownFolders(folders: string[]): string[] {
  const within = (folder: string, outer: string) => folder === outer || folder.startsWith(outer + sep);
  const own = [...new Set(folders)].filter(
    (folder) => folder !== '/' && !systemFolders.some((system) => within(folder, system)),
  );
  return own.filter((folder) => !own.some((outer) => outer !== folder && within(folder, outer)));
}

function answerOf(launches: Launch[], frames: Frame[]): Answer {
  const ended: Ended[] = launches.map(() => ({ ...killedRunner, files: {} }));
  const endedAt: number[] = [];
  let transcript: Said[] = [];
  let unread = 0;
  for (const { tag, body } of frames) {
    const index = body[0] ?? 0;
    const rest = body.subarray(1);
    const one = ended[index];
    if (tag === 's' && one) {
      const status = readNumbers(rest);
      ended[index] = { ...endOf(launches[index] as Launch, status), files: {} };
      endedAt[index] = status[9] ?? 0;
      if (index === 0) unread = status[10] ?? 0;
    } else if (tag === 'o' && one) one.stdout = rest;
    else if (tag === 'q' && one) one.stderr = rest;
    else if (tag === 't') transcript = readTranscript(rest);
    else if (tag === 'f') {
      const launch = Math.floor(index / MAX_FILES);
      const name = launches[launch]?.collect?.[index % MAX_FILES];
      // The first byte only says that the file is there.
      if (name !== undefined && rest.length > 0) (ended[launch] as Ended).files[name] = rest.subarray(1);
    }
  }
  return { ended, endedAt, unread, transcript };
}

function endOf(launch: Launch, status: number[]): Omit<Ended, 'files'> {
  const [
    failed = 0,
    stage = 0,
    exitCode = -1,
    signal = 0,
    stop = 0,
    cpu = 0,
    wall = 0,
    memory = 0,
    truncated = 0,
  ] = status;
  if (failed !== 0) throw failureOf(launch, failed, String.fromCharCode(stage));
  const stopped = stops[stop];
  return {
    ...(exitCode >= 0 ? { exitCode } : {}),
    ...(signal > 0 ? { signal: signalNames.get(signal) ?? `signal ${signal}` } : {}),
    ...(stopped ? { stopped } : {}),
    cpuMs: cpu / 1000,
    wallMs: wall / 1000,
    memoryBytes: memory,
    stdout: Buffer.alloc(0),
    stderr: Buffer.alloc(0),
    truncated: truncated !== 0,
  };
}

/** Stages as the runner's C files name them: `x` is exec, `f` a file of the working folder, the rest confinement. */
function failureOf(launch: Launch, errno: number, stage: string): JudgeError {
  const name =
    Object.entries(constants.errno).find(([, number]) => number === errno)?.[0] ?? `error ${errno}`;
  if (stage === 'x')
    return new JudgeError('launch-failed', `${launch.argv[0]} could not be started: ${name}.`);
  if (stage === 'f')
    return new JudgeError('launch-failed', `A file could not be put into the working folder: ${name}.`);
  return new JudgeError('sandbox-unavailable', `The sandbox could not be entered (step ${stage}): ${name}.`);
}

function readTranscript(bytes: Buffer): Said[] {
  const said: Said[] = [];
  for (let at = 0; at + 5 <= bytes.length; ) {
    const length = readLength(bytes, at + 1);
    said.push({
      by: bytes[at] === 0 ? 'program' : 'interactor',
      bytes: bytes.subarray(at + 5, at + 5 + length),
    });
    at += 5 + length;
  }
  return said;
}
