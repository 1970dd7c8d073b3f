/**
 * `npm run package:npm`: the command line and the server as an npm package, in dist/verdict.tgz. It brings
 * node-llama-cpp and what that needs; the binaries for the machine it is installed on are fetched by npm, but for
 * CUDA's: 540 MB that few need.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root, setUp } from './setup.mjs';

setUp({ minify: true });
const from = (...parts) => join(root, ...parts);
const staged = from('dist', 'npm');
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const write = (path, value) => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);

rmSync(staged, { recursive: true, force: true });
mkdirSync(join(staged, 'dist'), { recursive: true });
const bundles = readdirSync(from('dist')).filter((name) => /^(cli.*|model-process)\.mjs$/.test(name));
for (const name of [...bundles, 'native', 'page'])
  cpSync(from('dist', name), join(staged, 'dist', name), { recursive: true });
for (const name of ['README.md', 'CHANGELOG.md', 'LICENSE', 'THIRD_PARTY.md'])
  cpSync(from(name), join(staged, name));

const { name, version, description, license, type, engines, bin, keywords, dependencies } = read(
  from('package.json'),
);
for (const [path, it] of Object.entries(read(from('package-lock.json')).packages)) {
  if (path === '' || it.dev || it.peer || it.os || it.name) continue;
  // A package inside another comes with it.
  if (path.split('node_modules/').length > 2) continue;
  cpSync(from(path), join(staged, path), { recursive: true });
}
// npm fetches nothing for what is bundled: its binaries are ours to name.
const llama = read(join(staged, 'node_modules', 'node-llama-cpp', 'package.json')).optionalDependencies;
const binaries = Object.entries(llama).filter(([binary]) => !binary.includes('cuda'));
write(join(staged, 'package.json'), {
  ...{ name, version, description, license, type, engines: { node: engines.node }, bin, keywords },
  ...{ dependencies, bundleDependencies: Object.keys(dependencies) },
  optionalDependencies: Object.fromEntries(binaries),
});

process.exitCode = npm(['pack', staged, '--pack-destination', from('dist'), '--ignore-scripts', '--silent']);
if (process.exitCode === 0) renameSync(from('dist', `${name}-${version}.tgz`), from('dist', 'verdict.tgz'));
rmSync(staged, { recursive: true, force: true });
