import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { reasonOf } from './errors.ts';
import { Headers } from './headers.ts';
import { noteUse, seal, sealedWarnings, trim, trimAtStart, useNoter } from './kept.ts';
import type { Build, Language } from './languages/language.ts';
import { withSanitizers } from './languages/sanitizers.ts';
import type { Toolchain, Toolchains } from './languages/toolchains.ts';
import { MiB } from './limits.ts';
import type { Caps, Ended, Launcher } from './process/launch.ts';
import type { Program } from './program.ts';

/** What a compiler may use: enough for a slow one, little enough for a hostile source. */
export const defaultCompileCaps: Caps = {
  cpuMs: 60_000,
  wallMs: 120_000,
  memoryBytes: 2048 * MiB,
  outputBytes: MiB,
  fileBytes: 512 * MiB,
  processes: 256,
};

/** Builds are kept up to this size together; the precompiled headers of a few compilers as well. */
const defaultKeptBytes = 1024 * MiB;
/** After so many compilations by this judge it looks again whether there are too many. */
const TRIM_EVERY = 200;

/** The submission does not compile: verdict CE. `message` is what the compiler said. */
export class CompileError extends Error {
  override readonly name = 'CompileError';
}

/** A compiled (or checked) program, ready to run. */
export interface Built {
  language: Language;
  /** It was there already: nothing was compiled. */
  cached: boolean;
  warnings: string;
  folder: string;
  /** Folders the program must be able to read. */
  readable: string[];
  environment: Record<string, string>;
  command(memoryMiB: number): string[];
}

/** Compiles programs and keeps the results, by content, flags and compiler, under one folder. */
export class Builds {
  #compiling = new Map<string, { built: Promise<Built>; controller: AbortController; waiters: number }>();

  readonly folder: string;
  readonly toolchains: Toolchains;
  readonly launcher: Launcher;
  readonly headers: Headers;
  readonly caps: Caps;
  readonly keptBytes: number;
  #compiled = 0;
  #trimming: Promise<unknown>;

