import { spawn } from 'node:child_process';

/**
 * Ends a process and everything it started: its process group on POSIX (the process must lead one), its tree
 * on Windows. Never throws: what is gone already is what was wanted.
 */
export function endTree(pid: number): void {
  if (process.platform === 'win32') {
    const killer = spawn('taskkill.exe', ['/PID', String(pid), '/T', '/F'], {
      stdio: 'ignore',
      windowsHide: true,
    });
    killer.on('error', () => undefined);
    return;
  }
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // Already gone.
    }
  }
}
