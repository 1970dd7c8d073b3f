/** What drivers and the loader need, by name or beginning; everything else of the parent stays out of the child. */
const passed =
  /^(PATH|HOME|USER|USERPROFILE|SYSTEMROOT|WINDIR|SYSTEMDRIVE|COMSPEC|PROGRAMDATA|PROGRAMFILES.*|APPDATA|LOCALAPPDATA|TEMP|TMP|TMPDIR|LANG|LC_.*|LD_LIBRARY_PATH|DYLD_.*|XDG_.*|DISPLAY|WAYLAND_DISPLAY|VK_.*|GGML_.*|CUDA_.*|NVIDIA_.*|HIP_.*|ROCR_.*|HSA_.*|MESA_.*|LIBGL_.*|DRI_PRIME|OMP_.*)$/i;

/** The environment of the model process. Inside Electron the child must be told to run as plain Node. */
export function modelEnvironment(
  parent: NodeJS.ProcessEnv,
  electron: string | undefined = process.versions.electron,
): NodeJS.ProcessEnv {
  const kept = Object.entries(parent).filter(([name]) => passed.test(name));
  return { ...Object.fromEntries(kept), ...(electron !== undefined && { ELECTRON_RUN_AS_NODE: '1' }) };
}
