/**
 * `npm run licences`: writes THIRD_PARTY.md, the licence of every package that is bundled or shipped.
 * With --check it only says whether that file is up to date.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

/** Licences that let us ship what they cover under MIT. */
const welcome =
  /^\(?(MIT|ISC|BSD-2-Clause|BSD-3-Clause|0BSD|Apache-2\.0|BlueOak-1\.0\.0|Python-2\.0|CC0-1\.0|Unlicense|MPL-2\.0)\b/;

const target = join(root, 'THIRD_PARTY.md');
const packages = new Map(
  [...bundled(), ...shipped('node-llama-cpp')].map((it) => [`${it.name}@${it.version}`, it]),
);
const rows = [...packages.values()].sort((a, b) => a.name.localeCompare(b.name));
const unwelcome = rows.filter((it) => !welcome.test(it.licence));
const text = `# Third-party software

What Verdict ships besides its own code, each under its own licence, whose text lies in the package.
This page is written by \`npm run licences\`.

Models are not shipped: they are fetched when the user asks for one, under their own licences, which
\`verdict models\` names. \`testlib.h\` is not shipped either: the user's or the package's own is used.

| package | version | licence |
| --- | --- | --- |
${rows.map((it) => `| ${it.name} | ${it.version} | ${it.licence} |`).join('\n')}
`;

if (unwelcome.length > 0) {
  console.error(
    `These may not be shipped as they are: ${unwelcome.map((it) => `${it.name} (${it.licence})`).join(', ')}`,
  );
  process.exitCode = 1;
} else if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
  console.error('THIRD_PARTY.md is out of date. Run "npm run licences".');
  process.exitCode = 1;
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
  }));
}

function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  return { name, version, licence: license ?? 'unknown' };
}
