import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { JudgeError, reasonOf } from '../errors.ts';
import { commandPath } from '../languages/search-path.ts';

const execute = promisify(execFile);
const COMPILE_TIMEOUT_MS = 60_000;
const onWindows = process.platform === 'win32';
const programName = onWindows ? 'runner.exe' : 'runner';

/**
 * The native runner, compiled once by the C compiler that is there and kept by the content of its source.
 * Throws a JudgeError that says why there can be none: no C compiler, or a platform it is not for.
 */
export async function builtRunner(cacheFolder: string): Promise<string> {
  const sources = await runnerSources();
  const compiler = (await commandPath('cc')) ?? (await commandPath('gcc')) ?? (await commandPath('clang'));
  if (!compiler) {
    throw new JudgeError(
      'toolchain-missing',
      `No C compiler was found, so CPU time and memory are measured less exactly. Install gcc or clang${onWindows ? ' (winget install BrechtSanders.WinLibs.POSIX.UCRT)' : ''}.`,
    );
  }
  const hash = createHash('sha256').update(process.arch);
  for (const source of sources) hash.update(await readFile(source));
  const folder = join(cacheFolder, 'runner', hash.digest('hex').slice(0, 16));
  const runner = join(folder, programName);
  try {
    await access(runner);
    return runner;
  } catch {
    // Not built yet.
  }
  await mkdir(dirname(folder), { recursive: true });
  const unfinished = await mkdtemp(join(dirname(folder), `.${process.pid}-`));
  try {
    await compileRunner(compiler, sources, join(unfinished, programName));
    await rename(unfinished, folder).catch(async (error) => {
      // Another process may have been faster.
      if (!(await stat(runner).catch(() => undefined))) throw error;
    });
    return runner;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Static, where the C library allows it: it starts faster and children are copies of less. */
async function compileRunner(compiler: string, sources: string[], runner: string): Promise<void> {
  const flags = [
    '-std=gnu11',
    '-O2',
    '-w',
    '-o',
    runner,
    ...sources.filter((source) => source.endsWith('.c')),
    ...(onWindows ? ['-ladvapi32', '-lshell32'] : []),
  ];
  const options = { timeout: COMPILE_TIMEOUT_MS };
  try {
    await execute(compiler, ['-static', ...flags], options);
  } catch {
    try {
      await execute(compiler, flags, options);
    } catch (error) {
      throw new JudgeError(
        'toolchain-missing',
        `${compiler} could not compile the native runner: ${reasonOf(error)}`,
        {
          cause: error,
        },
      );
    }
  }
}

/** The runner's C files, Windows' in a folder of their own: beside this file in the source tree, beside the bundle once bundled. */
async function runnerSources(): Promise<string[]> {
  const here = typeof __dirname === 'string' ? __dirname : dirname(fileURLToPath(import.meta.url));
  const folder = [join(here, '..', 'native'), join(here, 'native')].find((candidate) =>
    existsSync(join(candidate, 'runner.c')),
  );
  if (!folder)
    throw new JudgeError('toolchain-missing', 'The source of the native runner is not in this installation.');
  const own = onWindows ? join(folder, 'windows') : folder;
  return (await readdir(own))
    .filter((name) => /\.[ch]$/.test(name))
    .sort()
    .map((name) => join(own, name));
}
