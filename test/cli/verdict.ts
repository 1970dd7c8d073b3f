import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));

/** The project's folder: paths of examples are given from here. */
const project = fileURLToPath(new URL('../../', import.meta.url));

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ran>;
  /** Resolves with all of standard error so far, as soon as it holds `pattern`. */
  said(pattern: RegExp): Promise<string>;
  /** Resolves as soon as standard output holds `pattern`. */
  printed(pattern: RegExp): Promise<void>;
  interrupt(): void;
}

/** Starts the built command with these arguments, as a user would. */
export function start(args: string[], options: { stdin?: string; env?: NodeJS.ProcessEnv } = {}): Running {
  const env = { ...process.env, NO_COLOR: '1', ...options.env };
  const child = spawn(process.execPath, [cli, ...args], { cwd: project, env });
  let stdout = '';
  let stderr = '';
  const waiting: { pattern: RegExp; found: (text: string) => void }[] = [];
  const printing: { pattern: RegExp; found: () => void }[] = [];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
    for (const { pattern, found } of printing) if (pattern.test(stdout)) found();
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
    for (const { pattern, found } of waiting) if (pattern.test(stderr)) found(stderr);
  });
  const ended = new Promise<Ran>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
  child.stdin.end(options.stdin ?? '');
  return {
    pid: child.pid ?? -1,
    ended,
    said: (pattern) =>
      new Promise((found, failed) => {
        if (pattern.test(stderr)) found(stderr);
        else waiting.push({ pattern, found });
        void ended.then(() => failed(new Error(`It ended without saying ${pattern}:\n${stderr}`)));
      }),
    printed: (pattern) =>
      new Promise((found, failed) => {
        if (pattern.test(stdout)) found();
        else printing.push({ pattern, found });
        void ended.then(() => failed(new Error(`It ended without printing ${pattern}:\n${stderr}`)));
      }),
    interrupt: () => child.kill('SIGINT'),
  };
}

/** Runs the built command to its end. */
export function verdict(
  args: string[],
  options: { stdin?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  return start(args, options).ended;
}
