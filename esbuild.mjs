/** Bundles what runs: the extension, the command line, the model process and the webviews. */
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
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

/** What the extension holds back until it is used: each of our rooms, and the packages that several of them share or few need. */
const rooms = ['problem', 'judge', 'model', 'solver', 'coach', 'evals'];
const heldBack = {
  ...Object.fromEntries(rooms.map((room) => [`room-${room}`, `src/${room}/index.ts`])),
  'room-webview': 'src/webview/protocol.ts',
  ...Object.fromEntries(['zod', 'yaml', 'unpdf', 'sucrase'].map((name) => [`package-${name}`, name])),
};

/**
 * A room imported from another, or a shared package, becomes an object that reads the bundle of its own at the first
 * use of anything in it: activation loads nothing but `extension.cjs`.
 */
const lazily = {
  name: 'lazily',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\/.*(index|protocol)\.ts$|^(zod|yaml|unpdf|sucrase)$/ }, (from) => {
      if (from.kind === 'entry-point' || from.namespace === 'lazily') return;
      if (!from.path.startsWith('.')) return { path: `package-${from.path}`, namespace: 'lazily' };
      const roomOf = (path) =>
        /^src\/(\w+)\//.exec(relative(import.meta.dirname, path).replaceAll('\\', '/'))?.[1];
      const room = roomOf(resolve(from.resolveDir, from.path));
      if (room === roomOf(from.importer) || !(`room-${room}` in heldBack)) return;
      return { path: `room-${room}`, namespace: 'lazily' };
    });
    build.onResolve({ filter: /.*/, namespace: 'lazily' }, ({ path }) => ({ path, external: true }));
    // An import is looked up in the prototype, since nothing is known of the module before it is read.
    build.onLoad({ filter: /.*/, namespace: 'lazily' }, ({ path }) => ({
      contents: `module.exports = Object.create(new Proxy({}, {
        get: (_, name) => require('./${path}.cjs')[name],
        has: (_, name) => name in require('./${path}.cjs'),
      }));`,
      loader: 'js',
    }));
  },
};

/** Every browser we run in knows woff2: KaTeX's fonts come in that form alone. */
const oneFontEach = {
  name: 'one-font-each',
  setup(build) {
    build.onLoad({ filter: /katex\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(
        /,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g,
        '',
      ),
      loader: 'css',
    }));
  },
};

const bundles = [
  {
    ...node,
    format: 'cjs',
    entryPoints: { extension: 'src/extension/extension.ts', ...heldBack },
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
    plugins: [lazily],
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
  {
    ...shared,
    entryPoints: { katex: 'node_modules/katex/dist/katex.css' },
    plugins: [oneFontEach],
    loader: { '.woff2': 'file' },
    assetNames: '[name]',
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
