/** What a VSIX holds, as a Markdown table: compressed and installed size of each part, the largest first. */
import { open } from 'yauzl';

/** Parts by the start of their path inside the archive. */
const parts = [
  [/^extension\/node_modules\/@node-llama-cpp\/([^/]+)\//, (found) => `llama.cpp for ${found[1]}`],
  [/^extension\/node_modules\/node-llama-cpp\//, () => 'node-llama-cpp'],
  [/^extension\/node_modules\//, () => 'what node-llama-cpp needs'],
  [/^extension\/dist\/(?:cli|page)/, () => 'command line and server'],
  [/^extension\/dist\/native\//, () => 'sources of the judge’s runner'],
  [/^extension\/dist\//, () => 'extension and webviews'],
  [/./, () => 'documents, pictures, manifest'],
];

export async function contentsOf(path, title) {
  const sums = new Map();
  for (const { name, packed, installed } of await entriesOf(path)) {
    const [pattern, partOf] = parts.find(([it]) => it.test(name));
    const part = partOf(pattern.exec(name));
    const sum = sums.get(part) ?? { packed: 0, installed: 0, files: 0 };
    sums.set(part, {
      packed: sum.packed + packed,
      installed: sum.installed + installed,
      files: sum.files + 1,
    });
  }
  const rows = [...sums].sort(([, a], [, b]) => b.packed - a.packed);
  return [
    `| ${title} | packed, MiB | installed, MiB | files |`,
    '| --- | ---: | ---: | ---: |',
    ...rows.map(([part, it]) => `| ${part} | ${mib(it.packed)} | ${mib(it.installed)} | ${it.files} |`),
  ].join('\n');
}

function entriesOf(path) {
  return new Promise((resolve, reject) => {
    open(path, (error, archive) => {
      if (error) return reject(error);
      const entries = [];
      archive.on('entry', ({ fileName, compressedSize, uncompressedSize }) =>
        entries.push({ name: fileName, packed: compressedSize, installed: uncompressedSize }),
      );
      archive.on('error', reject);
      archive.on('end', () => resolve(entries));
    });
  });
}

export function mib(bytes) {
  return (bytes / 2 ** 20).toFixed(1);
}
