/** `npm run package`: a VSIX for the platform this runs on, in dist/verdict.vsix. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, root, setUp } from './setup.mjs';

const vsix = join(root, 'dist', 'verdict.vsix');

setUp({ minify: true });
const ignoreFile = join(root, 'dist', 'vscodeignore');
writeFileSync(
  ignoreFile,
  [readFileSync(join(root, '.vscodeignore'), 'utf8'), ...foreignBinaries()].join('\n'),
);
process.exitCode = node([
  'node_modules/@vscode/vsce/vsce',
  'package',
  ...['--allow-missing-repository', '--no-rewrite-relative-links'],
  ...['--target', `${process.platform}-${process.arch}`],
  ...['--ignoreFile', ignoreFile],
  ...['--out', vsix],
]);

/** Binaries of node-llama-cpp that npm has installed, but that do not run here. */
function foreignBinaries() {
  const platform = { darwin: 'mac', win32: 'win' }[process.platform] ?? process.platform;
  const folder = join('node_modules', '@node-llama-cpp');
  return readdirSync(join(root, folder))
    .filter((name) => !name.startsWith(`${platform}-${process.arch}`) || name.includes('cuda'))
    .map((name) => `node_modules/@node-llama-cpp/${name}/**`);
}
