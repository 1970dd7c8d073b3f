import { spawn } from 'node:child_process';
import { fetchedByPip } from '../pip.ts';

/** A folder with Python's `openai` and `requests`; undefined where they cannot be had. */
export function pythonClients(): Promise<string | undefined> {
  return fetchedByPip('python-clients', ['openai==2.9.0', 'requests==2.32.5']);
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
