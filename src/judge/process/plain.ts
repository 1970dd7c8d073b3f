import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { JudgeError, reasonOf } from '../errors.ts';
import { clearedEnvironment } from './environment.ts';
import type { Conversation, Ended, Launch, Launcher, Said, Stopped } from './launch.ts';
import { PlainConversation } from './plain-conversation.ts';
import { endTree } from './tree.ts';

const STDERR_BYTES = 64 * 1024;
const SAMPLE_EVERY_MS = 20;
/** How long the pipes may stay open after the program ended and its group was killed. */
const PIPES_GRACE_MS = 200;

/**
 * Starts programs with Node alone, for machines where the native runner cannot be built. CPU time and memory
 * are sampled from /proc on Linux and absent elsewhere.
 */
export class PlainLauncher implements Launcher {
  #running = new Map<ChildProcess, Promise<unknown>>();

  readonly temporary: string;

  constructor(temporary: string) {
    this.temporary = temporary;
  }

  async launch(launch: Launch, signal?: AbortSignal): Promise<Ended> {
    return this.#inFolder(launch, signal, (folder) => this.#run(launch, folder, signal));
  }

  async converse(program: Launch, interactor: Launch, signal?: AbortSignal): Promise<Conversation> {
    const conversation = new PlainConversation();
    const inFolder = (launch: Launch, by: Said['by']) =>
      this.#inFolder(launch, signal, (folder) =>
        this.#run(launch, folder, signal, (child) => conversation.join(by, child)),
      );
    const [one, other] = await Promise.all([
      inFolder(program, 'program'),
      inFolder(interactor, 'interactor'),
    ]);
    return { program: conversation.endOf(one), interactor: other, ...conversation.record() };
  }

  async #inFolder(
    launch: Launch,
    signal: AbortSignal | undefined,
    run: (folder: string) => Promise<Ended>,
  ): Promise<Ended> {
    signal?.throwIfAborted();
    const folder = launch.workFolder ?? (await mkdtemp(join(this.temporary, 'run-')));
    try {
      for (const [name, content] of Object.entries(launch.files ?? {})) {
        await mkdir(name.endsWith('/') ? join(folder, name) : dirname(join(folder, name)), {
          recursive: true,
        });
        if (!name.endsWith('/')) await writeFile(join(folder, name), content);
      }
      const ended = await run(folder);
      for (const name of launch.collect ?? []) {
        const bytes = await readCapped(join(folder, name), launch.caps.outputBytes);
        if (bytes) ended.files[name] = bytes;
      }
      return ended;
    } finally {
      if (!launch.workFolder) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }

  async #run(
    launch: Launch,
    folder: string,
    signal: AbortSignal | undefined,
    partner?: (child: ChildProcess) => void,
  ): Promise<Ended> {
    signal?.throwIfAborted();
    const [command = '', ...args] = launch.argv;
    const started = performance.now();
    const child = spawn(command, args, {
      cwd: folder,
      env: clearedEnvironment(folder, [command], launch.env),
      stdio: 'pipe',
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    partner?.(child);
    const ending = watch(child, launch, started, signal, partner !== undefined);
    this.#running.set(child, ending);
    try {
      return await ending;
    } finally {
      this.#running.delete(child);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#running.keys()) if (child.pid) endTree(child.pid);
    await Promise.allSettled(this.#running.values());
  }
}

function watch(
  child: ChildProcess,
  launch: Launch,
  started: number,
  signal: AbortSignal | undefined,
  interactive: boolean,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const { caps } = launch;
    let stopped: Stopped | undefined;
    let sample: Sample = {};
    const end = () => child.pid && endTree(child.pid);
    const stop = (why: Stopped) => {
      stopped ??= why;
      end();
    };
    const stdout = new CappedOutput(caps.outputBytes, () => stop('output'));
    const stderr = new CappedOutput(STDERR_BYTES);
    const wall = setTimeout(() => stop('wall'), caps.wallMs);
    const sampling = setInterval(async () => {
      sample = (await sampleOf(child.pid, sample)) ?? sample;
      if (sample.cpuMs !== undefined && sample.cpuMs > caps.cpuMs) stop('cpu');
      if (sample.memoryBytes !== undefined && sample.memoryBytes > caps.memoryBytes) stop('memory');
    }, SAMPLE_EVERY_MS);
    let grace: NodeJS.Timeout | undefined;
    let wallMs = 0;
    const settle = () => {
      clearTimeout(wall);
      clearTimeout(grace);
      clearInterval(sampling);
      signal?.removeEventListener('abort', end);
    };
    signal?.addEventListener('abort', end, { once: true });
    child.stdout?.on('data', (bytes: Buffer) => stdout.add(bytes));
    child.stderr?.on('data', (bytes: Buffer) => stderr.add(bytes));
    // A program that does not read its input is no error of anyone's.
    child.stdin?.on('error', () => undefined);
    if (!interactive) child.stdin?.end(launch.input);
    child.once('error', (error) => {
      settle();
      const why = `${launch.argv[0]} could not be started: ${reasonOf(error)}.`;
      reject(signal?.aborted ? signal.reason : new JudgeError('launch-failed', why, { cause: error }));
    });
    child.once('exit', () => {
      wallMs = performance.now() - started;
      end();
      grace = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, PIPES_GRACE_MS);
    });
    child.once('close', (code, name) => {
      settle();
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      resolve({
        ...(code === null ? {} : { exitCode: code }),
        ...(name === null ? {} : { signal: name }),
        ...(stopped ? { stopped } : {}),
        ...sample,
        wallMs,
        stdout: stdout.bytes(),
        stderr: stderr.bytes(),
        truncated: stdout.truncated,
        files: {},
      });
    });
  });
}

class CappedOutput {
  #chunks: Buffer[] = [];
  #size = 0;
  truncated = false;

  readonly cap: number;
  readonly beyond: () => void;

  constructor(cap: number, beyond: () => void = () => undefined) {
    this.cap = cap;
    this.beyond = beyond;
  }

  add(bytes: Buffer): void {
    if (this.truncated) return;
    this.#chunks.push(bytes.subarray(0, this.cap - this.#size));
    this.#size += bytes.length;
    if (this.#size > this.cap) {
      this.truncated = true;
      this.beyond();
    }
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

interface Sample {
  cpuMs?: number;
  memoryBytes?: number;
}

/** CPU time (10 ms steps) and peak memory so far, from /proc; undefined where there is none. */
async function sampleOf(pid: number | undefined, before: Sample): Promise<Sample | undefined> {
  if (process.platform !== 'linux' || pid === undefined) return undefined;
  try {
    const [stat, status] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/status`, 'utf8'),
    ]);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index] ?? 0), 0);
    const peak = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
    return {
      cpuMs: Math.max(ticks * 10, before.cpuMs ?? 0),
      ...(peak
        ? { memoryBytes: Number(peak) * 1024 }
        : before.memoryBytes
          ? { memoryBytes: before.memoryBytes }
          : {}),
    };
  } catch {
    return undefined;
  }
}

/** The start of a regular file; undefined when it is missing, a link, or something that could block. */
async function readCapped(path: string, cap: number): Promise<Buffer | undefined> {
  try {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
    const file = await open(path, O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0));
    try {
      const { size } = await file.stat();
      if (!(await file.stat()).isFile()) return undefined;
      const wanted = Math.min(size, cap);
      const { bytesRead, buffer } = await file.read(Buffer.alloc(wanted), 0, wanted, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
