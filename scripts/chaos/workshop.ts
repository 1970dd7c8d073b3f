import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
/** No command under test may take longer. */
const longestMs = 120_000;
/** Processes of a command that is gone may take so long to go as well. */
const goneMs = 10_000;

/** How a command ended. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  output: string;
  errors: string;
  /** From the start, ms. */
  ms: number;
}

export interface Running {
  child: ChildProcess;
  /** Throws when it takes longer than any command may. */
  ended: Promise<Ended>;
}

/** A cache, a folder for temporary files and a mark, by which everything that was started here is known. */
export class Workshop implements AsyncDisposable {
  readonly folder: string;
  /** Processes that are not of here, by number and beginning: what they were started with is read once. */
  readonly #foreign = new Set<string>();

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<Workshop> {
    const workshop = new Workshop(await mkdtemp(join(tmpdir(), 'verdict-chaos-')));
    await mkdir(workshop.temporary);
    return workshop;
  }

  get cache(): string {
    return join(this.folder, 'cache');
  }

  get temporary(): string {
    return join(this.folder, 'temporary');
  }

  /** Starts the command line with these arguments. */
  start(args: string[], more: Record<string, string> = {}): Running {
    const begun = performance.now();
    const env = {
      ...process.env,
      VERDICT_CHAOS: this.folder,
      VERDICT_CACHE: this.cache,
      TMPDIR: this.temporary,
      ...more,
    };
    const child = spawn(process.execPath, [cli, ...args], { cwd: this.folder, env, stdio: 'pipe' });
    let [output, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      errors += text;
    });
    const ended = new Promise<Ended>((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new Error(`verdict ${args.join(' ')} hung for ${longestMs / 1000} s. ${errors.slice(-400)}`));
      }, longestMs);
      child.once('error', reject);
      child.once('close', (code, signal) => {
        clearTimeout(timer);
        resolve({ code, signal, output, errors, ms: performance.now() - begun });
      });
    });
    return { child, ended };
  }

  run(args: string[], more: Record<string, string> = {}): Promise<Ended> {
    return this.start(args, more).ended;
  }

  /** Ids of processes that were started here, as far as the system tells; none but on Linux. */
  async processes(): Promise<number[]> {
    if (process.platform !== 'linux') return [];
    const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const found: number[] = [];
    for (const id of ids) {
      const read = (name: string) => readFile(`/proc/${id}/${name}`, 'latin1').catch(() => '');
      // After the name: the state, the parent, and in the end when it began, for numbers are given again.
      const [state, ...fields] = (await read('stat')).split(') ').at(-1)?.split(' ') ?? [];
      const known = `${id} ${fields[18]}`;
      if (state === 'Z' || Number(id) === process.pid || this.#foreign.has(known)) continue;
      if (`${await read('environ')}${await read('cmdline')}`.includes(this.folder)) found.push(Number(id));
      // A child of this very process has the mark only from its first program on.
      else if (Number(fields[0]) !== process.pid) this.#foreign.add(known);
    }
    return found;
  }

  /** Throws unless everything that was started here, or of it all that is asked for, is gone soon. */
  async assertNothingRuns(isMeant: (command: string) => boolean = () => true): Promise<void> {
    const until = performance.now() + goneMs;
    // One that was looked at while it began may have been taken for another's.
    this.#foreign.clear();
    for (;;) {
      const left: { id: number; command: string }[] = [];
      for (const id of await this.processes()) {
        const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
        if (isMeant(command)) left.push({ id, command: command.replaceAll('\0', ' ') });
      }
      if (left.length === 0) return;
      if (performance.now() >= until) {
        for (const { id } of left) process.kill(id, 'SIGKILL');
        const commands = left.map(({ command }) => command).join('; ');
        throw new Error(`still running after ${goneMs / 1000} s: ${commands}`);
      }
      await wait(50);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.assertNothingRuns().catch(() => undefined);
    await rm(this.folder, { recursive: true, force: true });
  }
}
