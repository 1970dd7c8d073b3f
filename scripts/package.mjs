/**
 * `npm run package [-- TARGET...]`: a VSIX for this platform in dist/verdict.vsix; with targets (or `all`) one for
 * each, in dist/verdict-TARGET.vsix, and a bill of materials beside them. Each is staged in a folder of its own,
 * where npm installs what its platform runs: code for the CPU and for Vulkan or Metal, CUDA on request only.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { billOfMaterials } from './packages/bill-of-materials.mjs';
import { npm, root, setUp } from './setup.mjs';

/** What npm is told to install for a target, and the binaries of node-llama-cpp that it runs. */
const targets = {
  'linux-x64': { os: 'linux', cpu: 'x64', binaries: ['linux-x64', 'linux-x64-vulkan'] },
  'linux-arm64': { os: 'linux', cpu: 'arm64', binaries: ['linux-arm64'] },
  'darwin-arm64': { os: 'darwin', cpu: 'arm64', binaries: ['mac-arm64-metal'] },
  'darwin-x64': { os: 'darwin', cpu: 'x64', binaries: ['mac-x64'] },
  'win32-x64': { os: 'win32', cpu: 'x64', binaries: ['win-x64', 'win-x64-vulkan'] },
  'win32-arm64': { os: 'win32', cpu: 'arm64', binaries: ['win-arm64'] },
};
const largestMiB = 60;
const packed = ['dist', 'media', 'l10n', 'package.json', 'package.nls.json', 'package.nls.zh-cn.json'];
const told = [
  '.vscodeignore',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'THIRD_PARTY.md',
  'package-lock.json',
  '.npmrc',
];

const asked = process.argv.slice(2);
const unknown = asked.filter((it) => it !== 'all' && !(it in targets));
if (unknown.length > 0) {
  console.error(
    `There is no target ${unknown.join(', ')}. Targets: ${Object.keys(targets).join(', ')}, all.`,
  );
  process.exit(2);
}
setUp({ minify: true });
// It reads packages with a library, which a bare clone has only now.
const { contentsOf, mib } = await import('./packages/contents.mjs');
if (asked.length === 0) {
  await pack(`${process.platform}-${process.arch}`, join(root, 'dist', 'verdict.vsix'));
} else {
  for (const target of asked.includes('all') ? Object.keys(targets) : asked)
    await pack(target, join(root, 'dist', `verdict-${target}.vsix`));
  writeFileSync(join(root, 'dist', 'verdict.cdx.json'), billOfMaterials());
}

async function pack(target, vsix) {
  const { os, cpu, binaries } = targets[target] ?? {};
  if (!os) throw new Error(`No package is made for ${target}.`);
  const staged = mkdtempSync(join(tmpdir(), 'verdict-package-'));
  try {
    for (const name of [...packed, ...told])
      if (existsSync(join(root, name)))
        cpSync(join(root, name), join(staged, name), {
          recursive: true,
          filter: (from) => !isOfAnother(from),
        });
    const flags = ['--omit=dev', `--os=${os}`, `--cpu=${cpu}`, '--no-audit', '--no-fund', '--ignore-scripts'];
    must(npm(['ci', ...flags], { cwd: staged }), `npm could not install what ${target} runs`);
    const all = join(staged, 'node_modules', '@node-llama-cpp');
    for (const name of readdirSync(all))
      if (!binaries.includes(name)) rmSync(join(all, name), { recursive: true });
    const flagsOfVsce = ['--allow-missing-repository', '--no-rewrite-relative-links'];
    const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
    const args = [vsce, 'package', ...flagsOfVsce, '--target', target, '--out', vsix];
    must(spawnSync(process.execPath, args, { cwd: staged, stdio: 'inherit' }).status, 'vsce failed');
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
  console.log(await contentsOf(vsix, `${target}, ${mib(statSync(vsix).size)} MiB`));
  if (statSync(vsix).size > largestMiB * 2 ** 20) {
    console.error(`${vsix} is larger than the ${largestMiB} MiB it may have.`);
    process.exitCode = 1;
  }
}

/** What lies in dist/ but is no part of the extension. */
function isOfAnother(path) {
  return /dist[\\/](?:.*\.vsix|.*\.tgz|.*\.cdx\.json|test|npm)$|\.map$/.test(path);
}

function must(status, otherwise) {
  if (status === 0) return;
  console.error(`${otherwise} (exit ${status}). The lines above say why.`);
  process.exit(status === 130 ? 130 : 1);
}
