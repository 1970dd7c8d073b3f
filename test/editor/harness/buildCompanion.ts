import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = fileURLToPath(new URL('./companion/', import.meta.url));

/**
 * Bundles the companion extension into `outFolder`: `extension.cjs` with its package.json, and `suite.cjs`, whose
 * `run()` desktop VS Code takes as `extensionTestsPath`.
 */
export async function buildCompanion(outFolder: string): Promise<void> {
  await mkdir(outFolder, { recursive: true });
  await copyFile(join(source, 'package.json'), join(outFolder, 'package.json'));
  await bundle(
    ['extension.ts', 'suite.ts'].map((name) => join(source, name)),
    outFolder,
  );
}

/** Bundles a test file for the extension host into `outFolder`. Gives back the file to run. */
export async function bundleHostSuite(entry: string, outFolder: string): Promise<string> {
  const [file] = await bundle([entry], outFolder);
  if (!file) throw new Error(`${entry} gave no bundle.`);
  return file;
}

async function bundle(entryPoints: string[], outdir: string): Promise<string[]> {
  await mkdir(outdir, { recursive: true });
  const { metafile } = await build({
    entryPoints,
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode'],
    define: { MOCHA_ENTRY: JSON.stringify(createRequire(import.meta.url).resolve('mocha')) },
    metafile: true,
    logLevel: 'warning',
    absWorkingDir: outdir,
  });
  return Object.keys(metafile.outputs).map((name) => join(outdir, name));
}
