import { availableParallelism } from 'node:os';
import { delimiter } from 'node:path';

/** What drivers and the loader need, by name or beginning; everything else of the parent stays out of the child. */
const passed =
  /^(PATH|HOME|USER|USERPROFILE|SYSTEMROOT|WINDIR|SYSTEMDRIVE|COMSPEC|PROGRAMDATA|PROGRAMFILES.*|APPDATA|LOCALAPPDATA|TEMP|TMP|TMPDIR|LANG|LC_.*|LD_LIBRARY_PATH|DYLD_.*|XDG_.*|DISPLAY|WAYLAND_DISPLAY|VK_.*|GGML_.*|CUDA_.*|NVIDIA_.*|HIP_.*|ROCR_.*|HSA_.*|MESA_.*|LIBGL_.*|DRI_PRIME|OMP_.*|UV_THREADPOOL_SIZE)$/i;

/** How each backend is told which of its devices it may see. */
const deviceNames = ['GGML_VK_VISIBLE_DEVICES', 'CUDA_VISIBLE_DEVICES'];

/** What a model process is started for, as far as its environment depends on it. */
export interface ProcessWishes {
  /** The number of the one GPU it is to see. Absent: all there are. */
  gpuDevice?: number | undefined;
  /** How many lanes are asked for. Absent: several. */
  lanes?: number | undefined;
  /** A folder of libraries that its code calls. */
  libraries?: string | undefined;
}

/** The environment of the model process. Inside Electron it must be told to run as plain Node. */
export function modelEnvironment(
  parent: NodeJS.ProcessEnv,
  { gpuDevice, lanes, libraries }: ProcessWishes = {},
  electron: string | undefined = process.versions.electron,
): NodeJS.ProcessEnv {
  const kept = Object.entries(parent).filter(([name]) => passed.test(name));
  const chosen = gpuDevice === undefined ? [] : deviceNames.map((name) => [name, String(gpuDevice)]);
  return {
    UV_THREADPOOL_SIZE: String(poolSize(lanes)),
    ...withLibraries(Object.fromEntries([...kept, ...chosen]), libraries),
    ...(electron !== undefined && { ELECTRON_RUN_AS_NODE: '1' }),
  };
}

/** Windows looks for libraries where it looks for programs, and takes "Path" for the same name. */
function withLibraries(environment: NodeJS.ProcessEnv, folder: string | undefined): NodeJS.ProcessEnv {
  if (folder === undefined) return environment;
  const wanted = process.platform === 'win32' ? 'PATH' : 'LD_LIBRARY_PATH';
  const name = Object.keys(environment).find((key) => key.toUpperCase() === wanted) ?? wanted;
  const before = environment[name];
  return { ...environment, [name]: before ? `${folder}${delimiter}${before}` : folder };
}

/**
 * Decoding and the samplers of all lanes run in Node's pool: with its four threads, eight lanes on a GPU wait for
 * them. One lane has nothing to do side by side, and decoding that moves from thread to thread comes to sit on one
 * core with the threads it starts: a fifth slower on two cores.
 */
function poolSize(lanes: number | undefined): number {
  return lanes === 1 ? 1 : Math.max(4, Math.min(16, availableParallelism()));
}
