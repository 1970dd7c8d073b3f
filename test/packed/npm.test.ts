import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tinyModelPath } from '../model/tiny-model.ts';

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Made by `npm run package:npm`, which `npm test` runs before. */
describe('the npm package', function () {
  this.timeout(300_000);
  let folder: string;

  /** npm and npx as this machine has them, in a folder of their own. */
  const run = (command: 'npm' | 'npx', ...args: string[]): SpawnSyncReturns<string> =>
    spawnSync(process.platform === 'win32' ? `${command}.cmd` : command, args, {
      cwd: folder,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });

  before(async () => {
    await tinyModelPath();
    folder = mkdtempSync(join(tmpdir(), 'verdict-npm-'));
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const flags = ['--no-audit', '--no-fund', '--ignore-scripts'];
    const installed = run('npm', 'install', ...flags, file('dist/verdict.tgz'));
    assert.equal(installed.status, 0, installed.stderr);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('brings no CUDA, and the version it says', () => {
    const tree = readFileSync(join(folder, 'package-lock.json'), 'utf8');
    assert.doesNotMatch(tree, /node_modules\/@node-llama-cpp\/\S*cuda/);
    const { version } = JSON.parse(readFileSync(file('package.json'), 'utf8'));
    assert.equal(run('npx', '--no-install', 'verdict', '--version').stdout.trim(), version);
  });

  it('judges a program and solves a problem with the tiny model', () => {
    writeFileSync(join(folder, 'sum.py'), 'print(sum(map(int, input().split())))');
    const statement = file('examples/a-plus-b.md');
    const judged = run('npx', '--no-install', 'verdict', 'judge', statement, 'sum.py');
    assert.equal(judged.status, 0, judged.stdout + judged.stderr);
    const flags = ['--model', 'smollm2-135m', '--gpu', 'cpu', '--practice'];
    const solved = run('npx', '--no-install', 'verdict', 'solve', statement, ...flags);
    assert.equal(solved.status, 0, solved.stderr);
    assert.match(solved.stderr, /samples 2\/2/);
  });
});
