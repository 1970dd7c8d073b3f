import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { endProcessTree } from './processTree.ts';

export interface LeashedProcess extends AsyncDisposable {
  /** The leash, and the group of everything below it. */
  readonly pid: number;
  /** The exit code, once the program and all it started are gone. */
  readonly ended: Promise<number>;
}

/**
 * Starts a program in a process group of its own, its output written to `logFile`. Disposing ends the whole
 * tree and waits for that; when this process dies, the tree is ended as well.
 */
export function startLeashed(
  node: string,
  command: readonly string[],
  { env, logFile }: { env: NodeJS.ProcessEnv; logFile: string },
): LeashedProcess {
  const log = openSync(logFile, 'w');
  const leash = fileURLToPath(new URL('./leash.ts', import.meta.url));
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', leash, ...command], {
    detached: true,
    env,
    stdio: ['pipe', log, log],
  });
  closeSync(log);
  const ended = new Promise<number>((resolve) => {
    child.on('exit', (code) => resolve(code ?? 1));
    child.on('error', () => resolve(127));
  });
  child.stdin?.on('error', () => {});
  const pid = child.pid ?? -1;
  return {
    pid,
    ended,
    async [Symbol.asyncDispose]() {
      if (pid === -1) return;
      await endProcessTree(pid);
      await ended;
    },
  };
}
