import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

let built: Promise<string> | undefined;

/** The model process bundled as it ships, once a test run. It lies inside the checkout, where node-llama-cpp is found. */
export function modelProcess(): Promise<string> {
  built ??= bundle();
  return built;
}

async function bundle(): Promise<string> {
  const folder = fileURLToPath(new URL('../../node_modules/.cache/verdict/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const outfile = `${folder}model-process-${process.pid}.mjs`;
  await build({
    entryPoints: [fileURLToPath(new URL('../../src/model/process/main.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['node-llama-cpp'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    outfile,
  });
  return outfile;
}
