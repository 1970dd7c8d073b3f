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

/** The packages esbuild took something from. */
function bundled() {
  const inputs = JSON.parse(readFileSync(join(root, 'dist', 'inputs.json'), 'utf8'));
  const folders = inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
  return [...new Set(folders)].map((folder) => describe(folder));
}

/** A package with everything it depends on, as the lockfile has it; other platforms' binaries count once. */
function shipped(name) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const found = new Set();
  const visit = (key) => {
    const entry = packages[key];
    if (!entry || found.has(key) || entry.name === '@favware/skip-dependency') return;
    found.add(key);
    for (const dependency of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      const nested = `${key}/node_modules/${dependency}`;
      visit(packages[nested] ? nested : `node_modules/${dependency}`);
    }
  };
  visit(`node_modules/${name}`);
  return [...found].map((key) => ({
    name: key.slice(key.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version: packages[key].version,
    licence: packages[key].license ?? 'unknown',
    integrity: packages[key].integrity,
  }));
}

function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return { name, version, licence: license ?? 'unknown', integrity: packages[folder]?.integrity };
}
