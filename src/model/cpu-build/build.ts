import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { ModelChild } from '../engine/model-child.ts';
import { ModelError, reasonOf } from '../errors.ts';
import type { CpuBuildEvent } from './event.ts';
import { bindingFolder, cpuLibraryFolder, libraryName } from './place.ts';
import { FailedCommand, runCommand } from './run-command.ts';

/**
 * ggml alone, as a part that the shipped libraries load: they find it by these names. `-march=native` instead of
 * GGML_NATIVE, which ggml refuses for parts that are loaded later. No OpenMP: it keeps threads for each thread that
 * asks, and Node asks from several.
 */
const project = `cmake_minimum_required(VERSION 3.19)
project(cpu-library C CXX)
set(CMAKE_PLATFORM_NO_VERSIONED_SONAME ON)
set(CMAKE_SKIP_RPATH ON)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY \${CMAKE_BINARY_DIR}/bin)
add_subdirectory(\${SOURCE}/ggml ggml)
`;
const flags = [
  ...['-DCMAKE_BUILD_TYPE=Release', '-DBUILD_SHARED_LIBS=ON', '-DGGML_BACKEND_DL=ON', '-DGGML_NATIVE=OFF'],
  ...['-DCMAKE_C_FLAGS=-march=native', '-DCMAKE_CXX_FLAGS=-march=native', '-DGGML_OPENMP=OFF'],
  ...['-DGGML_LLAMAFILE=ON', '-DGGML_CCACHE=OFF', '-DGGML_BUILD_TESTS=OFF', '-DGGML_BUILD_EXAMPLES=OFF'],
];

/**
 * Builds llama.cpp's code for exactly this processor from the source that node-llama-cpp carries, without network,
 * into Verdict's cache; engines use it from their next start on. Needs git, cmake and a C++ compiler. Aborting ends
 * the compilers and leaves nothing behind. Throws `ModelError`: `build-impossible`, `build-tools-missing` or
 * `build-failed`; the signal's reason when it is aborted.
 */
export async function* buildCpuLibrary(options: {
  /** The built entry of the model process (`dist/model-process.mjs`). */
  processPath: string;
  signal?: AbortSignal;
  /** Compilers at the same time. */
  jobs?: number;
}): AsyncGenerator<CpuBuildEvent> {
  const { processPath, signal = new AbortController().signal, jobs = availableParallelism() } = options;
  const begun = performance.now();
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch))
    throw new ModelError(
      'build-impossible',
      `A build for the processor of a ${process.platform}-${process.arch} machine is not offered.`,
      'The code that came along is used: on Macs it runs on the GPU, and on Windows it fits the processor already.',
    );
  const generator = await toolsPresent(signal);
  const folder = cpuLibraryFolder(processPath);
  const work = `${folder}.${process.pid}`;
  const [source, build] = [join(work, 'source'), join(work, 'build')];
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  const run = (command: string, args: string[]) => runCommand(command, args, { signal });
  try {
    yield { type: 'build-step', step: 'source' };
    const bundle = join(bindingFolder(processPath), 'llama', 'gitRelease.bundle');
    yield* progressOf(run('git', ['clone', '--quiet', '--no-checkout', bundle, source]));
    yield* progressOf(run('git', ['-C', source, 'checkout', '--quiet', 'HEAD', '--', 'ggml']));
    await keepThreads(join(source, 'ggml', 'src', 'ggml-cpu', 'ggml-cpu.cpp'));
    await writeFile(join(work, 'CMakeLists.txt'), project);
    yield { type: 'build-step', step: 'configure' };
    yield* progressOf(
      run('cmake', ['-G', generator, '-S', work, '-B', build, `-DSOURCE=${source}`, ...flags]),
    );
    yield { type: 'build-step', step: 'compile' };
    yield* progressOf(run('cmake', ['--build', build, '--target', 'ggml-cpu', '--parallel', String(jobs)]));
    yield { type: 'build-step', step: 'check' };
    const made = join(work, 'made');
    await mkdir(made);
    await rename(join(build, 'bin', libraryName), join(made, libraryName));
    await check(processPath, made, signal);
    await rm(folder, { recursive: true, force: true });
    await mkdir(dirname(folder), { recursive: true });
    await rename(made, folder);
    yield { type: 'build-done', folder, ms: performance.now() - begun };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ModelError) throw error;
    const words = error instanceof FailedCommand ? `${error.message}\n${error.words}` : reasonOf(error);
    throw new ModelError(
      'build-failed',
      `The build failed: ${words}`,
      'The code that came along is used as before.',
      error,
    );
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Lets ggml keep its threads from one step to the next. Without a pool given to it, and node-llama-cpp gives none,
 * it starts threads for each step and ends them, which costs some per cent on an idle machine and most of the speed
 * on a busy one, where a new thread waits for its first turn.
 */
