import { execFile } from 'node:child_process';
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  type Judge,
  type JudgeEvent,
  languageOf,
  openJudge,
  type SandboxTier,
} from '../../src/judge/index.ts';
import { judged } from './open.ts';

const execute = promisify(execFile);
const folder = fileURLToPath(new URL('hostile', import.meta.url));
const TOKEN = 'the-secret-of-the-user-7f3a';
const limits = { timeLimitMs: 300, memoryLimitMiB: 128, outputLimitMiB: 1 };

/** Every hostile program. */
export const hostilePrograms = readdirSync(folder).sort();

/** What a tier promises beyond an end in time, a cleared environment and capped output. */
interface Promises {
  /** Files of the user cannot be read, and the network and other programs' sockets not reached. */
  hides: boolean;
  /** Nothing outside the working folder can be written or removed. */
  protects: boolean;
  /** Every process of the run is ended, also one that made itself independent. */
  endsDaemons: boolean;
  /** Memory, processes and file size have limits. */
  limits: boolean;
}

const promises: Record<SandboxTier, Promises> = {
  namespaces: { hides: true, protects: true, endsDaemons: true, limits: true },
  bubblewrap: { hides: true, protects: true, endsDaemons: true, limits: true },
  landlock: { hides: true, protects: true, endsDaemons: true, limits: true },
  'sandbox-exec': { hides: true, protects: true, endsDaemons: true, limits: true },
  'low-integrity': { hides: false, protects: true, endsDaemons: true, limits: true },
  basic: { hides: false, protects: false, endsDaemons: true, limits: true },
  plain: { hides: false, protects: false, endsDaemons: false, limits: false },
};

/** The tiers with the platform that they are for. */
export const platformOfTier: Record<SandboxTier, NodeJS.Platform | 'any'> = {
  namespaces: 'linux',
  bubblewrap: 'linux',
  landlock: 'linux',
  'sandbox-exec': 'darwin',
  'low-integrity': 'win32',
  basic: 'any',
  plain: 'any',
};

/** Which verdicts show that a program was contained, where not every verdict does. */
const expected: Record<string, string> = {
  'fork_bomb.c': 'RE TLE MLE',
  'fork_bomb.py': 'RE TLE MLE',
  'thread_bomb.cpp': 'RE TLE MLE',
  'memory_bomb.c': 'MLE RE TLE',
  'memory_bomb.py': 'MLE RE',
  'memory_bomb.cpp': 'MLE RE',
  'memory_bomb.js': 'MLE RE',
  'memory_bomb_shared.c': 'MLE',
  'memory_mmap_file.c': 'MLE RE OLE',
  'output_10_gb.c': 'OLE',
  'output_endless.py': 'OLE',
  'stderr_endless.c': 'TLE',
  'ignore_sigterm.c': 'TLE',
  'ignore_cpu_limit.c': 'TLE',
  'close_stdio.c': 'TLE',
  'stop_itself.c': 'TLE',
  'sleep_forever.py': 'TLE',
  'busy_loop.cpp': 'TLE',
  'busy_children.c': 'TLE',
  'deep_recursion.cpp': 'RE MLE',
  'raise_limits.c': 'MLE RE TLE',
  'write_big_file.c': 'OLE RE',
  'symlink_output.py': 'WA',
  'fifo_output.py': 'WA',
  'folder_output.py': 'WA',
  'daemonise.c': 'AC',
  'daemon_holds_stdout.py': 'AC',
  'compile_templates.cpp': 'CE',
  'compile_includes.c': 'CE',
  'compile_dev_random.c': 'CE',
  'compile_dev_zero.cpp': 'CE',
  'compile_constexpr.cpp': 'CE',
  'compile_big_program.c': 'CE',
};

/** Would harm this very machine where nothing hides it: as root, "everyone" is everyone. */
const needHiding = /^(kill_everyone|trace_parent|new_namespace|make_device)\./;
/** Would harm it where nothing limits them, or end the judge itself, which is their parent there. */
const needLimits =
  /^(fork_|thread_bomb|memory_|write_big_file|write_many_files|output_by_children|deep_|raise_limits|kill_parent|huge_argv|busy_children|compile_(?!embeds_secret|reads_secret))/;
