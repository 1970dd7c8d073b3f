import { createHash } from 'node:crypto';
import { access, chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { noteUse } from './kept.ts';
import type { Toolchain } from './languages/toolchains.ts';
import type { Caps, Launcher } from './process/launch.ts';
import type { Program } from './program.ts';
import { allStandardHeaders } from './standard-headers.ts';

const HEADER = 'bits/stdc++.h';

/**
 * Folders for `#include` that the judge adds by itself: `bits/stdc++.h`, precompiled where the compiler can use
 * that (GCC), of our own where the compiler has none (Apple clang).
 */
export class Headers {
  readonly folder: string;
  readonly #launcher: Launcher;
  readonly #caps: Caps;
  readonly #building = new Map<string, Promise<string | undefined>>();
  readonly #disposed = new AbortController();

  constructor(folder: string, launcher: Launcher, caps: Caps) {
    this.folder = folder;
    this.#launcher = launcher;
    this.#caps = caps;
  }

  /**
   * The folder to search first for this program, when it is there. The first program that could use one starts
   * its making and does not wait for it.
   */
  async folderFor(program: Program, toolchain: Toolchain): Promise<string | undefined> {
    if (!toolchain.language.precompile || !includesAll(program)) return undefined;
    const folder = join(this.folder, keyOf(toolchain));
    if (await isThere(join(folder, HEADER))) {
      await noteUse(folder).catch(() => undefined);
      return folder;
    }
    this.prepare(toolchain);
    return undefined;
  }

  /** Makes the folder now, or finds it made. Undefined when it cannot be had: compiling then just takes longer. */
  prepare(toolchain: Toolchain): Promise<string | undefined> {
    const key = keyOf(toolchain);
    let making = this.#building.get(key);
    if (!making) {
      making = this.#make(key, toolchain).catch(() => undefined);
      this.#building.set(key, making);
    }
    return making;
  }

  async #make(key: string, toolchain: Toolchain): Promise<string> {
    const folder = join(this.folder, key);
    const header = join(folder, HEADER);
    if (await isThere(header)) return folder;
    await mkdir(this.folder, { recursive: true });
    const unfinished = await mkdtemp(join(this.folder, `.${process.pid}-`));
    try {
      await mkdir(join(unfinished, 'bits'));
      const gcc = /g\+\+/.test(toolchain.tools.compiler ?? '') && process.platform !== 'darwin';
      await writeFile(
        join(unfinished, HEADER),
        gcc ? '#pragma GCC system_header\n#include_next <bits/stdc++.h>\n' : allStandardHeaders,
      );
      for (const path of [unfinished, join(unfinished, 'bits')])
        await chmod(path, process.getuid?.() === 0 ? 0o777 : 0o755);
      if (gcc) await this.#precompile(unfinished, toolchain);
      for (const path of [unfinished, join(unfinished, 'bits')]) await chmod(path, 0o755);
      await rename(unfinished, folder).catch(async (error) => {
        if (!(await isThere(header))) throw error;
      });
      return folder;
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }

  /** Without the precompiled file the folder is still right, only slower. */
  async #precompile(folder: string, toolchain: Toolchain): Promise<void> {
    const header = join(folder, HEADER);
    const argv = toolchain.language.precompile?.(toolchain.tools, header, `${header}.gch`) ?? [];
    const ended = await this.#launcher.launch(
      {
        argv,
        input: '',
        caps: this.#caps,
        workFolder: folder,
        readable: toolchain.folders,
        reservesMemory: true,
      },
      this.#disposed.signal,
    );
    if (ended.exitCode !== 0) await rm(`${header}.gch`, { force: true });
  }

  /** Ends what is being made. */
  async dispose(): Promise<void> {
    this.#disposed.abort();
    await Promise.allSettled(this.#building.values());
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function includesAll(program: Program): boolean {
  return Object.values(program.files).some((content) =>
    /#\s*include\s*<bits\/stdc\+\+\.h>/.test(content.toString()),
  );
}

function keyOf(toolchain: Toolchain): string {
  const command = toolchain.language.precompile?.(toolchain.tools, 'header', 'output') ?? [];
  return createHash('sha256')
    .update(JSON.stringify([toolchain.identity, command]))
    .digest('hex')
    .slice(0, 16);
}
