import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { parse } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { JudgeError } from '../errors.ts';
import { type Frame, FrameReader, frame } from './frames.ts';

/** How the runner confines programs; the names are the tiers that `verdict doctor` shows. */
export type RunnerTier =
  | 'basic'
  | 'landlock'
  | 'bubblewrap'
  | 'namespaces'
  | 'sandbox-exec'
  | 'low-integrity';

export interface RunnerOptions {
  /** The runner's program file. */
  runner: string;
  tier: RunnerTier;
  /** A path for the working folder of runs; the runner makes and removes it. */
  box: string;
  /** An empty folder. */
  staging: string;
  /** The bubblewrap command, for its tier. */
  bubblewrap: string;
  /** The user that programs become when the runner is root; 0 for none. */
  uid: number;
  /** Processes that count against the user's limit before any run. */
  userProcesses: number;
}

/** The runner ended while it was asked something. */
export class RunnerGone extends Error {
  override readonly name = 'RunnerGone';
}

/** One runner process. It does one run at a time; it ends with its stdin, so never outlives us. */
export class Runner {
  readonly options: RunnerOptions;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #gone: Promise<void>;
  readonly #frames = new FrameReader();
  #receive: ((frame: Frame) => void) | undefined;
  #lost: ((error: Error) => void) | undefined;
  alive = true;

  private constructor(options: RunnerOptions) {
    this.options = options;
    const { tier, box, staging, bubblewrap, uid, userProcesses } = options;
    const args = ['serve', tier, box, staging, bubblewrap, String(uid), String(userProcesses)];
    this.#child = spawn(options.runner, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      // Windows starts nothing without it.
      env: process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot } : {},
      cwd: parse(options.box).root,
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.#child.stdin.on('error', () => undefined);
    this.#child.stderr.resume();
    this.#child.stdout.on('data', (piece: Buffer) => {
      for (const whole of this.#frames.read(piece)) this.#receive?.(whole);
    });
    this.#gone = new Promise((resolve) => {
      const gone = (why: string) => {
        this.alive = false;
        this.#lost?.(new RunnerGone(why));
        resolve();
      };
      this.#child.once('error', (error) => gone(error.message));
      this.#child.once('close', (code, signal) => gone(`it ended with ${signal ?? `exit code ${code}`}`));
    });
  }

  /** Starts a runner. Throws a JudgeError when this tier does not work here. */
  static async start(options: RunnerOptions): Promise<Runner> {
    const runner = new Runner(options);
    try {
      const [greeting] = await runner.ask([], (whole) => whole.tag === 'h' || whole.tag === '!');
      if (greeting?.tag === 'h') return runner;
      throw new JudgeError(
        'sandbox-unavailable',
        `${options.tier}: ${greeting?.body.toString() ?? 'no answer'}`,
      );
    } catch (error) {
      await runner.end();
      if (error instanceof JudgeError) throw error;
      throw new JudgeError(
        'sandbox-unavailable',
        `${options.tier}: the runner did not start (${String(error)}).`,
      );
    }
  }

  /**
   * Sends a request and gives the frames of the answer, up to the one that `last` accepts. An abort ends the
   * run; the promise still waits for the runner to say that nothing is left.
   */
  async ask(request: Buffer[], last: (frame: Frame) => boolean, signal?: AbortSignal): Promise<Frame[]> {
    const frames: Frame[] = [];
    const cancel = () => this.#child.stdin.write(frame('x'));
    try {
      return await new Promise<Frame[]>((resolve, reject) => {
        if (!this.alive) throw new RunnerGone('it had ended');
        this.#lost = reject;
        this.#receive = (whole) => {
          frames.push(whole);
          if (last(whole)) resolve(frames);
        };
        this.#child.stdin.cork();
        for (const part of request) this.#child.stdin.write(part);
        this.#child.stdin.uncork();
        signal?.addEventListener('abort', cancel, { once: true });
      });
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#lost = undefined;
      this.#receive = undefined;
    }
  }

  /** Ends the runner and whatever it runs; resolves when it is gone. */
  async end(): Promise<void> {
    this.#child.stdin.destroy();
    await this.#gone;
  }
}