const needEndOfDaemons = /^daemon/;
/** What another platform lacks: the kernel's own folders, system calls, links and signals. */
const onlyOnLinux =
  /^(make_device|new_namespace|trace_parent|read_parent_memory|read_other_environments|compile_dev_|memory_bomb_shared)/;
const notOnWindows =
  /^(become_root|busy_children|daemon|deep_folders|fifo_|fork_|hardlink_|ignore_sigterm|kill_|locked_|memory_mmap|network_(tcp\.c|unix)|output_by_children|raise_limits|read_home_by_shell|read_home\.rb|stop_itself|symlink_|huge_argv|thread_bomb|close_stdio|ignore_cpu_limit)/;
const writesFile = /_output\.py$/;

/** Whether a program can be run in a tier on this platform, and the tier says something of it. */
export function appliesTo(file: string, tier: SandboxTier): boolean {
  const promised = promises[tier];
  if (!promised.hides && needHiding.test(file)) return false;
  if (!promised.limits && needLimits.test(file)) return false;
  if (!promised.endsDaemons && needEndOfDaemons.test(file)) return false;
  if (process.platform !== 'linux' && onlyOnLinux.test(file)) return false;
  return process.platform !== 'win32' || !notOnWindows.test(file);
}

/** How a hostile program ended, and what it did that the tier promises to prevent. */
export interface HostileEnd {
  verdict: string;
  reason: string;
  breaches: string[];
}

/**
 * A judge in one tier, and around it what hostile programs are after: a secret in the home, servers on this
 * machine, a secret in the environment.
 */
export class HostileGround implements AsyncDisposable {
  readonly judge: Judge;
  readonly tier: SandboxTier;
  readonly #outside: string;
  readonly #cacheFolder: string;
  readonly #servers: (Server | UdpSocket)[];
  readonly #left = join(tmpdir(), `verdict-hostile-left-${process.pid}`);
  readonly #port: number;
  #connections = 0;