async function keepThreads(file: string): Promise<void> {
  const code = await readFile(file, 'utf8');
  const asks =
    'ggml_graph_plan(cgraph, cpu_ctx->n_threads, cpu_ctx->threadpool);\n\n    if (cpu_ctx->work_size';
  const begins = 'static enum ggml_status ggml_backend_cpu_graph_compute(';
  if (code.split(asks).length !== 2 || code.split(begins).length !== 2)
    throw new Error('this version of llama.cpp starts its threads in another way than expected');
  await writeFile(
    file,
    code
      .replace(asks, asks.replace('cpu_ctx->threadpool)', 'kept_threads(cpu_ctx))'))
      .replace(begins, `${keptThreads}${begins}`),
  );
}

const keptThreads = `static ggml_threadpool_t kept_threads(const ggml_backend_cpu_context * cpu) {
    static ggml_threadpool_t kept = nullptr;
    static int size = 0;
    if (cpu->threadpool) return cpu->threadpool;
    if (cpu->n_threads > size) {
        if (kept) ggml_threadpool_free(kept);
        ggml_threadpool_params params = ggml_threadpool_params_default(cpu->n_threads);
        kept = ggml_threadpool_new(&params);
        size = kept ? cpu->n_threads : 0;
    }
    return kept;
}

`;

/** CMake's generator for the build tool that is here. */
async function toolsPresent(signal: AbortSignal): Promise<'Ninja' | 'Unix Makefiles'> {
  const here = async (command: string): Promise<boolean> => {
    try {
      for await (const _line of runCommand(command, ['--version'], { signal }));
      return true;
    } catch {
      signal.throwIfAborted();
      return false;
    }
  };
  const [git, cmake, compiler, ninja, make] = await Promise.all(
    ['git', 'cmake', process.env.CXX || 'c++', 'ninja', 'make'].map(here),
  );
  const missing = [
    ...(git ? [] : ['git']),
    ...(cmake ? [] : ['cmake']),
    ...(compiler ? [] : ['a C++ compiler']),
    ...(ninja || make ? [] : ['make']),
  ];
  if (missing.length > 0)
    throw new ModelError(
      'build-tools-missing',
      `A build needs ${missing.join(', ')}, which this machine does not have.`,
      'Install what is missing (Debian and Ubuntu: sudo apt install git cmake g++ make; Fedora: sudo dnf install git cmake gcc-c++ make) and build again.',
    );
  return ninja ? 'Ninja' : 'Unix Makefiles';
}

/** Passes on how far a build is, as Make ("[ 12%]") and Ninja ("[3/28]") say it. */
async function* progressOf(lines: AsyncIterable<string>): AsyncGenerator<CpuBuildEvent> {
  for await (const line of lines) {
    const [, percent, done, total] = /^\[\s*(?:(\d+)%|(\d+)\/(\d+))\]/.exec(line) ?? [];
    if (percent !== undefined) yield { type: 'build-progress', done: Number(percent), total: 100 };
    else if (total !== undefined) yield { type: 'build-progress', done: Number(done), total: Number(total) };
  }
}

/** Lets a model process load it: one that does not load, or brings the process down, is not kept. */
async function check(processPath: string, folder: string, signal: AbortSignal): Promise<void> {
  await using child = await ModelChild.start(processPath);
  const loads = await child.loadsCpuLibrary(folder).catch(() => false);
  signal.throwIfAborted();
  if (!loads) throw new Error('llama.cpp does not load what was built');
}
