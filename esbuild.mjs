/** Bundles what runs: the extension, the command line, the model process and the webviews. */
import { cp, rm, writeFile } from 'node:fs/promises';
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const minify = process.argv.includes('--minify');

const shared = {
  bundle: true,
  minify,
  sourcemap: minify ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
};

const node = { ...shared, platform: 'node', target: 'node20' };

/** CommonJS dependencies inside an ES module bundle ask for `require`. */
const esm = {
  ...node,
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  banner: {
    js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
  },
};

const bundles = [
  {
    ...node,
    format: 'cjs',
    entryPoints: { extension: 'src/extension/extension.ts' },
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
    // A CommonJS bundle has no import.meta; files beside it are found from here.
    // VS Code's host keeps Node's navigator from extensions; pdf.js cannot do without one.
    define: {
      'import.meta.url': 'bundleUrl',
      navigator: 'bundleNavigator',
      'globalThis.navigator': 'bundleNavigator',
    },
    banner: {
      js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href; const bundleNavigator = { platform: '', userAgent: '' };",
    },
    outdir: 'dist',
  },
  // In parts, so that a command loads no more than it needs; all beside each other, since files are found from there.
  {
    ...esm,
    splitting: true,
    entryPoints: { cli: 'src/cli/main.ts' },
    chunkNames: 'cli-[name]-[hash]',
    outdir: 'dist',
  },
  // node-llama-cpp finds its own binaries beside itself: never bundled.
  {
    ...esm,
    entryPoints: { 'model-process': 'src/model/process/main.ts' },
    external: ['node-llama-cpp'],
    outdir: 'dist',
  },
  {
    ...shared,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: {
      panel: 'src/webview/panel/main.tsx',
      chat: 'src/webview/chat/main.tsx',
      problem: 'src/webview/problem/main.tsx',
    },
    outdir: 'dist/webview',
  },
  // The server's pages, of the same components.
  {
    ...shared,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: { page: 'src/webview/page/main.tsx', try: 'src/webview/page/try.tsx' },
    outdir: 'dist/page',
  },
  { ...shared, entryPoints: { page: 'src/webview/page/page.css' }, outdir: 'dist/page' },
];

if (watch) {
  for (const options of bundles) await (await context({ ...options, logLevel: 'info' })).watch();
} else {
  await rm('dist', { recursive: true, force: true });
  const built = await Promise.all(bundles.map((options) => build({ ...options, metafile: true })));
  // The judge compiles its runner with the compiler it finds, so that comes as source.
  await cp('src/judge/native', 'dist/native', { recursive: true });
  // What went into the bundles, for the record of licences.
  const inputs = new Set(built.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  await writeFile('dist/inputs.json', JSON.stringify([...inputs].sort(), null, 1));
}
