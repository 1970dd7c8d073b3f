import { availableParallelism } from 'node:os';

/** What drivers and the loader need, by name or beginning; everything else of the parent stays out of the child. */
const passed =
  /^(PATH|HOME|USER|USERPROFILE|SYSTEMROOT|WINDIR|SYSTEMDRIVE|COMSPEC|PROGRAMDATA|PROGRAMFILES.*|APPDATA|LOCALAPPDATA|TEMP|TMP|TMPDIR|LANG|LC_.*|LD_LIBRARY_PATH|DYLD_.*|XDG_.*|DISPLAY|WAYLAND_DISPLAY|VK_.*|GGML_.*|CUDA_.*|NVIDIA_.*|HIP_.*|ROCR_.*|HSA_.*|MESA_.*|LIBGL_.*|DRI_PRIME|OMP_.*|UV_THREADPOOL_SIZE)$/i;

/** How each backend is told which of its devices it may see. */
const deviceNames = ['GGML_VK_VISIBLE_DEVICES', 'CUDA_VISIBLE_DEVICES'];

/**
 * The environment of the model process, which sees only the GPU with number `gpuDevice`, if one is given. Inside
 * Electron the child must be told to run as plain Node.
 */
export function modelEnvironment(
  parent: NodeJS.ProcessEnv,
  gpuDevice?: number,
  electron: string | undefined = process.versions.electron,
): NodeJS.ProcessEnv {
  const kept = Object.entries(parent).filter(([name]) => passed.test(name));
  // Samplers of all lanes run in Node's pool: with its four threads, eight lanes on a GPU wait for them.
  const pool = String(Math.max(4, Math.min(16, availableParallelism())));
  const chosen = gpuDevice === undefined ? [] : deviceNames.map((name) => [name, String(gpuDevice)]);
  return {
    UV_THREADPOOL_SIZE: pool,
    ...Object.fromEntries([...kept, ...chosen]),
    ...(electron !== undefined && { ELECTRON_RUN_AS_NODE: '1' }),
  };
}
