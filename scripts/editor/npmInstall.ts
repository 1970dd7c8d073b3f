import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { EditorError } from './editorError.ts';
import { endProcessTree } from './processTree.ts';

/**
 * Runs `npm install` in `folder`, without any package's scripts. `packages` are exact `name@version`; with none,
 * what the folder's own package.json asks for is installed.
 *
 * @throws {EditorError} `npm`, `network`, `disk` or `install`
 */
export async function npmInstall(
  folder: string,
  packages: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  const [program, ...first] = npmCommand();
  const args = [...first, 'install', ...packages, ...FLAGS];
  const child = spawn(program, args, {
    cwd: folder,
    env: environment(),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const abort = () => child.pid && void endProcessTree(child.pid);
  signal?.addEventListener('abort', abort, { once: true });

  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-20_000);
    });
  }
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', (error) => reject(npmMissing(error)));
      child.on('close', resolve);
    });
    signal?.throwIfAborted();
    if (code !== 0) throw explain(output, packages.join(' ') || folder);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

const FLAGS = [
  '--ignore-scripts',
  '--omit=dev',
  '--save-exact',
  '--no-audit',
  '--no-fund',
  '--no-update-notifier',
  '--no-workspaces',
  '--engine-strict=false',
  '--loglevel=error',
];

function npmCommand(): [string, ...string[]] {
  const running = process.env.npm_execpath;
  if (running?.endsWith('npm-cli.js') && existsSync(running)) return [process.execPath, running];
  return ['npm'];
}

/** What `npm run` adds for its script must not steer an install elsewhere; the user's own settings may. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle)_|^npm_config_(local_prefix|prefix|global|workspace)/i.test(name),
  );
  return Object.fromEntries(kept);
}

function npmMissing(cause: Error): EditorError {
  return new EditorError(
    'npm',
    'npm could not be started, and the editor is installed with it. Install Node.js with npm, or put npm on the PATH.',
    { cause },
  );
}

function explain(output: string, what: string): EditorError {
  if (/ENOSPC|no space left/i.test(output)) {
    return new EditorError(
      'disk',
      'The disk is full: the editor and its browser need about 1.1 GB in the cache folder. Free some space, or set VERDICT_CACHE to a folder on another disk.',
    );
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT/.test(
      output,
    )
  ) {
    return new EditorError(
      'network',
      `npm could not reach its registry to install ${what}. Check the network, or npm's "registry" and "proxy" settings (npm config list), and try again.`,
    );
  }
  const tail = output.trim().split('\n').slice(-12).join('\n');
  return new EditorError('install', `npm could not install ${what}. It said:\n${tail}`);
}
