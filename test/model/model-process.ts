import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

let built: Promise<string> | undefined;

/** The model process bundled as it ships, once a test run. It lies inside the checkout, where node-llama-cpp is found. */
export function modelProcess(): Promise<string> {
  built ??= bundle();
  return built;
}

/** The model process, which after its start gets so many MiB of address space more and not one byte beyond. Linux. */
export function limitedProcess(mebibytes: number): Promise<string> {
  return changed(
    String(mebibytes),
    (entry) => `import { execFileSync } from 'node:child_process';
     import { readFileSync } from 'node:fs';
     const kibibytes = /VmSize:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1];
     const bytes = 1024 * kibibytes + ${mebibytes} * 2 ** 20;
     execFileSync('prlimit', ['--pid', String(process.pid), \`--as=\${bytes}\`]);
     await import(${entry});`,
  );
}

/** The model process, which ends as llama.cpp does where a GPU's driver cannot run its code: on every load but one for the CPU. */
export function crashingProcess(): Promise<string> {
  return changed(
    'crashing',
    (entry) => `import { writeSync } from 'node:fs';
     await import(${entry});
     process.prependListener('message', ({ params }) => {
       if (!params?.modelPath || params.gpu === 'cpu') return;
       writeSync(2, 'CUDA error: the code for ' + params.gpu + ' does not run here\\n  at ggml.cu:108\\n/lib/libc.so.6(+0x1)[0x7f]\\n');
       process.kill(process.pid, 'SIGABRT');
     });`,
  );
}

/** A module beside the model process that brings it in; `source` gets its path as a literal. */
async function changed(name: string, source: (entry: string) => string): Promise<string> {
  const entry = await modelProcess();
  const path = entry.replace(/\.mjs$/, `-${name}.mjs`);
  writeFileSync(path, source(JSON.stringify(entry)));
  return path;
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
