import { createHash } from 'node:crypto';
import { access, chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { noteUse } from './kept.ts';
import type { Toolchain } from './languages/toolchains.ts';
import type { Caps, Launcher } from './process/launch.ts';
import type { Program } from './program.ts';
import { allStandardHeaders } from './standard-headers.ts';

const HEADER = 'bits/stdc++.h';

/** What a compilation gains from a prepared header. */
export interface Prepared {
  folder: string;
  /** Clang has to be told of a precompiled header; GCC finds it beside the header. */
  flags: string[];
}

/**
 * Folders for `#include` that the judge adds by itself: `bits/stdc++.h`, precompiled, and of our own where the
 * compiler has none (Apple clang).
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
  async preparedFor(program: Program, toolchain: Toolchain): Promise<Prepared | undefined> {
    if (!toolchain.language.precompile || !includesAll(program)) return undefined;
    const folder = join(this.folder, keyOf(toolchain));
    if (await isThere(join(folder, HEADER))) {
      await noteUse(folder).catch(() => undefined);
      const precompiled = join(folder, `${HEADER}.pch`);
      const usable = includesAllFirst(program) && (await isThere(precompiled));
      return { folder, flags: usable ? ['-include-pch', precompiled] : [] };
    }
    const making = this.prepare(toolchain);
    // Without a header of ours such a compiler may have none.
    if (!isGcc(toolchain)) await making;
    return isGcc(toolchain) ? undefined : { folder, flags: [] };
  }

  /** Removes a precompiled header that its compiler does not take (any more), so that it is made anew. */
  async forget({ folder }: Prepared, toolchain: Toolchain): Promise<void> {
    this.#building.delete(keyOf(toolchain));
    await rm(folder, { recursive: true, force: true });
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
      const gcc = isGcc(toolchain);
      await writeFile(
        join(unfinished, HEADER),
        gcc ? '#pragma GCC system_header\n#include_next <bits/stdc++.h>\n' : allStandardHeaders,
      );
      if (gcc) await this.#precompile(unfinished, toolchain, 'gch');
      let first = true;
      await rename(unfinished, folder).catch(async (error) => {
        if (!(await isThere(header))) throw error;
        first = false;
      });
      // Clang writes down where the header lies, so that is where it must lie already.
      if (!gcc && first) await this.#precompile(folder, toolchain, 'pch');
      return folder;
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }

  /** Without the precompiled file the folder is still right, only slower. */
  async #precompile(folder: string, toolchain: Toolchain, extension: 'gch' | 'pch'): Promise<void> {
    const header = join(folder, HEADER);
    const unfinished = `${header}.unfinished`;
    const argv = toolchain.language.precompile?.(toolchain.tools, header, unfinished) ?? [];
    const folders = [folder, join(folder, 'bits')];
    for (const path of folders) await chmod(path, process.getuid?.() === 0 ? 0o777 : 0o755);
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
    for (const path of folders) await chmod(path, 0o755);
    if (ended.exitCode === 0) await rename(unfinished, `${header}.${extension}`);
    else await rm(unfinished, { force: true });
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

const includeAll = /^[^\S\n]*#\s*include\s*<bits\/stdc\+\+\.h>/m;

function includesAll(program: Program): boolean {
  return Object.values(program.files).some((content) => includeAll.test(content.toString()));
}

/** Whether every source starts with it: what comes before could change what the headers mean. */
function includesAllFirst(program: Program): boolean {
  return Object.values(program.files).every((content) => {
    const text = content.toString();
    const at = text.search(includeAll);
    return at >= 0 && !/^\s*#/m.test(text.slice(0, at));
  });
}

/** The command of Apple's clang is called g++ as well. */
function isGcc(toolchain: Toolchain): boolean {
  const name = basename(toolchain.tools.compiler ?? '');
  return /(^|-)g\+\+/.test(name) && (process.platform !== 'darwin' || /\d/.test(name));
}

function keyOf(toolchain: Toolchain): string {
  const command = toolchain.language.precompile?.(toolchain.tools, 'header', 'output') ?? [];
  return createHash('sha256')
    .update(JSON.stringify([toolchain.identity, command]))
    .digest('hex')
    .slice(0, 16);
}
