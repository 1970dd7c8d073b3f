/** What Verdict ships besides its own code: packages that are bundled and those that are packed as they are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';

/** Each package once, by name: `{ name, version, licence, integrity }`, as the lockfile has them. Asks for a build. */
export function thirdParty() {
  const all = [...bundled(), ...shipped('node-llama-cpp')];
  const packages = new Map(all.map((it) => [`${it.name}@${it.version}`, it]));
  return [...packages.values()].sort((a, b) => a.name.localeCompare(b.name));
}

const { packages: locked } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

/** The packages esbuild took something from. */
function bundled() {
  const inputs = JSON.parse(readFileSync(join(root, 'dist', 'inputs.json'), 'utf8'));
  const folders = inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
  return [...new Set(folders)].map(describe);
}

/** A package with everything it depends on, as the lockfile has it; other platforms' binaries count once. */
function shipped(name) {
  const found = new Set();
  const visit = (key) => {
    const entry = locked[key];
    if (!entry || found.has(key) || entry.name === '@favware/skip-dependency') return;
    found.add(key);
    for (const dependency of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      const nested = `${key}/node_modules/${dependency}`;
      visit(locked[nested] ? nested : `node_modules/${dependency}`);
    }
  };
  visit(`node_modules/${name}`);
  return [...found].map(describe);
}

/** What the lockfile says of the package in a folder. */
function describe(folder) {
  const { version, license = 'unknown', integrity } = locked[folder];
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return { name, version, licence: license, integrity };
}
