/**
 * Brings a bare clone to a built tree: dependencies, then bundles. Plain Node without dependencies, since it
 * runs before there are any. Safe to run again: what is up to date is left alone.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const oldestNode = [20, 12];

/** Installs and (unless `build` is false) builds. Ends the process with a message that names the remedy when that is not possible. */
export function setUp({ minify = false, build = true } = {}) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    give(
      `Node ${oldestNode.join('.')} or newer is needed, this is ${process.versions.node}. See nodejs.org.`,
    );
  }
  const stamp = join(root, 'node_modules', '.installed-lock');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    step('Installing dependencies', () => npm(['ci', '--no-audit', '--no-fund', '--ignore-scripts']));
    writeFileSync(stamp, lock);
  }
  if (!build) return;
  step('Building', () => node(['esbuild.mjs', ...(minify ? ['--minify'] : [])]));
}

/** Runs Node on a script of the project; gives back its exit code (130 when it was interrupted). */
export function node(args, options = {}) {
  return run(process.execPath, args, options);
}

/**
 * Runs npm. Without a shell, which npm.cmd would need on Windows: npm's own script is run by this Node where npm
 * tells it, or where Node for Windows brings it.
 */
export function npm(args, options = {}) {
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const script = [process.env.npm_execpath, beside].find((path) => path?.endsWith('.js') && existsSync(path));
  return script ? run(process.execPath, [script, ...args], options) : run('npm', args, options);
}

function run(command, args, { env = {}, cwd = root } = {}) {
  const { status, signal, error } = spawnSync(command, args, {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (error) give(`${command} could not be started: ${error.message}`);
  return signal === 'SIGINT' ? 130 : (status ?? 1);
}

function step(title, work) {
  const began = Date.now();
  process.stderr.write(`${title} ...\n`);
  const code = work();
  if (code !== 0) {
    give(
      `${title} failed (exit ${code}). The lines above say why; without network, npm's cache must hold it.`,
    );
  }
  process.stderr.write(`${title} done in ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
}

function give(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
