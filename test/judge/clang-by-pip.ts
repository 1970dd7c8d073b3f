import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fetchedByPip } from '../pip.ts';

/** Its program holds a whole clang, and the wheel the source of libc++: a compiler for machines without one. */
const wheel = 'ziglang==0.14.1';

const target = `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;

/**
 * A folder with the compilers `clang++-libstdc++` and `clang++-libc++`, which may be copied elsewhere; made once, in a
 * minute or two. Undefined elsewhere than on Linux, or where pip does not bring it. Throws where it cannot be made.
 */
export async function clangByPip(): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  return fetchedByPip(`clang-${wheel.replace('==', '-')}`, [wheel], async (folder) => {
    await rename(join(folder, 'ziglang', 'zig'), join(folder, 'zig'));
    await mkdir(join(folder, 'lib'));
    const libcxx = await builtLibcxx(folder);
    for (const part of ['include', 'libcxx', 'libcxxabi'])
      await rename(join(folder, 'ziglang', 'lib', part), join(folder, 'lib', part));
    await rm(join(folder, 'ziglang'), { recursive: true });
    await compiler(join(folder, 'clang++-libstdc++'), ['-stdlib=libstdc++']);
    const headers = ['libcxx', 'libcxxabi'].map((it) => `-isystem "$here"/lib/${it}/include`);
    const flags = ['-stdlib=libc++', '-nostdinc++', ...headers, '-L"$here"/lib', ...libcxx];
    await compiler(join(folder, 'clang++-libc++'), flags);
  });
}

/** Builds libc++ into `lib`, and gives back what its headers must have defined. */
async function builtLibcxx(folder: string): Promise<string[]> {
  const cache = join(folder, 'cache');
  const source = join(folder, 'empty.cpp');
  await writeFile(source, '#include <iostream>\nint main() {}\n');
  const zig = (...args: string[]) =>
    promisify(execFile)(
      join(folder, 'zig'),
      ['c++', '-target', target, '-O2', ...args, source, '-o', join(folder, 'empty')],
      {
        env: {
          ...process.env,
          ZIG_LIB_DIR: join(folder, 'ziglang', 'lib'),
          ZIG_GLOBAL_CACHE_DIR: cache,
          ZIG_LOCAL_CACHE_DIR: cache,
        },
      },
    );
  await zig();
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
  const { stderr } = await zig('-c', '-###');
  for (const path of [cache, source, join(folder, 'empty')]) await rm(path, { recursive: true });
  return [...stderr.matchAll(/"-D" "(_LIBCPP_\w+(?:=\w+)?)"/g)].map(([, definition]) => `-D${definition}`);
}

/** A script that is the compiler; what it needs lies beside it. */
async function compiler(path: string, flags: string[]): Promise<void> {
  const own = ['--driver-mode=g++', `--target=${target}`, '-resource-dir "$here"/lib'];
  const command = ['"$here"/zig clang', ...own, '-Wno-unused-command-line-argument', ...flags, '"$@"'];
  await writeFile(path, `#!/bin/sh\nhere=\${0%/*}\nexec ${command.join(' ')}\n`, { mode: 0o755 });
}