  constructor(
    folder: string,
    toolchains: Toolchains,
    launcher: Launcher,
    caps: Caps,
    keptBytes = defaultKeptBytes,
  ) {
    this.caps = caps;
    this.keptBytes = keptBytes;
    this.folder = folder;
    this.toolchains = toolchains;
    this.launcher = launcher;
    this.headers = new Headers(join(dirname(folder), 'headers'), launcher, caps);
    this.#trimming = Promise.all([
      trimAtStart(folder, keptBytes),
      trimAtStart(this.headers.folder, keptBytes),
    ]);
  }

  /**
   * The program, compiled. Two callers of the same program share one compilation, which ends when the last of
   * them aborts. Throws CompileError (the submission's fault) or JudgeError (ours or the toolchain's).
   */
  async build(given: Program, signal?: AbortSignal): Promise<Built> {
    signal?.throwIfAborted();
    const plain = await this.toolchains.toolchain(given.language);
    const toolchain = (given.sanitize && withSanitizers(plain)) || plain;
    const program = translated(given, toolchain.language);
    const key = keyOf(program, toolchain);
    const kept = await this.#kept(key, program, toolchain);
    if (kept) return kept;
    let work = this.#compiling.get(key);
    if (!work) {
      const controller = new AbortController();
      const built = this.#compile(key, program, toolchain, controller.signal);
      work = { built, controller, waiters: 0 };
      this.#compiling.set(key, work);
      const forget = () => this.#compiling.delete(key);
      built.then(forget, forget);
    }
    work.waiters++;
    const shared = work;
    const leave = () => {
      if (--shared.waiters === 0) shared.controller.abort(signal?.reason);
    };
    signal?.addEventListener('abort', leave, { once: true });
    try {
      return await shared.built;
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  /** Ends what is made in the background; resolves when no compilation is under way any more. */
  async settled(): Promise<void> {
    await this.headers.dispose();
    await Promise.allSettled([...this.#compiling.values()].map((work) => work.built));
    await this.#trimming;
  }

  /** A folder that a toolchain writes from every compilation: Go compiles its library into it. */
  async #toolchainCache(language: Language): Promise<string> {
    const folder = join(dirname(this.folder), 'toolchains', language.id);
    await mkdir(folder, { recursive: true });
    if (process.getuid?.() === 0) await chmod(folder, 0o777);
    return folder;
  }

  async #kept(key: string, program: Program, toolchain: Toolchain): Promise<Built | undefined> {
    const folder = join(this.folder, key);
    const warnings = await sealedWarnings(folder);
    if (warnings !== undefined)
      return noteUse(folder).then(
        () => builtOf(folder, program, toolchain, warnings, true),
        () => undefined,
      );
    // Taken away at once, as one that is whole may take its place; the name says whose it is.
    const broken = join(this.folder, `.${process.pid}-broken-${key}`);
    await rename(folder, broken).then(
      () => rm(broken, { recursive: true, force: true, maxRetries: 5 }),
      () => undefined,
    );
    return undefined;
  }

  async #compile(key: string, program: Program, toolchain: Toolchain, signal: AbortSignal): Promise<Built> {
    await mkdir(this.folder, { recursive: true });
    const unfinished = await mkdtemp(join(this.folder, `.${process.pid}-`));
    try {
      // Where the judge is root, the compiler runs as another user.
      const asRoot = process.getuid?.() === 0;
      await chmod(unfinished, asRoot ? 0o777 : 0o755);
      for (const [name, content] of Object.entries(program.files)) {
        await mkdir(dirname(join(unfinished, name)), { recursive: true });
        await writeFile(join(unfinished, name), content, { mode: program.executable ? 0o755 : 0o644 });
      }
      const warnings = await this.#runCompiler(unfinished, program, toolchain, signal);
      await seal(unfinished, warnings);
      await chmod(unfinished, 0o755);
      const folder = join(this.folder, key);
      await rename(unfinished, folder).catch(async (error) => {
        // Another process may have built the same meanwhile; its result is as good as ours.
        if (!(await this.#kept(key, program, toolchain))) throw error;
      });
      if (++this.#compiled % TRIM_EVERY === 0)
        this.#trimming = this.#trimming.then(() => trim(this.folder, this.keptBytes));
      return builtOf(folder, program, toolchain, warnings, false);
    } finally {
      await rm(unfinished, { recursive: true, force: true, maxRetries: 5 });
    }
  }

  /** What the compiler said, when it succeeded. */
  async #runCompiler(
    folder: string,
    program: Program,
    toolchain: Toolchain,
    signal: AbortSignal,
  ): Promise<string> {
    const { language } = toolchain;
    if (!language.compile) return '';
    const prepared = await this.headers.preparedFor(program, toolchain);
    const includes = [...(prepared ? [prepared.folder] : []), ...(program.includeFolders ?? [])];
    const compile = async (extraFlags: string[]) => {
      const build = buildOf(folder, { ...program, includeFolders: includes }, toolchain);
      build.flags.unshift(...extraFlags);
      return this.#launchCompiler(build, toolchain, includes, signal);
    };
    const ended = await compile(prepared?.flags ?? []);
    if (
      prepared?.flags.length &&
      ended.exitCode !== 0 &&
      /\b(PCH|AST) file\b/.test(ended.stderr.toString())
    ) {
      // Made by a compiler, or of headers, that have changed since.
      await this.headers.forget(prepared, toolchain);
      return this.#runCompiler(folder, program, toolchain, signal);
    }
    const said = `${ended.stderr.toString()}${ended.stdout.toString()}`.replaceAll(`${folder}/`, '').trim();
    if (ended.exitCode !== 0 || ended.stopped) {
      await this.toolchains.confirm(toolchain);
      throw new CompileError(whyNotCompiled(ended, said, this.caps));
    }
    return said;
  }

  async #launchCompiler(
    build: Build,
    { language, folders }: Toolchain,
    includes: string[],
    signal: AbortSignal,
  ): Promise<Ended> {
    const kept = language.cacheVariable ? await this.#toolchainCache(language) : undefined;
    return this.launcher.launch(
      {
        argv: language.compile?.(build) ?? [],
        env: {
          ...language.environment?.(build),
          ...(kept && language.cacheVariable ? { [language.cacheVariable]: kept } : {}),
        },
        input: '',
        caps: this.caps,
        workFolder: build.folder,
        readable: [...folders, ...includes],
        writable: kept ? [kept] : [],
        reservesMemory: true,
      },
      signal,
    );
  }
}

/** Goes up when a kept build means something else than before (2: the sandbox may read its folder; 3: it is
 * sealed). */
const buildLayout = 3;

/** The program with the files that its language derives from the source. */
function translated(program: Program, language: Language): Program {
  if (!language.translate) return program;
  const source = program.files[program.main] ?? '';
  try {
    const { fileName, content } = language.translate(source.toString());
    return { ...program, files: { ...program.files, [fileName]: content }, main: fileName };
  } catch (error) {
    throw new CompileError(reasonOf(error));
  }
}

function whyNotCompiled(ended: Ended, said: string, compileCaps: Caps): string {
  const limits = {
    cpu: `The compiler used more than ${compileCaps.cpuMs / 1000} s of CPU time.`,
    wall: `The compiler took longer than ${compileCaps.wallMs / 1000} s.`,
    memory: `The compiler used more than ${compileCaps.memoryBytes / MiB} MiB of memory.`,
    output: 'The compiler printed more than 1 MiB.',
    processes: 'The compiler started too many processes.',
    cancelled: 'The compilation was cancelled.',
  };
  if (ended.stopped) return `${limits[ended.stopped]}\n${said}`.trim();
  if (ended.signal) return `The compiler was killed by ${ended.signal}.\n${said}`.trim();
  return said || `The compiler ended with exit code ${ended.exitCode}.`;
}

function keyOf(program: Program, toolchain: Toolchain): string {
  const hash = createHash('sha256');
  const build = buildOf('/', program, toolchain);
  const { language, identity } = toolchain;
  const command = [language.compile?.(build) ?? [], language.environment?.(build) ?? {}];
  hash.update(
    JSON.stringify([buildLayout, language.id, identity, command, program.main, program.includeFolders ?? []]),
  );
  for (const [name, content] of Object.entries(program.files).sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`\0${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 32);
}

function buildOf(folder: string, program: Program, toolchain: Toolchain, memoryMiB = 256): Build {
  const { compiledExtensions } = toolchain.language;
  const others = Object.keys(program.files)
    .filter((name) => name !== program.main && compiledExtensions?.includes(extname(name)))
    .map((name) => join(folder, name));
  return {
    folder,
    source: join(folder, program.main),
    others,
    program: join(folder, process.platform === 'win32' ? 'program.exe' : 'program'),
    stem: program.main.slice(0, program.main.length - extname(program.main).length),
    tools: toolchain.tools,
    flags: (program.includeFolders ?? []).map((include) => `-I${include}`),
    memoryMiB,
  };
}

function builtOf(
  folder: string,
  program: Program,
  toolchain: Toolchain,
  warnings: string,
  cached: boolean,
): Built {
  const { language, folders } = toolchain;
  const used = useNoter(folder);
  return {
    language,
    cached,
    warnings,
    folder,
    readable: [folder, ...folders],
    environment: language.environment?.(buildOf(folder, program, toolchain)) ?? {},
    command: (memoryMiB) => {
      used();
      return language.run(buildOf(folder, program, toolchain, memoryMiB));
    },
  };
}
