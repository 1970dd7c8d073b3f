import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A command that could not be started or ended with another code than 0. */
export class FailedCommand extends Error {
  override readonly name = 'FailedCommand';
  /** The last lines it wrote. */
  readonly words: string;

  constructor(message: string, words: string) {
    super(message);
    this.words = words;
  }
}

/** Runs a command and gives its output line by line. Aborting kills it with all that it started. POSIX. */
export async function* runCommand(
  command: string,
  args: string[],
  { signal }: { signal: AbortSignal },
): AsyncGenerator<string> {
  signal.throwIfAborted();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const closed = once(child, 'close').then(
    () => undefined,
    (error: Error) => error,
  );
  const kill = () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    process.kill(-child.pid, 'SIGKILL');
  };
  signal.addEventListener('abort', kill, { once: true });
  const last: string[] = [];
  const keep = (line: string) => {
    last.push(line);
    if (last.length > 20) last.shift();
  };
  createInterface({ input: child.stderr }).on('line', keep);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      keep(line);
      yield line;
    }
    const error = await closed;
    signal.throwIfAborted();
    if (error) throw new FailedCommand(`${command} could not be started (${error.message})`, '');
    if (child.exitCode !== 0)
      throw new FailedCommand(`${command} ended with ${child.signalCode ?? child.exitCode}`, last.join('\n'));
  } finally {
    signal.removeEventListener('abort', kill);
    kill();
    await closed;
  }
}
