import { readdir, readFile } from 'node:fs/promises';
import { reasonOf } from './errors.ts';
import { commandPath } from './languages/search-path.ts';
import type { Caps, Launcher } from './process/launch.ts';
import { NativeLauncher } from './process/native.ts';
import { PlainLauncher } from './process/plain.ts';
import type { RunnerTier } from './process/runner.ts';
import { builtRunner } from './process/runner-build.ts';

/** `plain` is Node alone, without the native runner; the others are explained in `tierPromises`. */
export type SandboxTier = RunnerTier | 'plain';

/** What each tier keeps a program from, in words for the user. */
export const tierPromises: Record<SandboxTier, string> = {
  plain: 'temporary folder, cleared environment, no shell, process group ended, output and time capped',
  basic: 'as plain, and daemons ended too, CPU time, memory, file size and process count capped and measured',
  landlock:
    'as basic, and files outside the system’s and the temporary folder unreadable and unwritable, no network',
  bubblewrap: 'own file system, process, network and user namespaces: no home, no network, no other process',
  'sandbox-exec':
    'as basic, and home, other users’ and temporary folders unreadable, nothing but the temporary folder writable, no network',
  'low-integrity':
    'as basic, in a Job Object, and nothing but the temporary folder writable, no other process touched; files stay readable and the network open',
  namespaces:
    'as bubblewrap, made by the runner itself, with a memory-backed temporary folder and system calls filtered',
};

const ofPlatform: Partial<Record<NodeJS.Platform, RunnerTier[]>> = {
  linux: ['namespaces', 'bubblewrap', 'landlock', 'basic'],
  darwin: ['sandbox-exec', 'basic'],
  win32: ['low-integrity', 'basic'],
};
/** The tiers of this platform, the strongest first. */
const bestFirst: RunnerTier[] = ofPlatform[process.platform] ?? ['basic'];

/** What was probed, for `verdict doctor` and the status bar. */
export interface SandboxReport {
  tier: SandboxTier;
  promise: string;
  /** Every tier with whether it works here and, where it does not, why and what to do. */
  tiers: { tier: SandboxTier; works: boolean; reason?: string }[];
}

/** The launcher of the strongest tier that works here, or of the tier asked for when that works. */
export async function openSandbox(options: {
  cacheFolder: string;
  temporary: string;
  tier: 'auto' | SandboxTier;
}): Promise<{ launcher: Launcher; report: SandboxReport }> {
  const plain = { tier: 'plain' as const, works: true };
  const done = (launcher: Launcher, tier: SandboxTier, tiers: SandboxReport['tiers']) => ({
    launcher,
    report: { tier, promise: tierPromises[tier], tiers },
  });
  if (options.tier === 'plain') return done(new PlainLauncher(options.temporary), 'plain', [plain]);
  let runner: string;
  try {
    runner = await builtRunner(options.cacheFolder);
  } catch (error) {
    const tiers = bestFirst.map((tier) => ({ tier, works: false, reason: reasonOf(error) }));
    return done(new PlainLauncher(options.temporary), 'plain', [...tiers, plain]);
  }
  const bubblewrap = await commandPath('bwrap');
  const userProcesses = await processesOfUser();
  const tiers: SandboxReport['tiers'] = [];
  const wanted = options.tier === 'auto' ? bestFirst : bestFirst.slice(placeOf(options.tier));
  for (const tier of wanted) {
    const launcher = new NativeLauncher({
      runner,
      tier,
      temporary: options.temporary,
      userProcesses: tier === 'namespaces' ? 8 : userProcesses,
      ...(bubblewrap ? { bubblewrap } : {}),
    });
    const reason = await whyNot(launcher, tier, bubblewrap);
    tiers.push(reason === undefined ? { tier, works: true } : { tier, works: false, reason });
    if (reason === undefined) return done(launcher, tier, [...tiers, plain]);
    await launcher[Symbol.asyncDispose]();
  }
  return done(new PlainLauncher(options.temporary), 'plain', [...tiers, plain]);
}

/** Where a tier stands among those of this platform; one of another platform asks for the strongest here. */
function placeOf(tier: RunnerTier): number {
  return Math.max(0, bestFirst.indexOf(tier));
}

const probeCaps: Caps = {
  cpuMs: 5000,
  wallMs: 10_000,
  memoryBytes: 256 << 20,
  outputBytes: 4096,
  fileBytes: 4096,
  processes: 16,
};

/** Runs the smallest program there is; undefined when that works. */
async function whyNot(
  launcher: NativeLauncher,
  tier: RunnerTier,
  bubblewrap?: string,
): Promise<string | undefined> {
  if (tier === 'bubblewrap' && !bubblewrap)
    return 'bwrap was not found. Install it (Debian: apt install bubblewrap).';
  try {
    const ended = await launcher.launch({ argv: await smallestProgram(), input: '', caps: probeCaps });
    if (ended.exitCode === 0) return undefined;
    return `A probe ended with ${ended.signal ?? `exit code ${ended.exitCode}`}. ${ended.stderr.toString().trim()}`.trim();
  } catch (error) {
    return reasonOf(error);
  }
}

async function smallestProgram(): Promise<string[]> {
  if (process.platform === 'win32') return [process.env.ComSpec ?? 'cmd.exe', '/d', '/c', 'exit 0'];
  return [(await commandPath('true')) ?? '/bin/true'];
}

/**
 * Processes and threads of this user now, since the limit on them is the user's, not the run's, where there is
 * no user namespace. Some room on top: the user may start others meanwhile.
 */
async function processesOfUser(): Promise<number> {
  const room = 512;
  if (process.platform !== 'linux') return room * 4;
  const uid = process.getuid?.();
  let threads = 0;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    try {
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      if (Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]) === uid)
        threads += Number(/^Threads:\s+(\d+)/m.exec(status)?.[1] ?? 1);
    } catch {
      // It ended meanwhile.
    }
  }
  return threads + room;
}
