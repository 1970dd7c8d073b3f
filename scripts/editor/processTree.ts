import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

interface ProcessRow {
  pid: number;
  parent: number;
  group: number;
}

/** How often a condition on processes is looked at, in ms. */
const LOOK_EVERY = 25;

/**
 * Ends a process with everything it started: its descendants and all members of its process group (a child
 * whose parent died has moved to init, but stays in the group). Asks first, insists after `graceMs`, and
 * resolves when none is left. `sparing` names one process of the tree that is left alone: the caller itself.
 */
export async function endProcessTree(
  root: number,
  { graceMs = 4000, sparing }: { graceMs?: number; sparing?: number } = {},
): Promise<void> {
  const known = new Set([root]);
  const left = async () => {
    const rows = await livingProcesses();
    widen(known, root, rows);
    return rows.filter((row) => known.has(row.pid) && row.pid !== sparing).map((row) => row.pid);
  };

  const asked = new Set<number>();
  const deadline = Date.now() + graceMs;
  for (let pids = await left(); pids.length > 0; pids = await left()) {
    const insist = Date.now() >= deadline;
    for (const pid of pids) {
      if (insist) signal(pid, 'SIGKILL');
      else if (!asked.has(pid)) signal(pid, 'SIGTERM');
      asked.add(pid);
    }
    await pause(LOOK_EVERY);
  }
}

/** True while the process runs. One that has ended and waits for its parent to notice counts as gone. */
export async function isRunning(pid: number): Promise<boolean> {
  return (await livingProcesses()).some((row) => row.pid === pid);
}

function widen(known: Set<number>, root: number, rows: ProcessRow[]): void {
  for (let grew = true; grew; ) {
    grew = false;
    for (const row of rows) {
      if (known.has(row.pid) || !(known.has(row.parent) || row.group === root)) continue;
      known.add(row.pid);
      grew = true;
    }
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone between the look and the signal.
  }
}

async function livingProcesses(): Promise<ProcessRow[]> {
  return process.platform === 'linux' ? readProc() : askPs();
}

/** Small containers have no `ps`, so Linux is asked by its own /proc (see proc_pid_stat(5)). */
async function readProc(): Promise<ProcessRow[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const rows = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      // The command may hold spaces and parentheses; what follows its last parenthesis is plain.
      const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return row(pid, parent, group, state);
    }),
  );
  return rows.filter((found) => found !== undefined);
}

async function askPs(): Promise<ProcessRow[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat=']);
  return stdout
    .split('\n')
    .map((line) => {
      const [pid, parent, group, state] = line.trim().split(/\s+/);
      return row(pid, parent, group, state);
    })
    .filter((found) => found !== undefined);
}

function row(pid?: string, parent?: string, group?: string, state?: string): ProcessRow | undefined {
  if (!pid || !parent || !group || !state || state.startsWith('Z')) return undefined;
  return { pid: Number(pid), parent: Number(parent), group: Number(group) };
}
