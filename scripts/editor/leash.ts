/**
 * Runs one program and ends it, with all it started, as soon as standard input closes. The owner holds the
 * other end of that pipe, and the system closes it however the owner dies, so nothing outlives the owner.
 *
 *     node leash.ts PROGRAM [ARGUMENT...]
 *
 * It runs as plain `node leash.ts` on a Node that strips types itself.
 */
import { spawn } from 'node:child_process';
import { endProcessTree } from './processTree.ts';

const [program = '', ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });

const endAll = () => endProcessTree(process.pid, { sparing: process.pid });

// A signal to the group reaches the child by itself; the leash stays to see it gone.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => {});

process.stdin.resume();
process.stdin.on('error', () => {});
process.stdin.on('close', () => void endAll());

child.on('error', (error) => {
  console.error(`${program} could not be started: ${error.message}`);
  process.exit(127);
});
child.on('exit', async (code) => {
  await endAll();
  process.exit(code ?? 1);
});
