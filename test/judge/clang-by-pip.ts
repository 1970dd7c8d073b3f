import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../../src/model/index.ts';
import { pipInstall } from '../pip.ts';

/** Its program holds a whole clang, and the wheel the source of libc++: a compiler for machines without one. */
const wheel = 'ziglang==0.14.1';

const target = `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;

/**
 * A folder with the compilers `clang++-libstdc++` and `clang++-libc++`, which may be copied elsewhere; made once, in a
 * minute or two. Undefined elsewhere than on Linux, or where pip does not bring it. Throws where it cannot be made.
 */
export async function clangByPip(): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  const folder = join(cacheFolder(), 'peers', `clang-${wheel.replace('==', '-')}`);
  if (existsSync(folder)) return folder;
  const half = `${folder}.${process.pid}`;
  try {
    await mkdir(half, { recursive: true });
    if (!pipInstall(half, [wheel])) return undefined;
    await rename(join(half, 'ziglang', 'zig'), join(half, 'zig'));
    await mkdir(join(half, 'lib'));
    const libcxx = await builtLibcxx(half);
    for (const part of ['include', 'libcxx', 'libcxxabi'])
      await rename(join(half, 'ziglang', 'lib', part), join(half, 'lib', part));
    await rm(join(half, 'ziglang'), { recursive: true });
    await compiler(join(half, 'clang++-libstdc++'), ['-stdlib=libstdc++']);
    const headers = ['libcxx', 'libcxxabi'].map((it) => `-isystem "$here"/lib/${it}/include`);
    const flags = ['-stdlib=libc++', '-nostdinc++', ...headers, '-L"$here"/lib', ...libcxx];
    await compiler(join(half, 'clang++-libc++'), flags);
    await rename(half, folder);
    return folder;
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}

/** Builds libc++ into `lib`, and gives back what its headers must have defined. */
async function builtLibcxx(folder: string): Promise<string[]> {
  const cache = join(folder, 'cache');
  const source = join(folder, 'empty.cpp');
  await writeFile(source, '#include <iostream>\nint main() {}\n');
  const zig = (...args: string[]) =>
    ran(join(folder, 'zig'), ['c++', '-target', target, ...args, source, '-o', join(folder, 'empty')], {
      ...process.env,
      ZIG_LIB_DIR: join(folder, 'ziglang', 'lib'),
      ZIG_GLOBAL_CACHE_DIR: cache,
      ZIG_LOCAL_CACHE_DIR: cache,
    });
  zig('-O2');
  const built = await readdir(join(cache, 'o'), { recursive: true });
  const keep = async (library: string, name: string) => {
    const place = built.find((it) => it.endsWith(`/${library}`));
    if (!place) throw new Error(`${library} was not built`);
    await cp(join(cache, 'o', place), join(folder, 'lib', name));
  };
  await keep('libc++.a', 'libcxx.a');
  await keep('libc++abi.a', 'libc++abi.a');
  // What clang links of its own accord; a flag for it would be an input too many where nothing is linked.
  await writeFile(join(folder, 'lib', 'libc++.a'), 'INPUT(-lcxx -lc++abi)\n');
  const said = zig('-O2', '-c', '-###');
  for (const path of [cache, source, join(folder, 'empty')]) await rm(path, { recursive: true });
  return [...said.matchAll(/"-D" "(_LIBCPP_\w+(?:=\w+)?)"/g)].map(([, definition]) => `-D${definition}`);
}

/** A script that is the compiler; what it needs lies beside it. */
async function compiler(path: string, flags: string[]): Promise<void> {
  const own = ['--driver-mode=g++', `--target=${target}`, '-resource-dir "$here"/lib'];
  const command = ['"$here"/zig clang', ...own, '-Wno-unused-command-line-argument', ...flags, '"$@"'];
  await writeFile(path, `#!/bin/sh\nhere=\${0%/*}\nexec ${command.join(' ')}\n`, { mode: 0o755 });
}

/** What a command said. Throws where it fails. */
function ran(command: string, args: string[], env = process.env): string {
  const { status, stdout, stderr } = spawnSync(command, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return stdout + stderr;
}
