import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where the code for CUDA that was fetched lies, as this process was told at its start. */
export const cudaFolder = process.argv[3] || undefined;

/** Names are looked up in what was fetched before node-llama-cpp's own packages, which are empty for CUDA. */
const hooks = `
let folder;
export const initialize = (data) => { folder = data };
export const resolve = (name, context, next) => {
  const [, package_] = /^@node-llama-cpp\\/([\\w-]+-cuda(?:-ext)?)$/.exec(name) ?? [];
  if (!package_) return next(name, context);
  return { url: folder + package_ + '/dist/index.js', format: 'module', shortCircuit: true };
};`;

/** Lets node-llama-cpp find the code for CUDA that was fetched into `folder`. */
export function useCuda(folder: string): void {
  register(`data:text/javascript,${encodeURIComponent(hooks)}`, {
    data: pathToFileURL(join(folder, '/')).href,
  });
}
