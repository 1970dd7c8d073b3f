import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../src/model/index.ts';
import { pipInstall } from '../pip.ts';

const clients = ['openai==2.9.0', 'requests==2.32.5'];

/** A folder with Python's `openai` and `requests`, fetched once through pip; undefined where that does not work. */
export function pythonClients(): string | undefined {
  const folder = join(cacheFolder(), 'peers', 'python-clients');
  if (existsSync(folder)) return folder;
  const half = `${folder}.${process.pid}`;
  mkdirSync(half, { recursive: true });
  if (!pipInstall(half, clients)) {
    rmSync(half, { recursive: true, force: true });
    return undefined;
  }
  renameSync(half, folder);
  return folder;
}

/** Runs a Python program with those clients; gives back what it printed. Rejects when it fails. */
export function python(source: string, folder: string, args: string[]): Promise<string> {
  return ran('python3', ['-c', source, ...args], { ...process.env, PYTHONPATH: folder });
}

/** What a command printed on standard output. Rejects with standard error when it fails. */
export function ran(command: string, args: string[], env = process.env): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`${command} ended with ${code}: ${err}`)),
    );
  });
}