  private constructor(
    judge: Judge,
    tier: SandboxTier,
    outside: string,
    cacheFolder: string,
    servers: [Server, Server | undefined, UdpSocket],
  ) {
    this.judge = judge;
    this.tier = tier;
    this.#outside = outside;
    this.#cacheFolder = cacheFolder;
    this.#servers = servers.filter((server) => server !== undefined);
    const address = servers[0].address();
    this.#port = typeof address === 'object' && address ? address.port : 0;
    const connected = (socket: Socket) => {
      this.#connections++;
      // A socket that nobody reads from would keep this process alive.
      socket.destroy();
    };
    servers[0].on('connection', connected);
    servers[1]?.on('connection', connected);
    servers[2].on('message', () => this.#connections++);
  }

  static async open(tier: SandboxTier): Promise<HostileGround> {
    const outside = await mkdtemp(join(homedir(), '.verdict-outside-'));
    const cacheFolder = await mkdtemp(join(tmpdir(), 'verdict-hostile-'));
    await chmod(cacheFolder, 0o755);
    const tcp = createServer().listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    const local = process.platform === 'win32' ? undefined : createServer().listen(join(outside, 'socket'));
    if (local) await once(local, 'listening');
    const address = tcp.address();
    const udp = createSocket('udp4').bind(
      typeof address === 'object' && address ? address.port : 0,
      '127.0.0.1',
    );
    await once(udp, 'listening');
    process.env.VERDICT_HOSTILE_SECRET = TOKEN;
    const judge = await openJudge({
      cacheFolder,
      sandbox: tier,
      compileTimeLimitMs: 3000,
      compileMemoryLimitMiB: 512,
    });
    return new HostileGround(judge, tier, outside, cacheFolder, [tcp, local, udp]);
  }

  /** Whether the judge got the tier that was asked for. */
  get works(): boolean {
    return this.judge.sandbox.tier === this.tier;
  }

  /** Runs one program of the corpus; undefined when its language is not installed. */
  async run(file: string): Promise<HostileEnd | undefined> {
    let source = await readFile(join(folder, file), 'utf8');
    const slashes = (path: string) => path.replaceAll('\\', '/');
    for (const [word, value] of [
      ['@SECRET@', slashes(join(this.#outside, 'secret'))],
      ['@OUTSIDE@', slashes(join(this.#outside, 'written'))],
      ['@TEMPORARY@', slashes(this.#left)],
      ['@PORT@', String(this.#port)],
      ['@SOCKET@', slashes(join(this.#outside, 'socket'))],
    ] as const)
      source = source.replaceAll(word, value);
    const language = languageOf(file)?.id ?? '';
    if (!(await this.judge.languages()).find((status) => status.id === language)?.found) return undefined;
    this.#connections = 0;
    await writeFile(join(this.#outside, 'secret'), `${TOKEN}\n`);
    const writes = writesFile.test(file);
    const end = await judged(
      this.judge.judge(
        { language, source },
        [{ name: '1', input: '', ...(writes ? { answer: 'expected' } : {}) }],
        { ...limits, ...(writes ? { outputFile: 'out.txt' } : {}) },
      ),
    );
    const breaches = await this.#breaches(file, end);
    await rm(join(this.#outside, 'written'), { force: true });
    await rm(this.#left, { force: true });
    return { verdict: end.verdict, reason: end.reason?.split('\n')[0] ?? '', breaches };
  }

  async #breaches(file: string, end: Extract<JudgeEvent, { type: 'judged' }>): Promise<string[]> {
    const { hides, protects } = promises[this.tier];
    const breaches: string[] = [];
    const allowed = expected[file];
    if (allowed && !allowed.split(' ').includes(end.verdict))
      breaches.push(`${end.verdict} instead of ${allowed}: ${end.reason}`);
    if (end.verdict === 'JE') breaches.push(`the judge failed: ${end.reason}`);
    for (const process of await processesOf(this.#cacheFolder))
      breaches.push(`a process is left: ${process}`);
    const left = await readdir(join(this.#cacheFolder, 'temporary'), {
      recursive: true,
      withFileTypes: true,
    });
    for (const entry of left)
      if (entry.isFile() || entry.name === 'box' || entry.name.startsWith('run-'))
        breaches.push(`a file is left: ${entry.name}`);
    if (end.results.some(({ stdout, stderr }) => stdout.length > 2 << 20 || stderr.length > 1 << 17))
      breaches.push('the output is not capped');
    const said = JSON.stringify([end.reason, end.results.map(({ stdout, stderr }) => [stdout, stderr])]);
    if (file === 'read_environment.py' && said.includes(TOKEN)) breaches.push('the environment was shown');
    if (protects) {
      if (existsSync(join(this.#outside, 'written'))) breaches.push('a file was written in the home');
      if (!existsSync(join(this.#outside, 'secret'))) breaches.push('a file of the home was removed');
      if (existsSync(this.#left)) breaches.push('a file was left in the temporary folder of all');
    }
    if (hides) {
      if (said.includes(TOKEN)) breaches.push(`the secret was read: ${said.slice(0, 300)}`);
      if (/OPEN [A-Z]/.test(said)) breaches.push(said.slice(0, 300));
      if (this.#connections > 0) breaches.push('the network was reached');
    }
    return breaches;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    delete process.env.VERDICT_HOSTILE_SECRET;
    await this.judge[Symbol.asyncDispose]();
    for (const server of this.#servers) server.close();
    await rm(this.#outside, { recursive: true, force: true, maxRetries: 5 });
    await rm(this.#cacheFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Every process that runs something of these builds, whatever it calls itself. */
async function processesOf(cacheFolder: string): Promise<string[]> {
  const builds = join(cacheFolder, 'builds');
  if (process.platform === 'linux') return processesOfLinux(builds);
  const [command, ...args] =
    process.platform === 'win32'
      ? [
          'powershell.exe',
          '-NoProfile',
          '-Command',
          'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ExecutablePath) $($_.CommandLine)" }',
        ]
      : ['ps', '-axo', 'pid=,args='];
  const { stdout } = await execute(command as string, args, { maxBuffer: 16 << 20 });
  return stdout.split(/\r?\n/).filter((line) => line.includes(builds));
}

function processesOfLinux(builds: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const state = /^State:\s+(\w)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        if (state === 'Z') return [];
        return `${command} ${readlinkSync(`/proc/${pid}/exe`)}`.includes(builds) ? [`${pid} ${command}`] : [];
      } catch {
        return [];
      }
    });
}
