import { spawnSync } from 'node:child_process';

/** Installs packages into a folder of their own; false where there is no pip, or it does not get them. */
export function pipInstall(folder: string, packages: string[]): boolean {
  const quiet = ['--no-input', '--disable-pip-version-check', '--quiet'];
  const args = ['-m', 'pip', 'install', ...quiet, '--target', folder, ...packages];
  return spawnSync('python3', args, { stdio: 'ignore' }).status === 0;
}
