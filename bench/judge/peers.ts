import { execFile } from 'node:child_process';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** `oj` of the PyPI package online-judge-tools, in a virtual environment below the cache folder. */
export async function onlineJudgeTools(cacheFolder: string): Promise<string | undefined> {
  const folder = join(cacheFolder, 'peers', 'online-judge-tools');
  const oj = join(folder, 'bin', 'oj');
  try {
    await access(oj);
    return oj;
  } catch {
    // Not installed yet.
  }
  try {
    await mkdir(folder, { recursive: true });
    await execute('python3', ['-m', 'venv', folder]);
    // It still imports pkg_resources, which newer setuptools lack.
    await execute(join(folder, 'bin', 'pip'), [
      'install',
      '--quiet',
      'online-judge-tools==11.5.1',
      'setuptools==75.8.0',
    ]);
    return oj;
  } catch {
    return undefined;
  }
}

/** Runs a command to its end, whatever its exit code. */
export async function runPeer(command: string, args: string[], cwd: string): Promise<string> {
  try {
    const { stdout, stderr } = await execute(command, args, { cwd, maxBuffer: 64 << 20 });
    return stdout + stderr;
  } catch (error) {
    return String(error);
  }
}
