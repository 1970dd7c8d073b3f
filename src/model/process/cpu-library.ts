// Under a name that the bundle does not have yet.
import { createRequire as requireAt } from 'node:module';
import { dirname, join } from 'node:path';

/** The parts of node-llama-cpp's addon with which llama.cpp is given code for the processor. */
interface Addon {
  loadBackends(folder?: string): void;
  /** Nothing while no code for any device is loaded. */
  getGpuType(): string | false | null | undefined;
}

/**
 * Lets llama.cpp run the code of `folder` on the processor instead of that shipped with node-llama-cpp, which takes
 * what is already loaded when it starts. False where it does not load; the shipped code is used then.
 */
export function loadCpuLibrary(folder: string): boolean {
  try {
    const require = requireAt(import.meta.url);
    const platform = `${process.platform}-${process.arch}`;
    const binding = requireAt(require.resolve('node-llama-cpp'));
    const package_ = dirname(dirname(binding.resolve(`@node-llama-cpp/${platform}`)));
    const addon: Addon = require(join(package_, 'bins', platform, 'llama-addon.node'));
    addon.loadBackends(folder);
    return addon.getGpuType() === false;
  } catch {
    return false;
  }
}
